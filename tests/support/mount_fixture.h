/* SPDX-License-Identifier: MIT */
/*
 * A workspace with one mount in a temporary directory, and its files opened as a local
 * store. Pages that were visited by mount_list stay readable until the tear-down.
 */
#ifndef TESTS_SUPPORT_MOUNT_FIXTURE_H
#define TESTS_SUPPORT_MOUNT_FIXTURE_H

#include "base/strbuf.h"
#include "base/vec.h"
#include "stores/local_store.h"
#include "temporary.h"

#define MOUNT_ROOT_ID 100

struct mount {
    struct temporary *temporary;
    struct workspace *workspace;
    struct local_files *files;
    const struct local_store *store;
    struct arena *arena;
    struct local_page *pages;
    size_t count;
};

static inline int mount_set_up_at(void **state, const char *path)
{
    struct mount *mount = MEM_NEW(struct mount);
    struct config_site site = {"example", "https://example.atlassian.net/wiki"};
    struct config_mount config_mount = {&site, "DOCS", NULL, path, NAME_RULE_SLUG};
    const struct config config = {
        .sites = &site, .site_count = 1, .mounts = &config_mount, .mount_count = 1};
    struct error error;

    mount->temporary = temporary_new();
    mount->arena = arena_new();
    assert_true(workspace_create(mount->temporary->path, &config, &error));
    assert_true(workspace_open(mount->temporary->path, &mount->workspace, &error));
    assert_true(workspace_lock(mount->workspace, &error));
    const struct local_files_options options = {
        .workspace = mount->workspace,
        .mount = &mount->workspace->config->mounts[0],
        .root = MOUNT_ROOT_ID,
        .clock = clock_system(),
    };
    assert_true(local_files_open(&options, &mount->files, &error));
    mount->store = local_files_store(mount->files);
    *state = mount;
    return 0;
}

static inline int mount_set_up(void **state)
{
    return mount_set_up_at(state, ".");
}

static inline int mount_tear_down(void **state)
{
    struct mount *mount = *state;
    local_files_free(mount->files);
    workspace_free(mount->workspace);
    arena_free(mount->arena);
    temporary_free(mount->temporary);
    free(mount);
    return 0;
}

/* Writes a page's file as pulled: with the front matter that we write. */
static inline void mount_write_page(struct mount *mount, const char *path, long long id,
                                    const char *title, const char *body)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF((size_t)64 * 1024);
    strbuf_append_format(&text,
                         "---\ntitle: %s\nconfluence:\n  id: %lld\n  space: DOCS\n  version: 1\n"
                         "---\n\n%s",
                         title, id, body);
    temporary_write(mount->temporary, path, strbuf_text(&text));
}

static inline const char *mount_keep(struct mount *mount, const char *text)
{
    return text ? arena_copy(mount->arena, slice_from(text)) : NULL;
}

static inline bool mount_collect(void *context, const struct local_page *page, struct error *error)
{
    struct mount *mount = context;
    struct local_page kept = *page;

    (void)error;
    kept.path = mount_keep(mount, page->path);
    kept.title = mount_keep(mount, page->title);
    kept.fault = mount_keep(mount, page->fault);
    kept.body.start = arena_copy(mount->arena, page->body);
    mount->pages = VEC_GROW(mount->arena, mount->pages, mount->count);
    mount->pages[mount->count++] = kept;
    return true;
}

static inline void mount_list_known(struct mount *mount, const struct known_file *known,
                                    size_t count)
{
    const struct local_visitor visitor = {mount_collect, mount};
    struct error error;

    mount->pages = NULL;
    mount->count = 0;
    if (!mount->store->list(mount->store->data, known, count, &visitor, &error)) {
        fail_msg("%s", error.message);
    }
}

static inline void mount_list(struct mount *mount)
{
    mount_list_known(mount, NULL, 0);
}

/* The visited page with this path. */
static inline const struct local_page *mount_page(const struct mount *mount, const char *path)
{
    size_t i = 0;
    while (i < mount->count && strcmp(mount->pages[i].path, path) != 0) {
        i++;
    }
    if (i == mount->count) {
        fail_msg("%s was not visited", path);
    }
    return &mount->pages[i];
}

static inline void mount_perform(struct mount *mount, struct local_operation *operations,
                                 size_t count)
{
    struct error error;
    if (!mount->store->perform(mount->store->data, operations, count, &error)) {
        fail_msg("%s", error.message);
    }
}

#endif
