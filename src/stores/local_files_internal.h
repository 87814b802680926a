/* SPDX-License-Identifier: MIT */
/* What the parts of the local store share: local_store.c looks, local_perform.c changes. */
#ifndef STORES_LOCAL_FILES_INTERNAL_H
#define STORES_LOCAL_FILES_INTERNAL_H

#include "config/front_matter.h"
#include "stores/change_internal.h"
#include "stores/local_store.h"
#include "stores/page_title.h"
#include "stores/page_tree_internal.h"

struct local_files {
    struct local_files_options options;
    struct local_store store;
    struct folder *folder; /* the workspace */
    const char *mount;     /* path of the mount in it; "": the workspace itself */
    struct arena *arena;   /* of the tree and of the paths that were handed out */
    struct page_tree tree;
    struct changer changer;
};

/* A page's file as it is now. */
struct local_content {
    struct folder_file file;
    struct front_matter front_matter;
    struct page_title title; /* of the front matter, a heading or the file's name; with the body */
};

/* Path of a page's file with this stem, in the workspace; in the arena. */
const char *local_file_path(const struct local_files *files, struct arena *arena, const char *stem);

/* Path of a directory of the mount ("": its own) in the workspace; in the arena. */
const char *local_directory_path(const struct local_files *files, struct arena *arena,
                                 const char *directory);

/* The page with this key, or NULL: there is none, or its file is gone. */
struct page_place *local_find_place(const struct local_files *files, size_t key);

/* Reads the file and what it says. Fails when it is no page; messages name the page's path. */
bool local_load(const struct local_files *files, struct arena *arena,
                const struct page_place *place, struct local_content *content, struct error *error)
    __attribute__((warn_unused_result));

/* Where a page is to be. */
struct local_wish {
    const char *directory; /* in the mount */
    const char *name;      /* wanted, not made of a title; NULL: made of the title */
    const char *title;
    long long id;
    const struct page_place *self; /* the page that moves; NULL: a new one */
    bool has_folder;               /* a folder moves along: its place must be free, too */
};

/* A free stem, as near to the wish as can be; in the arena. NULL: its path would be too long. */
const char *local_choose_stem(struct local_files *files, struct arena *arena,
                              const struct local_wish *wish);

/* Whether no file may have this stem, because the paths that are made of it would be too long. */
bool local_is_too_long(const struct local_files *files, size_t stem_length);

/* Fails for that. */
bool local_refuse_length(struct error *error);

/* Removes a directory of the mount, and those above it, while they are empty. */
void local_remove_empty(const struct local_files *files, struct arena *arena,
                        const char *directory);

/* LOCAL_RELOCATE. False: no operation can be expected to work. */
bool local_relocate(struct local_files *files, struct local_operation *operation,
                    struct error *error) __attribute__((warn_unused_result));

/* LOCAL_SAVE_CONFLICT and LOCAL_CLEAR_CONFLICT. */
bool local_save_conflict(struct local_files *files, struct local_operation *operation,
                         struct error *error) __attribute__((warn_unused_result));
bool local_clear_conflict(struct local_files *files, struct local_operation *operation,
                          struct error *error) __attribute__((warn_unused_result));

/* struct local_store's perform. */
bool local_perform(void *data, struct local_operation *operations, size_t count,
                   struct error *error) __attribute__((warn_unused_result));

#endif
