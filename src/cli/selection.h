/* SPDX-License-Identifier: MIT */
/*
 * The pages a command is limited to, by the paths the user typed: a page's file, or a
 * directory with all pages in it.
 *
 *     selection_make(arena, &view, config, &words, &selection, error);
 *     for each mount:
 *         selection_enter(&selection, number)
 *         … sync_scan with .is_selected = selection_holds …
 *         selection_check(&selection, error)          // before anything is done
 */
#ifndef CLI_SELECTION_H
#define CLI_SELECTION_H

#include "cli/paths.h"
#include "config/config.h"
#include "sync/plan.h"

/* What such a path can be, for the help of commands. */
#define SELECTION_PATHS "a page's file, or a directory with all pages in it."

struct selected_path {
    const char *typed;
    const char **paths; /* one for each mount: the path in it; "": all of it; NULL: not in it */
    bool is_used;       /* a page was found by it */
};

struct selection {
    struct selected_path *items;
    size_t count; /* 0: all pages of all mounts */
    size_t mount; /* the one that was entered */
};

/* The arguments of the command line. */
struct selection_words {
    char *const *items;
    size_t count;
};

/*
 * Understands what the user typed; `view` says from where, its mount does not count. Borrows
 * the words. ERROR_USAGE for a path that is in no mount.
 */
bool selection_make(struct arena *arena, const struct path_view *view, const struct config *config,
                    const struct selection_words *words, struct selection *selection,
                    struct error *error) __attribute__((warn_unused_result));

/* Turns to a mount, by its number. False when no page of it can be meant. */
bool selection_enter(struct selection *selection, size_t mount);

/*
 * For struct page_selection: `context` is the selection. A page that has no file yet is
 * meant where its parent's folder is.
 */
bool selection_holds(void *context, const struct facts *facts, size_t page);

/* Whether a file is meant; `path` is from the mount, and NULL where there is no file. */
bool selection_holds_path(struct selection *selection, const char *path);

/* The first word in the mount by which no page was found; NULL: every one found some. */
const char *selection_unused(const struct selection *selection);

/* ERROR_USAGE, naming it, where there is such a word. */
bool selection_check(const struct selection *selection, struct error *error)
    __attribute__((warn_unused_result));

#endif
