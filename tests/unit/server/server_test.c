/* SPDX-License-Identifier: MIT */
/* Over real sockets: each test has its own server in a child process. */
#include "server/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "server/parameter.h"
#include "unit.h"

enum { BODY_LIMIT = 64, ANSWER_LIMIT = 1024 * 1024, SLOW_MS = 500, VERY_SLOW_MS = 60000 };

struct fixture {
    unsigned short port;
    pid_t child;
    int stop; /* the end to write to */
};

/* How far the clock of start_with_jumping_clock is ahead; the child process has its own. */
static long long jumped_ms;

static long long jumping_time(void *data)
{
    return clock_monotonic_ms(clock_system()) + *(long long *)data;
}

/* Answers with what was asked; the query says how. */
static void echo(void *data, const struct server_request *request, struct server_response *response)
{
    CLEANUP_STRBUF struct strbuf body = STRBUF(ANSWER_LIMIT);
    struct parameters parameters = parameters_parse(request->arena, request->query);
    const char *colour = server_request_field(request, "x-COLOUR");

    (void)data;
    strbuf_append_format(&body, "%s %s %s %d\n", request->method, request->target,
                         colour ? colour : "none", request->is_body_too_large);
    strbuf_append_slice(&body, request->body);
    if (parameters_find(&parameters, "long")) {
        strbuf_append_repeated(&body, 'x', 100000);
    }
    response->body = strbuf_copy(&body, request->arena);
    response->delay_ms = parameters_find(&parameters, "slow")        ? SLOW_MS
                         : parameters_find(&parameters, "very-slow") ? VERY_SLOW_MS
                                                                     : 0;
    jumped_ms += parameters_find(&parameters, "jump") ? VERY_SLOW_MS : 0;
    response->fate = parameters_find(&parameters, "drop")  ? SERVER_DROP
                     : parameters_find(&parameters, "cut") ? SERVER_CUT_OFF
                                                           : SERVER_SEND;
    server_response_add(response, "X-Test", "yes");
}

static int start_with_clock(void **state, struct clock clock)
{
    static struct fixture fixture;
    struct server_options options = {
        .body_limit = BODY_LIMIT, .clock = clock, .handler = {.answer = echo}};
    struct server *server = NULL;
    struct error error;
    int ends[2];

    if (pipe(ends) != 0 || !server_open(&options, &server, &error)) {
        return -1;
    }
    fixture.port = server_port(server);
    fixture.stop = ends[1];
    fixture.child = fork();
    if (fixture.child == 0) {
        close(ends[1]);
        bool is_clean = server_run(server, ends[0], &error);
        server_free(server);
        _exit(is_clean ? 0 : 1);
    }
    close(ends[0]);
    server_free(server);
    *state = &fixture;
    return 0;
}

static int start(void **state)
{
    return start_with_clock(state, clock_system());
}

static int start_with_jumping_clock(void **state)
{
    struct clock clock = clock_system();

    clock.monotonic_ms = jumping_time;
    clock.data = &jumped_ms;
    return start_with_clock(state, clock);
}

