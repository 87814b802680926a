/* SPDX-License-Identifier: MIT */
#include "cli/session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "secrets/secret.h"

/* Where we are below the root, both as the kernel names them. */
static bool find_current(struct arena *arena, const char *root, const char **current,
                         struct error *error)
{
    char *absolute = realpath(".", NULL);
    size_t length = strlen(root);

    if (absolute == NULL) {
        return error_set(error, ERROR_IO, errno, "cannot tell where we are: %s", strerror(errno));
    }
    bool is_below = strncmp(absolute, root, length) == 0 && absolute[length] == '/';
    *current = is_below ? arena_copy(arena, slice_from(absolute + length + 1)) : "";
    free(absolute);
    return true;
}

void session_begin(struct session *session, struct call *call, enum session_intent intent)
{
    *session = (struct session){.call = call, .intent = intent, .clock = clock_system()};
    session->begun_ms = clock_monotonic_ms(session->clock);
    session->line = progress_line_begin(call->console, session->clock);
    session->progress = progress_line_watch(&session->line);
}

bool session_open_files(struct session *session, const char *start, struct error *error)
{
    struct arena *arena = session->call->arena;
    const char *root = NULL;

    return workspace_find(arena, start, &root, error) &&
           workspace_open(root, &session->workspace, error) &&
           find_current(arena, root, &session->current, error);
}

bool session_open(struct session *session, const char *start, struct error *error)
{
    return session_open_files(session, start, error) &&
           (session->intent == SESSION_READS || workspace_lock(session->workspace, error)) &&
           state_open(session->workspace->state, &session->state, error);
}

bool session_select(const struct session *session, struct selection *selection, struct error *error)
{
    const struct call *call = session->call;
    struct selection_words words = {call->arguments, call->argument_count};
    struct path_view view = {session->workspace->root, session->current, "."};
    return selection_make(call->arena, &view, session->workspace->config, &words, selection, error);
}

static void disconnect(struct session *session)
{
    if (session->confluence != NULL) {
        session->earlier_requests += confluence_counts(session->confluence).requests;
        confluence_free(session->confluence);
        session->confluence = NULL;
    }
}

void session_close(struct session *session)
{
    progress_line_end(&session->line);
    disconnect(session);
    state_free(session->state);
    workspace_free(session->workspace);
}

enum { LONG_WAIT_MS = 5000, MS_PER_S = 1000, LEAST_FAILURE = 400 };

/* On a terminal the line of progress says it, anew each time; a log has one line of it. */
static void tell_wait(struct session *session, const struct http_event *event)
{
    const struct console *console = session->call->console;
    CLEANUP_STRBUF struct strbuf activity = STRBUF(PROGRESS_ACTIVITY_SIZE);
    CLEANUP_STRBUF struct strbuf pause = STRBUF(PROGRESS_ACTIVITY_SIZE);
    bool is_refused = event->patience_ms > 0;

    if (!is_refused && event->wait_ms < LONG_WAIT_MS) {
        return;
    }
    if (console->errors.can_redraw) {
        strbuf_append_format(&activity, "%s; waiting", event->reason);
        report_append_duration(&pause, event->wait_ms);
        progress_report(&session->progress,
                        &(struct progress_event){.activity = strbuf_text(&activity),
                                                 .subject = strbuf_text(&pause)});
    } else if (is_refused && !session->is_wait_told) {
        console_note(console, "%s does not answer (%s); trying again for %lld s",
                     session->site->url, event->reason, event->patience_ms / MS_PER_S);
    } else if (!session->is_wait_told) {
        console_note(console, "%s; waiting %lld s", event->reason, event->wait_ms / MS_PER_S);
    }
    session->is_wait_told = true;
}

/* With --verbose each answer, failure and pause; long pauses always. */
static void tell_event(void *data, const struct http_event *event)
{
    struct session *session = data;
    const struct console *console = session->call->console;
    switch (event->kind) {
    case HTTP_ANSWERED:
        console_detail(console, "%s %s: %d, %lld ms", event->method, event->url, event->status,
                       event->duration_ms);
        session->is_wait_told = session->is_wait_told && event->status >= LEAST_FAILURE;
        break;
    case HTTP_FAILED:
        console_detail(console, "%s %s: %s", event->method, event->url, event->reason);
        break;
    case HTTP_WAITING:
        console_detail(console, "%s %s: %s; again in %lld ms", event->method, event->url,
                       event->reason, event->wait_ms);
        tell_wait(session, event);
        break;
    }
}

