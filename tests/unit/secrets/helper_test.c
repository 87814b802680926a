/* SPDX-License-Identifier: MIT */
#include "secrets/helper_internal.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct secret_request request_with(const char *command)
{
    return (struct secret_request){
        .site = "https://x.atlassian.net/wiki",
        .helper = {.command = command, .timeout_ms = 20000},
    };
}

static void outputs_are_understood_in_both_forms(void **state)
{
    (void)state;
    static const struct {
        const char *output;
        const char *user;  /* NULL: none */
        const char *token; /* NULL: none */
    } cases[] = {
        {"t0ken\n", NULL, "t0ken"},
        {"t0ken", NULL, "t0ken"},
        {"t0ken\r\n", NULL, "t0ken"},
        {"ATATT3x=ab=\n", NULL, "ATATT3x=ab="},
        {"user=me\ntoken=t\n", "me", "t"},
        {"token=t", NULL, "t"},
        {"token= with blanks \r\n", NULL, " with blanks "},
        {"protocol=https\nhost=x\nusername=me@example.com\npassword=p=q\n", "me@example.com",
         "p=q"},
        {"user=me\n", "me", NULL},
        {"token=\n", NULL, ""},
        {"two\nlines\n", NULL, NULL},
        {"\n \n", NULL, NULL},
        {"", NULL, NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_SECRET struct secret secret = {0};
        bool is_found = secret_parse_output(slice_from(cases[i].output), &secret);
        if (is_found != (cases[i].token && *cases[i].token) ||
            (secret.user != NULL) != (cases[i].user != NULL) ||
            (secret.token != NULL) != (cases[i].token != NULL)) {
            fail_msg("case %zu", i);
        }
        assert_string_equal(secret.user ? secret.user : "", cases[i].user ? cases[i].user : "");
        assert_string_equal(secret.token ? secret.token : "", cases[i].token ? cases[i].token : "");
    }
}

static void a_helper_is_told_the_site_and_not_the_token(void **state)
{
    (void)state;
    CLEANUP_SECRET struct secret secret = {0};
    struct error error = {0};
    struct secret_request request =
        request_with("cat | tr '\\n' ' ' | sed 's/^/token=/'; echo \"$CONFSYNC_SITE "
                     "[${CONFSYNC_TOKEN-none}]\"");
    request.user = "me";
    setenv("CONFSYNC_TOKEN", "s3cret", 1);
    setenv("CONFSYNC_SITE", "https://other.example", 1);

    bool is_found = secret_ask_helper(&request, &secret, &error);

    unsetenv("CONFSYNC_TOKEN");
    unsetenv("CONFSYNC_SITE");
    assert_true(is_found);
    assert_string_equal(secret.token, "protocol=https host=x.atlassian.net path=wiki username=me  "
                                      "https://x.atlassian.net/wiki [none]");
}

static void a_helper_can_be_a_program_with_arguments(void **state)
{
    (void)state;
    static const char *const arguments[] = {"printf", "user=%s\\ntoken=$HOME %s", "me", "x", NULL};
    CLEANUP_SECRET struct secret secret = {0};
    struct error error = {0};
    struct secret_request request = request_with(NULL);
    request.helper.arguments = arguments;

    assert_true(secret_ask_helper(&request, &secret, &error));

    assert_string_equal(secret.user, "me");
    assert_string_equal(secret.token, "$HOME x");
}

static void a_helper_that_does_not_read_is_no_problem(void **state)
{
    (void)state;
    CLEANUP_SECRET struct secret secret = {0};
    struct error error = {0};
    struct secret_request request = request_with("exec <&-; echo t");

    assert_true(secret_ask_helper(&request, &secret, &error));

    assert_string_equal(secret.token, "t");
}

static void what_goes_wrong_is_said_without_what_was_printed(void **state)
{
    (void)state;
    static const struct {
        const char *command;
        int timeout_ms;
        const char *message;
    } cases[] = {
        {"echo s3cret; exit 3", 20000, "the credential helper failed with status 3"},
        {"echo s3cret; kill -9 $$", 20000, "the credential helper was ended by signal 9"},
        {"no-such-program-s3cret 2>&-", 20000, "the credential helper was not found"},
        {"echo s3cret; echo s3cret", 20000, "the credential helper printed no token"},
        {"echo s3cret; exec sleep 20", 50, "the credential helper did not answer within 1 seconds"},
        {"yes s3cret", 20000, "the credential helper printed too much"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_SECRET struct secret secret = {0};
        struct error error = {0};
        struct secret_request request = request_with(cases[i].command);
        request.helper.timeout_ms = cases[i].timeout_ms;
        assert_false(secret_ask_helper(&request, &secret, &error));
        assert_string_equal(error.message, cases[i].message);
        assert_int_equal(error.kind, ERROR_ACCESS);
        assert_null(secret.token);
    }
}

static void a_program_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    static const char *const arguments[] = {"/no/such/helper", "s3cret", NULL};
    CLEANUP_SECRET struct secret secret = {0};
    struct error error = {0};
    struct secret_request request = request_with(NULL);
    request.helper.arguments = arguments;

    assert_false(secret_ask_helper(&request, &secret, &error));

    assert_int_equal(error.kind, ERROR_ACCESS);
    assert_string_equal(error.message,
                        "the credential helper: cannot be run: No such file or directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outputs_are_understood_in_both_forms),
        cmocka_unit_test(a_helper_is_told_the_site_and_not_the_token),
        cmocka_unit_test(a_helper_can_be_a_program_with_arguments),
        cmocka_unit_test(a_helper_that_does_not_read_is_no_problem),
        cmocka_unit_test(what_goes_wrong_is_said_without_what_was_printed),
        cmocka_unit_test(a_program_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests_name("secrets/helper", tests, NULL, NULL);
}
