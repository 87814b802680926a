/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limit.h"
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

/* What is cloned, and where to. */
struct cloning {
    struct session *session;
    const char *directory;
    struct config_site site;
    struct config_mount mount;
};

/* What stands in the way of cloning into a directory. */
enum obstacle {
    OBSTACLE_NONE,      /* it is not there, or empty */
    OBSTACLE_WORKSPACE, /* a clone already, perhaps an interrupted one */
    OBSTACLE_FILES,
};

static bool is_workspace(const char *directory)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    struct stat status;

    strbuf_append_format(&path, "%s/%s", directory, WORKSPACE_CONFIG);
    return stat(strbuf_text(&path), &status) == 0;
}

/* What a crash in the first moments of a clone leaves behind counts as nothing. */
static bool is_ignored(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
           strcmp(name, WORKSPACE_PRIVATE) == 0;
}

static bool find_obstacle(const char *directory, enum obstacle *obstacle, struct error *error)
{
    DIR *entries = opendir(directory);

    *obstacle = OBSTACLE_NONE;
    if (entries == NULL && errno != ENOENT) {
        return error_set(error, ERROR_IO, errno, "cannot open directory %s: %s", directory,
                         strerror(errno));
    }
    if (entries == NULL) {
        return true;
    }
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        if (!is_ignored(entry->d_name)) {
            *obstacle = OBSTACLE_FILES;
        }
    }
    closedir(entries);
    if (is_workspace(directory)) {
        *obstacle = OBSTACLE_WORKSPACE;
    }
    return true;
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

/* Asks the server what the address means. */
static bool find_source(struct cloning *cloning, const struct confluence_location *location,
                        struct error *error)
{
    struct arena *arena = cloning->session->call->arena;
    struct confluence_space space;

    cloning->site = (struct config_site){.name = SITE_NAME, .url = location->site};
    if (!session_connect(cloning->session, &cloning->site, error) ||
        !confluence_find_space(cloning->session->confluence, location->space_key, arena, &space,
                               error)) {
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
    return true;
}

static bool open_workspace(struct cloning *cloning, enum obstacle obstacle, struct error *error)
{
    struct config config = {
        .sites = &cloning->site,
        .site_count = 1,
        .mounts = &cloning->mount,
        .mount_count = 1,
    };

    if (obstacle == OBSTACLE_WORKSPACE) {
        return session_open(cloning->session, cloning->directory, error) &&
               check_unfinished(cloning, error);
    }
    return workspace_create(cloning->directory, &config, error) &&
           session_open(cloning->session, cloning->directory, error);
}

static bool prepare(struct cloning *cloning, const struct confluence_location *location,
                    struct error *error)
{
    enum obstacle obstacle = OBSTACLE_NONE;

    if (!find_obstacle(cloning->directory, &obstacle, error)) {
        return false;
    }
    if (obstacle == OBSTACLE_FILES) {
        return error_set(error, ERROR_USAGE, 0, "%s is not empty; clone into another directory",
                         cloning->directory);
    }
    return find_source(cloning, location, error) && open_workspace(cloning, obstacle, error);
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

    if (!confluence_location_parse(call->arguments[0], call->arena, &location, error)) {
        return false;
    }
    if (location.space_key == NULL) {
        return error_set(error, ERROR_USAGE, 0,
                         "the address names no space; use one that has /spaces/KEY in it");
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
