/* SPDX-License-Identifier: MIT */
#include "confluence/location.h"

#include "unit.h"

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

static void addresses_of_cloud_and_data_center_are_understood(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const char *site;
        const char *space_key;
        const char *page_id;
        const char *title;
    } cases[] = {
        {"https://x.atlassian.net/wiki/spaces/DOCS", "https://x.atlassian.net/wiki", "DOCS", "-",
         "-"},
        {"https://x.atlassian.net/wiki/spaces/DOCS/", "https://x.atlassian.net/wiki", "DOCS", "-",
         "-"},
        {"https://x.atlassian.net/wiki/spaces/DOCS/overview?homepageId=98581",
         "https://x.atlassian.net/wiki", "DOCS", "-", "-"},
        {"https://x.atlassian.net/wiki/spaces/DOCS/pages", "https://x.atlassian.net/wiki", "DOCS",
         "-", "-"},
        {"https://x.atlassian.net/wiki/spaces/DOCS/pages/2719745/created+new#Heading",
         "https://x.atlassian.net/wiki", "DOCS", "2719745", "-"},
        {"https://x.atlassian.net/wiki/spaces/DOCS/pages/2719745", "https://x.atlassian.net/wiki",
         "DOCS", "2719745", "-"},
        {"https://x.atlassian.net/wiki/spaces/DOCS/pages/edit-v2/2719745?draft=1",
         "https://x.atlassian.net/wiki", "DOCS", "2719745", "-"},
        {"https://x.atlassian.net/wiki/spaces/~712020abc", "https://x.atlassian.net/wiki",
         "~712020abc", "-", "-"},
        {"https://x.atlassian.net/wiki/spaces/%7Eme/overview", "https://x.atlassian.net/wiki",
         "~me", "-", "-"},
        {"https://x.atlassian.net/wiki/x/AYAp", "https://x.atlassian.net/wiki", "-", "2719745",
         "-"},
        {"https://x.atlassian.net/spaces/DOCS", "https://x.atlassian.net/wiki", "DOCS", "-", "-"},
        {"http://127.0.0.1:8080/wiki/spaces/SEED", "http://127.0.0.1:8080/wiki", "SEED", "-", "-"},
        {"https://api.atlassian.com/ex/confluence/ab-12/wiki/spaces/D",
         "https://api.atlassian.com/ex/confluence/ab-12/wiki", "D", "-", "-"},
        {"https://wiki.example.com/display/DOCS", "https://wiki.example.com", "DOCS", "-", "-"},
        {"https://wiki.example.com/display/~ada/One+two%3A+three%2B", "https://wiki.example.com",
         "~ada", "-", "One two: three+"},
        {"https://example.com/confluence/spaces/DOCS/pages/42/T", "https://example.com/confluence",
         "DOCS", "42", "-"},
        {"https://example.com/confluence/pages/viewpage.action?pageId=42",
         "https://example.com/confluence", "-", "42", "-"},
        {"https://example.com/pages/viewpage.action?spaceKey=K&title=A+b", "https://example.com",
         "K", "-", "A b"},
        {"https://example.com/spaces/viewspace.action?x=1&key=K", "https://example.com", "K", "-",
         "-"},
        {"https://example.com/x/7oAB", "https://example.com", "-", "98542", "-"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct confluence_location location;
        struct error error;
        if (!confluence_location_parse(cases[i].url, arena, &location, &error)) {
            fail_msg("%s", error.message);
        }
        assert_string_equal(location.site, cases[i].site);
        assert_string_equal(or_dash(location.space_key), cases[i].space_key);
        assert_string_equal(or_dash(location.page_id), cases[i].page_id);
        assert_string_equal(or_dash(location.title), cases[i].title);
    }
}

static void all_else_is_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        const char *message;
    } cases[] = {
        {"docs", "not a web address (https://...): docs"},
        {"https://x.atlassian.net/wiki",
         "https://x.atlassian.net/wiki names no space (expected https://HOST/wiki/spaces/KEY)"},
        {"https://x.atlassian.net/wiki/spaces",
         "https://x.atlassian.net/wiki/spaces names no space (expected "
         "https://HOST/wiki/spaces/KEY)"},
        {"https://x.atlassian.net/wiki/spaces/D/pages/new",
         "https://x.atlassian.net/wiki/spaces/D/pages/new names no page (expected "
         "https://HOST/wiki/spaces/KEY)"},
        {"https://x.atlassian.net/wiki/spaces/D/folder/7",
         "https://x.atlassian.net/wiki/spaces/D/folder/7 is neither a space nor a page (expected "
         "https://HOST/wiki/spaces/KEY)"},
        {"https://x.atlassian.net/wiki/spaces/%00", NULL},
        {"https://x.atlassian.net/wiki/spaces/%ff", NULL},
        {"https://x.atlassian.net/wiki/x/", NULL},
        {"https://x.atlassian.net/wiki/x/a*b", NULL},
        {"https://x.atlassian.net/wiki/x/AAAAAAAAAAAAAAAAA", NULL},
        {"https://x.atlassian.net/wiki/x/__________8", NULL},
        {"https://example.com/pages/viewpage.action", NULL},
        {"https://example.com/pages/viewpage.action?pageId=abc", NULL},
        {"https://example.com/display/K/2020/01/02/Post", NULL},
        {"http://example.com/display/K", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct confluence_location location;
        struct error error = {0};
        if (confluence_location_parse(cases[i].url, arena, &location, &error)) {
            fail_msg("accepted: %s", cases[i].url);
        }
        assert_int_equal(error.kind, ERROR_USAGE);
        if (cases[i].message) {
            assert_string_equal(error.message, cases[i].message);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_of_cloud_and_data_center_are_understood),
        cmocka_unit_test(all_else_is_refused_with_a_reason),
    };
    return cmocka_run_group_tests_name("confluence/location", tests, NULL, NULL);
}
