/* SPDX-License-Identifier: MIT */
#include "stores/remote_store.h"

#include "remote_fixture.h"

#define LIST "GET /wiki/api/v2/spaces/98445/pages?"
#define LOOK "GET /wiki/api/v2/pages?"
#define NOT_FOUND                                                                                  \
    "{\"errors\":[{\"status\":404,\"code\":\"NOT_FOUND\",\"title\":\"Cannot find a page with id "  \
    "[7]\"}]}"

static void the_identity_is_known_from_the_opening(void **state)
{
    (void)state;
    struct remote_fixture f;
    struct remote_identity identity;
    struct error error;

    open_remote(&f, NULL, NULL, 0);
    assert_true(f.store->identify(f.store->data, f.base.arena, &identity, &error));

    assert_string_equal(identity.site, "https://example.atlassian.net/wiki");
    assert_string_equal(identity.space, "DOCS");
    assert_int_equal(identity.space_id, 98445);
    assert_int_equal(identity.root, 98581);
    assert_string_equal(identity.account, "557058:1");
    assert_int_equal(count_remote_sent(&f), 0);
    close_remote(&f);
}

static void every_current_page_is_visited_once(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = LIST,
         .status = 200,
         .body = RESULTS(
             HOME
             "," PAGE("1", "Guide", BELOW("98581")) "," PAGE("2", "Moved", BELOW("98581")) "," PAGE("3", "Old", ",\"status\":\"archived\",\"parentType\":\"page\",\"parentId\":\"1\"") "," PAGE(
                 "2", "Moved",
                 BELOW(
                     "1")) "," PAGE("4", "In a folder",
                                    CURRENT
                                    ",\"parentType\":\"folder\",\"parentId\":\"77\"") "," PAGE("5",
                                                                                               "At the top",
                                                                                               CURRENT
                                                                                               ",\"parentId\":null"))},
    };
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    struct remote_visitor visitor = remote_visitor(&f);
    if (!f.store->list(f.store->data, &visitor, &error)) {
        fail_msg("%s", error.message);
    }

    assert_remote_log(&f, "98581 <0 v3 current \"Home\"\n"
                          "1 <98581 v3 current \"Guide\"\n"
                          "2 <1 v3 current \"Moved\"\n"
                          "4 <0 v3 current \"In a folder\"\n"
                          "5 <0 v3 current \"At the top\"\n");
    close_remote(&f);
}

static void a_listing_without_the_root_page_stops_the_run(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = LIST, .status = 200, .body = RESULTS(PAGE("1", "Guide", BELOW("98581")))},
    };
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    struct remote_visitor visitor = remote_visitor(&f);
    assert_false(f.store->list(f.store->data, &visitor, &error));

    assert_int_equal(error.kind, ERROR_STOPPED);
    assert_remote_log(&f, "");
    close_remote(&f);
}

#define SUBTREE_LISTING                                                                              \
    RESULTS(HOME "," PAGE("1", "Root", BELOW("98581")) "," PAGE("2", "Inside", BELOW("1")) "," PAGE( \
        "3", "Outside",                                                                              \
        BELOW(                                                                                       \
            "98581")) "," PAGE("4", "Deep",                                                          \
                               BELOW(                                                                \
                                   "2")) "," PAGE("5", "Unclear",                                    \
                                                  CURRENT                                            \
                                                  ",\"parentType\":\"folder\",\"parentId\":\"77\""))

static void a_subtree_is_what_is_below_its_root(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = LIST, .status = 200, .body = SUBTREE_LISTING},
        {.to = LOOK,
         .status = 200,
         .body = RESULTS(PAGE("2", "Inside", BELOW("1")) "," PAGE(
             "3", "Outside", BELOW("98581")) "," PAGE("4", "Deep",
                                                      CURRENT ",\"parentType\":\"folder\","
                                                              "\"parentId\":\"77\""))},
    };
    const long long ids[] = {2, 3, 4};
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, "1", replies, COUNT_OF(replies));
    struct remote_visitor visitor = remote_visitor(&f);
    assert_true(f.store->list(f.store->data, &visitor, &error));
    assert_true(f.store->look(f.store->data, ids, COUNT_OF(ids), &visitor, &error));

    assert_remote_log(&f, "1 <0 v3 current \"Root\"\n"
                          "2 <1 v3 current \"Inside\"\n"
                          "4 <2 v3 current \"Deep\"\n"
                          "2 <1 v3 current \"Inside\"\n"
                          "3 <98581 v3 elsewhere \"Outside\"\n"
                          "4 <0 v3 unknown \"Deep\"\n");
    close_remote(&f);
}

static void a_look_tells_what_became_of_a_page(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = LOOK,
         .status = 200,
         .body = RESULTS(
             PAGE("1", "a", BELOW("98581")) "," PAGE("2", "b", ",\"status\":\"trashed\",\"parentId\":null") "," PAGE(
                 "3", "c",
                 ",\"status\":\"archived\"") ","
                                             "{\"id\":\"4\",\"title\":\"d\",\"spaceId\":\"5\",\"status\":\"current\","
                                             "\"version\":{\"number\":3}}")},
    };
    const long long ids[] = {1, 2, 3, 4};
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    struct remote_visitor visitor = remote_visitor(&f);
    assert_true(f.store->look(f.store->data, ids, COUNT_OF(ids), &visitor, &error));

    assert_remote_log(&f, "1 <98581 v3 current \"a\"\n"
                          "2 <0 v3 trashed \"b\"\n"
                          "3 <0 v3 archived \"c\"\n"
                          "4 <0 v3 elsewhere \"d\"\n");
    assert_int_equal(count_remote_sent(&f), 1);
    close_remote(&f);
}

