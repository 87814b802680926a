/* SPDX-License-Identifier: MIT */
/*
 * Where the page files of a mount are, and where they belong by that: the layout of
 * docs/workspace.md as a table. It knows names, not contents, and touches no file.
 *
 * A page is known by its stem: its path in the mount without ".md", which is also the
 * path of the folder for its children. Only the root page ("index") has the mount's
 * own directory as its folder. Pages at the top of a space, beside its root page, are
 * in the directory "_top".
 */
#ifndef STORES_PAGE_TREE_INTERNAL_H
#define STORES_PAGE_TREE_INTERNAL_H

#include "base/arena.h"
#include "base/stamp.h"
#include "base/strmap.h"
#include "config/config.h"
#include "sync/store.h"

#define PAGE_TREE_ROOT "index"
#define PAGE_TREE_TOP  "_top"

/* One page file. */
struct page_place {
    size_t key;
    const char *stem;
    const char *path;        /* of the file: the stem with ".md" */
    struct file_stamp stamp; /* of the file, as the listing saw it or we wrote it */
    const char *fault; /* it is no readable page file, and why; NULL: nothing known against it */
    bool is_gone;      /* removed by us; its key names nothing any more */
};

struct page_tree {
    struct arena *arena;
    struct page_place **places; /* by key */
    size_t count;
    struct strmap *by_stem; /* struct page_place, perhaps gone or moved: compare its stem */
    struct strmap *by_key;  /* the same by name_key of the stem; NULL: not needed yet */
};

/* All of it lives in the arena, but the maps: page_tree_release. */
void page_tree_init(struct page_tree *tree, struct arena *arena);
void page_tree_release(struct page_tree *tree);

/* Adds a page file; `stem` is copied. */
struct page_place *page_tree_add(struct page_tree *tree, const char *stem);

/* The page with this stem, or one that only some file system can tell from it; or NULL. */
struct page_place *page_tree_find(struct page_tree *tree, const char *stem);

/* Moves a page and all that is in its folder to another stem. */
void page_tree_move(struct page_tree *tree, struct page_place *place, const char *stem);

/* The length of the longest stem of the page and those in its folder. */
size_t page_tree_longest(const struct page_tree *tree, const struct page_place *place);

/* What the place says about the page's parent; *parent_key is set for LOCAL_PARENT_PAGE. */
enum local_parent page_tree_parent(struct page_tree *tree, const struct page_place *place,
                                   size_t *parent_key);

/* The directory of the page's children: "" for the root page. */
const char *page_place_folder(const struct page_place *place);

/* The last part of the stem: the file's name without ".md". */
const char *page_place_name(const struct page_place *place);

/* The directory that the stem is in: "" for the mount's own. In the arena. */
const char *page_tree_directory(struct arena *arena, const char *stem);

/* A path of a directory ("": the mount's own) and a name in it; in the arena. */
const char *page_tree_join(struct arena *arena, const char *directory, const char *name);

#endif
