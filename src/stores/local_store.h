/* SPDX-License-Identifier: MIT */
/*
 * The local side of a sync: the Markdown files of one mount. Fills struct local_store
 * of sync/store.h, where every function's contract is.
 *
 *     CLEANUP(local_files) struct local_files *files = NULL;
 *     if (!local_files_open(&options, &files, error)) { … }
 *     sync.local = local_files_store(files);
 *
 * What is a page, where it belongs and what it is called: docs/workspace.md.
 *
 * Files are changed so that neither a crash nor somebody who edits at the same moment
 * loses anything: new contents are written beside, brought to the disk, and exchanged
 * with the old ones, which are then compared with what was expected; a surprise is put
 * back. A run that was killed in the middle of a batch is undone by the next
 * local_files_open that may write, and repeated by the next plan.
 */
#ifndef STORES_LOCAL_STORE_H
#define STORES_LOCAL_STORE_H

#include <stdbool.h>

#include "base/cleanup.h"
#include "base/clock.h"
#include "base/error.h"
#include "markdown/options.h"
#include "stores/workspace.h"
#include "sync/store.h"

struct local_files;

/* Everything is borrowed and must outlive the store. */
struct local_files_options {
    struct workspace *workspace; /* locked unless is_read_only */
    const struct config_mount *mount;
    long long root; /* id of the page that is index.md; 0: the mount has none, or it is not known */
    struct markdown_options markdown; /* how titles that are headings are read */
    struct clock clock;
    bool is_read_only; /* nothing is written, not even to tidy up; perform must not be called */
};

/* The caller frees it. */
bool local_files_open(const struct local_files_options *options, struct local_files **files,
                      struct error *error) __attribute__((warn_unused_result));

/* NULL is allowed. */
void local_files_free(struct local_files *files);
DEFINE_CLEANUP(local_files)

/* Lives as long as the files. */
const struct local_store *local_files_store(struct local_files *files);

#endif
