/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "cli/clone_place.h"
#include "cli/commands.h"
#include "cli/sync_run.h"
#include "confluence/location.h"

struct clone_values {
    bool wants_json;
};

static const struct option_rule clone_options[] = {
    {
        .name = "json",
        .offset = offsetof(struct clone_values, wants_json),
        .help = "print the result as JSON (docs/json-output.md)",
    },
};

#define SITE_NAME "default"

enum { LONGEST_ADVICE = 1024 };

/* What is cloned, and where to. */
struct cloning {
    struct session *session;
    const char *directory;
    struct config_site site;
    struct config_mount mount;
};

/* Adds what the user can do about it. */
static void advise(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void advise(struct error *error, const char *format, ...)
{
    struct error inner = *error;
    char advice[LONGEST_ADVICE];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(advice, sizeof advice, format, arguments);
    va_end(arguments);
    (void)error_set(error, inner.kind, inner.code, "%s; %s", inner.message, advice);
}

static bool is_same_text(const char *left, const char *right)
{
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

static bool is_same_mount(const struct config *config, const struct config_mount *mount)
{
    return config->mount_count == 1 &&
           is_same_text(config->mounts[0].site->url, mount->site->url) &&
           is_same_text(config->mounts[0].space, mount->space) &&
           is_same_text(config->mounts[0].root, mount->root);
}

/*
 * Whether the first run in the open session never came to its end. Going on where
 * another run was broken off is right too: it does the same work.
 */
static bool find_out_whether_unfinished(const struct session *session, bool *is_unfinished,
                                        struct error *error)
{
    struct state_run run;
    long long mount = 0;
    bool is_found = false;

    if (!state_mount_open(session->state, session->workspace->config->mounts[0].path, &mount,
                          error) ||
        !state_last_run(session->state, session->call->arena, mount, &is_found, &run, error)) {
        return false;
    }
    *is_unfinished = !is_found || run.ended_ms == 0;
    return true;
}

/* The workspace is open; goes on only where it is ours to finish. */
static bool check_unfinished(const struct cloning *cloning, struct error *error)
{
    bool is_unfinished = false;

    if (!is_same_mount(cloning->session->workspace->config, &cloning->mount)) {
        return error_set(error, ERROR_USAGE, 0, "%s is a workspace of something else",
                         cloning->directory);
    }
    if (!find_out_whether_unfinished(cloning->session, &is_unfinished, error)) {
        return false;
    }
    if (!is_unfinished) {
        return error_set(error, ERROR_USAGE, 0,
                         "%s is a clone of it already; confsync pull in there brings it up to date",
                         cloning->directory);
    }
    return true;
}

/* The directory's name where the user gave none: the key, which is ASCII, in small letters. */
static const char *default_directory(struct arena *arena, const char *key)
{
    char *name = arena_copy(arena, slice_from(key));
    for (char *letter = name; *letter != '\0'; letter++) {
        if (*letter >= 'A' && *letter <= 'Z') {
            *letter = (char)(*letter - 'A' + 'a');
        }
    }
    return name;
}

static bool keep_page_id(void *data, const struct confluence_page *page, struct error *error)
{
    struct cloning *cloning = data;
    (void)error;
    cloning->mount.root = arena_copy(cloning->session->call->arena, slice_from(page->id));
    return true;
}

/* The address names a page by its title. */
static bool find_by_title(struct cloning *cloning, const struct confluence_space *space,
                          const char *title, struct error *error)
{
    struct confluence_query query = {.space = space, .title = title};

    if (!confluence_list_pages(cloning->session->confluence, &query, keep_page_id, cloning,
                               error)) {
        return false;
    }
    return cloning->mount.root != NULL ||
           error_set(error, ERROR_NOT_FOUND, 0, "there is no page \"%s\" in space %s", title,
                     space->key);
}

/* Who does not see something, for messages. */
static const char *who(const struct cloning *cloning)
{
    const struct confluence_user *user = confluence_self(cloning->session->confluence);
    return user->email != NULL ? user->email : user->name;
}

/* A page that is looked for, and whether it is where it should be. */
struct sought_page {
    const char *space_id;
    bool is_found;
};

static bool note_current(void *data, const struct confluence_page *page, struct error *error)
{
    struct sought_page *sought = data;
    (void)error;
    sought->is_found = page->status == CONFLUENCE_CURRENT && page->space_id != NULL &&
                       strcmp(page->space_id, sought->space_id) == 0;
    return true;
}

/* The address names a page by its id. */
static bool check_page(const struct cloning *cloning, const struct confluence_space *space,
                       const char *id, struct error *error)
{
    struct sought_page sought = {.space_id = space->id};

    if (!confluence_look(cloning->session->confluence, &id, 1, note_current, &sought, error)) {
        return false;
    }
    return sought.is_found ||
           error_set(error, ERROR_NOT_FOUND, 0,
                     "page %s: it is not in space %s, or %s may not see it; check the address", id,
                     space->key, who(cloning));
}

/* Logs in, and finds the space. */
static bool find_space(struct cloning *cloning, const struct confluence_location *location,
                       struct confluence_space *space, struct error *error)
{
    struct session *session = cloning->session;

    if (!session_connect(session, &cloning->site, error)) {
        bool is_without_context =
            error->kind == ERROR_USAGE && !slice_ends_with(slice_from(location->site), "/wiki");
        if (is_without_context) {
            advise(error, "did you mean %s/wiki/spaces/%s?", location->site, location->space_key);
        }
        return false;
    }
    if (confluence_find_space(session->confluence, location->space_key, session->call->arena, space,
                              error)) {
        return true;
    }
    if (error->kind == ERROR_NOT_FOUND) {
        advise(error, "check the key in the address, and that %s may see the space", who(cloning));
    }
    return false;
}

/* Asks the server what the address means. */
static bool find_source(struct cloning *cloning, const struct confluence_location *location,
                        struct error *error)
{
    struct confluence_space space;

    cloning->site = (struct config_site){.name = SITE_NAME, .url = location->site};
    if (!find_space(cloning, location, &space, error)) {
        return false;
    }
    cloning->mount = (struct config_mount){
        .site = &cloning->site,
        .space = space.key,
        .root = location->page_id,
        .path = ".",
    };
    if (location->title != NULL && !find_by_title(cloning, &space, location->title, error)) {
        return false;
    }
    if (is_same_text(cloning->mount.root, space.homepage_id)) {
        cloning->mount.root = NULL;
    }
    return location->page_id == NULL || check_page(cloning, &space, location->page_id, error);
}

static bool open_workspace(struct cloning *cloning, bool is_workspace, struct error *error)
{
    struct config config = {
        .sites = &cloning->site,
        .site_count = 1,
        .mounts = &cloning->mount,
        .mount_count = 1,
    };

    if (is_workspace) {
        return session_open(cloning->session, cloning->directory, error) &&
               check_unfinished(cloning, error);
    }
    if (!workspace_create(cloning->directory, &config, error)) {
        bool is_above_missing = error->kind == ERROR_IO && error->code == ENOENT;
        if (is_above_missing) {
            advise(error, "make the directory above it first");
        }
        return false;
    }
    return session_open(cloning->session, cloning->directory, error);
}

static bool prepare(struct cloning *cloning, const struct confluence_location *location,
                    struct error *error)
{
    bool is_workspace = false;

    return clone_place_check(cloning->session->call->arena, cloning->directory, &is_workspace,
                             error) &&
           find_source(cloning, location, error) && open_workspace(cloning, is_workspace, error);
}

static bool read_address(const struct call *call, struct confluence_location *location,
                         struct error *error)
{
    const char *address = call->arguments[0];

    if (!confluence_location_parse(address, call->arena, location, error)) {
        bool is_web = slice_starts_with(slice_from(address), "http://") ||
                      slice_starts_with(slice_from(address), "https://");
        if (!is_web) {
            advise(error, "give the address of a space or a page as the browser "
                          "shows it: https://SITE.atlassian.net/wiki/spaces/KEY");
        }
        return false;
    }
    return location->space_key != NULL ||
           error_set(error, ERROR_USAGE, 0,
                     "the address names no space; open the page in the browser and take the "
                     "address that has /spaces/KEY in it");
}

static bool run_clone(struct call *call, struct error *error)
{
    const struct clone_values *values = call->values;
    struct confluence_location location;
    struct session session;
    struct cloning cloning = {.session = &session};
    struct sync_run run = {
        .command = "clone",
        .direction = SYNC_PULL,
        .purpose = SYNC_CLONES,
        .reach = SESSION_ONLINE,
        .wants_json = values->wants_json,
        .session = &session,
    };

    if (!read_address(call, &location, error)) {
        return false;
    }
    cloning.directory = call->argument_count > 1
                            ? call->arguments[1]
                            : default_directory(call->arena, location.space_key);
    run.directory = cloning.directory;
    session_begin(&session, call, SESSION_WRITES);
    sync_run_begin(&run);
    bool is_done = prepare(&cloning, &location, error) && sync_run_mounts(&run, error);
    sync_run_end(&run, is_done, error);
    session_close(&session);
    return is_done;
}

const struct command command_clone = {
    .name = "clone",
    .summary = "make a directory of Markdown of a Confluence space",
    .usage = "URL [DIR]",
    .description =
        "Makes a new workspace of a space, or of a page and all pages below it. URL is what the "
        "browser shows: the address of the space or of one of its pages. Without DIR, the "
        "directory is named after the space's key.\n\n"
        "    CONFSYNC_USER=me@example.com CONFSYNC_TOKEN=... \\\n"
        "        confsync clone https://example.atlassian.net/wiki/spaces/DOCS docs\n\n"
        "A directory that already holds something is refused and left alone, unless it is a clone "
        "of the same space that was interrupted: that goes on where it was.",
    .least_arguments = 1,
    .most_arguments = 2,
    .options = clone_options,
    .option_count = sizeof clone_options / sizeof clone_options[0],
    .values_size = sizeof(struct clone_values),
    .run = run_clone,
};
