/* SPDX-License-Identifier: MIT */
#include "http/status.h"

#include "unit.h"

static void known_codes_have_words_and_others_have_none(void **state)
{
    (void)state;

    assert_string_equal(http_status_words(429), "too many requests");
    assert_string_equal(http_status_words(503), "service unavailable");
    assert_string_equal(http_status_words(418), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_codes_have_words_and_others_have_none),
    };
    return cmocka_run_group_tests_name("http/status", tests, NULL, NULL);
}
