/* SPDX-License-Identifier: MIT */
#include "stores/names.h"

#include <string.h>

#include "base/random.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "unit.h"

struct name_case {
    const char *title;
    const char *slug;
    const char *name; /* by NAME_RULE_TITLE */
};

static void check(const struct name_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        const char *slug = name_for_title(arena, NAME_RULE_SLUG, cases[i].title);
        const char *name = name_for_title(arena, NAME_RULE_TITLE, cases[i].title);
        if (strcmp(slug, cases[i].slug) != 0 || strcmp(name, cases[i].name) != 0) {
            fail_msg("\"%s\": \"%s\" and \"%s\", expected \"%s\" and \"%s\"", cases[i].title, slug,
                     name, cases[i].slug, cases[i].name);
        }
    }
}

static void titles_become_readable_names(void **state)
{
    (void)state;
    const struct name_case cases[] = {
        {"Getting Started", "getting-started", "Getting Started"},
        {"  Getting \t Started ", "getting-started", "Getting Started"},
        {"Release 2.1: What's new?", "release-2.1-whats-new", "Release 2.1- What's new"},
        {"What\xE2\x80\x99s up", "whats-up", "What\xE2\x80\x99s up"},
        {"A/B\\C|D", "a-b-c-d", "A-B-C-D"},
        {"R&D (internal) \xE2\x80\x93 2024", "r-d-internal-2024",
         "R&D (internal) \xE2\x80\x93 2024"},
        {"snake_case and __init__", "snake_case-and-init__", "snake_case and __init__"},
        {"C++", "c", "C++"},
        {"C#", "c", "C"},
        {"100% done", "100-done", "100- done"},
        {"...", "page", "page"},
        {"", "page", "page"},
        {"\xF0\x9F\x8E\x89", "page", "\xF0\x9F\x8E\x89"},
        {"\xF0\x9F\x8E\x89 Party", "party", "\xF0\x9F\x8E\x89 Party"},
        {"../../etc/passwd", "etc-passwd", "etc-passwd"},
        {".git", "git", "git"},
        {"_attachments", "attachments", "attachments"},
        {"-rf", "rf", "rf"},
        {"Ends with dot.", "ends-with-dot", "Ends with dot"},
        {"v1.2.", "v1.2", "v1.2"},
        {"page.md", "page-md", "page.md_"},
        {"PAGE.MD", "page-md", "PAGE.MD_"},
    };

    check(cases, COUNT_OF(cases));
}

static void letters_of_every_script_stay(void **state)
{
    (void)state;
    const struct name_case cases[] = {
        {"\xC3\x9C"
         "bersicht",
         "\xC3\xBC"
         "bersicht",
         "\xC3\x9C"
         "bersicht"},
        {"U\xCC\x88"
         "bersicht",
         "\xC3\xBC"
         "bersicht",
         "\xC3\x9C"
         "bersicht"}, /* NFD */
        {"\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xD0\xBC\xD0\xB8\xD1\x80",
         "\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82-\xD0\xBC\xD0\xB8\xD1\x80",
         "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xD0\xBC\xD0\xB8\xD1\x80"},
        {"\xE5\xAE\x89\xE8\xA3\x85\xE3\x80\x80\xE6\x8C\x87\xE5\x8D\x97",
         "\xE5\xAE\x89\xE8\xA3\x85-\xE6\x8C\x87\xE5\x8D\x97",
         "\xE5\xAE\x89\xE8\xA3\x85 \xE6\x8C\x87\xE5\x8D\x97"},
        {"\xE1\x84\x80\xE1\x85\xA1", "\xEA\xB0\x80", "\xEA\xB0\x80"}, /* Hangul letters */
        {"\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5\x80",
         "\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5\x80",
         "\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5\x80"},
        {"\xF0\x90\x90\x80", "\xF0\x90\x90\xA8", "\xF0\x90\x90\x80"}, /* plane 1, capital */
        {"\xF0\xA0\x80\x80", "\xF0\xA0\x80\x80", "\xF0\xA0\x80\x80"}, /* plane 2 */
        {"\xF0\xB0\x80\x80", "\xF0\xB0\x80\x80", "\xF0\xB0\x80\x80"}, /* plane 3 */
        {"\xF3\xA0\x84\x80"
         "a",
         "a", "a"}, /* plane 14 */
        {"\xF3\xB0\x80\x80"
         "a",
         "a", "a"}, /* plane 15, private */
        {"\xF4\x80\x80\x80"
         "a",
         "a", "a"}, /* plane 16, private */
        {"a\xE2\x80\x8B"
         "b\xE2\x80\xAE"
         "c",
         "abc", "abc"}, /* ZWSP, RLO */
        {"\xEF\xBB\xBF"
         "a\xC2\xAD"
         "b",
         "ab", "ab"}, /* BOM, soft hyphen */
        {"\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE", "\xD9\x85\xDB\x8C\xD8\xAE",
         "\xD9\x85\xDB\x8C\xD8\xAE"}, /* ZWNJ */
        {"\xE2\x98\x8E\xEF\xB8\x8F Phone", "phone", "\xE2\x98\x8E Phone"},
    };

    check(cases, COUNT_OF(cases));
}

