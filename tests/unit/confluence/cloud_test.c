/* SPDX-License-Identifier: MIT */
/* What is asked of Cloud, and how its rows are read. The rows have the shape of recorded ones. */
#include "confluence/dialect_internal.h"
#include "confluence/json_internal.h"
#include "unit.h"

static const struct confluence_space docs = {.id = "98445", .key = "DOCS"};

static void calls_go_to_the_right_places_with_the_right_bodies(void **state)
{
    (void)state;
    const struct {
        struct confluence_call call;
        enum http_method method;
        const char *target;
        const char *body;
    } cases[] = {
        {{.action = CONFLUENCE_FETCH, .id = "7"},
         HTTP_GET,
         "/wiki/api/v2/pages/7?body-format=storage",
         ""},
        {{.action = CONFLUENCE_FETCH, .id = "7", .version = 3},
         HTTP_GET,
         "/wiki/api/v2/pages/7?body-format=storage&version=3",
         ""},
        {{.action = CONFLUENCE_CREATE,
          .space = &docs,
          .title = "A \"b\" é",
          .parent_id = "5",
          .body = SLICE_LITERAL("<p>x</p>\n")},
         HTTP_POST,
         "/wiki/api/v2/pages",
         "{\"status\":\"current\",\"title\":\"A \\\"b\\\" é\",\"body\":{\"representation\":"
         "\"storage\",\"value\":\"<p>x</p>\\n\"},\"spaceId\":\"98445\",\"parentId\":\"5\"}"},
        {{.action = CONFLUENCE_CREATE, .space = &docs, .title = "T", .is_top = true},
         HTTP_POST,
         "/wiki/api/v2/pages?root-level=true",
         "{\"status\":\"current\",\"title\":\"T\",\"body\":{\"representation\":\"storage\","
         "\"value\":\"\"},\"spaceId\":\"98445\"}"},
        {{.action = CONFLUENCE_UPDATE,
          .id = "7",
          .version = 4,
          .title = "T",
          .message = "m",
          .body = SLICE_LITERAL("<p/>")},
         HTTP_PUT,
         "/wiki/api/v2/pages/7",
         "{\"status\":\"current\",\"title\":\"T\",\"body\":{\"representation\":\"storage\","
         "\"value\":\"<p/>\"},\"id\":\"7\",\"version\":{\"number\":4,\"message\":\"m\"}}"},
        {{.action = CONFLUENCE_UPDATE, .id = "7", .version = 4, .title = "T", .parent_id = "5"},
         HTTP_PUT,
         "/wiki/api/v2/pages/7",
         "{\"status\":\"current\",\"title\":\"T\",\"body\":{\"representation\":\"storage\","
         "\"value\":\"\"},\"id\":\"7\",\"version\":{\"number\":4},\"parentId\":\"5\"}"},
        {{.action = CONFLUENCE_RENAME, .id = "7", .title = "New"},
         HTTP_PUT,
         "/wiki/api/v2/pages/7/title",
         "{\"status\":\"current\",\"title\":\"New\"}"},
        {{.action = CONFLUENCE_MOVE, .id = "7", .target_id = "5"},
         HTTP_PUT,
         "/wiki/rest/api/content/7/move/append/5",
         ""},
        {{.action = CONFLUENCE_MOVE, .id = "7", .place = CONFLUENCE_BEFORE, .target_id = "5"},
         HTTP_PUT,
         "/wiki/rest/api/content/7/move/before/5",
         ""},
        {{.action = CONFLUENCE_MOVE, .id = "7", .place = CONFLUENCE_AFTER, .target_id = "5"},
         HTTP_PUT,
         "/wiki/rest/api/content/7/move/after/5",
         ""},
        {{.action = CONFLUENCE_TRASH, .id = "7"}, HTTP_DELETE, "/wiki/api/v2/pages/7", ""},
        {{.action = CONFLUENCE_RESTORE, .id = "7", .version = 4, .title = "T", .parent_id = "5"},
         HTTP_PUT,
         "/wiki/api/v2/pages/7",
         "{\"status\":\"current\",\"title\":\"T\",\"body\":{\"representation\":\"storage\","
         "\"value\":\"\"},\"id\":\"7\",\"version\":{\"number\":4}}"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct confluence_wire wire = {.target = STRBUF(1000)};
        CLEANUP_STRBUF struct strbuf body = STRBUF(1000);
        confluence_cloud.call_wire(&wire, &cases[i].call);
        json_auto_t *json = confluence_cloud.call_body(&cases[i].call);
        if (json) {
            append_json(&body, json);
        }
        assert_int_equal(wire.method, cases[i].method);
        assert_string_equal(strbuf_text(&wire.target), cases[i].target);
        assert_string_equal(strbuf_text(&body), cases[i].body);
        strbuf_release(&wire.target);
    }
}

static void lists_are_asked_for_in_large_parts(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf target = STRBUF(1000);
    static const char *const ids[] = {"1", "2", "3"};

    confluence_cloud.listing_target(&target, &(struct confluence_query){.space = &docs});
    assert_string_equal(strbuf_text(&target), "/wiki/api/v2/spaces/98445/pages?limit=250&sort=id");

    strbuf_clear(&target);
    confluence_cloud.listing_target(
        &target, &(struct confluence_query){.space = &docs,
                                            .title = "A & B",
                                            .statuses = CONFLUENCE_CURRENT | CONFLUENCE_TRASHED,
                                            .has_bodies = true});
    assert_string_equal(strbuf_text(&target),
                        "/wiki/api/v2/spaces/98445/pages?limit=250&sort=id&status=current"
                        "&status=trashed&title=A%20%26%20B&body-format=storage");

    strbuf_clear(&target);
    confluence_cloud.pages_target(&target, ids, COUNT_OF(ids), true);
    assert_string_equal(strbuf_text(&target),
                        "/wiki/api/v2/pages?limit=250&body-format=storage&id=1,2,3");

    strbuf_clear(&target);
    confluence_cloud.pages_target(&target, ids, 1, false);
    assert_string_equal(strbuf_text(&target),
                        "/wiki/api/v2/pages?limit=250&status=current&status=archived"
                        "&status=trashed&id=1");

    strbuf_clear(&target);
    confluence_cloud.space_target(&target, "~me/x");
    assert_string_equal(strbuf_text(&target), "/wiki/api/v2/spaces?keys=~me%2Fx");
}

static void a_whole_row_is_read(void **state)
{
    (void)state;
    json_auto_t *row = json_loads(
        "{\"parentId\":\"851969\",\"spaceId\":\"458757\",\"ownerId\":null,\"createdAt\":"
        "\"2025-11-18T20:10:12.198Z\",\"authorId\":\"557058:a\",\"parentType\":\"page\","
        "\"position\":1709,\"version\":{\"number\":2,\"message\":\"msg\",\"minorEdit\":false,"
        "\"authorId\":\"557058:b\",\"createdAt\":\"2025-11-19T05:44:33.959Z\"},\"id\":\"1441795\","
        "\"body\":{\"storage\":{\"representation\":\"storage\",\"value\":\"<p>hello</p>\"}},"
        "\"status\":\"archived\",\"title\":\"Page title\"}",
        0, NULL);
    struct confluence_page page;

    assert_true(confluence_cloud.read_page(row, &page));

    assert_string_equal(page.id, "1441795");
    assert_string_equal(page.title, "Page title");
    assert_string_equal(page.space_id, "458757");
    assert_string_equal(page.parent_id, "851969");
    assert_int_equal(page.parent, CONFLUENCE_PAGE_PARENT);
    assert_int_equal(page.status, CONFLUENCE_ARCHIVED);
    assert_int_equal(page.version, 2);
    assert_string_equal(page.version_message, "msg");
    assert_string_equal(page.author_id, "557058:b");
    assert_string_equal(page.created_at, "2025-11-18T20:10:12.198Z");
    assert_string_equal(page.modified_at, "2025-11-19T05:44:33.959Z");
    assert_true(page.has_position);
    assert_int_equal(page.position, 1709);
    assert_true(page.has_body);
    assert_true(slice_equals(page.body, "<p>hello</p>"));
}

static void nulls_and_gaps_are_read_as_nothing(void **state)
{
    (void)state;
    json_auto_t *row = json_loads(
        "{\"id\":\"7\",\"title\":\"\",\"status\":\"draft\",\"spaceId\":\"1\",\"parentId\":null,"
        "\"parentType\":null,\"position\":null,\"body\":{},\"version\":{\"number\":9,"
        "\"message\":null}}",
        0, NULL);
    struct confluence_page page;

    assert_true(confluence_cloud.read_page(row, &page));

    assert_string_equal(page.title, "");
    assert_null(page.parent_id);
    assert_int_equal(page.parent, CONFLUENCE_NO_PARENT);
    assert_int_equal(page.status, CONFLUENCE_OTHER_STATUS);
    assert_string_equal(page.version_message, "");
    assert_null(page.author_id);
    assert_false(page.has_position);
    assert_false(page.has_body);
}

static void parents_may_be_other_things_than_pages(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        enum confluence_parent parent;
    } cases[] = {
        {"page", CONFLUENCE_PAGE_PARENT},
        {"folder", CONFLUENCE_FOLDER_PARENT},
        {"whiteboard", CONFLUENCE_OTHER_PARENT},
        {NULL, CONFLUENCE_PAGE_PARENT},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        json_auto_t *row = json_pack("{s:s,s:s,s:s,s:s,s:s?,s:{s:i}}", "id", "7", "title", "T",
                                     "status", "current", "parentId", "5", "parentType",
                                     cases[i].type, "version", "number", 1);
        struct confluence_page page;
        assert_true(confluence_cloud.read_page(row, &page));
        assert_int_equal(page.parent, cases[i].parent);
    }
}

