/* SPDX-License-Identifier: MIT */
/* Lists that come in parts: confluence/walk.c, mostly through confluence_list_pages. */
#include "confluence/site_internal.h"
#include "site_fixture.h"

#define ROW(id, title)                                                                             \
    "{\"id\":\"" id "\",\"title\":\"" title                                                        \
    "\",\"status\":\"current\",\"version\":{\"number\":1},\"body\":{}}"
#define LAST(rows)       "{\"results\":[" rows "],\"_links\":{\"base\":\"https://evil.example/wiki\"}}"
#define PART(rows, next) "{\"results\":[" rows "],\"_links\":{\"next\":\"" next "\"}}"
#define LIST             "GET /wiki/api/v2/spaces/98445/pages?"
#define FIRST            LIST "limit=250&sort=id HTTP"

static bool list(struct site_fixture *fixture, struct error *error)
{
    return confluence_list_pages(fixture->site, &(struct confluence_query){.space = &docs_space},
                                 note_page, fixture, error);
}

static void assert_listed(const struct script_reply *replies, size_t count, const char *log)
{
    struct site_fixture fixture;
    struct error error = {0};

    open_site(&fixture, replies, count);
    if (!list(&fixture, &error)) {
        fail_msg("%s", error.message);
    }
    assert_string_equal(strbuf_text(&fixture.log), log);
    assert_int_equal(count_sent(&fixture), count);
    close_site(&fixture);
}

static void assert_list_fails(const struct script_reply *replies, size_t count,
                              enum error_kind kind, const char *message)
{
    struct site_fixture fixture;
    struct error error = {0};

    open_site(&fixture, replies, count);
    assert_false(list(&fixture, &error));
    assert_string_equal(error.message, message);
    assert_int_equal(error.kind, kind);
    close_site(&fixture);
}

static void a_list_is_followed_to_its_end_over_short_and_empty_parts(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = FIRST,
         .status = 200,
         .body = PART(ROW("1", "a") "," ROW("2", "b"),
                      "/wiki/api/v2/spaces/98445/pages?limit=250&sort=id&cursor=c1")},
        {.to = LIST "limit=250&sort=id&cursor=c1 ",
         .status = 200,
         .body = PART("", "/wiki/api/v2/spaces/98445/pages?limit=250&sort=id&cursor=c2")},
        {.to = LIST "limit=250&sort=id&cursor=c2 ", .status = 200, .body = LAST(ROW("3", "c"))},
    };

    assert_listed(replies, COUNT_OF(replies), "1 v1 \"a\"\n2 v1 \"b\"\n3 v1 \"c\"\n");
}

static void an_empty_list_is_complete(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = FIRST, .status = 200, .body = LAST("")},
    };

    assert_listed(replies, COUNT_OF(replies), "");
}

static void drafts_are_left_out(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 200,
         .body = "{\"results\":[{\"id\":\"4\",\"title\":\"d\",\"status\":\"draft\",\"version\":{"
                 "\"number\":1}}," ROW("1", "a") "]}"},
    };

    assert_listed(replies, COUNT_OF(replies), "1 v1 \"a\"\n");
}

static void the_next_part_may_be_named_in_the_header_alone(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = FIRST,
         .status = 200,
         .headers = "Link: </wiki/api/v2/spaces/98445/pages?cursor=c1>; rel=\"next\", "
                    "<https://x.example/wiki>; rel=\"base\"\r\n",
         .body = "{\"results\":[" ROW("1", "a") "]}"},
        /* What the link forgot is kept. */
        {.to = LIST "cursor=c1&limit=250&sort=id ",
         .status = 200,
         .headers = "Link: <https://x.example/wiki>; rel=\"base\"\r\n",
         .body = LAST(ROW("2", "b"))},
    };

    assert_listed(replies, COUNT_OF(replies), "1 v1 \"a\"\n2 v1 \"b\"\n");
}

static void the_same_cursor_twice_is_an_error(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.times = -1,
         .status = 200,
         .body =
             PART(ROW("1", "a"), "/wiki/api/v2/spaces/98445/pages?limit=250&sort=id&cursor=c1")},
    };

    assert_list_fails(replies, COUNT_OF(replies), ERROR_INPUT,
                      "list the pages of space DOCS: the list goes in a circle");
}

static void a_list_does_not_lead_to_another_host(void **state)
{
    (void)state;
    static const struct script_reply absolute[] = {
        {.status = 200, .body = PART("", "https://evil.example/wiki/api/v2/x?cursor=1")},
    };
    static const struct script_reply schemeless[] = {
        {.status = 200, .body = PART("", "//evil.example/wiki/api/v2/x?cursor=1")},
    };

    assert_list_fails(absolute, 1, ERROR_INPUT,
                      "list the pages of space DOCS: the list goes on elsewhere: "
                      "https://evil.example/wiki/api/v2/x?cursor=1");
    assert_list_fails(schemeless, 1, ERROR_INPUT,
                      "list the pages of space DOCS: the list goes on elsewhere: "
                      "//evil.example/wiki/api/v2/x?cursor=1");
}