static int stop(void **state)
{
    struct fixture *fixture = *state;
    int status = -1;

    close(fixture->stop);
    waitpid(fixture->child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int open_connection(const struct fixture *fixture)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(fixture->port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int connection = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(connect(connection, (struct sockaddr *)&address, sizeof address), 0);
    return connection;
}

/* Sends the head of a request, with the right Host added, and the body. */
static void send_request(const struct fixture *fixture, int connection, const char *head,
                         const char *body)
{
    CLEANUP_STRBUF struct strbuf request = STRBUF(ANSWER_LIMIT);

    strbuf_append_format(&request, "%s\r\nHost: 127.0.0.1:%hu\r\nContent-Length: %zu\r\n\r\n%s",
                         head, fixture->port, strlen(body), body);
    assert_int_equal(write(connection, request.bytes, request.length), request.length);
}

/* Everything up to the end of the connection. */
static void read_all(int connection, struct strbuf *answer)
{
    char chunk[4096];
    ssize_t length = 0;

    while ((length = read(connection, chunk, sizeof chunk)) > 0) {
        strbuf_append_slice(answer, (struct slice){chunk, (size_t)length});
    }
    close(connection);
}

/* The whole answer to a request on a connection of its own. */
static void exchange(const struct fixture *fixture, const char *head, const char *body,
                     struct strbuf *answer)
{
    CLEANUP_STRBUF struct strbuf closing = STRBUF(ANSWER_LIMIT);
    int connection = open_connection(fixture);

    strbuf_append_format(&closing, "%s\r\nConnection: close", head);
    send_request(fixture, connection, strbuf_text(&closing), body);
    read_all(connection, answer);
}

static void assert_has(const struct strbuf *answer, const char *words)
{
    if (!strstr(strbuf_text(answer), words)) {
        fail_msg("no \"%s\" in: %.300s", words, strbuf_text(answer));
    }
}

static void the_handler_sees_the_request_as_it_was_sent(void **state)
{
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);

    exchange(*state, "PUT /a%20b/%C3%A9?x=1+2&y=%26 HTTP/1.1\r\nX-Colour: red", "the body",
             &answer);
    assert_has(&answer, "HTTP/1.1 200 OK\r\n");
    assert_has(&answer, "X-Test: yes\r\n");
    assert_has(&answer, "\r\n\r\nPUT /a%20b/%C3%A9?x=1+2&y=%26 red 0\nthe body");
}

static void a_body_beyond_the_limit_is_cut_and_marked(void **state)
{
    CLEANUP_STRBUF struct strbuf body = STRBUF(ANSWER_LIMIT);
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);

    strbuf_append_repeated(&body, 'b', BODY_LIMIT + 1);
    exchange(*state, "POST /large HTTP/1.1", strbuf_text(&body), &answer);
    assert_has(&answer, "POST /large none 1\n");
}

static void a_body_of_exactly_the_limit_is_whole(void **state)
{
    CLEANUP_STRBUF struct strbuf body = STRBUF(ANSWER_LIMIT);
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);

    strbuf_append_repeated(&body, 'b', BODY_LIMIT);
    exchange(*state, "POST /large HTTP/1.1", strbuf_text(&body), &answer);
    assert_has(&answer, "POST /large none 0\n");
}

static void a_foreign_host_is_refused(void **state)
{
    static const char request[] =
        "GET / HTTP/1.1\r\nHost: rebound.example.com\r\nConnection: close\r\n\r\n";
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);
    int connection = open_connection(*state);

    assert_int_equal(write(connection, request, sizeof request - 1), sizeof request - 1);
    read_all(connection, &answer);
    assert_has(&answer, "HTTP/1.1 403 ");
}

static void a_slow_answer_does_not_hold_up_others(void **state)
{
    CLEANUP_STRBUF struct strbuf fast = STRBUF(ANSWER_LIMIT);
    CLEANUP_STRBUF struct strbuf slow = STRBUF(ANSWER_LIMIT);
    int connection = open_connection(*state);
    struct pollfd watched = {.fd = connection, .events = POLLIN};

    send_request(*state, connection, "GET /?slow HTTP/1.1\r\nConnection: close", "");
    exchange(*state, "GET /fast HTTP/1.1", "", &fast);
    assert_has(&fast, "GET /fast");
    assert_int_equal(poll(&watched, 1, 0), 0);

    read_all(connection, &slow);
    assert_has(&slow, "GET /?slow");
}

/* The moment may pass while the server is busy with another request. */
static void an_answer_that_has_become_due_meanwhile_is_sent(void **state)
{
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);
    char chunk[1024];
    int slow = open_connection(*state);
    int other = open_connection(*state);
    struct pollfd watched = {.fd = slow, .events = POLLIN};

    send_request(*state, slow, "GET /?very-slow HTTP/1.1\r\nConnection: close", "");
    /* Both stay open: nothing else must wake the server. */
    send_request(*state, other, "GET /first HTTP/1.1", "");
    assert_true(read(other, chunk, sizeof chunk) > 0);
    send_request(*state, other, "GET /?jump HTTP/1.1", "");
    assert_true(read(other, chunk, sizeof chunk) > 0);
    assert_int_equal(poll(&watched, 1, 5000), 1);
    read_all(slow, &answer);
    assert_has(&answer, "GET /?very-slow");
    close(other);
}

