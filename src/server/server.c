/* SPDX-License-Identifier: MIT */
/*
 * The life of an exchange (one request and its answer), driven by libmicrohttpd:
 *
 *   1. begin_exchange   the request line has come
 *   2. continue_exchange, called again and again: once when the header has come, once
 *      for each piece of the body, once when all is there
 *   3. answer_exchange  the handler fills in the response; when that is due later, the
 *      connection is suspended and put on the server's list
 *   4. continue_exchange once more, after resume_due: the response is handed over
 *   5. end_exchange     sent, or the client went away
 */
#include "server/server.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <microhttpd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "server/compress_internal.h"
#include "server/listen_internal.h"

/* Below FD_SETSIZE by a margin, because select() is what every system has. */
enum { CONNECTIONS_MOST = 512 };

enum { IDLE_TIMEOUT_S = 120, PAUSE_MOST_MS = 60 * 1000, PIECE_SIZE = 64 * 1024 };

struct server {
    struct MHD_Daemon *daemon;
    struct server_handler handler;
    struct clock clock;
    size_t body_limit;
    unsigned short port;
    struct exchange *sleeping; /* suspended exchanges, in no order */
    bool is_closing;
};

enum exchange_state { EXCHANGE_STARTED, EXCHANGE_READING, EXCHANGE_ANSWERED };

struct exchange {
    struct server *server;
    struct arena *arena;
    struct MHD_Connection *connection;
    enum exchange_state state;
    long long started_ms;
    long long due_ms; /* of a sleeping exchange */
    struct strbuf body;
    struct server_request request;
    struct server_response response;
    struct exchange *next; /* in the list of sleeping ones */
};

const char *server_request_field(const struct server_request *request, const char *name)
{
    for (size_t i = 0; i < request->field_count; i++) {
        if (strcasecmp(request->fields[i].name, name) == 0) {
            return request->fields[i].value;
        }
    }
    return NULL;
}

void server_response_add(struct server_response *response, const char *name, const char *value)
{
    assert(response->field_count < SERVER_RESPONSE_FIELDS);
    response->fields[response->field_count++] = (struct server_field){name, value};
}

static void *begin_exchange(void *data, const char *target, struct MHD_Connection *connection)
{
    struct server *server = data;
    struct exchange *exchange = MEM_NEW(struct exchange);
    struct slice whole = slice_from(target);
    size_t question = slice_find_char(whole, 0, '?');

    exchange->server = server;
    exchange->arena = arena_new();
    exchange->connection = connection;
    exchange->started_ms = clock_monotonic_ms(server->clock);
    exchange->body = STRBUF(server->body_limit);
    whole.start = arena_copy(exchange->arena, whole);
    exchange->request.target = whole.start;
    exchange->request.path = slice_part(whole, 0, question);
    exchange->request.query = question == SLICE_NOT_FOUND
                                  ? SLICE_LITERAL("")
                                  : slice_part(whole, question + 1, whole.length);
    return exchange;
}

struct field_list {
    struct arena *arena;
    struct server_field *fields;
    size_t count;
};

static enum MHD_Result add_field(void *data, enum MHD_ValueKind kind, const char *name,
                                 const char *value)
{
    struct field_list *list = data;

    (void)kind;
    list->fields = VEC_GROW(list->arena, list->fields, list->count);
    list->fields[list->count++] =
        (struct server_field){arena_copy(list->arena, slice_from(name)),
                              arena_copy(list->arena, slice_from(value ? value : ""))};
    return MHD_YES;
}

static void read_header(struct exchange *exchange, const char *method)
{
    struct field_list list = {.arena = exchange->arena};

    (void)MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, add_field, &list);
    exchange->request.arena = exchange->arena;
    exchange->request.method = arena_copy(exchange->arena, slice_from(method));
    exchange->request.fields = list.fields;
    exchange->request.field_count = list.count;
    exchange->state = EXCHANGE_READING;
}

/* Whether the Host field names this machine and our port: a rebound DNS name does not. */
static bool is_host_ours(const struct server *server, const struct server_request *request)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    const char *host = server_request_field(request, "Host");

    for (size_t i = 0; host && i < sizeof names / sizeof names[0]; i++) {
        size_t length = strlen(names[i]);
        if (strncasecmp(host, names[i], length) != 0) {
            continue;
        }
        unsigned long long port = 0;
        return (host[length] == '\0' && server->port == 80) ||
               (host[length] == ':' && slice_parse_number(slice_from(host + length + 1), &port) &&
                port == server->port);
    }
    return false;
}

