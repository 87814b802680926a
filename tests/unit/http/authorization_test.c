/* SPDX-License-Identifier: MIT */
#include "http/authorization.h"

#include "unit.h"

static void pairs_are_encoded_as_in_the_standards(void **state)
{
    (void)state;
    static const struct {
        const char *user;
        const char *token;
        const char *line;
    } cases[] = {
        /* RFC 7617 §2 and §2.1 */
        {"Aladdin", "open sesame", "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
        {"test", "123£", "Authorization: Basic dGVzdDoxMjPCow=="},
        /* The three lengths that end a group, RFC 4648 §10: "f:", "f:o", "fo:ob" … */
        {"", "", "Authorization: Basic Og=="},
        {"f", "", "Authorization: Basic Zjo="},
        {"f", "o", "Authorization: Basic Zjpv"},
        {"\xff", "\xfe", "Authorization: Basic /zr+"},
        {NULL, "mF_9.B5f-4.1JqM", "Authorization: Bearer mF_9.B5f-4.1JqM"},
        {NULL, "", "Authorization: Bearer "},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *line = http_authorization_line(cases[i].user, cases[i].token);
        assert_string_equal(line, cases[i].line);
        http_wipe_text(line);
    }
}

static void wiping_nothing_is_allowed(void **state)
{
    (void)state;

    http_wipe_text(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_encoded_as_in_the_standards),
        cmocka_unit_test(wiping_nothing_is_allowed),
    };
    return cmocka_run_group_tests_name("http/authorization", tests, NULL, NULL);
}
