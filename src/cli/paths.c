/* SPDX-License-Identifier: MIT */
#include "cli/paths.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"

/* Adds the parts of `more` to a path without "." and ".."; false when it leads out of the top. */
static bool walk(struct strbuf *path, struct slice more)
{
    while (more.length > 0) {
        size_t slash = slice_find_char(more, 0, '/');
        struct slice part = slice_part(more, 0, slash);
        more =
            slash == SLICE_NOT_FOUND ? SLICE_LITERAL("") : slice_part(more, slash + 1, more.length);
        if (part.length == 0 || slice_equals(part, ".")) {
            continue;
        }
        if (slice_equals(part, "..")) {
            if (path->length == 0) {
                return false;
            }
            const char *last = strrchr(path->bytes, '/');
            strbuf_truncate(path, last == NULL ? 0 : (size_t)(last - path->bytes));
            continue;
        }
        if (path->length > 0) {
            strbuf_append_char(path, '/');
        }
        strbuf_append_slice(path, part);
    }
    return true;
}

/* Whether `path` is `directory` or below it; "" is above everything. */
static bool is_below(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    return length == 0 ||
           (strncmp(path, directory, length) == 0 && (path[length] == '/' || path[length] == '\0'));
}

/* The length of the longest directory, with its '/', that both paths are below. */
static size_t common_length(const char *path, const char *current)
{
    size_t common = 0;
    size_t i = 0;

    while (path[i] != '\0' && path[i] == current[i]) {
        i++;
        if (path[i - 1] == '/') {
            common = i;
        }
    }
    return current[i] == '\0' && i > 0 && path[i] == '/' ? i + 1 : common;
}

const char *path_view_show(struct arena *arena, const struct path_view *view, const char *path)
{
    CLEANUP_STRBUF struct strbuf whole = STRBUF(LIMIT_PATH);
    CLEANUP_STRBUF struct strbuf shown = STRBUF(LIMIT_PATH);
    const char *current = view->current;

    walk(&whole, slice_from(view->mount));
    walk(&whole, slice_from(path));
    size_t common = common_length(strbuf_text(&whole), current);
    for (size_t i = common; i < strlen(current); i++) {
        if (current[i + 1] == '/' || current[i + 1] == '\0') {
            strbuf_append(&shown, "../");
        }
    }
    strbuf_append(&shown, strbuf_text(&whole) + common);
    return arena_copy(arena, strbuf_slice(&shown));
}

const char *path_view_absolute(struct arena *arena, const struct path_view *view, const char *path)
{
    CLEANUP_STRBUF struct strbuf whole = STRBUF(LIMIT_PATH);

    strbuf_append_format(&whole, "%s/%s/%s", view->root, view->mount, path);
    return arena_copy(arena, strbuf_slice(&whole));
}

bool path_view_read(struct arena *arena, const struct path_view *view, const char *typed,
                    const char **path, bool *is_inside, struct error *error)
{
    CLEANUP_STRBUF struct strbuf whole = STRBUF(LIMIT_PATH);
    CLEANUP_STRBUF struct strbuf mount = STRBUF(LIMIT_PATH);
    bool is_known = true;

    if (typed[0] == '\0') {
        return error_set(error, ERROR_USAGE, 0,
                         "an empty path names no page; . is all of them here");
    }
    if (typed[0] == '/') {
        is_known = is_below(typed, view->root);
        typed += is_known ? strlen(view->root) : 0;
    } else {
        strbuf_append(&whole, view->current);
    }
    if (!is_known || !walk(&whole, slice_from(typed))) {
        return error_set(error, ERROR_USAGE, 0, "%s is outside the workspace %s", typed,
                         view->root);
    }
    walk(&mount, slice_from(view->mount));
    const char *found = strbuf_text(&whole);
    bool is_above = is_below(strbuf_text(&mount), found);
    *is_inside = is_above || is_below(found, strbuf_text(&mount));
    size_t skipped = mount.length == 0 ? 0 : mount.length + 1;
    *path = is_above || !*is_inside ? "" : arena_copy(arena, slice_from(found + skipped));
    return true;
}
