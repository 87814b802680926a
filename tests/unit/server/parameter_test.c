/* SPDX-License-Identifier: MIT */
#include "server/parameter.h"

#include "unit.h"

static void queries_are_split_and_decoded(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct parameters parameters = parameters_parse(
        arena, SLICE_LITERAL("title=A%20%2B+B&&status=current&flag&status=archived"));

    assert_int_equal(parameters.count, 4);
    assert_true(slice_equals(*parameters_find(&parameters, "title"), "A + B"));
    assert_true(slice_equals(*parameters_find(&parameters, "status"), "current"));
    assert_true(slice_equals(*parameters_find(&parameters, "flag"), ""));
    assert_true(slice_equals(parameters.items[3].value, "archived"));
    assert_null(parameters_find(&parameters, "limit"));
}

static void an_empty_query_has_no_parameters(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_int_equal(parameters_parse(arena, SLICE_LITERAL("")).count, 0);
    assert_int_equal(parameters_parse(arena, SLICE_LITERAL("&&")).count, 0);
}

static void an_equals_sign_in_a_value_stays(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct parameters parameters = parameters_parse(arena, SLICE_LITERAL("cursor=eyJ=="));

    assert_true(slice_equals(*parameters_find(&parameters, "cursor"), "eyJ=="));
}

static void percent_signs_without_digits_stand_for_themselves(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    static const char *const cases[][2] = {
        {"100%", "100%"}, {"%4", "%4"}, {"%zz", "%zz"}, {"%41%", "A%"}, {"a+b", "a+b"}, {"", ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice decoded = percent_decode(arena, slice_from(cases[i][0]));
        if (!slice_equals(decoded, cases[i][1])) {
            fail_msg("%s: decoded wrongly", cases[i][0]);
        }
    }
}

static void encoding_and_decoding_give_the_bytes_back(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf encoded = STRBUF(4096);
    char bytes[256];

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)i;
    }
    struct slice all = {bytes, sizeof bytes};
    percent_encode(&encoded, all);
    assert_true(slice_equal(percent_decode(arena, strbuf_slice(&encoded)), all));
}

static void letters_digits_and_four_signs_are_not_encoded(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf encoded = STRBUF(4096);

    percent_encode(&encoded, SLICE_LITERAL("aZ09-._~ /é+"));
    assert_string_equal(strbuf_text(&encoded), "aZ09-._~%20%2F%C3%A9%2B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_are_split_and_decoded),
        cmocka_unit_test(an_empty_query_has_no_parameters),
        cmocka_unit_test(an_equals_sign_in_a_value_stays),
        cmocka_unit_test(percent_signs_without_digits_stand_for_themselves),
        cmocka_unit_test(encoding_and_decoding_give_the_bytes_back),
        cmocka_unit_test(letters_digits_and_four_signs_are_not_encoded),
    };
    return cmocka_run_group_tests_name("server/parameter", tests, NULL, NULL);
}
