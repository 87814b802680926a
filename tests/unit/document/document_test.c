/* SPDX-License-Identifier: MIT */
#include "document/document.h"

#include "unit.h"

static void every_mark_has_a_tag_of_its_own(void **state)
{
    (void)state;

    for (int i = 0; i < MARK_COUNT; i++) {
        assert_non_null(mark_tag_name((enum mark)i));
        for (int other = 0; other < i; other++) {
            assert_string_not_equal(mark_tag_name((enum mark)i), mark_tag_name((enum mark)other));
        }
    }
}

static void plain_text_has_no_marks_and_a_space_for_a_break(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct inline_node *first = inline_new(arena, INLINE_TEXT);
    struct inline_node *mark = inline_new(arena, INLINE_MARK);
    struct inline_node *inside = inline_new(arena, INLINE_TEXT);

    first->text = SLICE_LITERAL("a");
    first->next = inline_new(arena, INLINE_BREAK);
    first->next->next = mark;
    inside->text = SLICE_LITERAL("b");
    inline_append(mark, inside);

    assert_true(slice_equals(inline_plain_text(arena, first), "a b"));
    assert_true(slice_equals(inline_plain_text(arena, inside), "b"));
    assert_true(slice_equals(inline_plain_text(arena, NULL), ""));
}

static void parameters_are_kept_in_the_order_they_are_added_in(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct macro macro = {.parameter_count = 0};
    static const char *const names[] = {"a", "b", "", "c", "a", "d", "e", "f", "g"};
    size_t count = sizeof names / sizeof names[0];

    for (size_t i = 0; i < count; i++) {
        macro_add_parameter(arena, &macro, (struct macro_parameter){.name = slice_from(names[i])});
        macro.parameters[i].value = slice_from(i == 2 ? "default" : names[i]);
    }
    assert_int_equal(macro.parameter_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_true(slice_equals(macro.parameters[i].name, names[i]));
    }
    assert_ptr_equal(macro_parameter_get(&macro, "a"), &macro.parameters[0]);
    assert_true(slice_equals(macro_parameter_find(&macro, ""), "default"));
    assert_null(macro_parameter_get(&macro, "x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mark_has_a_tag_of_its_own),
        cmocka_unit_test(plain_text_has_no_marks_and_a_space_for_a_break),
        cmocka_unit_test(parameters_are_kept_in_the_order_they_are_added_in),
    };
    return cmocka_run_group_tests_name("document/document", tests, NULL, NULL);
}
