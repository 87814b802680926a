/* SPDX-License-Identifier: MIT */
#include "markdown/flanking_internal.h"

#include "unit.h"

static bool works(const char *before, const char *inside, const char *behind)
{
    unsigned outer_left = *before ? classes_at_end(slice_from(before)) : CLASS_BLANK;
    unsigned outer_right = *behind ? classes_at_start(slice_from(behind)) : CLASS_BLANK;

    return flanking_opens(outer_left, classes_at_start(slice_from(inside))) &&
           flanking_closes(classes_at_end(slice_from(inside)), outer_right);
}

static void a_delimiter_is_used_where_every_parser_takes_it(void **state)
{
    (void)state;

    assert_true(works("", "a", "") && works("x", "a", "y") && works("(", "a", ")"));
    assert_true(works("(", "(a)", ")") && works(" ", "\"a\"", " ") && works("中", "文", "字"));
    assert_true(works("。", "「x」", "，"));
    assert_false(works("x", "(a)", "y") || works("", " a", "") || works("", "a ", ""));
    assert_false(works("中", "。", "文") || works("", "a\xC2\xA0", "b"));
}

static void parsers_disagree_on_symbols(void **state)
{
    (void)state;

    assert_true(works(" ", "€", " ") && works("(", "€", ")"));
    assert_false(works("x", "€", " ") || works("€", "(a)", " "));
}

static void tildes_are_looked_through(void **state)
{
    (void)state;

    assert_int_equal(classes_at_end(slice_from("a~~")), CLASS_PUNCTUATION | CLASS_OTHER);
    assert_int_equal(classes_at_start(slice_from("~ a")), CLASS_PUNCTUATION | CLASS_BLANK);
    assert_int_equal(classes_at_start(slice_from("~~")), CLASS_ANY);
    assert_false(works("a~~", "(b)", " "));
}

static void an_underscore_needs_a_word_border(void **state)
{
    (void)state;

    assert_true(flanking_is_word_border(CLASS_BLANK) && flanking_is_word_border(CLASS_PUNCTUATION));
    assert_false(flanking_is_word_border(CLASS_OTHER) ||
                 flanking_is_word_border(CLASS_PUNCTUATION | CLASS_OTHER));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_delimiter_is_used_where_every_parser_takes_it),
        cmocka_unit_test(parsers_disagree_on_symbols),
        cmocka_unit_test(tildes_are_looked_through),
        cmocka_unit_test(an_underscore_needs_a_word_border),
    };
    return cmocka_run_group_tests_name("markdown/flanking", tests, NULL, NULL);
}
