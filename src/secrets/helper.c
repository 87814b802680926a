/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limit.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "secrets/helper_internal.h"

enum {
    DEFAULT_TIMEOUT_MS = 60000,
    MS_PER_SECOND = 1000,
    OUTPUT_ROOM = 16 * 1024,
    NOT_FOUND = 127, /* what a shell and a failed exec exit with */
};

/* A helper that runs. Descriptors are -1 when closed. */
struct child {
    pid_t process;
    int input[2]; /* its standard input: [0] is the child's end */
    int output[2];
    char bytes[OUTPUT_ROOM];
    size_t length;
};

static void close_end(int *descriptor)
{
    if (*descriptor >= 0) {
        close(*descriptor);
    }
    *descriptor = -1;
}

static void wipe_child(struct child *child)
{
    close_end(&child->input[0]);
    close_end(&child->input[1]);
    close_end(&child->output[0]);
    close_end(&child->output[1]);
    explicit_bzero(child->bytes, sizeof child->bytes);
}

static bool fail(const char *what, struct error *error)
{
    return error_set(error, ERROR_ACCESS, errno, "the credential helper: %s: %s", what,
                     strerror(errno));
}

/* --- starting it --- */

/* "protocol=https\nhost=HOST\n…\n\n", as git-credential(1) has it. */
static void describe_site(const struct secret_request *request, struct strbuf *text)
{
    struct slice site = slice_from(request->site);
    size_t colon = slice_find(site, 0, SLICE_LITERAL("://"));
    struct slice protocol = slice_part(site, 0, colon == SLICE_NOT_FOUND ? 0 : colon);
    struct slice rest =
        slice_part(site, protocol.length > 0 ? colon + strlen("://") : 0, site.length);
    size_t slash = slice_find_char(rest, 0, '/');

    strbuf_append(text, "protocol=");
    strbuf_append_slice(text, protocol);
    strbuf_append(text, "\nhost=");
    strbuf_append_slice(text, slice_part(rest, 0, slash));
    if (slash != SLICE_NOT_FOUND) {
        strbuf_append(text, "\npath=");
        strbuf_append_slice(text, slice_part(rest, slash + 1, rest.length));
    }
    if (request->user) {
        strbuf_append_format(text, "\nusername=%s", request->user);
    }
    strbuf_append(text, "\n\n");
}

/* Pipes to and from the child, the description of the site already in the first. */
static bool open_pipes(struct child *child, const struct secret_request *request,
                       struct error *error)
{
    CLEANUP_STRBUF struct strbuf site = STRBUF(LIMIT_PATH);

    describe_site(request, &site);
    if (pipe2(child->input, O_CLOEXEC) != 0 || pipe2(child->output, O_CLOEXEC) != 0) {
        return fail("pipe", error);
    }
    /* A pipe takes that much at once, whether or not the helper will ever read it. */
    if (write(child->input[1], strbuf_text(&site), site.length) != (ssize_t)site.length) {
        return fail("write", error);
    }
    close_end(&child->input[1]);
    return true;
}

/* Our environment, with CONFSYNC_SITE set to the site and without the token. In the caller's memory. */
static char **make_environment(const char *site)
{
    static const char name[] = "CONFSYNC_SITE=";
    size_t count = 0;
    size_t kept = 1;

    while (environ[count]) {
        count++;
    }
    char **variables = MEM_NEW_ARRAY(char *, count + 2);
    size_t size = sizeof name + strlen(site);
    variables[0] = MEM_NEW_ARRAY(char, size);
    (void)snprintf(variables[0], size, "%s%s", name, site);
    for (size_t i = 0; i < count; i++) {
        if (!slice_starts_with(slice_from(environ[i]), name) &&
            !slice_starts_with(slice_from(environ[i]), "CONFSYNC_TOKEN=")) {
            variables[kept++] = environ[i];
        }
    }
    return variables;
}

