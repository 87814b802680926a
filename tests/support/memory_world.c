/* SPDX-License-Identifier: MIT */
#include "memory_internal.h"

#include <string.h>
#include <strings.h>

#include "unit.h"

long long world_id(size_t page)
{
    return WORLD_FIRST_ID + (long long)page;
}

/* NULL: no such page, or not current. */
struct world_page *world_find_current(struct world *world, long long id)
{
    long long place = id - WORLD_FIRST_ID;
    bool is_known = place >= 0 && place < (long long)world->page_count;

    return is_known && world->pages[place].status == REMOTE_CURRENT ? &world->pages[place] : NULL;
}

bool world_is_title_free(const struct world *world, const char *title, size_t except)
{
    for (size_t i = 0; i < world->page_count; i++) {
        if (i != except && world->pages[i].status == REMOTE_CURRENT &&
            strcasecmp(world->pages[i].title, title) == 0) {
            return false;
        }
    }
    return true;
}

size_t world_add_page(struct world *world, const char *title, long long parent, const char *storage)
{
    size_t place = world->page_count;

    if (!world_is_title_free(world, title, WORLD_NONE) ||
        (parent != 0 && !world_find_current(world, parent))) {
        return WORLD_NONE;
    }
    assert_true(place < WORLD_PAGES);
    world->page_count++;
    struct world_page *page = &world->pages[place];
    (void)memset(page, 0, sizeof *page);
    page->status = REMOTE_CURRENT;
    page->parent = parent;
    page->version = 1;
    memory_set(page->title, sizeof page->title, title);
    memory_set(page->storage, sizeof page->storage, storage);
    return place;
}

void world_touch(struct world *world, size_t file)
{
    world->files[file].changed = ++world->clock;
}

size_t world_add_file(struct world *world, const char *title, size_t parent, const char *body)
{
    size_t place = world->file_count;

    assert_true(place < WORLD_FILES);
    world->file_count++;
    struct world_file *file = &world->files[place];
    (void)memset(file, 0, sizeof *file);
    file->exists = true;
    file->parent = parent;
    memory_set(file->title, sizeof file->title, title);
    memory_set(file->body, sizeof file->body, body);
    world_touch(world, place);
    return place;
}

void world_edit_page(struct world *world, size_t page, const char *title, const char *storage)
{
    struct world_page *edited = &world->pages[page];

    if (!world_is_title_free(world, title, page)) {
        return;
    }
    edited->version++;
    edited->is_mine = false;
    memory_set(edited->message, sizeof edited->message, "");
    memory_set(edited->title, sizeof edited->title, title);
    memory_set(edited->storage, sizeof edited->storage, storage);
}

void world_edit_file(struct world *world, size_t file, const char *title, const char *body)
{
    memory_set(world->files[file].title, sizeof world->files[file].title, title);
    memory_set(world->files[file].body, sizeof world->files[file].body, body);
    world_touch(world, file);
}

bool world_move_page(struct world *world, size_t page, long long parent)
{
    if (parent != 0 && !world_find_current(world, parent)) {
        return false;
    }
    for (long long at = parent; at != 0; at = world->pages[at - WORLD_FIRST_ID].parent) {
        if (at == world_id(page)) {
            return false;
        }
    }
    world->pages[page].parent = parent;
    return true;
}

bool world_move_file(struct world *world, size_t file, size_t parent)
{
    for (size_t at = parent; at != WORLD_NONE; at = world->files[at].parent) {
        if (at == file) {
            return false;
        }
    }
    if (parent != WORLD_NONE && !world->files[parent].exists) {
        return false;
    }
    world->files[file].parent = parent;
    return true;
}

bool world_trash_page(struct world *world, size_t page)
{
    if (world->pages[page].status != REMOTE_CURRENT) {
        return false;
    }
    for (size_t i = 0; i < world->page_count; i++) {
        if (world->pages[i].status == REMOTE_CURRENT && world->pages[i].parent == world_id(page)) {
            world->pages[i].parent = world->pages[page].parent;
        }
    }
    world->pages[page].status = REMOTE_TRASHED;
    return true;
}

void world_delete_file(struct world *world, size_t file)
{
    world->files[file].exists = false;
    world->clock++;
}

size_t world_find_page(const struct world *world, const char *title)
{
    for (size_t i = 0; i < world->page_count; i++) {
        if (world->pages[i].status == REMOTE_CURRENT && strcmp(world->pages[i].title, title) == 0) {
            return i;
        }
    }
    return WORLD_NONE;
}

size_t world_find_file(const struct world *world, const char *title)
{
    for (size_t i = 0; i < world->file_count; i++) {
        if (world->files[i].exists && strcmp(world->files[i].title, title) == 0) {
            return i;
        }
    }
    return WORLD_NONE;
}