bool session_connect(struct session *session, const struct config_site *site, struct error *error)
{
    if (session->confluence != NULL && strcmp(session->site->url, site->url) == 0) {
        return true;
    }
    CLEANUP_SECRET struct secret secret = {0};
    struct secret_request request = {
        .site = site->url,
        .helper = {.command = getenv("CONFSYNC_TOKEN_COMMAND")},
    };
    disconnect(session);
    if (!secret_load(&request, &secret, error)) {
        return false;
    }
    struct confluence_options options = {
        .site = site->url,
        .user = secret.user,
        .token = secret.token,
        .http = http_settings_default(),
    };
    options.http.progress = &session->progress;
    options.http.on_event = tell_event;
    options.http.event_data = session;
    session->site = site;
    return confluence_open(&options, &session->confluence, error);
}

static bool open_remote(struct session *session, struct session_mount *mount, struct error *error)
{
    const struct config_mount *config = mount->config;
    if (!session_connect(session, config->site, error)) {
        return false;
    }
    struct remote_site_options options = {
        .confluence = session->confluence,
        .url = config->site->url,
        .space = config->space,
        .root = config->root,
    };
    if (!remote_site_open(&options, &mount->remote_site, error)) {
        return false;
    }
    mount->sync.remote = remote_site_store(mount->remote_site);
    return true;
}

/* The root page's id, as the server or, offline, the last sync says. */
static bool find_root(const struct session_mount *mount, long long *root, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct remote_identity identity;

    if (mount->remote_site != NULL) {
        *root = remote_site_identity(mount->remote_site)->root;
        return true;
    }
    if (!mount->sync.remote->identify(mount->sync.remote->data, arena, &identity, error)) {
        return false;
    }
    *root = identity.root;
    return true;
}

static bool open_local(struct session *session, struct session_mount *mount, struct error *error)
{
    struct local_files_options options = {
        .workspace = session->workspace,
        .mount = mount->config,
        .markdown = mount->markdown,
        .clock = session->clock,
        .is_read_only = session->intent == SESSION_READS,
    };
    if (!find_root(mount, &options.root, error) ||
        !local_files_open(&options, &mount->local_files, error)) {
        return false;
    }
    mount->sync.local = local_files_store(mount->local_files);
    return true;
}

static struct report_style style_of(const struct session *session,
                                    const struct config_mount *config)
{
    return (struct report_style){
        .arena = session->call->arena,
        .terminal = &session->call->console->output,
        .view = {session->workspace->root, session->current, config->path},
        .space = config->space,
        .site = config->site->url,
    };
}

static const struct panel_name *panel_names(struct arena *arena,
                                            const struct config_markdown *config)
{
    struct panel_name *names = ARENA_NEW_ARRAY(arena, struct panel_name, config->panel_count);

    for (size_t i = 0; i < config->panel_count; i++) {
        names[i] = (struct panel_name){config->panels[i].macro, config->panels[i].alert};
    }
    return names;
}

struct markdown_options session_markdown(const struct session *session)
{
    const struct config_markdown *config = &session->workspace->config->markdown;
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;

    options.heading_shift = config->heading_shift;
    options.shows_colours = config->shows_colours;
    options.mermaid = config->mermaid;
    options.plantuml = config->plantuml;
    options.math = config->math;
    options.panels = panel_names(session->call->arena, config);
    options.panel_count = config->panel_count;
    return options;
}

bool session_open_mount(struct session *session, const struct config_mount *config,
                        enum session_reach reach, struct session_mount **mount, struct error *error)
{
    CLEANUP(session_mount) struct session_mount *opened = MEM_NEW(struct session_mount);

    opened->config = config;
    opened->markdown = session_markdown(session);
    opened->style = style_of(session, config);
    opened->sync = (struct sync){
        .state = session->state,
        .clock = session->clock,
        .random = random_system(),
        .progress = &session->progress,
        .markdown = &opened->markdown,
    };
    if (!state_mount_open(session->state, config->path, &opened->sync.mount, error)) {
        return false;
    }
    opened->offline = (struct offline_store){session->state, opened->sync.mount};
    opened->offline_store = offline_store_make(&opened->offline);
    opened->sync.remote = &opened->offline_store;
    if (reach == SESSION_ONLINE && !open_remote(session, opened, error)) {
        return false;
    }
    if (!open_local(session, opened, error)) {
        return false;
    }
    *mount = TAKE(opened);
    return true;
}

void session_mount_free(struct session_mount *mount)
{
    if (mount == NULL) {
        return;
    }
    local_files_free(mount->local_files);
    remote_site_free(mount->remote_site);
    free(mount);
}

long long session_elapsed_ms(const struct session *session)
{
    return clock_monotonic_ms(session->clock) - session->begun_ms;
}

size_t session_requests(const struct session *session)
{
    size_t now = session->confluence == NULL ? 0 : confluence_counts(session->confluence).requests;
    return session->earlier_requests + now;
}
