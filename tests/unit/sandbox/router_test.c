/* SPDX-License-Identifier: MIT */
#include "sandbox/router.h"

#include "unit.h"

static bool answer(struct call *call)
{
    call->has_written = true;
    return true;
}

static bool refuse(struct call *call)
{
    (void)call;
    return false;
}

static const struct route routes[] = {
    {"GET", "/pages", refuse},
    {"GET", "/pages/{id}", answer},
    {"PUT", "/pages/{id}/title", answer},
    {"GET", "/a/{x}/b/{y}", answer},
    {0},
};

static enum routing route(struct arena *arena, const char *method, const char *path,
                          struct call *call, bool *is_answered)
{
    struct server_request *request = ARENA_NEW(arena, struct server_request);

    request->method = method;
    request->path = slice_from(path);
    *call = (struct call){.arena = arena, .request = request};
    return router_take(call, routes, is_answered);
}

static void the_route_that_fits_is_taken_and_its_answer_told(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct call call;
    bool is_answered = false;

    assert_int_equal(route(arena, "GET", "/pages/12", &call, &is_answered), ROUTED);
    assert_true(is_answered && call.has_written);
    assert_int_equal(route(arena, "GET", "/pages", &call, &is_answered), ROUTED);
    assert_false(is_answered);
    assert_int_equal(route(arena, "HEAD", "/pages/12", &call, &is_answered), ROUTED);
}

static void what_the_braces_match_is_decoded(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct call call;
    bool is_answered = false;

    assert_int_equal(route(arena, "GET", "/a/1%2F2/b/%C3%A9+", &call, &is_answered), ROUTED);
    assert_true(slice_equals(call.captures[0], "1/2"));
    assert_true(slice_equals(call.captures[1], "é+"));
}

static void another_method_is_told_from_another_path(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    static const char *const nowhere[] = {
        "/", "", "/page", "/pages/", "/pages/1/2/3", "/a//b/c", "/pages/1/", "pages/1", "/PAGES"};
    struct call call;
    bool is_answered = false;

    assert_int_equal(route(arena, "DELETE", "/pages/1", &call, &is_answered), ROUTED_OTHERWISE);
    assert_int_equal(route(arena, "GET", "/pages/1/title", &call, &is_answered), ROUTED_OTHERWISE);
    for (size_t i = 0; i < COUNT_OF(nowhere); i++) {
        if (route(arena, "GET", nowhere[i], &call, &is_answered) != ROUTED_NOWHERE) {
            fail_msg("%s leads somewhere", nowhere[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_route_that_fits_is_taken_and_its_answer_told),
        cmocka_unit_test(what_the_braces_match_is_decoded),
        cmocka_unit_test(another_method_is_told_from_another_path),
    };
    return cmocka_run_group_tests_name("sandbox/router", tests, NULL, NULL);
}
