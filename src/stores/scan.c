/* SPDX-License-Identifier: MIT */
#include "stores/scan_internal.h"

#include <errno.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "stores/names.h"
#include "stores/workspace.h"

struct scan {
    struct folder *folder;
    const char *mount;
    const struct scan_known *known;
    struct page_tree *tree;
    struct error *error;
};

/* The number of the first known file whose path is this one or comes after it. */
static size_t find_first(const struct scan_known *known, const char *path)
{
    size_t low = 0;
    size_t high = known->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(known->files[middle].path, path) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct known_file *scan_find_known(const struct scan_known *known, const char *path)
{
    size_t first = find_first(known, path);
    bool is_known = first < known->count && strcmp(known->files[first].path, path) == 0;
    return is_known ? &known->files[first] : NULL;
}

static bool is_page_name(const char *name)
{
    struct slice text = slice_from(name);
    bool is_hidden = slice_starts_with(text, ".") || slice_starts_with(text, "_");
    return !is_hidden && text.length > strlen(NAME_SUFFIX) && slice_ends_with(text, NAME_SUFFIX);
}

/* Whether there may be pages in a directory of this name. */
static bool is_page_directory(const char *directory, const char *name)
{
    bool is_top = directory[0] == '\0' && strcmp(name, PAGE_TREE_TOP) == 0;
    return is_top || (name[0] != '.' && name[0] != '_');
}

/* The name with a question mark's Unicode sister for every byte that is not UTF-8. */
static const char *readable_name(struct arena *arena, const char *name)
{
    CLEANUP_STRBUF struct strbuf out = STRBUF(LIMIT_PATH);
    struct slice rest = slice_from(name);

    while (rest.length > 0) {
        size_t valid = utf8_valid_length(rest);
        strbuf_append_slice(&out, slice_part(rest, 0, valid));
        if (valid < rest.length) {
            utf8_append(&out, 0xFFFD);
            valid++;
        }
        rest = slice_part(rest, valid, rest.length);
    }
    return strbuf_copy(&out, arena).start;
}

static const char *fault_of(const struct folder_entry *entry)
{
    if (!utf8_is_valid(slice_from(entry->name))) {
        return "its name is not UTF-8 text";
    }
    if (strchr(entry->name, '\n') || strchr(entry->name, '\r')) {
        return "its name has a line break";
    }
    if (entry->kind == FOLDER_LINK) {
        return "it is a symbolic link, and those are not followed";
    }
    return entry->kind == FOLDER_FILE ? NULL : "it is not a regular file";
}

static void add_page(struct scan *scan, struct arena *arena, const char *directory,
                     const struct folder_entry *entry)
{
    const char *fault = fault_of(entry);
    const char *name = readable_name(arena, entry->name);
    const char *path = page_tree_join(arena, directory, name);
    struct slice stem = slice_from(path);

    if (entry->kind != FOLDER_FILE && !scan_find_known(scan->known, path)) {
        return;
    }
    stem.length -= strlen(NAME_SUFFIX);
    struct page_place *place = page_tree_add(scan->tree, arena_copy(arena, stem));
    place->stamp = entry->stamp;
    place->fault = fault;
}

/* The pages that were in a directory which is not to be entered now: they are not gone. */
static void add_hidden_pages(struct scan *scan, struct arena *arena, const char *directory,
                             const char *fault)
{
    CLEANUP_STRBUF struct strbuf prefix = STRBUF(LIMIT_PATH);

    strbuf_append_format(&prefix, "%s/", directory);
    for (size_t i = find_first(scan->known, strbuf_text(&prefix)); i < scan->known->count; i++) {
        struct slice stem = slice_from(scan->known->files[i].path);
        if (!slice_starts_with(stem, strbuf_text(&prefix))) {
            break;
        }
        stem.length -= strlen(NAME_SUFFIX);
        page_tree_add(scan->tree, arena_copy(arena, stem))->fault = fault;
    }
}

/* A directory with a .confsync of its own is another workspace, and not our business. */
static bool is_other_workspace(const char *directory, const struct folder_entry *entries,
                               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (directory[0] != '\0' && strcmp(entries[i].name, WORKSPACE_PRIVATE) == 0) {
            return true;
        }
    }
    return false;
}

static bool scan_directory(struct scan *scan, const char *directory)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct folder_entry *entries = NULL;
    size_t count = 0;

    if (!folder_list(scan->folder, arena, page_tree_join(arena, scan->mount, directory), &entries,
                     &count, scan->error)) {
        return false;
    }
    if (is_other_workspace(directory, entries, count)) {
        add_hidden_pages(scan, arena, directory,
                         "its directory is a workspace of its own now (it has a .confsync)");
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        const struct folder_entry *entry = &entries[i];
        if (entry->kind == FOLDER_LINK && is_page_directory(directory, entry->name)) {
            add_hidden_pages(scan, arena, page_tree_join(arena, directory, entry->name),
                             "its directory is a symbolic link, and those are not followed");
        }
        if (entry->kind != FOLDER_DIRECTORY && is_page_name(entry->name)) {
            add_page(scan, arena, directory, entry);
        } else if (entry->kind == FOLDER_DIRECTORY && is_page_directory(directory, entry->name) &&
                   !scan_directory(scan, page_tree_join(arena, directory, entry->name))) {
            return false;
        }
    }
    return true;
}

bool scan_mount(struct folder *folder, const char *mount, const struct scan_known *known,
                struct page_tree *tree, struct error *error)
{
    struct scan scan = {folder, mount, known, tree, error};

    if (mount[0] != '\0' && !folder_look(folder, mount, NULL, error)) {
        if (error->code != ENOENT) {
            return false;
        }
        return error_set(error, ERROR_STOPPED, 0, "the mount's directory %s is not there", mount);
    }
    return scan_directory(&scan, "");
}
