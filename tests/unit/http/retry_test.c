/* SPDX-License-Identifier: MIT */
#include "http/retry.h"

#include "unit.h"

static const long long this_moment_ms = 1795168800000; /* 2026-11-20T10:00:00Z */

static long long this_moment(void *data)
{
    (void)data;
    return this_moment_ms;
}

/* Always the same number, so that the spread is known: 70 per cent, and one more for each above 610. */
static uint64_t given_number(void *data)
{
    return *(const uint64_t *)data;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): random_source wants it so */
static struct http_settings settings_with(uint64_t *number)
{
    struct http_settings settings = http_settings_default();

    settings.clock = (struct clock){.now_ms = this_moment};
    settings.random = (struct random_source){.next = given_number, .data = number};
    return settings;
}

static void the_kind_of_failure_and_the_method_decide(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct http_outcome outcome;
        bool is_repeated;
    } cases[] = {
        {"429 to a POST", {.status = 429, .was_sent = true}, true},
        {"429 to a GET", {.status = 429, .is_idempotent = true}, true},
        {"503 to a GET", {.status = 503, .is_idempotent = true}, true},
        {"503 to a POST", {.status = 503, .was_sent = true}, false},
        {"503 to a POST, with a time", {.status = 503, .ordered_pause_ms = 1000}, false},
        {"502 to a PUT", {.status = 502, .is_idempotent = true, .was_sent = true}, true},
        {"504 to a PUT", {.status = 504, .is_idempotent = true, .was_sent = true}, true},
        {"500 to a GET", {.status = 500, .is_idempotent = true}, false},
        {"500 to a GET, with a time",
         {.status = 500, .is_idempotent = true, .ordered_pause_ms = 1000},
         true},
        {"404", {.status = 404, .is_idempotent = true}, false},
        {"400, with a time", {.status = 400, .is_idempotent = true, .ordered_pause_ms = 9}, false},
        {"no answer to a GET", {.is_idempotent = true, .was_sent = true}, true},
        {"no answer to a POST", {.was_sent = true}, false},
        {"a POST that was not sent", {.was_sent = false}, true},
        {"a wrong certificate", {.is_idempotent = true, .is_hopeless = true}, false},
        {"503 for the fifth time", {.status = 503, .is_idempotent = true, .retries = 4}, false},
        {"503 for the fourth time", {.status = 503, .is_idempotent = true, .retries = 3}, true},
    };
    uint64_t number = 610;
    struct http_settings settings = settings_with(&number);

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool is_repeated = http_retry_pause(&settings, &cases[i].outcome) != HTTP_GIVE_UP;
        if (is_repeated != cases[i].is_repeated) {
            fail_msg("%s: %s", cases[i].name, is_repeated ? "repeated" : "given up");
        }
    }
}

static void refused_connections_are_repeated_for_a_time_and_to_its_end(void **state)
{
    (void)state;
    uint64_t number = 30; /* 100 per cent */
    struct http_settings settings = settings_with(&number);
    struct http_outcome outcome = {.is_refused = true, .retries = 3};

    settings.refused_cap_ms = 15000;
    assert_int_equal(http_retry_pause(&settings, &outcome), 15000);
    outcome.refused_ms = 14000;
    assert_int_equal(http_retry_pause(&settings, &outcome), 1000);
    outcome.refused_ms = 15000;
    assert_int_equal(http_retry_pause(&settings, &outcome), HTTP_GIVE_UP);
    outcome.retries = 0;
    assert_int_equal(http_retry_pause(&settings, &outcome), HTTP_GIVE_UP);
}

static void pauses_double_and_stay_within_their_spread(void **state)
{
    (void)state;
    static const struct {
        uint64_t number;
        int retries;
        long long pause_ms;
    } cases[] = {
        {610, 0, 1400},  {640, 0, 2000},  {670, 0, 2600},   {640, 1, 4000},   {640, 2, 8000},
        {610, 3, 11200}, {670, 3, 20800}, {610, 30, 21000}, {640, 30, 30000}, {670, 30, 30000},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        uint64_t number = cases[i].number;
        struct http_settings settings = settings_with(&number);
        settings.retries = 100;
        struct http_outcome outcome = {
            .status = 503, .is_idempotent = true, .retries = cases[i].retries};
        assert_int_equal(http_retry_pause(&settings, &outcome), cases[i].pause_ms);
    }
}

static void a_pause_that_the_server_orders_is_kept_exactly(void **state)
{
    (void)state;
    uint64_t number = 610;
    struct http_settings settings = settings_with(&number);
    struct http_outcome outcome = {.status = 429, .ordered_pause_ms = 120000};

    assert_int_equal(http_retry_pause(&settings, &outcome), 120000);
}

static void nobody_waits_longer_than_a_quarter_of_an_hour(void **state)
{
    (void)state;
    uint64_t number = 610;
    struct http_settings settings = settings_with(&number);
    struct http_outcome outcome = {.status = 429, .ordered_pause_ms = 900001};

    assert_int_equal(http_retry_pause(&settings, &outcome), HTTP_GIVE_UP);
}

static void ordered_pauses_come_as_seconds_or_dates(void **state)
{
    (void)state;
    static const struct {
        const char *retry_after;
        const char *reset;
        long long pause_ms;
    } cases[] = {
        {NULL, NULL, 0},
        {"7", NULL, 7000},
        {" 7 ", "2026-11-20T10:01:00Z", 7000},
        {"0", NULL, 0},
        {"Fri, 20 Nov 2026 10:00:05 GMT", NULL, 5000},
        {"Fri, 20 Nov 2026 09:00:00 GMT", NULL, 0},
        {NULL, "2026-11-20T10:01:00Z", 60000},
        {"soon", "2026-11-20T10:01:00Z", 60000},
        {"-3", NULL, 0},
        {"99999999999999999999", NULL, 0},
        {"9999999999999999999", NULL, (1LL << 40) * 1000},
    };
    struct clock clock = {.now_ms = this_moment};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        long long pause_ms = http_ordered_pause(clock, cases[i].retry_after, cases[i].reset);
        if (pause_ms != cases[i].pause_ms) {
            fail_msg("case %zu: found %lld, expected %lld", i, pause_ms, cases[i].pause_ms);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kind_of_failure_and_the_method_decide),
        cmocka_unit_test(refused_connections_are_repeated_for_a_time_and_to_its_end),
        cmocka_unit_test(pauses_double_and_stay_within_their_spread),
        cmocka_unit_test(a_pause_that_the_server_orders_is_kept_exactly),
        cmocka_unit_test(nobody_waits_longer_than_a_quarter_of_an_hour),
        cmocka_unit_test(ordered_pauses_come_as_seconds_or_dates),
    };
    return cmocka_run_group_tests_name("http/retry", tests, NULL, NULL);
}