static void what_is_no_page_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "null",
        "[]",
        "{}",
        "{\"id\":7,\"title\":\"T\",\"version\":{\"number\":1}}",
        "{\"id\":\"7\",\"version\":{\"number\":1}}",
        "{\"id\":\"7\",\"title\":\"T\"}",
        "{\"id\":\"../7\",\"title\":\"T\",\"version\":{\"number\":1}}",
        "{\"id\":\"7\",\"title\":\"T\",\"parentId\":\"a/b\",\"version\":{\"number\":1}}",
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        json_auto_t *row = json_loads(rows[i], JSON_DECODE_ANY, NULL);
        struct confluence_page page;
        if (confluence_cloud.read_page(row, &page)) {
            fail_msg("accepted: %s", rows[i]);
        }
    }
}

static void only_a_known_user_is_somebody(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        const char *name; /* NULL: nobody */
    } cases[] = {
        {"{\"type\":\"known\",\"accountId\":\"5:1\",\"displayName\":\"Ada\"}", "Ada"},
        {"{\"type\":\"known\",\"accountId\":\"5:1\"}", "5:1"},
        {"{\"type\":\"anonymous\",\"displayName\":\"Anonymous\"}", NULL},
        {"{\"type\":\"known\"}", NULL},
        {"{}", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        json_auto_t *json = json_loads(cases[i].json, 0, NULL);
        struct confluence_user user = {0};
        assert_int_equal(confluence_cloud.read_user(json, arena, &user), cases[i].name != NULL);
        if (cases[i].name) {
            assert_string_equal(user.name, cases[i].name);
        }
    }
}

static void ids_are_digits_only(void **state)
{
    (void)state;

    assert_true(confluence_is_id("0"));
    assert_true(confluence_is_id("9223372036854775807"));
    assert_false(confluence_is_id("92233720368547758071"));
    assert_false(confluence_is_id(""));
    assert_false(confluence_is_id(NULL));
    assert_false(confluence_is_id("7 "));
    assert_false(confluence_is_id("att7"));
    assert_false(confluence_is_id("-7"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_go_to_the_right_places_with_the_right_bodies),
        cmocka_unit_test(lists_are_asked_for_in_large_parts),
        cmocka_unit_test(a_whole_row_is_read),
        cmocka_unit_test(nulls_and_gaps_are_read_as_nothing),
        cmocka_unit_test(parents_may_be_other_things_than_pages),
        cmocka_unit_test(what_is_no_page_is_refused),
        cmocka_unit_test(only_a_known_user_is_somebody),
        cmocka_unit_test(ids_are_digits_only),
    };
    return cmocka_run_group_tests_name("confluence/cloud", tests, NULL, NULL);
}