static int spawn(struct child *child, char *const *arguments, char *const *environment)
{
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);

    if (failure == 0) {
        failure = posix_spawn_file_actions_adddup2(&actions, child->input[0], STDIN_FILENO);
    }
    if (failure == 0) {
        failure = posix_spawn_file_actions_adddup2(&actions, child->output[1], STDOUT_FILENO);
    }
    if (failure == 0) {
        failure =
            posix_spawnp(&child->process, arguments[0], &actions, NULL, arguments, environment);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static bool start(struct child *child, const struct secret_request *request, struct error *error)
{
    const struct secret_helper *helper = &request->helper;
    const char *const shell[] = {"/bin/sh", "-c", helper->command, NULL};
    const char *const *arguments = helper->command ? shell : helper->arguments;

    if (!open_pipes(child, request, error)) {
        return false;
    }
    char **environment = make_environment(request->site);
    /* posix_spawn takes them without const, and does not change them. */
    union {
        const char *const *given;
        char *const *taken;
    } passed = {.given = arguments};
    int failure = spawn(child, passed.taken, environment);
    free(environment[0]);
    free(environment);
    if (failure != 0) {
        errno = failure;
        return fail("cannot be run", error);
    }
    close_end(&child->input[0]);
    close_end(&child->output[1]);
    return true;
}

/* --- hearing it out --- */

/* Reads until the end of the output. False: the time is up, or there is too much. */
static bool hear(struct child *child, int timeout_ms, struct error *error)
{
    struct clock clock = clock_system();
    long long end_ms = clock_monotonic_ms(clock) + timeout_ms;

    for (;;) {
        long long left_ms = end_ms - clock_monotonic_ms(clock);
        struct pollfd wait = {.fd = child->output[0], .events = POLLIN};
        int ready = left_ms > 0 ? poll(&wait, 1, (int)left_ms) : 0;
        if (ready == 0) {
            return error_set(error, ERROR_ACCESS, 0,
                             "the credential helper did not answer within %d seconds",
                             (timeout_ms + MS_PER_SECOND - 1) / MS_PER_SECOND);
        }
        ssize_t got = ready < 0 ? -1
                                : read(child->output[0], child->bytes + child->length,
                                       sizeof child->bytes - child->length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail("read", error);
        }
        child->length += (size_t)got;
        if (got == 0) {
            return true;
        }
        if (child->length == sizeof child->bytes) {
            return error_set(error, ERROR_ACCESS, 0, "the credential helper printed too much");
        }
    }
}

static bool reap(struct child *child, struct error *error)
{
    int status = 0;

    while (waitpid(child->process, &status, 0) < 0) {
        if (errno != EINTR) {
            return fail("wait", error);
        }
    }
    if (WIFSIGNALED(status)) {
        return error_set(error, ERROR_ACCESS, 0, "the credential helper was ended by signal %d",
                         WTERMSIG(status));
    }
    if (WEXITSTATUS(status) == NOT_FOUND) {
        return error_set(error, ERROR_ACCESS, 0, "the credential helper was not found");
    }
    if (WEXITSTATUS(status) != 0) {
        return error_set(error, ERROR_ACCESS, 0, "the credential helper failed with status %d",
                         WEXITSTATUS(status));
    }
    return true;
}

static bool run(struct child *child, const struct secret_request *request, struct error *error)
{
    int timeout_ms = request->helper.timeout_ms;
    struct error ignored;

    if (!start(child, request, error)) {
        return false;
    }
    if (!hear(child, timeout_ms > 0 ? timeout_ms : DEFAULT_TIMEOUT_MS, error)) {
        (void)kill(child->process, SIGKILL);
        (void)reap(child, &ignored);
        return false;
    }
    return reap(child, error);
}

/* --- understanding it --- */

void secret_set(char **text, struct slice value)
{
    char *copy = MEM_NEW_ARRAY(char, value.length + 1);

    if (value.length > 0) {
        memcpy(copy, value.start, value.length);
    }
    if (*text) {
        explicit_bzero(*text, strlen(*text));
        free(*text);
    }
    *text = copy;
}

/* Takes the line's value when the line begins with one of the names. */
static bool take(struct slice line, const char *name, const char *other_name, char **text)
{
    const char *found = slice_starts_with(line, name)         ? name
                        : slice_starts_with(line, other_name) ? other_name
                                                              : NULL;

    if (found) {
        secret_set(text, slice_part(line, strlen(found), line.length));
    }
    return found != NULL;
}

bool secret_parse_output(struct slice output, struct secret *secret)
{
    struct slice whole = slice_trim(output);
    bool has_names = false;

    for (size_t from = 0; from < output.length;) {
        size_t to = slice_find_char(output, from, '\n');
        struct slice line = slice_part(output, from, to);
        line = slice_ends_with(line, "\r") ? slice_part(line, 0, line.length - 1) : line;
        has_names |= take(line, "user=", "username=", &secret->user);
        has_names |= take(line, "token=", "password=", &secret->token);
        from = to == SLICE_NOT_FOUND ? output.length : to + 1;
    }
    if (!has_names && whole.length > 0 && slice_find_char(whole, 0, '\n') == SLICE_NOT_FOUND) {
        secret_set(&secret->token, whole);
    }
    return secret->token && *secret->token != '\0';
}

bool secret_ask_helper(const struct secret_request *request, struct secret *secret,
                       struct error *error)
{
    __attribute__((cleanup(wipe_child))) struct child child = {
        .input = {-1, -1},
        .output = {-1, -1},
    };

    if (!run(&child, request, error)) {
        return false;
    }
    if (!secret_parse_output((struct slice){child.bytes, child.length}, secret)) {
        return error_set(error, ERROR_ACCESS, 0, "the credential helper printed no token");
    }
    return true;
}
