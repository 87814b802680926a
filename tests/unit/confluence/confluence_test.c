/* SPDX-License-Identifier: MIT */
#include "site_fixture.h"

static void opening_a_site_says_who_we_are(void **state)
{
    (void)state;
    struct site_fixture fixture;

    open_site(&fixture, NULL, 0);

    assert_string_equal(confluence_self(fixture.site)->id, "557058:1");
    assert_string_equal(confluence_self(fixture.site)->name, "Ada");
    assert_string_equal(confluence_self(fixture.site)->email, "me@example.com");
    assert_int_equal(confluence_counts(fixture.site).requests, 1);
    close_site(&fixture);
}

static void assert_not_opened(const struct script_reply *reply, const char *path,
                              enum error_kind kind, const char *message)
{
    struct site_fixture fixture = {0};
    struct error error = {0};
    char address[128];
    fixture.server = script_server_start(reply, 1);
    (void)snprintf(address, sizeof address, "%s%s", script_server_url(fixture.server), path);
    struct confluence_options options = site_options(&fixture, address);

    assert_false(confluence_open(&options, &fixture.site, &error));

    assert_string_equal(error.message, script_server_fill(fixture.server, message));
    assert_int_equal(error.kind, kind);
    assert_null(strstr(error.message, "s3cret"));
    script_server_stop(fixture.server);
}

static void wrong_credentials_are_recognised_in_every_guise(void **state)
{
    (void)state;
    static const struct {
        struct script_reply reply;
        const char *message;
    } cases[] = {
        {{.status = 200, .body = "{\"type\":\"anonymous\",\"displayName\":\"Anonymous\"}"},
         "log in to http://@/wiki: the user or the token is not accepted"},
        {{.status = 401, .type = "text/html", .body = "<title>Unauthorized</title>"},
         "log in to http://@/wiki: HTTP 401: an HTML page titled \"Unauthorized\""},
        {{.status = 403,
          .headers = "atl-traceid: 5a\r\n",
          .body = "{\"statusCode\":403,\"message\":\"Current user not permitted to use "
                  "Confluence\"}"},
         "log in to http://@/wiki: HTTP 403: Current user not permitted to use Confluence (trace 5a)"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_not_opened(&cases[i].reply, "/wiki", ERROR_ACCESS, cases[i].message);
    }
}

static void what_is_no_cloud_site_is_refused_before_logging_in(void **state)
{
    (void)state;
    static const struct script_reply never = {.status = 200};

    assert_not_opened(
        &never, "/confluence", ERROR_USAGE,
        "http://@/confluence is no Confluence Cloud site (its address ends in /wiki), and "
        "Data Center is not supported");
}

static void a_login_page_in_place_of_an_answer_is_nonsense(void **state)
{
    (void)state;
    static const struct script_reply reply = {
        .status = 200, .type = "text/html", .body = "<title>Sign in</title>"};

    assert_not_opened(
        &reply, "/wiki/", ERROR_INPUT,
        "log in to http://@/wiki: HTTP 200 with an HTML page titled \"Sign in\" in place "
        "of JSON");
}

static void the_gateway_keeps_its_prefix(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /ex/confluence/ab-12/wiki/rest/api/user/current ",
         .status = 200,
         .body = "{\"type\":\"known\",\"accountId\":\"5:1\"}"},
        {.to = "GET /ex/confluence/ab-12/wiki/api/v2/spaces/98445/pages?limit=250&sort=id ",
         .status = 200,
         .body = "{\"results\":[],\"_links\":{\"next\":\"/wiki/api/v2/x?cursor=1\"}}"},
        {.to = "GET /ex/confluence/ab-12/wiki/api/v2/x?cursor=1&limit=250&sort=id ",
         .status = 200,
         .body = "{\"results\":[]}"},
    };
    struct site_fixture fixture = {.log = STRBUF(1000)};
    struct error error = {0};
    char address[128];
    fixture.server = script_server_start(replies, COUNT_OF(replies));
    (void)snprintf(address, sizeof address, "%s/ex/confluence/ab-12/wiki",
                   script_server_url(fixture.server));
    struct confluence_options options = site_options(&fixture, address);

    assert_true(confluence_open(&options, &fixture.site, &error));
    assert_true(confluence_list_pages(fixture.site,
                                      &(struct confluence_query){.space = &docs_space}, note_page,
                                      &fixture, &error));

    confluence_free(fixture.site);
    script_server_stop(fixture.server);
}