static void refuse_host(struct server_response *response)
{
    response->status = MHD_HTTP_FORBIDDEN;
    response->body = SLICE_LITERAL("This server answers only to localhost and 127.0.0.1.\n");
    server_response_add(response, "Content-Type", "text/plain; charset=utf-8");
}

static void answer_exchange(struct exchange *exchange)
{
    struct server *server = exchange->server;

    exchange->request.body = strbuf_slice(&exchange->body);
    exchange->request.is_body_too_large = exchange->body.is_full;
    exchange->response.status = MHD_HTTP_OK;
    if (is_host_ours(server, &exchange->request)) {
        server->handler.answer(server->handler.data, &exchange->request, &exchange->response);
    } else {
        refuse_host(&exchange->response);
    }
    exchange->state = EXCHANGE_ANSWERED;
}

/* Gives the body piece by piece; of one that is to be cut off, half of it. */
static ssize_t read_body(void *data, uint64_t position, char *buffer, size_t size)
{
    const struct exchange *exchange = data;
    const struct server_response *response = &exchange->response;
    bool is_cut_off = response->fate == SERVER_CUT_OFF;
    size_t end = is_cut_off ? response->body.length / 2 : response->body.length;

    if (position >= end) {
        return is_cut_off ? MHD_CONTENT_READER_END_WITH_ERROR : MHD_CONTENT_READER_END_OF_STREAM;
    }
    size_t length = end - (size_t)position < size ? end - (size_t)position : size;
    memcpy(buffer, response->body.start + position, length);
    return (ssize_t)length;
}

static enum MHD_Result send_response(struct exchange *exchange)
{
    struct server_response *response = &exchange->response;
    struct server *server = exchange->server;

    if (response->fate == SERVER_SEND) {
        compress_response(&exchange->request, response);
    }
    if (server->handler.sending) {
        server->handler.sending(server->handler.data, &exchange->request, response,
                                clock_monotonic_ms(server->clock) - exchange->started_ms);
    }
    if (response->fate == SERVER_DROP) {
        return MHD_NO;
    }
    struct MHD_Response *made = MHD_create_response_from_callback(response->body.length, PIECE_SIZE,
                                                                  read_body, exchange, NULL);
    if (!made) {
        return MHD_NO;
    }
    for (size_t i = 0; i < response->field_count; i++) {
        (void)MHD_add_response_header(made, response->fields[i].name, response->fields[i].value);
    }
    enum MHD_Result result =
        MHD_queue_response(exchange->connection, (unsigned)response->status, made);
    MHD_destroy_response(made);
    return result;
}

static void sleep_until_due(struct exchange *exchange, long long due_ms)
{
    exchange->due_ms = due_ms;
    exchange->next = exchange->server->sleeping;
    exchange->server->sleeping = exchange;
    MHD_suspend_connection(exchange->connection);
}

/* The parameters are libmicrohttpd's. NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result continue_exchange(void *data, struct MHD_Connection *connection,
                                         const char *url, const char *method, const char *version,
                                         const char *upload, size_t *upload_size, void **context)
{
    struct server *server = data;
    struct exchange *exchange = *context;

    (void)connection;
    (void)url;
    (void)version;
    if (exchange->state == EXCHANGE_STARTED) {
        read_header(exchange, method);
        return MHD_YES;
    }
    if (exchange->state == EXCHANGE_READING) {
        if (*upload_size > 0) {
            strbuf_append_slice(&exchange->body, (struct slice){upload, *upload_size});
            *upload_size = 0;
            return MHD_YES;
        }
        answer_exchange(exchange);
        long long due_ms = exchange->started_ms + exchange->response.delay_ms;
        if (exchange->response.delay_ms > 0 && due_ms > clock_monotonic_ms(server->clock)) {
            sleep_until_due(exchange, due_ms);
            return MHD_YES;
        }
    }
    return server->is_closing ? MHD_NO : send_response(exchange);
}

static void end_exchange(void *data, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode reason)
{
    struct exchange *exchange = *context;

    (void)data;
    (void)connection;
    (void)reason;
    if (!exchange) {
        return;
    }
    strbuf_release(&exchange->body);
    arena_free(exchange->arena);
    free(exchange);
    *context = NULL;
}

/* Leaves paths and queries as they were sent; the handler decodes the parts it needs. */
static size_t keep_encoded(void *data, struct MHD_Connection *connection, char *text)
{
    (void)data;
    (void)connection;
    return strlen(text);
}

static bool start_daemon(struct server *server, struct error *error)
{
    int listener = -1;

    if (!listen_on_loopback(&server->port, &listener, error)) {
        return false;
    }
    server->daemon = MHD_start_daemon(
        MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, continue_exchange, server,
        MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, server,
        MHD_OPTION_NOTIFY_COMPLETED, end_exchange, server, MHD_OPTION_UNESCAPE_CALLBACK,
        keep_encoded, server, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_TIMEOUT_S, MHD_OPTION_END);
    if (!server->daemon) {
        (void)close(listener);
        return error_set(error, ERROR_IO, 0, "cannot start the HTTP server on port %hu",
                         server->port);
    }
    return true;
}

