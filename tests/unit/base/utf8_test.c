/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>

#include "unit.h"

static void valid_length_stops_at_the_first_bad_byte(void **state)
{
    (void)state;
    const struct {
        const char *text;
        size_t valid;
    } cases[] = {
        {"", 0},
        {"plain", 5},
        {"\xC3\xA9t\xC3\xA9", 5},
        {"\xF0\x9F\x8E\x89", 4},
        {"a\xC3", 1},              /* cut in the middle */
        {"a\xC0\xAF", 1},          /* overlong '/' */
        {"\xED\xA0\x80", 0},       /* a surrogate */
        {"ab\xF4\x90\x80\x80", 2}, /* beyond U+10FFFF */
        {"\x80", 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice text = slice_from(cases[i].text);
        assert_int_equal(utf8_valid_length(text), cases[i].valid);
        assert_int_equal(utf8_is_valid(text), cases[i].valid == text.length);
    }
}

static void code_points_come_out_as_they_went_in(void **state)
{
    (void)state;
    const uint32_t points[] = {'a', 0xE9, 0x20AC, 0x1F389, 0x10FFFF};
    CLEANUP_STRBUF struct strbuf text = STRBUF(64);
    size_t position = 0;

    for (size_t i = 0; i < COUNT_OF(points); i++) {
        utf8_append(&text, points[i]);
    }

    for (size_t i = 0; i < COUNT_OF(points); i++) {
        assert_int_equal(utf8_next(strbuf_slice(&text), &position), points[i]);
    }
    assert_int_equal(position, text.length);
}

static void code_points_are_told_apart_by_what_they_are(void **state)
{
    (void)state;
    assert_true(utf8_is_letter('a') && utf8_is_letter(0xDF) && utf8_is_letter(0x4E2D));
    assert_true(utf8_is_letter(0x16D6) && utf8_is_letter(0x1D504) && utf8_is_letter(0x2F800));
    assert_false(utf8_is_letter('1') || utf8_is_letter('-') || utf8_is_letter(0x1F389));
    assert_true(utf8_is_digit('7') && utf8_is_digit(0x0663) && utf8_is_digit(0x00B2));
    assert_true(utf8_is_mark(0x0301) && utf8_is_mark(0x093E));
    assert_false(utf8_is_mark(0x20E3));
    assert_true(utf8_is_space(' ') && utf8_is_space('\n') && utf8_is_space(0x3000));
    assert_true(utf8_is_invisible(0x200B) && utf8_is_invisible(0x202E) && utf8_is_invisible(7));
    assert_true(utf8_is_punctuation('(') && utf8_is_punctuation(0x3002));
    assert_false(utf8_is_punctuation('+') || utf8_is_punctuation(0x20AC));
    assert_true(utf8_is_invisible(0xE000) && !utf8_is_invisible(0x1F389));
    assert_int_equal(utf8_lower(0x00C9), 0x00E9);
    assert_int_equal(utf8_lower(0x4E2D), 0x4E2D);
}

static void java_counts_in_utf_16(void **state)
{
    (void)state;

    assert_int_equal(utf8_utf16_length(SLICE_LITERAL("")), 0);
    assert_int_equal(utf8_utf16_length(SLICE_LITERAL("abc")), 3);
    assert_int_equal(utf8_utf16_length(SLICE_LITERAL("é€")), 2);
    assert_int_equal(utf8_utf16_length(SLICE_LITERAL("🎆")), 2);
}

static void spellings_of_one_name_have_one_key(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *const pairs[][2] = {
        {"R\xC3\xA9sum\xC3\xA9", "re\xCC\x81SUME\xCC\x81"}, /* composed, decomposed */
        {"stra\xC3\x9F"
         "e",
         "STRASSE"},
        {"\xCE\xA3\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x82",
         "\xCE\xA3\xCE\x8A\xCE\xA3\xCE\xA5\xCE\xA6\xCE\x9F\xCE\xA3"}, /* final sigma */
        {"\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80"},                 /* Hangul */
        {"\xF0\x90\x90\x80", "\xF0\x90\x90\xA8"},                     /* Deseret, plane 1 */
        {"\xE2\x84\xAB", "\xC3\xA5"},                                 /* Angstrom sign */
    };

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        struct slice left = utf8_fold(arena, slice_from(pairs[i][0]));
        struct slice right = utf8_fold(arena, slice_from(pairs[i][1]));
        if (!slice_equal(left, right)) {
            fail_msg("%s and %s: different keys", pairs[i][0], pairs[i][1]);
        }
    }
    assert_false(slice_equal(utf8_fold(arena, SLICE_LITERAL("e")),
                             utf8_fold(arena, SLICE_LITERAL("\xC3\xA9"))));
}

static void composing_keeps_case_and_may_drop_what_is_invisible(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_true(slice_equals(utf8_compose(arena, SLICE_LITERAL("E\xCC\x81t")), "\xC3\x89t"));
    assert_true(slice_equals(utf8_compose(arena, SLICE_LITERAL("a\xE2\x80\x8B"
                                                               "b")),
                             "a\xE2\x80\x8B"
                             "b"));
    assert_true(slice_equals(utf8_compose_visible(arena, SLICE_LITERAL("a\xE2\x80\x8D\xEF\xB8\x8F"
                                                                       "b")),
                             "ab"));
    assert_int_equal(utf8_compose(arena, (struct slice){NULL, 0}).length, 0);
}

static void cutting_never_splits_what_readers_see_as_one(void **state)
{
    (void)state;
    const char *family = "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"; /* joined by U+200D */
    const struct {
        const char *text;
        size_t most;
        size_t kept;
    } cases[] = {
        {"abc", 3, 3},
        {"abc", 2, 2},
        {"abc", 0, 0},
        {"\xC3\xA9\xC3\xA9", 3, 2},
        {"ae\xCC\x81"
         "b",
         2, 1}, /* e and its accent go together */
        {"ae\xCC\x81"
         "b",
         4, 4},
        {family, 10, 0},
        {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7", 12, 8}, /* flags */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice cut = utf8_cut(slice_from(cases[i].text), cases[i].most);
        if (cut.length != cases[i].kept) {
            fail_msg("case %zu: kept %zu, expected %zu", i, cut.length, cases[i].kept);
        }
    }
}

static void columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(utf8_columns('a'), 1);
    assert_int_equal(utf8_columns(0xE9), 1);    /* é */
    assert_int_equal(utf8_columns(0x0301), 0);  /* an accent that combines */
    assert_int_equal(utf8_columns(0x6982), 2);  /* 概 */
    assert_int_equal(utf8_columns(0x1F600), 2); /* a smiling face */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_length_stops_at_the_first_bad_byte),
        cmocka_unit_test(code_points_come_out_as_they_went_in),
        cmocka_unit_test(code_points_are_told_apart_by_what_they_are),
        cmocka_unit_test(java_counts_in_utf_16),
        cmocka_unit_test(spellings_of_one_name_have_one_key),
        cmocka_unit_test(composing_keeps_case_and_may_drop_what_is_invisible),
        cmocka_unit_test(cutting_never_splits_what_readers_see_as_one),
        cmocka_unit_test(columns_are_those_of_a_terminal),
    };
    return cmocka_run_group_tests_name("base/utf8", tests, NULL, NULL);
}
