/* SPDX-License-Identifier: MIT */
#include "sandbox/sandbox.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sandbox/context.h"
#include "sandbox/demo.h"
#include "sandbox/dispatch.h"
#include "sandbox/faults.h"
#include "sandbox/request_log.h"
#include "sandbox/schema.h"
#include "sandbox/seed.h"
#include "sandbox/space.h"
#include "server/server.h"
#include "server/stop_signal.h"

#define DEFAULT_KEY "SEED"

/* What Cloud takes at most; see wish.c. */
enum { BODY_MOST = 5242880, KEY_LENGTH_MOST = 255 };

static bool is_key(const char *key)
{
    size_t length = strlen(key);

    for (size_t i = 0; i < length; i++) {
        if (!isalnum((unsigned char)key[i]) && !(key[i] == '~' && i == 0)) {
            return false;
        }
    }
    return length > 0 && length <= KEY_LENGTH_MOST;
}

static bool check_options(const struct sandbox_options *options, struct error *error)
{
    if (options->space && !options->seed) {
        return error_set(error, ERROR_USAGE, 0, "--space names the space of --seed");
    }
    if (options->space && !is_key(options->space)) {
        return error_set(error, ERROR_USAGE, 0,
                         "%s: the key of a space has letters and digits only", options->space);
    }
    if (options->delay_ms < 0) {
        return error_set(error, ERROR_USAGE, 0, "the delay is less than nothing");
    }
    return true;
}

static bool has_spaces(struct sandbox *sandbox, bool *result, struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct space_query any = {.limit = 1};
    struct space *spaces = NULL;
    size_t count = 0;

    if (!space_list(sandbox, arena, &any, &spaces, &count, problem)) {
        return false;
    }
    *result = count > 0;
    return true;
}

/* A database that holds spaces already is used as it is. */
static bool make_content(struct sandbox *sandbox, const struct sandbox_options *options,
                         struct problem *problem)
{
    bool is_used = false;

    if (!has_spaces(sandbox, &is_used, problem)) {
        return false;
    }
    if (options->seed) {
        const char *key = options->space ? options->space : DEFAULT_KEY;
        return seed_space(sandbox, options->seed, key, options->warnings, problem);
    }
    return is_used || demo_space(sandbox, problem);
}

static bool fill(struct sandbox *sandbox, const struct sandbox_options *options,
                 struct error *error)
{
    struct problem problem = {0};

    if (make_content(sandbox, options, &problem)) {
        return true;
    }
    if (problem.status != 0) {
        return error_set(error, ERROR_INPUT, 0, "%s", problem.title);
    }
    *error = problem.error;
    return false;
}

static bool write_all(int descriptor, const char *text)
{
    size_t length = strlen(text);
    return write(descriptor, text, length) == (ssize_t)length;
}

/* Writes the port to a file that appears whole: who waits for it never reads half a number. */
static bool write_port_file(const char *path, unsigned short port, struct error *error)
{
    CLEANUP_STRBUF struct strbuf temporary = STRBUF(LIMIT_PATH);
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH);

    strbuf_append_format(&temporary, "%s.%ld", path, (long)getpid());
    strbuf_append_format(&text, "%hu\n", port);
    int descriptor = open(strbuf_text(&temporary), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        return error_set(error, ERROR_IO, errno, "cannot write %s: %s", path, strerror(errno));
    }
    bool is_written = write_all(descriptor, strbuf_text(&text));
    if (close(descriptor) != 0 || !is_written || rename(strbuf_text(&temporary), path) != 0) {
        int code = errno;
        (void)unlink(strbuf_text(&temporary));
        return error_set(error, ERROR_IO, code, "cannot write %s: %s", path, strerror(code));
    }
    return true;
}

static bool announce(const struct sandbox *sandbox, const struct sandbox_options *options,
                     struct error *error)
{
    if (options->messages) {
        (void)fprintf(options->messages, "sandbox: listening on http://127.0.0.1:%hu/\n",
                      sandbox->port);
        (void)fflush(options->messages);
    }
    return !options->port_file || write_port_file(options->port_file, sandbox->port, error);
}

static bool serve(struct sandbox *sandbox, const struct sandbox_options *options,
                  struct error *error)
{
    CLEANUP(server) struct server *server = NULL;
    const struct server_options server_options = {
        .port = options->port,
        .body_limit = BODY_MOST,
        .clock = sandbox->clock,
        .handler = {.answer = dispatch_answer, .sending = dispatch_sending, .data = sandbox},
    };
    struct stop_signal stop;

    if (!server_open(&server_options, &server, error)) {
        return false;
    }
    sandbox->port = server_port(server);
    if (!stop_signal_open(&stop, error)) {
        return false;
    }
    bool is_served =
        announce(sandbox, options, error) && server_run(server, stop.descriptor, error);
    stop_signal_close(&stop);
    return is_served;
}

bool sandbox_run(const struct sandbox_options *options, struct error *error)
{
    CLEANUP(database) struct database *database = NULL;
    CLEANUP(faults) struct faults *faults = faults_new();
    CLEANUP(request_log) struct request_log *log = NULL;
    uint64_t seed = 1;
    struct sandbox sandbox = {
        .clock = clock_system(),
        .random = random_system(),
        .chance = random_seeded(&seed),
        .token = options->token,
        .delay_ms = options->delay_ms,
        .faults = faults,
    };

    if (!check_options(options, error) ||
        !database_open(options->database, &sandbox_schema, &database, error) ||
        (options->log && !request_log_open(options->log, sandbox.clock, &log, error))) {
        return false;
    }
    sandbox.database = database;
    sandbox.log = log;
    uuid_make(sandbox.random, sandbox.form_key);
    return fill(&sandbox, options, error) && serve(&sandbox, options, error);
}
