/* SPDX-License-Identifier: MIT */
#include "cli/check_mount.h"

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "stores/names.h"

enum { ID_SIZE = 24 };

struct mount_check {
    struct check *check;
    struct arena *arena;
    struct path_view view;
    struct markdown_options markdown;
    struct strmap *titles; /* struct visited, by the folded title */
    struct strmap *ids;    /* the same, by the id */
};

static void add_fault(const struct mount_check *mount, const char *path, const char *text)
{
    findings_add_fault(&mount->check->findings, path, 0, text);
}

/* A file that was visited. */
struct visited {
    const char *path;
    bool is_meant; /* it is looked at */
};

/*
 * Enters the page under a key that only one page may have. Says so of the second page, or
 * of the first where only that is looked at.
 */
static void claim(const struct mount_check *mount, struct strmap *owners, struct slice key,
                  const struct visited *page, const char *format)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH + ERROR_MESSAGE_SIZE);
    const struct visited *owner = strmap_find(owners, key);

    if (owner == NULL) {
        struct visited *kept = ARENA_NEW(mount->arena, struct visited);
        *kept = *page;
        (void)strmap_put(owners, key, kept);
    } else if (page->is_meant || owner->is_meant) {
        const struct visited *other = page->is_meant ? owner : page;
        strbuf_append(&text, format);
        strbuf_append(&text, other->path);
        add_fault(mount, page->is_meant ? page->path : owner->path, strbuf_text(&text));
    }
}

static void check_title(const struct mount_check *mount, const struct local_page *page,
                        const struct visited *visited)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(ERROR_MESSAGE_SIZE);
    struct slice title = slice_from(page->title);

    claim(mount, mount->titles, utf8_fold(mount->arena, title), visited,
          "a space has each title once, and this is also that of ");
    if (visited->is_meant && utf8_utf16_length(title) > LIMIT_TITLE_UTF16) {
        strbuf_append_format(&text, "its title is longer than %d characters", LIMIT_TITLE_UTF16);
        add_fault(mount, visited->path, strbuf_text(&text));
    }
}

static void check_id(const struct mount_check *mount, const struct local_page *page,
                     const struct visited *visited)
{
    char id[ID_SIZE];

    if (page->id != 0) {
        snprintf(id, sizeof id, "%lld", page->id);
        claim(mount, mount->ids, slice_from(arena_copy(mount->arena, slice_from(id))), visited,
              "confluence.id must be taken out here, or there: it is also that of ");
    }
}

/* The folder of a page that has no file; the root page may be one that is not here yet. */
static void check_place(const struct mount_check *mount, const struct local_page *page,
                        const char *path)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH + ERROR_MESSAGE_SIZE);
    const char *slash = strrchr(page->path, '/');

    if (page->parent == LOCAL_PARENT_LOST && slash != NULL) {
        CLEANUP_STRBUF struct strbuf above = STRBUF(LIMIT_PATH);
        strbuf_append_slice(&above, (struct slice){page->path, (size_t)(slash - page->path)});
        strbuf_append(&above, NAME_SUFFIX);
        strbuf_append_format(&text, "its folder belongs to no page: %s is not there",
                             path_view_show(mount->arena, &mount->view, strbuf_text(&above)));
        add_fault(mount, path, strbuf_text(&text));
    }
}

/* What the local store says of a file it cannot read begins with the path in the workspace. */
static void add_unreadable(const struct mount_check *mount, const struct local_page *page,
                           const char *path)
{
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_PATH);
    bool is_top = strcmp(mount->view.mount, ".") == 0;

    strbuf_append_format(&name, "%s%s%s", is_top ? "" : mount->view.mount, is_top ? "" : "/",
                         page->path);
    findings_add_message(&mount->check->findings, path, strbuf_text(&name), page->fault);
}

static bool visit(void *context, const struct local_page *page, struct error *error)
{
    struct mount_check *mount = context;
    struct check *check = mount->check;
    struct visited visited = {
        .path = path_view_show(mount->arena, &mount->view, page->path),
        .is_meant = selection_holds_path(&check->selection, page->path),
    };
    (void)error;

    check->file_count += visited.is_meant ? 1 : 0;
    if (page->fault == NULL) {
        check_title(mount, page, &visited);
        check_id(mount, page, &visited);
    } else if (visited.is_meant) {
        add_unreadable(mount, page, visited.path);
    }
    if (visited.is_meant && page->fault == NULL) {
        struct checked_body body = {page->body, page->body_line};
        check_place(mount, page, visited.path);
        findings_check_body(&check->findings, visited.path, &body, &mount->markdown);
    }
    return true;
}

bool check_mount(struct check *check, const struct config_mount *config, struct error *error)
{
    CLEANUP(local_files) struct local_files *files = NULL;
    CLEANUP(strmap) struct strmap *titles = strmap_new();
    CLEANUP(strmap) struct strmap *ids = strmap_new();
    const struct session *session = check->session;
    struct local_files_options options = {
        .workspace = session->workspace,
        .mount = config,
        .markdown = session_markdown(session),
        .clock = session->clock,
        .is_read_only = true,
    };
    struct mount_check mount = {
        .check = check,
        .arena = session->call->arena,
        .view = {session->workspace->root, session->current, config->path},
        .markdown = options.markdown,
        .titles = titles,
        .ids = ids,
    };

    if (!local_files_open(&options, &files, error)) {
        return false;
    }
    const struct local_store *store = local_files_store(files);
    struct local_visitor visitor = {visit, &mount};
    return store->list(store->data, NULL, 0, &visitor, error) &&
           selection_check(&check->selection, error);
}