static void devices_of_windows_are_avoided(void **state)
{
    (void)state;
    const struct name_case cases[] = {
        {"CON", "con_", "CON_"},
        {"Aux", "aux_", "Aux_"},
        {"nul.txt", "nul-txt", "nul_.txt"},
        {"COM1", "com1_", "COM1_"},
        {"COM0", "com0_", "COM0_"},
        {"LPT9", "lpt9_", "LPT9_"},
        {"COM10", "com10", "COM10"},
        {"LPT\xC2\xB2", "lpt\xC2\xB2_", "LPT\xC2\xB2_"},
        {"COM1.2", "com1_.2", "COM1_.2"},
        {"CONIN$", "conin", "CONIN$_"},
        {"Con artists", "con-artists", "Con artists"},
        {"con .x", "con-x", "con _.x"},
    };

    check(cases, COUNT_OF(cases));
}

static void long_titles_are_cut_between_characters(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf title = STRBUF(4096);

    for (size_t i = 0; i < 59; i++) {
        strbuf_append(&title, "\xC3\xA9"); /* 118 bytes */
    }
    strbuf_append(&title, "e\xCC\x81 more");
    const char *name = name_for_title(arena, NAME_RULE_SLUG, strbuf_text(&title));
    assert_int_equal(strlen(name), 118);
    const char *other = name_with_id(arena, NAME_RULE_TITLE, strbuf_text(&title), 36LL * 36 * 36);
    assert_true(strlen(other) <= NAME_LENGTH);
    assert_true(slice_ends_with(slice_from(other), "\xC3\xA9 ~1000"));

    strbuf_clear(&title);
    strbuf_append_repeated(&title, 'a', 118);
    strbuf_append(&title, " b c");
    assert_int_equal(strlen(name_for_title(arena, NAME_RULE_SLUG, strbuf_text(&title))), 118);
}

static void the_id_tells_equal_names_apart(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(name_with_id(arena, NAME_RULE_SLUG, "C++", 98305), "c~23up");
    assert_string_equal(name_with_id(arena, NAME_RULE_TITLE, "C++", 98305), "C++ ~23up");
    assert_string_equal(name_with_id(arena, NAME_RULE_SLUG, "", 9223372036854775807LL),
                        "page~1y2p0ij32e8e7");
    assert_string_equal(name_with_id(arena, NAME_RULE_SLUG, "con", 1), "con_~1");
}

static void automatic_names_are_recognised(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_true(name_is_automatic(arena, NAME_RULE_SLUG, "c", "C++", 98305));
    assert_true(name_is_automatic(arena, NAME_RULE_SLUG, "c~23up", "C++", 98305));
    assert_false(name_is_automatic(arena, NAME_RULE_SLUG, "c~23up", "C++", 98306));
    assert_false(name_is_automatic(arena, NAME_RULE_SLUG, "cpp", "C++", 98305));
    assert_true(name_is_automatic(arena, NAME_RULE_SLUG,
                                  "u\xCC\x88"
                                  "ber",
                                  "\xC3\x9C"
                                  "ber",
                                  1));
    assert_false(name_is_automatic(arena, NAME_RULE_SLUG, "\xFF",
                                   "\xC3\x9C"
                                   "ber",
                                   1));
}

static void append_random_title(struct strbuf *title, struct random_source random)
{
    static const char alphabet[] = "aB1 ._-~/\\:*?\"<>|#%'()";
    long long length = random_between(random, 0, 90);

    for (long long i = 0; i < length; i++) {
        uint32_t code_point = (uint32_t)random_between(random, 1, 0x10FFFF);
        bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        if (random_next(random) % 3 == 0 && !is_surrogate) {
            utf8_append(title, code_point);
        } else {
            strbuf_append_char(title, alphabet[random_next(random) % (sizeof alphabet - 1)]);
        }
    }
}

static void assert_legal(const char *name, struct arena *arena)
{
    struct slice text = slice_from(name);
    bool is_legal = text.length > 0 && text.length <= NAME_LENGTH && utf8_is_valid(text) &&
                    strpbrk(name, "<>:\"/\\|?*#%\n\t") == NULL && !strchr("._ ", name[0]) &&
                    !strchr(". ", name[text.length - 1]) &&
                    slice_equal(utf8_compose(arena, text), text);
    if (!is_legal) {
        fail_msg("not legal: \"%s\"", name);
    }
}

static void every_title_has_a_legal_name(void **state)
{
    (void)state;
    uint64_t seed = 11;
    struct random_source random = random_seeded(&seed);

    for (size_t i = 0; i < 20000; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf title = STRBUF(1024);
        append_random_title(&title, random);
        for (int rule = NAME_RULE_SLUG; rule <= NAME_RULE_TITLE; rule++) {
            const char *text = strbuf_text(&title);
            assert_legal(name_for_title(arena, (enum name_rule)rule, text), arena);
            assert_legal(name_with_id(arena, (enum name_rule)rule, text, (long long)i), arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_become_readable_names),
        cmocka_unit_test(letters_of_every_script_stay),
        cmocka_unit_test(devices_of_windows_are_avoided),
        cmocka_unit_test(long_titles_are_cut_between_characters),
        cmocka_unit_test(the_id_tells_equal_names_apart),
        cmocka_unit_test(automatic_names_are_recognised),
        cmocka_unit_test(every_title_has_a_legal_name),
    };
    return cmocka_run_group_tests_name("stores/names", tests, NULL, NULL);
}
