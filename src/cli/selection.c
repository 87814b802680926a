/* SPDX-License-Identifier: MIT */
#include "cli/selection.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"

/* Finds the path in every mount; *is_known tells whether it is in any. */
static bool read_path(struct arena *arena, const struct path_view *view,
                      const struct config *config, struct selected_path *selected, bool *is_known,
                      struct error *error)
{
    *is_known = false;
    selected->paths = ARENA_NEW_ARRAY(arena, const char *, config->mount_count + 1);
    for (size_t i = 0; i < config->mount_count; i++) {
        struct path_view in_mount = *view;
        const char *path = NULL;
        bool is_inside = false;
        in_mount.mount = config->mounts[i].path;
        if (!path_view_read(arena, &in_mount, selected->typed, &path, &is_inside, error)) {
            return false;
        }
        selected->paths[i] = is_inside ? path : NULL;
        *is_known = *is_known || is_inside;
    }
    return true;
}

bool selection_make(struct arena *arena, const struct path_view *view, const struct config *config,
                    const struct selection_words *words, struct selection *selection,
                    struct error *error)
{
    struct selected_path *items = ARENA_NEW_ARRAY(arena, struct selected_path, words->count + 1);

    for (size_t i = 0; i < words->count; i++) {
        bool is_known = false;
        items[i].typed = words->items[i];
        if (!read_path(arena, view, config, &items[i], &is_known, error)) {
            return false;
        }
        if (!is_known) {
            return error_set(error, ERROR_USAGE, 0, "%s is not in a directory that is synced",
                             words->items[i]);
        }
    }
    *selection = (struct selection){.items = items, .count = words->count};
    return true;
}

bool selection_enter(struct selection *selection, size_t mount)
{
    bool is_wanted = selection->count == 0;

    selection->mount = mount;
    for (size_t i = 0; i < selection->count; i++) {
        selection->items[i].is_used = false;
        is_wanted = is_wanted || selection->items[i].paths[mount] != NULL;
    }
    return is_wanted;
}

/* The page's own file, or a directory it is in. */
static bool is_meant(const char *selected, const char *path)
{
    size_t length = strlen(selected);
    return length == 0 || (path != NULL && strncmp(path, selected, length) == 0 &&
                           (path[length] == '\0' || path[length] == '/'));
}

bool selection_holds_path(struct selection *selection, const char *path)
{
    bool is_held = selection->count == 0;

    for (size_t i = 0; i < selection->count; i++) {
        struct selected_path *item = &selection->items[i];
        const char *selected = item->paths[selection->mount];
        if (selected != NULL && is_meant(selected, path)) {
            item->is_used = true;
            is_held = true;
        }
    }
    return is_held;
}

/* The nearest page above that has a file, NULL if there is none. */
static const struct page_facts *find_above(const struct facts *facts, const struct page_facts *page)
{
    for (size_t steps = 0; steps < facts->count && page->remote.parent < facts->count; steps++) {
        page = &facts->pages[page->remote.parent];
        if (page->path != NULL) {
            return page;
        }
    }
    return NULL;
}

/* The folder for the page's children: its file without ".md", and the top for the root page. */
static struct slice folder_of(const struct page_facts *page)
{
    struct slice path = slice_from(page->path);
    size_t suffix = slice_ends_with(path, ".md") ? strlen(".md") : 0;
    return page->is_root ? SLICE_LITERAL("") : slice_part(path, 0, path.length - suffix);
}

bool selection_holds(void *context, const struct facts *facts, size_t page)
{
    struct selection *selection = context;
    const struct page_facts *known = &facts->pages[page];
    const struct page_facts *above = known->path == NULL ? find_above(facts, known) : NULL;

    if (above == NULL) {
        return selection_holds_path(selection, known->path);
    }
    CLEANUP_STRBUF struct strbuf folder = STRBUF(LIMIT_PATH);
    strbuf_append_slice(&folder, folder_of(above));
    return selection_holds_path(selection, strbuf_text(&folder));
}

const char *selection_unused(const struct selection *selection)
{
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected_path *item = &selection->items[i];
        const char *path = item->paths[selection->mount];
        bool is_whole = path != NULL && path[0] == '\0';
        if (path != NULL && !is_whole && !item->is_used) {
            return item->typed;
        }
    }
    return NULL;
}

bool selection_check(const struct selection *selection, struct error *error)
{
    const char *unused = selection_unused(selection);
    return unused == NULL || error_set(error, ERROR_USAGE, 0, "no page at %s", unused);
}
