/* SPDX-License-Identifier: MIT */
/* What becomes of each kind of answer and of none: http/settle.c, through a pool. */
#include "pool_fixture.h"

#define GONE_PORT "http://127.0.0.1:1"

/* One request to a server that says these things; the fixture is left open. */
static void ask(struct fixture *fixture, enum http_method method,
                const struct script_reply *replies, size_t count)
{
    static struct request_of_test request;

    open_pool(fixture, replies, count);
    request = (struct request_of_test){
        .fixture = fixture,
        .purpose = "page 7",
        .body = method == HTTP_GET || method == HTTP_DELETE ? NULL : "{\"a\":1}",
    };
    submit(&request, method, "/a");
    run(fixture);
    assert_int_equal(fixture->count, 1);
}

static void assert_failed(const struct fixture *fixture, enum error_kind kind, int code,
                          const char *message)
{
    const struct error *error = &fixture->results[0].error;

    assert_int_equal(fixture->results[0].status, 0);
    assert_string_equal(error->message, message);
    assert_int_equal(error->kind, kind);
    assert_int_equal(error->code, code);
}

static void a_get_comes_back_after_503_with_growing_pauses(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = 3, .status = 503},
        {.status = 200, .body = "{}"},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 200);
    assert_int_equal(script_server_count(fixture.server), 4);
    /* 2 + 4 + 8 seconds, each times 0.7 to 1.3. */
    assert_in_range(fixture.time.slept_ms, 9800, 18200);
    assert_int_equal(http_pool_counts(fixture.pool).retries, 3);
    close_pool(&fixture);
}

static void after_four_retries_the_answer_is_final(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.times = -1, .status = 503, .body = "busy"}};
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 503);
    assert_string_equal(fixture.results[0].body, "busy");
    assert_int_equal(script_server_count(fixture.server), 5);
    close_pool(&fixture);
}

static void retry_after_is_kept_to_the_second(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 429, .headers = "Retry-After: 7\r\n"},
        {.status = 200},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_POST, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 200);
    assert_int_equal(fixture.time.slept_ms, 7000);
    assert_int_equal(script_server_count(fixture.server), 2);
    assert_true(has_header(&fixture, 1, "\r\n\r\n{\"a\":1}"));
    close_pool(&fixture);
}

static void retry_after_may_be_a_date_and_reset_helps_out(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 429, .headers = "Retry-After: Fri, 20 Nov 2026 10:00:05 GMT\r\n"},
        {.status = 429, .headers = "X-RateLimit-Reset: 2026-11-20T10:00:35Z\r\n"},
        {.status = 200},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 200);
    assert_int_equal(fixture.time.slept_ms, 35000);
    close_pool(&fixture);
}

static void a_reset_without_429_orders_nothing(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 503, .headers = "X-RateLimit-Reset: 2026-11-20T10:05:00Z\r\n"},
        {.status = 500, .headers = "X-RateLimit-Reset: 2026-11-20T10:05:00Z\r\n"},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 500);
    assert_in_range(fixture.time.slept_ms, 1400, 2600);
    close_pool(&fixture);
}

static void a_pause_that_is_too_long_ends_the_request(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 429, .headers = "Retry-After: 3600\r\n"},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 429);
    assert_int_equal(fixture.time.slept_ms, 0);
    close_pool(&fixture);
}

static void an_ordered_pause_holds_up_all_requests(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /a", .status = 429, .headers = "Retry-After: 9\r\n", .hold_for = 4},
        {.to = "GET /b", .times = 3, .status = 200, .hold_for = 4},
        {.times = -1, .status = 200},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7"};

    submit(&request, HTTP_GET, "/a");
    for (int i = 0; i < 12; i++) {
        submit(&request, HTTP_GET, "/b");
    }
    run(&fixture);

    assert_int_equal(fixture.count, 13);
    assert_int_equal(fixture.time.slept_ms, 9000);
    close_pool(&fixture);
}

static void a_429_halves_the_number_of_requests_at_a_time(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = 4, .status = 429, .headers = "Retry-After: 1\r\n", .hold_for = 4},
        {.times = 2, .status = 200, .hold_for = 2},
        {.times = -1, .status = 200},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7"};

    for (int i = 0; i < 4; i++) {
        submit(&request, HTTP_GET, "/a");
    }
    run(&fixture);

    assert_int_equal(fixture.count, 4);
    assert_int_equal(script_server_most_at_once(fixture.server), 4);
    assert_int_equal(script_server_count(fixture.server), 8);
    close_pool(&fixture);
}

static void a_bare_500_is_final(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.times = -1, .status = 500}};
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 500);
    assert_int_equal(script_server_count(fixture.server), 1);
    close_pool(&fixture);
}

