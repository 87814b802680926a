/* SPDX-License-Identifier: MIT */
#include "document/notes.h"

#include <stdint.h>

#include "base/strmap.h"
#include "base/vec.h"

void notes_add(struct notes *notes, enum note_kind kind, size_t line, struct slice text)
{
    if (!notes) {
        return;
    }
    notes->items = VEC_GROW(notes->arena, notes->items, notes->count);
    notes->items[notes->count++] =
        (struct note){kind, line, {arena_copy(notes->arena, text), text.length}};
}

bool notes_lose(const struct notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->items[i].kind == NOTE_LOST || notes->items[i].kind == NOTE_DROPPED) {
            return true;
        }
    }
    return false;
}

static struct slice line_of(struct slice text, size_t line)
{
    size_t start = 0;

    for (size_t i = 1; i < line && start != SLICE_NOT_FOUND; i++) {
        start = slice_find_char(text, start, '\n');
        start += start != SLICE_NOT_FOUND;
    }
    return start == SLICE_NOT_FOUND ? slice_from("")
                                    : slice_part(text, start, slice_find_char(text, start, '\n'));
}

static void append_key(struct strbuf *key, const struct note *note, struct slice text)
{
    strbuf_append_format(key, "%d\n", note->kind);
    strbuf_append_slice(key, note->text);
    strbuf_append_char(key, '\n');
    strbuf_append_slice(key, line_of(text, note->line));
}

/* How often each was said. */
static void count_old(struct strmap *counts, struct arena *arena, const struct notes *old,
                      struct slice text)
{
    for (size_t i = 0; i < old->count; i++) {
        CLEANUP_STRBUF struct strbuf key = STRBUF(SIZE_MAX);
        append_key(&key, &old->items[i], text);
        size_t *count = strmap_find(counts, strbuf_slice(&key));
        if (!count) {
            count = ARENA_NEW(arena, size_t);
            strmap_put(counts, strbuf_copy(&key, arena), count);
        }
        ++*count;
    }
}

void notes_forget(struct notes *notes, struct slice text, const struct notes *old,
                  struct slice old_text)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(strmap) struct strmap *counts = strmap_new();
    size_t kept = 0;

    count_old(counts, arena, old, old_text);
    for (size_t i = 0; i < notes->count; i++) {
        CLEANUP_STRBUF struct strbuf key = STRBUF(SIZE_MAX);
        append_key(&key, &notes->items[i], text);
        size_t *count = strmap_find(counts, strbuf_slice(&key));
        if (notes->items[i].line > 0 && count && *count > 0) {
            --*count;
        } else {
            notes->items[kept++] = notes->items[i];
        }
    }
    notes->count = kept;
}

const char *note_kind_name(enum note_kind kind)
{
    static const char *const names[] = {
        [NOTE_LOST] = "lost", [NOTE_DROPPED] = "dropped", [NOTE_DEAD] = "dead",
        [NOTE_OPEN] = "open", [NOTE_UNSURE] = "unsure",
    };

    return names[kind];
}

void note_print(struct strbuf *text, const struct note *note)
{
    static const char *const sentences[] = {
        [NOTE_LOST] = "loses what Markdown does not show: ",
        [NOTE_DROPPED] = "drops ",
        [NOTE_DEAD] = "leads nowhere on Confluence: ",
        [NOTE_OPEN] = "never ends, and makes code of all that follows: ",
        [NOTE_UNSURE] = "looks like a mistake: ",
    };

    strbuf_append(text, sentences[note->kind]);
    strbuf_append_slice(text, note->text);
}
