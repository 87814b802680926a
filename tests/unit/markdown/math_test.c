/* SPDX-License-Identifier: MIT */
#include "markdown/math_internal.h"

#include "unit.h"

static struct macro *macro_of(struct arena *arena, const char *name, const char *body)
{
    struct macro *macro = ARENA_NEW(arena, struct macro);

    macro->name = slice_from(name);
    macro_add_parameter(
        arena, macro,
        (struct macro_parameter){.name = SLICE_LITERAL("body"), .value = slice_from(body)});
    return macro;
}

static bool is_formula(struct arena *arena, const char *name, const char *body, const char *chosen)
{
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct slice formula;

    options.math = chosen;
    return math_formula(macro_of(arena, name, body), &options, &formula) &&
           slice_equals(formula, body);
}

static void the_macro_that_the_options_name_is_a_formula(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;

    assert_true(is_formula(arena, "mathinline", "\\frac{a}{2}", NULL));
    assert_false(is_formula(arena, "eazy-math-inline", "a", NULL));
    assert_true(is_formula(arena, "eazy-math-inline", "a", "eazy-math-inline"));
    assert_false(is_formula(arena, "mathinline", "a", "eazy-math-inline"));
    options.math = "eazy-math-inline";
    assert_true(
        slice_equals(math_macro(arena, SLICE_LITERAL("a"), &options)->name, "eazy-math-inline"));
}

static void what_a_code_span_would_change_is_no_formula(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_false(is_formula(arena, "mathinline", "", NULL));
    assert_false(is_formula(arena, "mathinline", " ", NULL));
    assert_false(is_formula(arena, "mathinline", "a\nb", NULL));
    assert_false(is_formula(arena, "mathinline", "a\xC2\xA0", NULL));
    assert_false(is_formula(arena, "mathinline", "--uriencoded--%7Ba%7D", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_macro_that_the_options_name_is_a_formula),
        cmocka_unit_test(what_a_code_span_would_change_is_no_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
