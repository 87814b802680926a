/* SPDX-License-Identifier: MIT */
/*
 * A workspace with everything that is needed to work on it: its state, the connection
 * to its sites, a line of progress. What status, diff, pull, push, sync and resolve
 * have in common.
 *
 *     struct session session;
 *     session_begin(&session, call, SESSION_WRITES);
 *     if (session_open(&session, ".", error)) {
 *         for each mount:
 *             CLEANUP(session_mount) struct session_mount *mount = NULL;
 *             if (!session_open_mount(&session, config, SESSION_ONLINE, &mount, error)) …
 *             … sync_scan(&mount->sync, …) …
 *     }
 *     session_close(&session);
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "base/cleanup.h"
#include "cli/command.h"
#include "cli/offline_store.h"
#include "cli/progress_line.h"
#include "cli/report.h"
#include "cli/selection.h"
#include "confluence/confluence.h"
#include "stores/local_store.h"
#include "stores/remote_store.h"
#include "stores/workspace.h"
#include "sync/sync.h"

/* Whether anything may be written: then no other process may work in the workspace. */
enum session_intent { SESSION_READS, SESSION_WRITES };

/* Whether Confluence is asked, or what is known of it from the last sync is enough. */
enum session_reach { SESSION_OFFLINE, SESSION_ONLINE };

struct session {
    struct call *call;
    enum session_intent intent;
    struct workspace *workspace;
    struct state *state;
    const char *current; /* where the user is, from the workspace's root; "": there */
    struct clock clock;
    long long begun_ms; /* on the monotonic clock */
    struct progress_line line;
    struct progress progress;
    struct confluence *confluence;  /* the connection last used; NULL: none yet */
    const struct config_site *site; /* of it */
    size_t earlier_requests;        /* of connections that were closed */
    bool is_wait_told;              /* that we wait for the server, which still has to answer */
};

struct session_mount {
    const struct config_mount *config;
    struct markdown_options markdown;
    struct sync sync;
    struct report_style style;
    struct offline_store offline;
    struct remote_store offline_store;
    struct remote_site *remote_site;
    struct local_files *local_files;
};

/* Starts the clock and the line of progress. session_close must follow. */
void session_begin(struct session *session, struct call *call, enum session_intent intent);

/*
 * Finds the workspace that `start` is in and opens it. Fails as workspace_find,
 * workspace_open, workspace_lock and state_open do.
 */
bool session_open(struct session *session, const char *start, struct error *error)
    __attribute__((warn_unused_result));

/*
 * The same without the state: for who looks at the files only, also where nothing was ever
 * synced. session_open_mount must not be called then.
 */
bool session_open_files(struct session *session, const char *start, struct error *error)
    __attribute__((warn_unused_result));

/* How the workspace wants its Markdown. */
struct markdown_options session_markdown(const struct session *session);

/* The pages that the call's arguments mean, all of which are paths. */
bool session_select(const struct session *session, struct selection *selection, struct error *error)
    __attribute__((warn_unused_result));

void session_close(struct session *session);

/* Opens both sides of a mount. Online, this is where wrong credentials show. */
bool session_open_mount(struct session *session, const struct config_mount *config,
                        enum session_reach reach, struct session_mount **mount, struct error *error)
    __attribute__((warn_unused_result));

/* NULL is allowed. */
void session_mount_free(struct session_mount *mount);
DEFINE_CLEANUP(session_mount)

/* A connection to the site, made once; the session owns it. */
bool session_connect(struct session *session, const struct config_site *site, struct error *error)
    __attribute__((warn_unused_result));

/* Since session_begin. */
long long session_elapsed_ms(const struct session *session);
size_t session_requests(const struct session *session);

#endif
