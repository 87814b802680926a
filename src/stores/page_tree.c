/* SPDX-License-Identifier: MIT */
#include "stores/page_tree_internal.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "stores/names.h"

void page_tree_init(struct page_tree *tree, struct arena *arena)
{
    *tree = (struct page_tree){.arena = arena, .by_stem = strmap_new()};
}

void page_tree_release(struct page_tree *tree)
{
    strmap_free(tree->by_stem);
    strmap_free(tree->by_key);
}

static void enter_key(struct page_tree *tree, struct page_place *place)
{
    const char *key = name_key(tree->arena, place->stem);
    (void)strmap_put(tree->by_key, slice_from(key), place);
}

/* Later entries win; what stood there before is found to have moved by its stem. */
static void enter(struct page_tree *tree, struct page_place *place)
{
    (void)strmap_put(tree->by_stem, slice_from(place->stem), place);
    if (tree->by_key) {
        enter_key(tree, place);
    }
}

static void set_stem(struct page_tree *tree, struct page_place *place, const char *stem)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);

    strbuf_append(&path, stem);
    strbuf_append(&path, NAME_SUFFIX);
    place->path = strbuf_copy(&path, tree->arena).start;
    place->stem = arena_copy(tree->arena, slice_from(stem));
}

struct page_place *page_tree_add(struct page_tree *tree, const char *stem)
{
    struct page_place *place = ARENA_NEW(tree->arena, struct page_place);

    place->key = tree->count;
    set_stem(tree, place, stem);
    tree->places = VEC_GROW(tree->arena, tree->places, tree->count);
    tree->places[tree->count++] = place;
    enter(tree, place);
    return place;
}

/* Folding every name of a large mount takes longer than reading it, and is seldom needed. */
static void need_keys(struct page_tree *tree)
{
    if (tree->by_key) {
        return;
    }
    tree->by_key = strmap_new();
    for (size_t i = 0; i < tree->count; i++) {
        if (!tree->places[i]->is_gone) {
            enter_key(tree, tree->places[i]);
        }
    }
}

/* The page with exactly this stem, or NULL. */
static struct page_place *find_exactly(const struct page_tree *tree, struct slice stem)
{
    struct page_place *place = strmap_find(tree->by_stem, stem);
    return place && !place->is_gone && slice_equals(stem, place->stem) ? place : NULL;
}

struct page_place *page_tree_find(struct page_tree *tree, const char *stem)
{
    struct page_place *exact = find_exactly(tree, slice_from(stem));

    if (exact) {
        return exact;
    }
    need_keys(tree);
    const char *key = name_key(tree->arena, stem);
    struct page_place *similar = strmap_find(tree->by_key, slice_from(key));
    if (similar && !similar->is_gone && strcmp(name_key(tree->arena, similar->stem), key) == 0) {
        return similar;
    }
    return NULL;
}

static bool is_below(const char *stem, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(stem, folder, length) == 0 && stem[length] == '/';
}

void page_tree_move(struct page_tree *tree, struct page_place *place, const char *stem)
{
    const char *old = place->stem;

    set_stem(tree, place, stem);
    enter(tree, place);
    for (size_t i = 0; i < tree->count; i++) {
        struct page_place *child = tree->places[i];
        if (!child->is_gone && child != place && is_below(child->stem, old)) {
            const char *rest = child->stem + strlen(old) + 1;
            set_stem(tree, child, page_tree_join(tree->arena, place->stem, rest));
            enter(tree, child);
        }
    }
}

size_t page_tree_longest(const struct page_tree *tree, const struct page_place *place)
{
    size_t longest = strlen(place->stem);

    for (size_t i = 0; i < tree->count; i++) {
        const struct page_place *child = tree->places[i];
        size_t length = strlen(child->stem);
        if (length > longest && !child->is_gone && is_below(child->stem, place->stem)) {
            longest = length;
        }
    }
    return longest;
}

enum local_parent page_tree_parent(struct page_tree *tree, const struct page_place *place,
                                   size_t *parent_key)
{
    const char *slash = strrchr(place->stem, '/');
    struct slice directory = {place->stem, slash ? (size_t)(slash - place->stem) : 0};
    struct slice stem = slash ? directory : SLICE_LITERAL(PAGE_TREE_ROOT);

    if (strcmp(place->stem, PAGE_TREE_ROOT) == 0 || slice_equals(directory, PAGE_TREE_TOP)) {
        return LOCAL_PARENT_TOP;
    }
    const struct page_place *parent = find_exactly(tree, stem);
    if (!parent) {
        parent = page_tree_find(tree, arena_copy(tree->arena, stem));
    }
    if (!parent) {
        return LOCAL_PARENT_LOST;
    }
    *parent_key = parent->key;
    return LOCAL_PARENT_PAGE;
}

const char *page_place_folder(const struct page_place *place)
{
    return strcmp(place->stem, PAGE_TREE_ROOT) == 0 ? "" : place->stem;
}

const char *page_place_name(const struct page_place *place)
{
    const char *slash = strrchr(place->stem, '/');
    return slash ? slash + 1 : place->stem;
}

const char *page_tree_directory(struct arena *arena, const char *stem)
{
    const char *slash = strrchr(stem, '/');
    return slash ? arena_copy(arena, (struct slice){stem, (size_t)(slash - stem)}) : "";
}

const char *page_tree_join(struct arena *arena, const char *directory, const char *name)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);

    strbuf_append(&path, directory);
    strbuf_append(&path, directory[0] != '\0' && name[0] != '\0' ? "/" : "");
    strbuf_append(&path, name);
    return strbuf_copy(&path, arena).start;
}