static void a_space_is_found_by_its_key(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/api/v2/spaces?keys=docs ",
         .status = 200,
         .body = "{\"results\":[{\"homepageId\":\"98581\",\"icon\":null,\"status\":\"current\","
                 "\"name\":\"Documentation\",\"key\":\"Docs\",\"id\":\"98445\"}]}"},
        {.to = "GET /wiki/api/v2/spaces?keys=NONE ", .status = 200, .body = "{\"results\":[]}"},
        {.to = "GET /wiki/api/v2/spaces?keys=ODD ",
         .status = 200,
         .body = "{\"results\":[{\"key\":\"ODD\"}]}"},
    };
    struct site_fixture fixture;
    struct confluence_space space;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_true(confluence_find_space(fixture.site, "docs", fixture.arena, &space, &error));
    assert_string_equal(space.id, "98445");
    assert_string_equal(space.key, "Docs");
    assert_string_equal(space.name, "Documentation");
    assert_string_equal(space.homepage_id, "98581");

    assert_false(confluence_find_space(fixture.site, "NONE", fixture.arena, &space, &error));
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
    assert_starts_with(error.message, "space NONE: http://127.0.0.1:");
    assert_non_null(strstr(error.message, "/wiki has none of that key that we may see"));

    assert_false(confluence_find_space(fixture.site, "ODD", fixture.arena, &space, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    close_site(&fixture);
}

static void a_title_is_searched_with_its_bodies(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/api/v2/spaces/98445/pages?limit=250&sort=id&status=current&title=A%20b&"
               "body-format=storage ",
         .status = 200,
         .body = "{\"results\":[{\"id\":\"7\",\"title\":\"a B\",\"status\":\"current\",\"version\":"
                 "{\"number\":1},\"body\":{\"storage\":{\"value\":\"<p/>\"}}}]}"},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_true(confluence_list_pages(fixture.site,
                                      &(struct confluence_query){.space = &docs_space,
                                                                 .title = "A b",
                                                                 .statuses = CONFLUENCE_CURRENT,
                                                                 .has_bodies = true},
                                      note_page, &fixture, &error));

    assert_string_equal(strbuf_text(&fixture.log), "7 v1 \"a B\" <p/>\n");
    close_site(&fixture);
}

static void children_of_any_kind_count_except_drafts(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/api/v2/pages/1/direct-children?limit=250 ",
         .status = 200,
         .body = "{\"results\":[{\"id\":\"2\",\"type\":\"folder\",\"status\":\"current\"}]}"},
        {.to = "GET /wiki/api/v2/pages/3/direct-children?limit=250 ",
         .status = 200,
         .body = "{\"results\":[{\"id\":\"4\",\"type\":\"page\",\"status\":\"draft\"}]}"},
        {.to = "GET /wiki/api/v2/pages/5/direct-children?limit=250 ",
         .status = 404,
         .body = "{\"errors\":[{\"title\":\"Cannot find [page] entity with id [5]\"}]}"},
    };
    struct site_fixture fixture;
    struct error error = {0};
    bool has_children = false;
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_true(confluence_has_children(fixture.site, "1", &has_children, &error));
    assert_true(has_children);
    assert_true(confluence_has_children(fixture.site, "3", &has_children, &error));
    assert_false(has_children);
    assert_false(confluence_has_children(fixture.site, "5", &has_children, &error));
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
    assert_false(confluence_has_children(fixture.site, "5/x", &has_children, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    close_site(&fixture);
}

static void access_can_be_checked_again(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = USER_TARGET,
         .status = 200,
         .body = "{\"type\":\"known\",\"accountId\":\"557058:1\"}"},
        {.to = USER_TARGET, .status = 403, .body = "{\"message\":\"no longer\"}"},
    };
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, replies, COUNT_OF(replies));

    assert_true(confluence_check_access(fixture.site, &error));
    assert_false(confluence_check_access(fixture.site, &error));

    assert_int_equal(error.kind, ERROR_ACCESS);
    close_site(&fixture);
}

static void a_stopped_run_sends_nothing_more(void **state)
{
    (void)state;
    struct site_fixture fixture;
    struct error error = {0};
    open_site(&fixture, NULL, 0);

    fixture.is_stopped = true;
    assert_false(confluence_list_pages(fixture.site,
                                       &(struct confluence_query){.space = &docs_space}, note_page,
                                       &fixture, &error));

    assert_int_equal(error.kind, ERROR_INTERRUPTED);
    assert_int_equal(count_sent(&fixture), 0);
    close_site(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_a_site_says_who_we_are),
        cmocka_unit_test(wrong_credentials_are_recognised_in_every_guise),
        cmocka_unit_test(what_is_no_cloud_site_is_refused_before_logging_in),
        cmocka_unit_test(a_login_page_in_place_of_an_answer_is_nonsense),
        cmocka_unit_test(the_gateway_keeps_its_prefix),
        cmocka_unit_test(a_space_is_found_by_its_key),
        cmocka_unit_test(a_title_is_searched_with_its_bodies),
        cmocka_unit_test(children_of_any_kind_count_except_drafts),
        cmocka_unit_test(access_can_be_checked_again),
        cmocka_unit_test(a_stopped_run_sends_nothing_more),
    };
    return cmocka_run_group_tests_name("confluence/confluence", tests, NULL, NULL);
}