static void a_dropped_answer_closes_the_connection_without_a_byte(void **state)
{
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);

    exchange(*state, "GET /?drop HTTP/1.1", "", &answer);
    assert_int_equal(answer.length, 0);
}

static void a_cut_off_answer_ends_in_the_middle_of_the_body(void **state)
{
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);

    exchange(*state, "GET /?cut&long HTTP/1.1", "", &answer);
    assert_has(&answer, "Content-Length: 1000");
    assert_true(answer.length > 40000 && answer.length < 60000);
}

static void long_answers_are_compressed_for_those_who_ask(void **state)
{
    CLEANUP_STRBUF struct strbuf plain = STRBUF(ANSWER_LIMIT);
    CLEANUP_STRBUF struct strbuf compressed = STRBUF(ANSWER_LIMIT);
    CLEANUP_STRBUF struct strbuf refused = STRBUF(ANSWER_LIMIT);

    exchange(*state, "GET /?long HTTP/1.1", "", &plain);
    assert_true(plain.length > 100000);
    exchange(*state, "GET /?long HTTP/1.1\r\nAccept-Encoding: deflate, gzip", "", &compressed);
    assert_has(&compressed, "Content-Encoding: gzip\r\n");
    assert_true(compressed.length < 2000);
    exchange(*state, "GET /?long HTTP/1.1\r\nAccept-Encoding: gzip;q=0", "", &refused);
    assert_true(refused.length > 100000);
}

static void a_connection_serves_several_requests(void **state)
{
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);
    int connection = open_connection(*state);

    send_request(*state, connection, "GET /one HTTP/1.1", "");
    send_request(*state, connection, "GET /two HTTP/1.1\r\nConnection: close", "");
    read_all(connection, &answer);
    assert_has(&answer, "GET /one");
    assert_has(&answer, "GET /two");
}

static void it_stops_while_an_answer_is_still_waiting(void **state)
{
    int connection = open_connection(*state);
    CLEANUP_STRBUF struct strbuf answer = STRBUF(ANSWER_LIMIT);

    send_request(*state, connection, "GET /?slow HTTP/1.1", "");
    /* A second answer proves that the server has read the first request. */
    exchange(*state, "GET /other HTTP/1.1", "", &answer);
    assert_int_equal(stop(state), 0);
    close(connection);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_handler_sees_the_request_as_it_was_sent, start, stop),
        cmocka_unit_test_setup_teardown(a_body_beyond_the_limit_is_cut_and_marked, start, stop),
        cmocka_unit_test_setup_teardown(a_body_of_exactly_the_limit_is_whole, start, stop),
        cmocka_unit_test_setup_teardown(a_foreign_host_is_refused, start, stop),
        cmocka_unit_test_setup_teardown(a_slow_answer_does_not_hold_up_others, start, stop),
        cmocka_unit_test_setup_teardown(an_answer_that_has_become_due_meanwhile_is_sent,
                                        start_with_jumping_clock, stop),
        cmocka_unit_test_setup_teardown(a_dropped_answer_closes_the_connection_without_a_byte,
                                        start, stop),
        cmocka_unit_test_setup_teardown(a_cut_off_answer_ends_in_the_middle_of_the_body, start,
                                        stop),
        cmocka_unit_test_setup_teardown(long_answers_are_compressed_for_those_who_ask, start, stop),
        cmocka_unit_test_setup_teardown(a_connection_serves_several_requests, start, stop),
        cmocka_unit_test_setup(it_stops_while_an_answer_is_still_waiting, start),
    };
    return cmocka_run_group_tests_name("server/server", tests, NULL, NULL);
}
