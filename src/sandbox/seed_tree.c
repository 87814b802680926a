/* SPDX-License-Identifier: MIT */
#include "sandbox/seed_tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"

#define BODY_SUFFIX ".xml"

/* Deeper than anybody nests pages, and an end for links that lead back up. */
enum { DEPTH_MOST = 64 };

static const char *join(struct arena *arena, const char *directory, const char *name)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);

    strbuf_append_format(&path, "%s/%s", directory, name);
    return strbuf_copy(&path, arena).start;
}

static int compare_titles(const void *left, const void *right)
{
    const struct seed_node *a = left;
    const struct seed_node *b = right;

    return slice_compare(a->title, b->title);
}

/* A node for the entry of a directory; without title when it is none of a page. */
static bool make_node(struct arena *arena, const char *directory, const char *name,
                      struct seed_node *node, struct error *error)
{
    const char *path = join(arena, directory, name);
    struct slice title = slice_from(arena_copy(arena, slice_from(name)));
    struct stat status;

    *node = (struct seed_node){0};
    if (stat(path, &status) != 0) {
        return error_set(error, ERROR_IO, errno, "cannot read %s: %s", path, strerror(errno));
    }
    if (S_ISDIR(status.st_mode)) {
        node->title = title;
        node->directory = path;
    } else if (S_ISREG(status.st_mode) && slice_ends_with(title, BODY_SUFFIX)) {
        node->title = slice_part(title, 0, title.length - strlen(BODY_SUFFIX));
        node->file = path;
    }
    return true;
}

static bool list_directory(struct arena *arena, const char *directory, struct seed_node *parent,
                           struct error *error)
{
    DIR *stream = opendir(directory);
    bool is_read = true;

    if (!stream) {
        return error_set(error, ERROR_IO, errno, "cannot read %s: %s", directory, strerror(errno));
    }
    /* One thread, so that readdir is safe. NOLINTNEXTLINE(concurrency-mt-unsafe) */
    for (const struct dirent *entry = readdir(stream); entry && is_read; entry = readdir(stream)) {
        struct seed_node node = {0};
        if (entry->d_name[0] == '.') {
            continue;
        }
        is_read = make_node(arena, directory, entry->d_name, &node, error);
        if (is_read && node.title.length > 0) {
            parent->children = VEC_GROW(arena, parent->children, parent->child_count);
            parent->children[parent->child_count++] = node;
        }
    }
    (void)closedir(stream);
    return is_read;
}

/* x.xml and x/ are one page: the two stand side by side once they are sorted. */
static void join_pairs(struct seed_node *parent)
{
    size_t count = 0;

    for (size_t i = 0; i < parent->child_count; i++) {
        struct seed_node *last = count > 0 ? &parent->children[count - 1] : NULL;
        struct seed_node *next = &parent->children[i];
        if (last && slice_equal(last->title, next->title)) {
            last->file = last->file ? last->file : next->file;
            last->directory = last->directory ? last->directory : next->directory;
        } else {
            parent->children[count++] = *next;
        }
    }
    parent->child_count = count;
}

static bool read_below(struct arena *arena, struct seed_node *node, size_t depth,
                       struct error *error)
{
    if (depth > DEPTH_MOST) {
        return error_set(error, ERROR_INPUT, 0, "%s: more than %d directories deep",
                         node->directory, DEPTH_MOST);
    }
    if (!list_directory(arena, node->directory, node, error)) {
        return false;
    }
    if (node->child_count > 0) {
        qsort(node->children, node->child_count, sizeof node->children[0], compare_titles);
    }
    join_pairs(node);
    for (size_t i = 0; i < node->child_count; i++) {
        struct seed_node *child = &node->children[i];
        if (child->directory && !read_below(arena, child, depth + 1, error)) {
            return false;
        }
    }
    return true;
}

bool seed_tree_read(struct arena *arena, const char *directory, struct seed_node *root,
                    struct error *error)
{
    *root = (struct seed_node){.directory = directory};
    return read_below(arena, root, 0, error);
}