static void before_a_page_is_missing_the_credentials_are_checked(void **state)
{
    (void)state;
    static const struct script_reply good[] = {
        {.to = LOOK, .status = 200, .body = RESULTS("")},
        {.to = "GET /wiki/api/v2/pages/7?", .status = 404, .body = NOT_FOUND},
        {.to = USER_TARGET, .status = 200, .body = "{\"type\":\"known\",\"accountId\":\"a\"}"},
    };
    static const struct script_reply lost[] = {
        {.to = LOOK, .status = 200, .body = RESULTS("")},
        {.to = "GET /wiki/api/v2/pages/7?", .status = 404, .body = NOT_FOUND},
        {.to = USER_TARGET, .status = 401, .body = "{}"},
    };
    const long long id = 7;
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, good, COUNT_OF(good));
    struct remote_visitor visitor = remote_visitor(&f);
    assert_true(f.store->look(f.store->data, &id, 1, &visitor, &error));
    assert_remote_log(&f, "");
    close_remote(&f);

    open_remote(&f, NULL, lost, COUNT_OF(lost));
    visitor = remote_visitor(&f);
    assert_false(f.store->look(f.store->data, &id, 1, &visitor, &error));
    assert_int_equal(error.kind, ERROR_ACCESS);
    close_remote(&f);
}

static void bodies_come_with_pages_fetched_and_found(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/api/v2/pages?limit=250&body-format=storage&id=1,2 ",
         .status = 200,
         .body = RESULTS(
             PAGE("1", "a", BELOW("98581") ",\"body\":{\"storage\":{\"value\":\"<p>x</p>\"}}"))},
        {.to = LIST "limit=250&sort=id&status=current&title=A%20b&body-format=storage",
         .status = 200,
         .body = RESULTS(PAGE("9", "a B", BELOW("1") ",\"body\":{\"storage\":{\"value\":\"\"}}"))},
    };
    const long long ids[] = {1, 2};
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    struct remote_visitor visitor = remote_visitor(&f);
    if (!f.store->fetch(f.store->data, ids, COUNT_OF(ids), &visitor, &error) ||
        !f.store->find(f.store->data, "A b", &visitor, &error)) {
        fail_msg("%s", error.message);
    }

    assert_remote_log(&f, "1 <98581 v3 current \"a\" <p>x</p>\n"
                          "9 <1 v3 current \"a B\" \n");
    close_remote(&f);
}

static void children_of_any_kind_are_seen(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/api/v2/pages/1/direct-children",
         .status = 200,
         .body = RESULTS("{\"id\":\"77\",\"type\":\"folder\",\"status\":\"current\"}")},
        {.to = "GET /wiki/api/v2/pages/2/direct-children", .status = 200, .body = RESULTS("")},
        {.to = "GET /wiki/api/v2/pages/3/direct-children",
         .status = 404,
         .body = "{\"errors\":[{\"status\":404,\"code\":\"NOT_FOUND\",\"title\":\"Cannot find "
                 "[page] entity with id [3]\"}]}"},
    };
    struct remote_fixture f;
    struct error error = {0};
    bool has_children = false;

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    assert_true(f.store->has_children(f.store->data, 1, &has_children, &error));
    assert_true(has_children);
    assert_true(f.store->has_children(f.store->data, 2, &has_children, &error));
    assert_false(has_children);
    has_children = true;
    assert_true(f.store->has_children(f.store->data, 3, &has_children, &error));
    assert_false(has_children);
    close_remote(&f);
}

static void a_space_that_is_not_there_is_not_opened(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "GET /wiki/api/v2/spaces?keys=NONE", .status = 200, .body = RESULTS("")},
    };
    struct site_fixture f;
    struct remote_site *remote = NULL;
    struct error error = {0};

    open_site(&f, replies, COUNT_OF(replies));
    const struct remote_site_options options = {.confluence = f.site, .url = "", .space = "NONE"};
    assert_false(remote_site_open(&options, &remote, &error));

    assert_int_equal(error.kind, ERROR_NOT_FOUND);
    assert_null(remote);
    close_site(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_identity_is_known_from_the_opening),
        cmocka_unit_test(every_current_page_is_visited_once),
        cmocka_unit_test(a_listing_without_the_root_page_stops_the_run),
        cmocka_unit_test(a_subtree_is_what_is_below_its_root),
        cmocka_unit_test(a_look_tells_what_became_of_a_page),
        cmocka_unit_test(before_a_page_is_missing_the_credentials_are_checked),
        cmocka_unit_test(bodies_come_with_pages_fetched_and_found),
        cmocka_unit_test(children_of_any_kind_are_seen),
        cmocka_unit_test(a_space_that_is_not_there_is_not_opened),
    };
    return cmocka_run_group_tests_name("stores/remote_store", tests, NULL, NULL);
}
