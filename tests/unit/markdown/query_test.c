/* SPDX-License-Identifier: MIT */
#include "markdown/query_internal.h"

#include "unit.h"

static void values_come_back_whatever_they_hold(void **state)
{
    (void)state;
    static const char *const values[] = {
        "", "a b", "a&b=c#d?e", "100%", "%41", "\xC3\xA4\xE2\x80\x8B", "(a)[b]<c>\"d\"`e`\\/", "\n",
    };
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf written = STRBUF(1000);
    struct query_part part;
    struct address address;
    size_t position = 0;

    strbuf_append(&written, "confluence:x?");
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        query_write(&written, slice_from(values[i]), slice_from(values[i]));
    }
    assert_true(address_read(strbuf_slice(&written), &address));
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        assert_true(query_next(arena, address.query, &position, &part));
        assert_true(slice_equals(part.key, values[i]));
        assert_true(slice_equals(part.value, values[i]));
    }
    assert_false(query_next(arena, address.query, &position, &part));
}

static void an_address_has_a_kind_a_query_and_a_fragment(void **state)
{
    (void)state;
    static const char *const cases[][4] = {
        {"confluence:", "", "", ""},
        {"confluence:a/b", "a/b", "", ""},
        {"confluence:a?b=c#d?e", "a", "b=c", "d?e"},
        {"confluence:a#b", "a", "", "b"},
        {"confluence:a?", "a", "", ""},
    };
    struct address address;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(address_read(slice_from(cases[i][0]), &address));
        assert_true(slice_equals(address.kind, cases[i][1]));
        assert_true(slice_equals(address.query, cases[i][2]));
        assert_true(slice_equals(address.fragment, cases[i][3]));
    }
    assert_false(address_read(slice_from("https://a.b/confluence:"), &address));
}

static void the_first_value_of_a_key_is_found(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice query = slice_from("ab=1&a=2&a=3&b");

    assert_true(slice_equals(query_find(arena, query, "a"), "2"));
    assert_int_equal(query_find(arena, query, "b").length, 0);
    assert_int_equal(query_find(arena, query, "c").length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_whatever_they_hold),
        cmocka_unit_test(an_address_has_a_kind_a_query_and_a_fragment),
        cmocka_unit_test(the_first_value_of_a_key_is_found),
    };
    return cmocka_run_group_tests_name("markdown/query", tests, NULL, NULL);
}
