/* SPDX-License-Identifier: MIT */
/*
 * Finds the page files of a mount. A page file is a regular file whose name ends in
 * ".md" and does not begin with '.' or '_', in a directory that does not either (but
 * "_top" in the mount's own), and is no workspace of its own. Symbolic links are not
 * followed. Everything else in a mount belongs to the user and is passed over.
 */
#ifndef STORES_SCAN_INTERNAL_H
#define STORES_SCAN_INTERNAL_H

#include "base/folder.h"
#include "stores/page_tree_internal.h"

/* The files that the state knows: a link in the place of one is a fault and not nothing. */
struct scan_known {
    const struct known_file *files; /* sorted by path */
    size_t count;
};

/* The known file with this path, or NULL. */
const struct known_file *scan_find_known(const struct scan_known *known, const char *path);

/*
 * Adds every page file below `mount` (a path in the folder, "": the folder itself) to
 * the tree, in the order of their paths. ERROR_STOPPED when the directory is not
 * there; any directory in it that cannot be read is an error.
 */
bool scan_mount(struct folder *folder, const char *mount, const struct scan_known *known,
                struct page_tree *tree, struct error *error) __attribute__((warn_unused_result));

#endif