static void a_post_is_not_repeated_after_a_gateway_gave_up(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.times = -1, .status = 504}};
    struct fixture fixture;

    ask(&fixture, HTTP_POST, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 504);
    assert_int_equal(script_server_count(fixture.server), 1);
    close_pool(&fixture);
}

static void a_get_is_repeated_when_the_connection_is_cut(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.fault = SCRIPT_HANG_UP},
        {.status = 200, .body = "{\"long\":\"body\"}", .fault = SCRIPT_TRUNCATE},
        {.status = 200, .body = "{}"},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 200);
    assert_string_equal(fixture.results[0].body, "{}");
    assert_int_equal(script_server_count(fixture.server), 3);
    close_pool(&fixture);
}

static void a_put_is_repeated_with_its_whole_body(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.fault = SCRIPT_HANG_UP},
        {.status = 200},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_PUT, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].status, 200);
    assert_true(has_header(&fixture, 1, "\r\n\r\n{\"a\":1}"));
    close_pool(&fixture);
}

static void a_post_without_an_answer_is_sent_once_and_leaves_doubt(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.times = -1, .fault = SCRIPT_HANG_UP}};
    struct fixture fixture;

    ask(&fixture, HTTP_POST, replies, COUNT_OF(replies));

    assert_failed(
        &fixture, ERROR_NETWORK, NETWORK_UNANSWERED,
        script_server_fill(fixture.server, "page 7: no answer from @: Empty reply from server"));
    assert_true(error_leaves_doubt(&fixture.results[0].error));
    assert_int_equal(script_server_count(fixture.server), 1);
    close_pool(&fixture);
}

/* libcurl by itself sends again what it had sent over a connection that turns out to be closed. */
static void a_post_over_a_connection_used_before_is_sent_once_too(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET", .status = 200},
        {.to = "POST", .times = -1, .fault = SCRIPT_HANG_UP},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7", .body = "{}"};

    submit(&request, HTTP_GET, "/a");
    run(&fixture);
    submit(&request, HTTP_POST, "/a");
    run(&fixture);

    assert_int_equal(script_server_count(fixture.server), 2);
    assert_int_equal(fixture.results[1].error.kind, ERROR_NETWORK);
    assert_int_equal(fixture.results[1].error.code, NETWORK_UNANSWERED);
    assert_string_equal(
        fixture.results[1].error.message,
        script_server_fill(fixture.server, "page 7: no answer from @: the connection was closed"));
    close_pool(&fixture);
}

static void a_connection_closed_before_the_post_does_not_matter(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET", .status = 200, .fault = SCRIPT_CLOSE},
        {.to = "POST", .status = 200},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7", .body = "{}"};

    submit(&request, HTTP_GET, "/a");
    run(&fixture);
    submit(&request, HTTP_POST, "/a");
    run(&fixture);

    assert_int_equal(fixture.results[1].status, 200);
    assert_int_equal(script_server_count(fixture.server), 2);
    close_pool(&fixture);
}

static void doubt_of_an_earlier_attempt_is_not_forgotten(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct script_reply replies[2];
        bool is_after_doubt;
    } cases[] = {
        {"no answer, then 409", {{.fault = SCRIPT_HANG_UP}, {.status = 409}}, true},
        {"503, then 409", {{.status = 503}, {.status = 409}}, true},
        {"half an answer, then 200",
         {{.status = 200, .body = "{1,2,3}", .fault = SCRIPT_TRUNCATE}, {.status = 200}},
         true},
        {"429, then 409", {{.status = 429}, {.status = 409}}, false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture fixture;
        ask(&fixture, HTTP_PUT, cases[i].replies, COUNT_OF(cases[i].replies));
        if (fixture.results[0].is_after_doubt != cases[i].is_after_doubt) {
            fail_msg("%s", cases[i].name);
        }
        assert_int_equal(script_server_count(fixture.server), 2);
        close_pool(&fixture);
    }
}

/* libcurl repeats it by itself there, and that must not go unnoticed. */
static void doubt_is_noticed_over_a_connection_used_before(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET", .status = 200},
        {.to = "PUT", .fault = SCRIPT_HANG_UP},
        {.to = "PUT", .status = 409},
    };
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7", .body = "{}"};

    submit(&request, HTTP_GET, "/a");
    run(&fixture);
    submit(&request, HTTP_PUT, "/a");
    run(&fixture);

    assert_int_equal(fixture.results[1].status, 409);
    assert_true(fixture.results[1].is_after_doubt);
    close_pool(&fixture);
}

