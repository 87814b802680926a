/* SPDX-License-Identifier: MIT */
/*
 * What the user should know about a conversion that worked: what was dropped, and
 * what looks like a mistake. Readers and writers add notes; plan, diff, check and
 * --json list them before anything is sent.
 *
 *     struct notes notes = {.arena = arena};
 *     … notes_add(&notes, NOTE_DROPPED, line, slice_from("a comment")) …
 *     for (size_t i = 0; i < notes.count; i++) { … notes.items[i] … }
 */
#ifndef DOCUMENT_NOTES_H
#define DOCUMENT_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/strbuf.h"

enum note_kind {
    NOTE_LOST,    /* invisible in the Markdown, and gone with its words: a start tag of the base */
    NOTE_DROPPED, /* written in the Markdown, but Confluence has no form for it: its name */
    NOTE_DEAD,    /* an address that leads nowhere once the page is on Confluence */
    NOTE_OPEN,    /* a fence that nobody closed: its first line. What follows is code, too */
    NOTE_UNSURE,  /* it means what it says, which looks like a slip: what it is, and why */
};

struct note {
    enum note_kind kind;
    size_t line; /* in the Markdown; 0: not known */
    struct slice text;
};

struct notes {
    struct arena *arena; /* of the list and of the texts */
    struct note *items;
    size_t count;
};

/* Adds a note, with a copy of its text. `notes` may be NULL: nobody wants to know. */
void notes_add(struct notes *notes, enum note_kind kind, size_t line, struct slice text);

/* Whether something is lost or dropped: what other notes are about is still there. */
bool notes_lose(const struct notes *notes);

/*
 * Takes away what the notes on an older text said already: of the same kind and words, on a
 * line that says the same in both texts, once for each. Notes without a line stay.
 */
void notes_forget(struct notes *notes, struct slice text, const struct notes *old,
                  struct slice old_text);

/* "lost", "dropped", "dead", "open", "unsure": for reports. */
const char *note_kind_name(enum note_kind kind);

/* Appends one line without line end and without the place, such as `drops a footnote`. */
void note_print(struct strbuf *text, const struct note *note);

#endif
