/* SPDX-License-Identifier: MIT */
#include "script_server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

enum {
    MOST_CONNECTIONS = 32,
    MOST_REQUESTS = 512,
    REQUEST_ROOM = 64 * 1024, /* what is read of one request */
    RECORD_ROOM = 8 * 1024,   /* what is kept of it */
    HEADER_ROOM = 4096,
    FILLER_ROOM = 64 * 1024,
    HOLD_MS = 2000, /* a held answer is let go after this */
    UNEXPECTED = 599,
};

/* Written by the server's process, read by the test. */
struct record {
    size_t count;
    size_t most_at_once;
    size_t connections;
    char requests[MOST_REQUESTS][RECORD_ROOM];
};

struct script_server {
    pid_t process;
    char url[64];
    struct record *record;
    char filled[HEADER_ROOM];
};

struct connection {
    int socket; /* -1: not in use */
    size_t length;
    bool is_waiting; /* for an answer to the request in `bytes` */
    const struct script_reply *reply;
    char bytes[REQUEST_ROOM + 1];
};

/* The state of the server's process. */
struct service {
    int listener;
    const struct script_reply *replies;
    size_t reply_count;
    int *used; /* how often each reply was */
    struct record *record;
    struct connection connections[MOST_CONNECTIONS];
};

static void require(bool condition, const char *what)
{
    if (!condition) {
        perror(what);
        exit(EXIT_FAILURE);
    }
}

/* --- the server's process --- */

static const struct script_reply *choose_reply(struct service *service, const char *request)
{
    static const struct script_reply unexpected = {.status = UNEXPECTED, .body = "{}"};

    for (size_t i = 0; i < service->reply_count; i++) {
        const struct script_reply *reply = &service->replies[i];
        int times = reply->times == 0 ? 1 : reply->times;
        bool is_left = times < 0 || service->used[i] < times;
        if (is_left && (!reply->to || strncmp(request, reply->to, strlen(reply->to)) == 0)) {
            service->used[i]++;
            return reply;
        }
    }
    return &unexpected;
}

static void send_all(int socket, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        bytes += sent;
        length -= (size_t)sent;
    }
}

static void send_filler(int socket, size_t length)
{
    char filler[FILLER_ROOM];

    memset(filler, 'x', sizeof filler);
    while (length > 0) {
        size_t part = length < sizeof filler ? length : sizeof filler;
        send_all(socket, filler, part);
        length -= part;
    }
}

static void hang_up(struct connection *connection)
{
    close(connection->socket);
    connection->socket = -1;
}

