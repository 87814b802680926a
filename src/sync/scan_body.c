/* SPDX-License-Identifier: MIT */
/*
 * The bodies of files that were read: compared with the base, and, where they say
 * something new, converted as if they were sent, so that the plan knows how that ends.
 */
#include "base/limit.h"
#include "base/strbuf.h"
#include "sync/marker.h"
#include "sync/scan_internal.h"

/* `line` counts those of the body; people look for it in the file. */
static size_t line_of_file(const struct file_entry *entry, size_t line)
{
    return entry->page.body_line + line - 1;
}

static void set_fault(struct scanner *scanner, struct file_entry *entry, size_t line,
                      const char *why)
{
    CLEANUP_STRBUF struct strbuf words = STRBUF(LIMIT_PATH + ERROR_MESSAGE_SIZE);

    strbuf_append(&words, entry->page.path);
    if (line > 0) {
        strbuf_append_format(&words, ":%zu", line_of_file(entry, line));
    }
    strbuf_append_format(&words, ": %s", why);
    entry->fault = strbuf_copy(&words, scanner->arena).start;
}

static void take_notes(struct scanner *scanner, struct file_entry *entry, const struct notes *notes)
{
    entry->notes.arena = scanner->arena;
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->items[i];
        size_t line = note->line > 0 ? line_of_file(entry, note->line) : 0;
        notes_add(&entry->notes, note->kind, line, note->text);
    }
}

/* What a body that says something new would come to; markers convert well, but must not be sent. */
static void take_check(struct scanner *scanner, struct file_entry *entry, struct slice body,
                       const struct body_check *check)
{
    struct error left;
    const char *fault = marker_check(body, &left) ? check->fault : left.message;

    if (fault) {
        const char *why = NULL;
        size_t line = error_split_line(fault, &why);
        set_fault(scanner, entry, line, why);
    } else {
        take_notes(scanner, entry, &check->notes);
    }
}

/* What the user was told of the text that was sent is no news in an edit elsewhere in it. */
static bool forget_known(struct scanner *scanner, struct arena *arena, const struct base_body *base,
                         struct slice body, struct notes *notes, struct error *error)
{
    struct body_check known;

    if (notes->count == 0 || slice_equal(base->own, base->plain.markdown)) {
        return true;
    }
    if (!body_try(scanner->sync, arena, base->own, &base->plain, &known, error)) {
        return false;
    }
    notes_forget(notes, body, &known.notes, base->own);
    return true;
}

/*
 * A fence that lost its end takes in what is on the page: that must not delete it there. What
 * was such a fence when the file was last sent or written is forgotten by now.
 */
static void check_fences(struct arena *arena, struct body_check *check)
{
    for (size_t i = 0; !check->fault && i < check->notes.count; i++) {
        if (check->notes.items[i].kind == NOTE_OPEN) {
            CLEANUP_STRBUF struct strbuf why = STRBUF(ERROR_MESSAGE_SIZE);
            strbuf_append_format(&why,
                                 "line %zu: this fence is never closed and would make code of all "
                                 "that follows: end it with a line of the same characters",
                                 check->notes.items[i].line);
            check->fault = strbuf_copy(&why, arena).start;
        }
    }
}

static bool compare_with_base(struct scanner *scanner, struct arena *arena,
                              struct file_entry *entry, struct slice body, struct error *error)
{
    struct base_body base = {0};
    struct body_check check;

    if (!body_load(scanner->sync, arena, entry->row->id, &base, error)) {
        return false;
    }
    if (slice_equal(body, base.own)) {
        return true;
    }
    if (!body_try(scanner->sync, arena, body, &base.plain, &check, error) ||
        !forget_known(scanner, arena, &base, body, &check.notes, error)) {
        return false;
    }
    entry->body = check.is_same ? FILE_BODY_REWORDED : FILE_BODY_CHANGED;
    if (!check.is_same) {
        check_fences(arena, &check);
        take_check(scanner, entry, body, &check);
    }
    return true;
}

bool scan_body(struct scanner *scanner, struct file_entry *entry, struct slice body,
               struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct body_check check;

    if (entry->row) {
        return compare_with_base(scanner, arena, entry, body, error);
    }
    if (entry->page.id != 0) {
        return true; /* compared with its page later, and not sent before there is a base */
    }
    if (!body_try(scanner->sync, arena, body, NULL, &check, error)) {
        return false;
    }
    take_check(scanner, entry, body, &check);
    return true;
}