bool server_open(const struct server_options *options, struct server **server, struct error *error)
{
    CLEANUP(server) struct server *opened = MEM_NEW(struct server);

    opened->handler = options->handler;
    opened->clock = options->clock;
    opened->body_limit = options->body_limit;
    opened->port = options->port;
    if (!start_daemon(opened, error)) {
        return false;
    }
    *server = TAKE(opened);
    return true;
}

unsigned short server_port(const struct server *server)
{
    return server->port;
}

/* When the next answer of a sleeping exchange is due; -1: none sleeps. */
static long long next_due(const struct server *server)
{
    long long next_ms = -1;

    for (const struct exchange *exchange = server->sleeping; exchange; exchange = exchange->next) {
        if (next_ms < 0 || exchange->due_ms < next_ms) {
            next_ms = exchange->due_ms;
        }
    }
    return next_ms;
}

/*
 * Wakes the exchanges that are due by then. libmicrohttpd takes note of that only when
 * it runs next, and would sleep meanwhile: MHD_run must follow at once.
 */
static void resume_due(struct server *server, long long now_ms)
{
    struct exchange **link = &server->sleeping;

    while (*link) {
        struct exchange *exchange = *link;
        if (exchange->due_ms > now_ms) {
            link = &exchange->next;
            continue;
        }
        *link = exchange->next;
        MHD_resume_connection(exchange->connection);
    }
}

void server_free(struct server *server)
{
    if (!server) {
        return;
    }
    if (server->daemon) {
        /* libmicrohttpd aborts the program when connections are suspended at the end. */
        server->is_closing = true;
        resume_due(server, LLONG_MAX);
        (void)MHD_run(server->daemon);
        MHD_stop_daemon(server->daemon);
    }
    free(server);
}

/* How long the loop may sleep: until libmicrohttpd or a sleeping exchange needs it. */
static struct timeval pause_of(struct server *server)
{
    MHD_UNSIGNED_LONG_LONG timeout_ms = 0;
    long long next_ms = next_due(server);
    long long pause_ms = PAUSE_MOST_MS;

    if (next_ms >= 0) {
        long long left_ms = next_ms - clock_monotonic_ms(server->clock);
        pause_ms = left_ms < 0 ? 0 : left_ms < pause_ms ? left_ms : pause_ms;
    }
    if (MHD_get_timeout(server->daemon, &timeout_ms) == MHD_YES &&
        timeout_ms < (MHD_UNSIGNED_LONG_LONG)pause_ms) {
        pause_ms = (long long)timeout_ms;
    }
    return (struct timeval){.tv_sec = pause_ms / 1000, .tv_usec = (pause_ms % 1000) * 1000};
}

static void clear(fd_set *reading, fd_set *writing, fd_set *failing)
{
    FD_ZERO(reading);
    FD_ZERO(writing);
    FD_ZERO(failing);
}

/* Waits once and does what is to be done. *stopped: the stop descriptor is readable. */
static bool run_once(struct server *server, int stop_descriptor, bool *stopped, struct error *error)
{
    fd_set reading;
    fd_set writing;
    fd_set failing;
    int highest = stop_descriptor;

    clear(&reading, &writing, &failing);
    struct timeval pause = pause_of(server);
    if (MHD_get_fdset2(server->daemon, &reading, &writing, &failing, &highest, FD_SETSIZE) !=
        MHD_YES) {
        return error_set(error, ERROR_IO, 0, "too many connections");
    }
    FD_SET(stop_descriptor, &reading);
    if (select(highest + 1, &reading, &writing, &failing, &pause) < 0) {
        if (errno != EINTR) {
            return error_set(error, ERROR_IO, errno, "cannot wait for requests: %s",
                             strerror(errno));
        }
        clear(&reading, &writing, &failing);
    }
    *stopped = FD_ISSET(stop_descriptor, &reading);
    resume_due(server, clock_monotonic_ms(server->clock));
    (void)MHD_run_from_select(server->daemon, &reading, &writing, &failing);
    return true;
}

bool server_run(struct server *server, int stop_descriptor, struct error *error)
{
    bool stopped = false;

    assert(stop_descriptor >= 0 && stop_descriptor < FD_SETSIZE);
    while (!stopped) {
        if (!run_once(server, stop_descriptor, &stopped, error)) {
            return false;
        }
    }
    return true;
}
