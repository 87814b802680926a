/* SPDX-License-Identifier: MIT */
#include "secrets/secret.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define SITE "https://x.atlassian.net/wiki"

static void set_variable(const char *name, const char *value)
{
    if (value) {
        setenv(name, value, 1);
    } else {
        unsetenv(name);
    }
}

/* No test depends on the environment it is started in, nor on a keyring. */
static int clear_environment(void **state)
{
    (void)state;
    unsetenv("CONFSYNC_USER");
    unsetenv("CONFSYNC_TOKEN");
    unsetenv("CONFSYNC_SITE");
    unsetenv("DBUS_SESSION_BUS_ADDRESS");
    unsetenv("XDG_RUNTIME_DIR");
    return 0;
}

static void the_first_place_that_has_a_token_wins(void **state)
{
    (void)state;
    static const struct {
        const char *user_variable;
        const char *token_variable;
        const char *site_variable;
        const char *user_setting;
        const char *helper;
        const char *user;
        const char *token;
    } cases[] = {
        {"me", "t", NULL, NULL, NULL, "me", "t"},
        {"me", "t", NULL, "other", "echo h", "me", "t"},
        {NULL, "t", NULL, "other", NULL, NULL, "t"},
        {"", "t", NULL, NULL, NULL, NULL, "t"},
        {"me", "t", SITE "/", NULL, NULL, "me", "t"},
        {"me", "t", "https://other.example/wiki", NULL, "echo h", "me", "h"},
        {"me", NULL, NULL, NULL, "echo h", "me", "h"},
        {"me", "", NULL, "other", "echo h", "me", "h"},
        {NULL, NULL, NULL, "other", "echo h", "other", "h"},
        {NULL, NULL, NULL, NULL, "echo h", NULL, "h"},
        {"me", NULL, NULL, NULL, "echo user=u; echo token=h", "u", "h"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_SECRET struct secret secret = {0};
        struct error error = {0};
        struct secret_request request = {
            .site = SITE,
            .user = cases[i].user_setting,
            .helper.command = cases[i].helper,
        };
        set_variable("CONFSYNC_USER", cases[i].user_variable);
        set_variable("CONFSYNC_TOKEN", cases[i].token_variable);
        set_variable("CONFSYNC_SITE", cases[i].site_variable);
        if (!secret_load(&request, &secret, &error)) {
            fail_msg("case %zu: %s", i, error.message);
        }
        assert_string_equal(secret.token, cases[i].token);
        assert_string_equal(secret.user ? secret.user : "", cases[i].user ? cases[i].user : "");
        assert_int_equal(secret.user != NULL, cases[i].user != NULL);
    }
}

static void without_any_token_the_error_names_the_site(void **state)
{
    (void)state;
    CLEANUP_SECRET struct secret secret = {0};
    struct error error = {0};
    struct secret_request request = {.site = SITE};

    assert_false(secret_load(&request, &secret, &error));
    assert_int_equal(error.kind, ERROR_ACCESS);
    assert_string_equal(error.message, "no credentials for " SITE ": CONFSYNC_TOKEN is not set");

    setenv("CONFSYNC_TOKEN", "t", 1);
    setenv("CONFSYNC_SITE", "https://other.example/wiki", 1);
    assert_false(secret_load(&request, &secret, &error));
    assert_string_equal(error.message, "no credentials for " SITE ": those in the environment are "
                                       "for another site (CONFSYNC_SITE)");
}

static void what_could_end_a_header_is_refused_and_not_shown(void **state)
{
    (void)state;
    static const struct {
        const char *user;
        const char *token;
        const char *message;
    } cases[] = {
        {"me", "s3cret\r\nX: y", "the token has a line end or another control character in it"},
        {"me", "s3cret\n", "the token has a line end or another control character in it"},
        {"me\x7f", "s3cret", "the user name has a control character in it"},
        {"me:you", "s3cret", "the user name has a colon in it"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_SECRET struct secret secret = {0};
        struct error error = {0};
        struct secret_request request = {.site = SITE};
        set_variable("CONFSYNC_USER", cases[i].user);
        set_variable("CONFSYNC_TOKEN", cases[i].token);
        assert_false(secret_load(&request, &secret, &error));
        assert_string_equal(error.message, cases[i].message);
        assert_int_equal(error.kind, ERROR_USAGE);
        assert_null(secret.token);
    }
}

static void a_helper_that_fails_is_an_error_and_no_reason_to_look_on(void **state)
{
    (void)state;
    CLEANUP_SECRET struct secret secret = {0};
    struct error error = {0};
    struct secret_request request = {.site = SITE, .helper.command = "exit 1"};

    assert_false(secret_load(&request, &secret, &error));

    assert_string_equal(error.message, "the credential helper failed with status 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_place_that_has_a_token_wins, clear_environment),
        cmocka_unit_test_setup(without_any_token_the_error_names_the_site, clear_environment),
        cmocka_unit_test_setup(what_could_end_a_header_is_refused_and_not_shown, clear_environment),
        cmocka_unit_test_setup(a_helper_that_fails_is_an_error_and_no_reason_to_look_on,
                               clear_environment),
    };
    return cmocka_run_group_tests_name("secrets/secret", tests, NULL, NULL);
}
