/* SPDX-License-Identifier: MIT */
#include "http/url.h"

#include <string.h>

#include "unit.h"

static void an_address_is_taken_apart(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct http_url url;
    struct error error;

    assert_true(http_url_parse("HTTPS://Site.Atlassian.net:8443/wiki/a%20b/../c?x=1&y#z", arena,
                               &url, &error));

    assert_string_equal(url.origin, "https://site.atlassian.net:8443");
    assert_string_equal(url.host, "site.atlassian.net");
    assert_string_equal(url.path, "/wiki/c");
    assert_string_equal(url.query, "x=1&y");
    assert_false(url.is_loopback);
    assert_false(url.is_plain);
}

static void the_port_of_the_scheme_is_not_part_of_the_origin(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct http_url url;
    struct error error;

    assert_true(http_url_parse("https://site.example:443", arena, &url, &error));

    assert_string_equal(url.origin, "https://site.example");
    assert_string_equal(url.path, "/");
}

static void plain_http_is_for_this_machine_only(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        bool is_accepted;
    } cases[] = {
        {"http://127.0.0.1:8080/wiki", true},
        {"http://127.1.2.3/", true},
        {"http://localhost:1/", true},
        {"http://LocalHost/", true},
        {"http://[::1]:8080/", true},
        {"http://[0:0:0:0:0:0:0:1]/", true},
        {"http://example.com/", false},
        {"http://127.0.0.1.example.com/", false},
        {"http://localhost.example.com/", false},
        {"http://0.0.0.0/", false},
        {"http://10.0.0.1/", false},
        {"http://[::2]/", false},
        {"https://example.com/", true},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct http_url url;
        struct error error;
        bool is_accepted = http_url_parse(cases[i].address, arena, &url, &error);
        if (is_accepted != cases[i].is_accepted) {
            fail_msg("%s: %s", cases[i].address, is_accepted ? "accepted" : error.message);
        }
    }
}

static void what_is_refused_is_refused_clearly(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        const char *message;
    } cases[] = {
        {"http://wiki.example.com/x",
         "plain http would show the token to the network: use https://wiki.example.com"},
        {"ftp://example.com/", "not a web address (https://...): ftp://example.com/"},
        {"wiki.example.com", "not a web address (https://...): wiki.example.com"},
        {"file:///etc/passwd", "not a web address (https://...): file:///etc/passwd"},
        {"", "not a web address (https://...): "},
        {"https://me:secret@example.com/",
         "the address of example.com has a user name or password in it"},
        {"https://me:secret@exa mple.com/", "not a web address (https://...)"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct http_url url;
        struct error error = {0};
        assert_false(http_url_parse(cases[i].address, arena, &url, &error));
        assert_int_equal(error.kind, ERROR_USAGE);
        assert_string_equal(error.message, cases[i].message);
    }
}

static void escaping_leaves_only_unreserved_characters(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf url = STRBUF(1000);

    http_escape(&url, SLICE_LITERAL("Az09-._~ /?#&+=%\"é\0!"));

    assert_string_equal(strbuf_text(&url), "Az09-._~%20%2F%3F%23%26%2B%3D%25%22%C3%A9%00%21");
}

static void unescaping_undoes_escaping_and_leaves_the_rest(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    struct slice text = http_unescape(arena, SLICE_LITERAL("%7Eme%20%c3%A9+%zz%4"));

    assert_true(slice_equals(text, "~me é+%zz%4"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_taken_apart),
        cmocka_unit_test(the_port_of_the_scheme_is_not_part_of_the_origin),
        cmocka_unit_test(plain_http_is_for_this_machine_only),
        cmocka_unit_test(what_is_refused_is_refused_clearly),
        cmocka_unit_test(escaping_leaves_only_unreserved_characters),
        cmocka_unit_test(unescaping_undoes_escaping_and_leaves_the_rest),
    };
    return cmocka_run_group_tests_name("http/url", tests, NULL, NULL);
}