static void answer(struct connection *connection)
{
    const struct script_reply *reply = connection->reply;
    const char *body = reply->body ? reply->body : "";
    size_t length = reply->filler > 0 ? reply->filler : strlen(body);
    char head[HEADER_ROOM];

    connection->is_waiting = false;
    connection->length = 0;
    if (reply->fault == SCRIPT_HANG_UP) {
        hang_up(connection);
        return;
    }
    if (reply->fault == SCRIPT_CLOSE) {
        /* So that whoever has read the answer also knows of the end. */
        int on = 1;
        (void)setsockopt(connection->socket, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
    }
    int used = snprintf(head, sizeof head,
                        "HTTP/1.1 %d Scripted\r\nContent-Type: %s\r\nContent-Length: %zu\r\n%s\r\n",
                        reply->status, reply->type ? reply->type : "application/json", length,
                        reply->headers ? reply->headers : "");
    send_all(connection->socket, head, (size_t)used);
    if (reply->fault == SCRIPT_TRUNCATE) {
        length /= 2;
    }
    if (reply->filler > 0) {
        send_filler(connection->socket, length);
    } else {
        send_all(connection->socket, body, length);
    }
    if (reply->fault == SCRIPT_TRUNCATE || reply->fault == SCRIPT_CLOSE) {
        hang_up(connection);
    }
}

static size_t count_waiting(const struct service *service)
{
    size_t count = 0;

    for (size_t i = 0; i < MOST_CONNECTIONS; i++) {
        count += service->connections[i].socket >= 0 && service->connections[i].is_waiting;
    }
    return count;
}

/* True when the whole request is there. */
static bool is_complete(const struct connection *connection)
{
    const char *end = strstr(connection->bytes, "\r\n\r\n");
    const char *length = strcasestr(connection->bytes, "\r\nContent-Length:");

    if (!end) {
        return false;
    }
    size_t body = length && length < end ? strtoul(strchr(length + 2, ':') + 1, NULL, 10) : 0;
    return connection->length >= (size_t)(end - connection->bytes) + 4 + body;
}

static void record_request(struct service *service, const struct connection *connection)
{
    struct record *record = service->record;

    if (record->count < MOST_REQUESTS) {
        size_t length = connection->length < RECORD_ROOM ? connection->length : RECORD_ROOM - 1;
        memcpy(record->requests[record->count], connection->bytes, length);
        record->requests[record->count][length] = '\0';
        __atomic_add_fetch(&record->count, 1, __ATOMIC_RELEASE);
    }
    size_t waiting = count_waiting(service);
    if (waiting > record->most_at_once) {
        record->most_at_once = waiting;
    }
}

static void receive(struct service *service, struct connection *connection)
{
    ssize_t got = recv(connection->socket, connection->bytes + connection->length,
                       REQUEST_ROOM - connection->length, 0);

    if (got <= 0) {
        if (connection->length > 0 && !connection->is_waiting) {
            record_request(service, connection);
        }
        hang_up(connection);
        return;
    }
    connection->length += (size_t)got;
    connection->bytes[connection->length] = '\0';
    if (is_complete(connection)) {
        connection->reply = choose_reply(service, connection->bytes);
        connection->is_waiting = true;
        record_request(service, connection);
    }
}

static void accept_connection(struct service *service)
{
    int socket = accept(service->listener, NULL, NULL);

    for (size_t i = 0; socket >= 0 && i < MOST_CONNECTIONS; i++) {
        struct connection *connection = &service->connections[i];
        if (connection->socket < 0) {
            int on = 1;
            (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            connection->socket = socket;
            connection->length = 0;
            connection->is_waiting = false;
            service->record->connections++;
            return;
        }
    }
    close(socket);
}

static void answer_those_due(struct service *service, bool is_held_long)
{
    size_t waiting = count_waiting(service);

    for (size_t i = 0; i < MOST_CONNECTIONS; i++) {
        struct connection *connection = &service->connections[i];
        if (connection->socket >= 0 && connection->is_waiting &&
            connection->reply->fault != SCRIPT_SAY_NOTHING &&
            (waiting >= connection->reply->hold_for || is_held_long)) {
            answer(connection);
        }
    }
}

static void serve_once(struct service *service)
{
    struct pollfd waits[MOST_CONNECTIONS + 1];

    for (size_t i = 0; i < MOST_CONNECTIONS; i++) {
        waits[i] = (struct pollfd){.fd = service->connections[i].socket, .events = POLLIN};
    }
    waits[MOST_CONNECTIONS] = (struct pollfd){.fd = service->listener, .events = POLLIN};
    int ready = poll(waits, MOST_CONNECTIONS + 1, HOLD_MS);
    for (size_t i = 0; i < MOST_CONNECTIONS; i++) {
        if (waits[i].revents != 0) {
            receive(service, &service->connections[i]);
        }
    }
    if (waits[MOST_CONNECTIONS].revents != 0) {
        accept_connection(service);
    }
    answer_those_due(service, ready == 0);
}

__attribute__((noreturn)) static void serve(int listener, const struct script_reply *replies,
                                            size_t count, struct record *record)
{
    struct service *service = MEM_NEW(struct service);

    service->listener = listener;
    service->replies = replies;
    service->reply_count = count;
    service->used = MEM_NEW_ARRAY(int, count);
    service->record = record;
    for (size_t i = 0; i < MOST_CONNECTIONS; i++) {
        service->connections[i].socket = -1;
    }
    for (;;) {
        serve_once(service);
    }
}

/* --- the test's process --- */

static int listen_on_loopback(struct script_server *server)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    require(listener >= 0, "socket");
    require(bind(listener, (const struct sockaddr *)&address, sizeof address) == 0, "bind");
    require(listen(listener, MOST_CONNECTIONS) == 0, "listen");
    require(getsockname(listener, (struct sockaddr *)&address, &length) == 0, "getsockname");
    (void)snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d", ntohs(address.sin_port));
    return listener;
}

struct script_server *script_server_start(const struct script_reply *replies, size_t count)
{
    struct script_server *server = MEM_NEW(struct script_server);

    server->record = mmap(NULL, sizeof *server->record, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    require(server->record != MAP_FAILED, "mmap");
    int listener = listen_on_loopback(server);
    (void)fflush(NULL);
    server->process = fork();
    require(server->process >= 0, "fork");
    if (server->process == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(listener, replies, count, server->record);
    }
    close(listener);
    return server;
}

void script_server_stop(struct script_server *server)
{
    (void)kill(server->process, SIGKILL);
    (void)waitpid(server->process, NULL, 0);
    (void)munmap(server->record, sizeof *server->record);
    free(server);
}

const char *script_server_url(const struct script_server *server)
{
    return server->url;
}

const char *script_server_fill(struct script_server *server, const char *text)
{
    size_t before = strcspn(text, "@");
    const char *after = text + before + (text[before] == '@');

    (void)snprintf(server->filled, sizeof server->filled, "%.*s%s%s", (int)before, text,
                   server->url + strlen("http://"), after);
    return server->filled;
}

/* The compiler does not know that another process writes. */
static size_t read_count(const size_t *count)
{
    return __atomic_load_n(count, __ATOMIC_ACQUIRE);
}

size_t script_server_count(const struct script_server *server)
{
    return read_count(&server->record->count);
}

const char *script_server_request(const struct script_server *server, size_t position)
{
    return position < script_server_count(server) ? server->record->requests[position] : "";
}

size_t script_server_most_at_once(const struct script_server *server)
{
    return read_count(&server->record->most_at_once);
}

size_t script_server_connections(const struct script_server *server)
{
    return read_count(&server->record->connections);
}
