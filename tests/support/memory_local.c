/* SPDX-License-Identifier: MIT */
#include "memory_internal.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static const char *path_of(size_t file)
{
    static char paths[WORLD_FILES][32];

    (void)snprintf(paths[file], sizeof paths[file], "f%03zu.md", file);
    return paths[file];
}

static struct file_stamp stamp_of(const struct world *world, size_t file)
{
    /* Every fourth change is too fresh for its stamp to prove anything. */
    long long changed = world->files[file].changed;
    bool is_racy = changed % 4 == 0;

    return (struct file_stamp){.size = (long long)strlen(world->files[file].body),
                               .modified_ns = changed,
                               .changed_ns = changed,
                               .inode = (long long)file + 1,
                               .taken_ns = is_racy ? changed : changed + 1000};
}

static void fill_file(const struct world *world, size_t place, struct local_page *page)
{
    const struct world_file *file = &world->files[place];
    bool has_parent = file->parent != WORLD_NONE && world->files[file->parent].exists;

    *page = (struct local_page){
        .key = place,
        .path = path_of(place),
        .stamp = stamp_of(world, place),
        .parent = file->parent == WORLD_NONE ? LOCAL_PARENT_TOP
                  : has_parent               ? LOCAL_PARENT_PAGE
                                             : LOCAL_PARENT_LOST,
        .parent_key = file->parent,
        .lost_path = has_parent || file->parent == WORLD_NONE ? NULL : path_of(file->parent),
        .id = file->id,
        .version = file->version,
        .title = file->title[0] ? file->title : path_of(place),
        .is_title_implied = file->title[0] == '\0',
        .body = slice_from(file->body),
        .body_line = 4,
        .fault = file->is_faulty ? "line 2: not YAML"
                 : !file->exists ? "the file is gone"
                                 : NULL,
    };
}

static bool list_files(void *data, const struct known_file *known, size_t count,
                       const struct local_visitor *visitor, struct error *error)
{
    struct memory_store *store = data;

    for (size_t i = 0; i < store->world.file_count; i++) {
        struct local_page page;
        if (!store->world.files[i].exists) {
            continue;
        }
        fill_file(&store->world, i, &page);
        for (size_t k = 0; k < count; k++) {
            if (strcmp(known[k].path, page.path) == 0 && !page.fault &&
                file_stamp_proves(&known[k].stamp, &page.stamp, 1)) {
                page.is_as_known = true;
                page.known_index = k;
                page.id = -1; /* nothing below may be used */
                page.title = NULL;
                page.body = (struct slice){0};
            }
        }
        if (!visitor->visit(visitor->context, &page, error)) {
            return false;
        }
    }
    return true;
}

static bool read_page(void *data, struct arena *arena, size_t key, struct local_page *page,
                      struct error *error)
{
    struct memory_store *store = data;

    (void)error;
    fill_file(&store->world, key, page);
    page->title = arena_copy(arena, slice_from(page->title));
    page->body.start = arena_copy(arena, page->body);
    return true;
}

static bool place(void *data, const struct local_place *where, size_t *key, struct error *error)
{
    struct memory_store *store = data;
    struct world *world = &store->world;

    (void)error;
    assert_int_not_equal(where->parent, LOCAL_PARENT_LOST);
    *key = world->file_count;
    for (size_t i = 0; where->last_path && i < world->file_count; i++) {
        if (!world->files[i].exists && strcmp(path_of(i), where->last_path) == 0) {
            *key = i;
        }
    }
    if (*key == world->file_count) {
        assert_true(world->file_count < WORLD_FILES);
        world->file_count++;
    }
    struct world_file *file = &world->files[*key];
    (void)memset(file, 0, sizeof *file);
    file->parent = where->parent == LOCAL_PARENT_PAGE ? where->parent_key : WORLD_NONE;
    return true;
}

static const char *path(void *data, size_t key)
{
    (void)data;
    return path_of(key);
}

static const char *attachments(void *data, size_t key)
{
    (void)data;
    (void)key;
    return "_attachments/";
}

static bool is_as_expected(const struct world *world, const struct local_operation *operation)
{
    const struct world_file *file = &world->files[operation->key];
    const char *title = file->title[0] ? file->title : path_of(operation->key);

    return file->exists && slice_equals(operation->expected_body, file->body) &&
           (!operation->expected_title || strcmp(operation->expected_title, title) == 0);
}

static enum outcome create_file(struct world *world, const struct local_operation *operation)
{
    struct world_file *file = &world->files[operation->key];

    if (file->exists) {
        return OUTCOME_CHANGED;
    }
    file->exists = true;
    file->id = operation->id;
    file->version = operation->version;
    memory_set(file->title, sizeof file->title, operation->title);
    memory_set_slice(file->body, sizeof file->body, operation->body);
    return OUTCOME_DONE;
}

static enum outcome write_file(struct world *world, const struct local_operation *operation)
{
    struct world_file *file = &world->files[operation->key];

    if (!is_as_expected(world, operation)) {
        return OUTCOME_CHANGED;
    }
    if (operation->set & LOCAL_FIELD_ID) {
        file->id = operation->id;
    }
    if (operation->set & LOCAL_FIELD_VERSION) {
        file->version = operation->version;
    }
    if (operation->set & LOCAL_FIELD_TITLE) {
        memory_set(file->title, sizeof file->title, operation->title);
    }
    if (operation->set & LOCAL_FIELD_BODY) {
        memory_set_slice(file->body, sizeof file->body, operation->body);
    }
    return OUTCOME_DONE;
}

static enum outcome change_file(struct world *world, const struct local_operation *operation)
{
    switch (operation->action) {
    case LOCAL_CREATE:
        return create_file(world, operation);
    case LOCAL_WRITE:
        return write_file(world, operation);
    case LOCAL_RELOCATE:
        return world_move_file(world, operation->key,
                               operation->parent == LOCAL_PARENT_PAGE ? operation->parent_key
                                                                      : WORLD_NONE)
                   ? OUTCOME_DONE
                   : OUTCOME_CHANGED;
    case LOCAL_TRASH:
        if (!is_as_expected(world, operation)) {
            return OUTCOME_CHANGED;
        }
        world_delete_file(world, operation->key);
        return OUTCOME_DONE;
    case LOCAL_SAVE_CONFLICT:
        world->has_conflict_files[operation->id - WORLD_FIRST_ID] = true;
        return OUTCOME_DONE;
    case LOCAL_CLEAR_CONFLICT:
        world->has_conflict_files[operation->id - WORLD_FIRST_ID] = false;
        return OUTCOME_DONE;
    }
    return OUTCOME_REFUSED;
}

static bool perform_local(void *data, struct local_operation *operations, size_t count,
                          struct error *error)
{
    struct memory_store *store = data;

    for (size_t i = 0; i < count; i++) {
        struct local_operation *operation = &operations[i];
        bool is_page = operation->action <= LOCAL_TRASH;
        if (!memory_begin_change(store, error)) {
            return false;
        }
        operation->outcome = change_file(&store->world, operation);
        bool is_done = operation->outcome == OUTCOME_DONE;
        store->world.local_writes += is_done;
        if (is_done && is_page && operation->action != LOCAL_RELOCATE) {
            world_touch(&store->world, operation->key);
        }
        if (is_page) {
            operation->stamp = stamp_of(&store->world, operation->key);
        }
        memory_moment(store);
    }
    return true;
}

void memory_local_init(struct memory_store *store)
{
    store->local = (struct local_store){
        .data = store,
        .list = list_files,
        .read = read_page,
        .place = place,
        .path = path,
        .attachments = attachments,
        .perform = perform_local,
    };
}