static void a_server_that_is_not_there_is_an_error_at_once(void **state)
{
    (void)state;
    struct fixture fixture = {0};
    struct error error;
    struct http_pool_options options = {.root = GONE_PORT, .settings = http_settings_default()};
    options.settings.clock = fake_time_clock(&fixture.time);
    assert_true(http_pool_open(&options, &fixture.pool, &error));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7"};

    submit(&request, HTTP_GET, "/a");
    run(&fixture);

    assert_failed(&fixture, ERROR_NETWORK, NETWORK_NOT_SENT,
                  "page 7: cannot reach 127.0.0.1:1: Connection refused");
    assert_false(error_leaves_doubt(&fixture.results[0].error));
    assert_int_equal(fixture.time.slept_ms, 0);
    http_pool_free(fixture.pool);
}

static void a_server_that_went_away_is_tried_again(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.status = 200, .fault = SCRIPT_CLOSE}};
    struct fixture fixture;
    open_pool(&fixture, replies, COUNT_OF(replies));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7", .body = "{}"};

    submit(&request, HTTP_GET, "/a");
    run(&fixture);
    script_server_stop(fixture.server);
    submit(&request, HTTP_POST, "/a");
    run(&fixture);

    assert_int_equal(fixture.results[1].error.kind, ERROR_NETWORK);
    assert_int_equal(fixture.results[1].error.code, NETWORK_NOT_SENT);
    assert_non_null(strstr(fixture.results[1].error.message, "Connection refused (5 attempts)"));
    assert_int_equal(http_pool_counts(fixture.pool).requests, 6);
    http_pool_free(fixture.pool);
}

static void a_silent_server_is_given_up(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {{.times = -1, .fault = SCRIPT_SAY_NOTHING}};
    struct fixture fixture = {0};
    struct error error;
    fixture.server = script_server_start(replies, COUNT_OF(replies));
    struct http_pool_options options = {
        .root = script_server_url(fixture.server),
        .settings = http_settings_default(),
    };
    options.settings.stall_timeout_s = 1;
    options.settings.retries = 0;
    assert_true(http_pool_open(&options, &fixture.pool, &error));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7"};

    submit(&request, HTTP_GET, "/a");
    run(&fixture);

    assert_int_equal(fixture.results[0].error.kind, ERROR_NETWORK);
    assert_int_equal(fixture.results[0].error.code, NETWORK_UNANSWERED);
    assert_non_null(strstr(fixture.results[0].error.message, "Operation too slow"));
    close_pool(&fixture);
}

static void an_answer_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = -1, .status = 200, .filler = LIMIT_ANSWER + 1},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_failed(&fixture, ERROR_INPUT, 0, "page 7: the answer is larger than 64 MiB");
    assert_int_equal(script_server_count(fixture.server), 1);
    close_pool(&fixture);
}

static void a_get_is_redirected_within_the_server(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /a ", .status = 302, .headers = "Location: /b\r\n"},
        {.to = "GET /b ", .status = 307, .headers = "Location: c?x=1\r\n"},
        {.to = "GET /c?x=1 ", .status = 200, .body = "here"},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_string_equal(fixture.results[0].body, "here");
    close_pool(&fixture);
}

static void redirections_in_a_circle_end(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = -1, .status = 302, .headers = "Location: /a\r\n"},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    assert_failed(&fixture, ERROR_HTTP, 302, "page 7: more than 5 redirections");
    assert_int_equal(script_server_count(fixture.server), 6);
    close_pool(&fixture);
}

static void another_host_gets_nothing_not_even_a_request(void **state)
{
    (void)state;
    static const struct script_reply never[] = {{.times = -1, .status = 200}};
    struct script_server *other = script_server_start(never, COUNT_OF(never));
    char headers[128];
    (void)snprintf(headers, sizeof headers, "Location: %s/login?token=1\r\n",
                   script_server_url(other));
    struct script_reply replies[] = {{.times = -1, .status = 302, .headers = headers}};
    struct fixture fixture;

    ask(&fixture, HTTP_GET, replies, COUNT_OF(replies));

    char message[256];
    (void)snprintf(message, sizeof message,
                   "page 7: HTTP 302 sends us to %s, which is not followed",
                   script_server_url(other));
    assert_failed(&fixture, ERROR_HTTP, 302, message);
    assert_int_equal(script_server_connections(other), 0);
    close_pool(&fixture);
    script_server_stop(other);
}

static void a_write_is_not_redirected(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = -1, .status = 301, .headers = "Location: /elsewhere?x=1\r\n"},
    };
    struct fixture fixture;

    ask(&fixture, HTTP_PUT, replies, COUNT_OF(replies));

    assert_int_equal(fixture.results[0].error.code, 301);
    assert_non_null(strstr(fixture.results[0].error.message, "/elsewhere, which is not followed"));
    assert_int_equal(script_server_count(fixture.server), 1);
    close_pool(&fixture);
}

