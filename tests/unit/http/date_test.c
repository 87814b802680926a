/* SPDX-License-Identifier: MIT */
#include "http/date.h"

#include "unit.h"

#define UNTOUCHED (-7LL)

struct date_case {
    const char *text;
    long long ms; /* UNTOUCHED: it is not a date */
};

static void check(bool (*parse)(const char *, long long *), const struct date_case *cases,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        long long ms = UNTOUCHED;
        bool is_date = parse(cases[i].text, &ms);
        if (is_date != (cases[i].ms != UNTOUCHED) || ms != cases[i].ms) {
            fail_msg("%s: found %lld, expected %lld", cases[i].text, ms, cases[i].ms);
        }
    }
}

static void http_dates_are_read_in_all_three_forms(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777000},
        {"Sunday, 06-Nov-94 08:49:37 GMT", 784111777000},
        {"Sun Nov  6 08:49:37 1994", 784111777000},
        {"soon", UNTOUCHED},
        {"", UNTOUCHED},
        {"120", UNTOUCHED},
    };

    check(http_date_parse, cases, COUNT_OF(cases));
}

static void iso_dates_are_read_with_and_without_a_zone(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        {"2026-11-20T10:00:00Z", 1795168800000},
        {"2026-11-20T10:00:00.123Z", 1795168800000},
        {"2026-11-20T10:00Z", 1795168800000},
        {"2026-11-20T10:00:00", 1795168800000},
        {"2026-11-20T11:00:00+01:00", 1795168800000},
        {"2026-11-20T05:00:00.5-0500", 1795168800000},
        {"2026-11-20", UNTOUCHED},
        {"2026-11-20T10:00:00 tomorrow", UNTOUCHED},
        {"1795168800", UNTOUCHED},
        {"", UNTOUCHED},
    };

    check(http_date_parse_iso, cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(http_dates_are_read_in_all_three_forms),
        cmocka_unit_test(iso_dates_are_read_with_and_without_a_zone),
    };
    return cmocka_run_group_tests_name("http/date", tests, NULL, NULL);
}