static void an_answer_that_is_no_list_makes_the_list_fail(void **state)
{
    (void)state;
    static const struct script_reply html[] = {
        {.status = 200, .body = PART(ROW("1", "a"), "/wiki/api/v2/next?cursor=1")},
        {.status = 200, .type = "text/html", .body = "<html><title>Log in</title>"},
    };
    static const struct script_reply cut_json[] = {{.status = 200, .body = "{\"results\":[{"}};
    static const struct script_reply no_rows[] = {{.status = 200, .body = "{\"_links\":{}}"}};
    static const struct script_reply bad_row[] = {
        {.status = 200, .body = "{\"results\":[{\"id\":\"x\"}]}"},
    };

    assert_list_fails(html, 2, ERROR_INPUT,
                      "list the pages of space DOCS: HTTP 200 with an HTML page titled \"Log in\" "
                      "in place of JSON");
    assert_list_fails(cut_json, 1, ERROR_INPUT,
                      "list the pages of space DOCS: HTTP 200 with plain text \"{\"results\":[{\" "
                      "in place of JSON");
    assert_list_fails(no_rows, 1, ERROR_INPUT,
                      "list the pages of space DOCS: HTTP 200 with plain text \"{\"_links\":{}}\" "
                      "in place of JSON");
    assert_list_fails(bad_row, 1, ERROR_INPUT,
                      "list the pages of space DOCS: a row of the answer is no page");
}

static void a_refused_part_makes_the_list_fail(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 200, .body = PART(ROW("1", "a"), "/wiki/api/v2/next?cursor=1")},
        {.status = 404,
         .body = "{\"errors\":[{\"status\":404,\"code\":\"NOT_FOUND\",\"title\":\"Not Found\"}]}"},
    };

    assert_list_fails(replies, COUNT_OF(replies), ERROR_ACCESS,
                      "list the pages of space DOCS: HTTP 404: Not Found, as for credentials that "
                      "are not accepted");
}

static void whoever_is_called_back_can_end_the_list(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.status = 200,
         .body = PART(ROW("1", "a") "," ROW("2", "b"), "/wiki/api/v2/next?cursor=1")},
    };
    struct site_fixture fixture;
    struct error error = {0};

    open_site(&fixture, replies, COUNT_OF(replies));
    fixture.stop_after = 1;
    assert_false(list(&fixture, &error));

    assert_int_equal(error.kind, ERROR_STOPPED);
    assert_string_equal(strbuf_text(&fixture.log), "1 v1 \"a\"\n");
    assert_int_equal(count_sent(&fixture), 1);
    close_site(&fixture);
}

static void links_to_the_next_part_are_completed(void **state)
{
    (void)state;
    static const struct {
        const char *next;
        const char *first;
        const char *target; /* NULL: refused */
    } cases[] = {
        {"/wiki/api/v2/p?cursor=1", "/wiki/api/v2/p", "/wiki/api/v2/p?cursor=1"},
        {"/rest/api/search?cursor=1", "/wiki/rest/api/search?cql=x&excerpt=none",
         "/wiki/rest/api/search?cursor=1&cql=x&excerpt=none"},
        {"/wikipedia?a", "/wiki/x", "/wiki/wikipedia?a"},
        {"/wiki/p?limit=9&cursor=1", "/wiki/p?limit=250&status=a&status=b&sort=id",
         "/wiki/p?limit=9&cursor=1&status=a&status=b&sort=id"},
        {"/wiki/p", "/wiki/p?limit=250", "/wiki/p?limit=250"},
        {"/wiki/p?sorted=1", "/wiki/p?sort=id&", "/wiki/p?sorted=1&sort=id"},
        {"api/v2/p?cursor=1", "/wiki/p", NULL},
        {"", "/wiki/p", NULL},
        {"//host/wiki/p", "/wiki/p", NULL},
        {"http://host/wiki/p", "/wiki/p", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf target = STRBUF(1000);
        bool is_accepted =
            confluence_next_target(&confluence_cloud, cases[i].next, cases[i].first, &target);
        assert_int_equal(is_accepted, cases[i].target != NULL);
        if (is_accepted) {
            assert_string_equal(strbuf_text(&target), cases[i].target);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_followed_to_its_end_over_short_and_empty_parts),
        cmocka_unit_test(an_empty_list_is_complete),
        cmocka_unit_test(drafts_are_left_out),
        cmocka_unit_test(the_next_part_may_be_named_in_the_header_alone),
        cmocka_unit_test(the_same_cursor_twice_is_an_error),
        cmocka_unit_test(a_list_does_not_lead_to_another_host),
        cmocka_unit_test(an_answer_that_is_no_list_makes_the_list_fail),
        cmocka_unit_test(a_refused_part_makes_the_list_fail),
        cmocka_unit_test(whoever_is_called_back_can_end_the_list),
        cmocka_unit_test(links_to_the_next_part_are_completed),
    };
    return cmocka_run_group_tests_name("confluence/walk", tests, NULL, NULL);
}
