/* SPDX-License-Identifier: MIT */
/*
 * The note is a sequence of texts, each ended by a NUL: a word, then its operands.
 *     move FROM TO
 *     exchange TEMPORARY PATH INODE SIZE MODIFIED_NS
 *     end
 * A note without "end" was not written whole: then nothing was touched yet.
 */
#include "stores/undo_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/vec.h"

enum { MOST_OPERANDS = 5 };

struct undo_entry {
    bool is_exchange;
    const char *operands[MOST_OPERANDS];
};

static void append_text(struct undo_note *note, const char *text)
{
    strbuf_append_slice(&note->text, (struct slice){text, strlen(text) + 1});
}

static void append_number(struct undo_note *note, long long number)
{
    strbuf_append_format(&note->text, "%lld", number);
    strbuf_append_char(&note->text, '\0');
}

void undo_note_move(struct undo_note *note, const char *from, const char *to)
{
    append_text(note, "move");
    append_text(note, from);
    append_text(note, to);
}

void undo_note_exchange(struct undo_note *note, const char *temporary, const char *path,
                        const struct file_stamp *stamp)
{
    append_text(note, "exchange");
    append_text(note, temporary);
    append_text(note, path);
    append_number(note, stamp->inode);
    append_number(note, stamp->size);
    append_number(note, stamp->modified_ns);
}

bool undo_save(struct folder *folder, struct undo_note *note, struct error *error)
{
    if (note->text.length == 0) {
        return true;
    }
    append_text(note, "end");
    if (note->text.is_full) {
        return error_set(error, ERROR_IO, EFBIG, "too many changes for one note of what to undo");
    }
    return folder_create(folder, UNDO_PATH, strbuf_slice(&note->text), 0, NULL, error);
}

bool undo_forget(struct folder *folder, struct error *error)
{
    struct error why;
    if (folder_remove(folder, UNDO_PATH, &why) || why.code == ENOENT) {
        return true;
    }
    *error = why;
    return false;
}

/* The next text of the note, or NULL at its end. */
static const char *next_text(struct slice *rest)
{
    size_t end = slice_find_char(*rest, 0, '\0');
    const char *text = rest->start;

    if (end == SLICE_NOT_FOUND) {
        return NULL;
    }
    *rest = slice_part(*rest, end + 1, rest->length);
    return text;
}

static bool read_operands(struct slice *rest, size_t count, struct undo_entry *entry)
{
    for (size_t i = 0; i < count; i++) {
        entry->operands[i] = next_text(rest);
        if (!entry->operands[i]) {
            return false;
        }
    }
    return true;
}

/* False when the note is not whole. */
static bool parse_note(struct arena *arena, struct slice rest, struct undo_entry **entries,
                       size_t *count)
{
    for (const char *word = next_text(&rest); word; word = next_text(&rest)) {
        if (strcmp(word, "end") == 0) {
            return true;
        }
        *entries = VEC_GROW(arena, *entries, *count);
        struct undo_entry *entry = &(*entries)[*count];
        *entry = (struct undo_entry){.is_exchange = strcmp(word, "exchange") == 0};
        if (!read_operands(&rest, entry->is_exchange ? MOST_OPERANDS : 2, entry)) {
            return false;
        }
        (*count)++;
    }
    return false;
}

/* What is at a path: nothing counts as success with *exists false. */
static bool look(struct folder *folder, const char *path, struct folder_entry *entry, bool *exists,
                 struct error *error)
{
    *exists = folder_look(folder, path, entry, error);
    return *exists ||
           (error->kind == ERROR_IO && (error->code == ENOENT || error->code == ENOTDIR));
}

static bool make_parent(struct folder *folder, const char *path, struct error *error)
{
    char parent[LIMIT_PATH];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;

    if (length == 0 || length >= sizeof parent) {
        return true;
    }
    memcpy(parent, path, length);
    parent[length] = '\0';
    return folder_make(folder, parent, error);
}

static bool undo_move(struct folder *folder, const char *from, const char *to, struct error *error)
{
    bool is_from = false;
    bool is_to = false;

    if (!look(folder, from, NULL, &is_from, error) || !look(folder, to, NULL, &is_to, error)) {
        return false;
    }
    if (is_from || !is_to) {
        return true;
    }
    return make_parent(folder, from, error) && folder_move(folder, to, from, error);
}

static bool is_same_file(const struct folder_entry *entry, const struct undo_entry *noted)
{
    return entry->stamp.inode == strtoll(noted->operands[2], NULL, 10) &&
           entry->stamp.size == strtoll(noted->operands[3], NULL, 10) &&
           entry->stamp.modified_ns == strtoll(noted->operands[4], NULL, 10);
}

/* The user's file stands under the temporary name, and cannot go back to its place. */
static bool keep_in_trash(struct folder *folder, const char *trash, const struct undo_entry *entry,
                          struct error *error)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);

    strbuf_append(&path, trash);
    strbuf_append(&path, "/");
    strbuf_append(&path, entry->operands[1]);
    for (unsigned attempt = 2; attempt < 100; attempt++) {
        if (!make_parent(folder, strbuf_text(&path), error)) {
            return false;
        }
        if (folder_move(folder, entry->operands[0], strbuf_text(&path), error)) {
            return true;
        }
        if (error->code != EEXIST) {
            return false;
        }
        strbuf_append_format(&path, "~%u", attempt);
    }
    return false;
}

static bool undo_exchange(struct folder *folder, const char *trash, const struct undo_entry *entry,
                          struct error *error)
{
    const char *temporary = entry->operands[0];
    const char *path = entry->operands[1];
    struct folder_entry at_temporary = {0};
    struct folder_entry at_path = {0};
    bool is_temporary = false;
    bool is_path = false;

    if (!look(folder, temporary, &at_temporary, &is_temporary, error) ||
        !look(folder, path, &at_path, &is_path, error)) {
        return false;
    }
    if (!is_temporary || is_same_file(&at_temporary, entry)) {
        return true; /* all done, or nothing: the new file is removed with the other temporary ones */
    }
    if (is_path && is_same_file(&at_path, entry)) {
        return folder_exchange(folder, temporary, path, error);
    }
    if (!is_path) {
        return make_parent(folder, path, error) && folder_move(folder, temporary, path, error);
    }
    return keep_in_trash(folder, trash, entry, error);
}

bool undo_run(struct folder *folder, const char *trash, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct undo_entry *entries = NULL;
    struct folder_file note;
    size_t count = 0;

    if (!folder_read(folder, arena, UNDO_PATH, UNDO_NOTE.text.limit, &note, error)) {
        return error->kind == ERROR_IO && error->code == ENOENT;
    }
    bool is_whole = parse_note(arena, note.contents, &entries, &count);
    for (size_t i = count; is_whole && i > 0; i--) {
        const struct undo_entry *entry = &entries[i - 1];
        bool is_undone = entry->is_exchange
                             ? undo_exchange(folder, trash, entry, error)
                             : undo_move(folder, entry->operands[0], entry->operands[1], error);
        if (!is_undone) {
            return error_prefix(error, "cannot undo what an interrupted run began");
        }
    }
    return undo_forget(folder, error);
}
