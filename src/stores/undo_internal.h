/* SPDX-License-Identifier: MIT */
/*
 * The note from which a half-done batch of changes is undone after a crash: the file
 * .confsync/tmp/undo, written before the first file is touched and removed after the
 * last. Undoing is safe at any time: it moves files only to where nothing is, and
 * exchanges only with a file that nobody has touched since; else both are kept, one
 * of them in the trash.
 */
#ifndef STORES_UNDO_INTERNAL_H
#define STORES_UNDO_INTERNAL_H

#include "base/folder.h"
#include "base/strbuf.h"

#define UNDO_PATH ".confsync/tmp/undo"

/* What it adds up to; starts as UNDO_NOTE. Released with strbuf_release. */
struct undo_note {
    struct strbuf text;
};
#define UNDO_NOTE ((struct undo_note){STRBUF((size_t)16 * 1024 * 1024)})

/* `from` is about to be renamed to `to`. */
void undo_note_move(struct undo_note *note, const char *from, const char *to);

/* The new file `temporary`, of which this is the stamp, is about to be exchanged with `path`. */
void undo_note_exchange(struct undo_note *note, const char *temporary, const char *path,
                        const struct file_stamp *stamp);

/*
 * Writes the note, if there is anything in it. Does not bring it to the disk. A note that
 * was not undone yet stays: ERROR_IO with EEXIST.
 */
bool undo_save(struct folder *folder, struct undo_note *note, struct error *error)
    __attribute__((warn_unused_result));

/* Removes the note: everything in it was done. */
bool undo_forget(struct folder *folder, struct error *error) __attribute__((warn_unused_result));

/*
 * Undoes what the note says, last first, and removes it; without a note nothing is
 * done. `trash` is a folder for files that cannot go where they came from.
 */
bool undo_run(struct folder *folder, const char *trash, struct error *error)
    __attribute__((warn_unused_result));

#endif
