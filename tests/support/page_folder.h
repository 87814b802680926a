/* SPDX-License-Identifier: MIT */
/* All pages in storage format below a folder: for tests over fixtures and over a corpus. */
#ifndef TESTS_SUPPORT_PAGE_FOLDER_H
#define TESTS_SUPPORT_PAGE_FOLDER_H

#include <fts.h>
#include <stdlib.h>
#include <string.h>

#include "base/slice.h"
#include "base/strbuf.h"

static inline int page_folder_compare(const FTSENT **left, const FTSENT **right)
{
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

/* Calls `visit` for every .xml file below the folder, in the order of their names. */
static inline void page_folder_visit(char *folder, void (*visit)(void *data, const char *path),
                                     void *data)
{
    char *folders[] = {folder, NULL};
    FTS *walk = fts_open(folders, FTS_LOGICAL | FTS_NOCHDIR, page_folder_compare);
    if (!walk) {
        return;
    }
    for (FTSENT *entry = fts_read(walk); entry; entry = fts_read(walk)) {
        if (entry->fts_info == FTS_F && slice_ends_with(slice_from(entry->fts_path), ".xml")) {
            visit(data, entry->fts_path);
        }
    }
    (void)fts_close(walk);
}

/*
 * The folder that a test's arguments name: "FOLDER", or "--shared DIR FOLDER": below
 * the directory that CONFSYNC_SHARED names, or else below DIR. False: neither.
 */
static inline bool page_folder_find(struct strbuf *folder, int count, char **arguments)
{
    const char *shared = getenv("CONFSYNC_SHARED");

    if (count == 4 && strcmp(arguments[1], "--shared") == 0) {
        strbuf_append_format(folder, "%s/%s", shared ? shared : arguments[2], arguments[3]);
        return true;
    }
    if (count == 2) {
        strbuf_append(folder, arguments[1]);
        return true;
    }
    return false;
}

#endif