/* --- what can be watched --- */

static void write_event(void *data, const struct http_event *event)
{
    struct strbuf *log = data;

    strbuf_append_format(log, "%d %s %s %d try %d wait %lld sent %zu got %zu %s %s\n", event->kind,
                         event->method, strrchr(event->url, '/'), event->status, event->attempt,
                         event->wait_ms, event->bytes_sent, event->bytes_received,
                         event->reason ? event->reason : "-", event->trace ? event->trace : "-");
}

static void every_attempt_can_be_watched_without_seeing_secrets(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 429, .headers = "Retry-After: 2\r\natl-traceid: abc\r\n", .fault = SCRIPT_CLOSE},
        {.fault = SCRIPT_HANG_UP},
        {.status = 200, .body = "{}", .headers = "x-arequestid: def\r\n"},
    };
    CLEANUP_STRBUF struct strbuf log = STRBUF(4096);
    struct fixture fixture = {.seed = 5};
    struct error error;
    fixture.server = script_server_start(replies, COUNT_OF(replies));
    struct http_pool_options options = {
        .root = script_server_url(fixture.server),
        .user = "me@example.com",
        .token = "s3cret",
        .settings = http_settings_default(),
    };
    options.settings.clock = fake_time_clock(&fixture.time);
    options.settings.random = random_seeded(&fixture.seed);
    options.settings.on_event = write_event;
    options.settings.event_data = &log;
    assert_true(http_pool_open(&options, &fixture.pool, &error));
    struct request_of_test request = {.fixture = &fixture, .purpose = "page 7", .body = "{}"};

    submit(&request, HTTP_PUT, "/a");
    run(&fixture);

    const char *text = strbuf_text(&log);
    assert_non_null(strstr(text, "0 PUT /a 429 try 1 wait 0 sent 2 got 0 - abc\n"
                                 "2 PUT /a 429 try 1 wait 2000 sent 0 got 0 too many requests -\n"
                                 "1 PUT /a 0 try 2 wait 0 sent 0 got 0 Empty reply"));
    assert_non_null(strstr(text, "0 PUT /a 200 try 3 wait 0 sent 2 got 2 - def\n"));
    assert_null(strstr(text, "s3cret"));
    assert_null(strstr(text, "me@example.com"));
    close_pool(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_get_comes_back_after_503_with_growing_pauses),
        cmocka_unit_test(after_four_retries_the_answer_is_final),
        cmocka_unit_test(retry_after_is_kept_to_the_second),
        cmocka_unit_test(retry_after_may_be_a_date_and_reset_helps_out),
        cmocka_unit_test(a_reset_without_429_orders_nothing),
        cmocka_unit_test(a_pause_that_is_too_long_ends_the_request),
        cmocka_unit_test(an_ordered_pause_holds_up_all_requests),
        cmocka_unit_test(a_429_halves_the_number_of_requests_at_a_time),
        cmocka_unit_test(a_bare_500_is_final),
        cmocka_unit_test(a_post_is_not_repeated_after_a_gateway_gave_up),
        cmocka_unit_test(a_get_is_repeated_when_the_connection_is_cut),
        cmocka_unit_test(a_put_is_repeated_with_its_whole_body),
        cmocka_unit_test(a_post_without_an_answer_is_sent_once_and_leaves_doubt),
        cmocka_unit_test(a_post_over_a_connection_used_before_is_sent_once_too),
        cmocka_unit_test(a_connection_closed_before_the_post_does_not_matter),
        cmocka_unit_test(doubt_of_an_earlier_attempt_is_not_forgotten),
        cmocka_unit_test(doubt_is_noticed_over_a_connection_used_before),
        cmocka_unit_test(a_server_that_is_not_there_is_an_error_at_once),
        cmocka_unit_test(a_server_that_went_away_is_tried_again),
        cmocka_unit_test(a_silent_server_is_given_up),
        cmocka_unit_test(an_answer_beyond_the_limit_is_refused),
        cmocka_unit_test(a_get_is_redirected_within_the_server),
        cmocka_unit_test(redirections_in_a_circle_end),
        cmocka_unit_test(another_host_gets_nothing_not_even_a_request),
        cmocka_unit_test(a_write_is_not_redirected),
        cmocka_unit_test(every_attempt_can_be_watched_without_seeing_secrets),
    };
    return cmocka_run_group_tests_name("http/settle", tests, NULL, NULL);
}
