/* SPDX-License-Identifier: MIT */
#include "config/scalar_internal.h"

#include <string.h>

#include "base/utf8.h"
#include "unit.h"

static void values_are_quoted_only_where_they_must_be(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *block;
        const char *flow; /* NULL: the same */
    } cases[] = {
        {"Getting Started", "Getting Started", NULL},
        {"Caf\xC3\xA9, bar", "Caf\xC3\xA9, bar", "\"Caf\xC3\xA9, bar\""},
        {"a [b] {c}", "a [b] {c}", "\"a [b] {c}\""},
        {"https://x.org/a#b", "https://x.org/a#b", "\"https://x.org/a#b\""},
        {"Why?", "Why?", "\"Why?\""},
        {"note: this", "\"note: this\"", NULL},
        {"ends:", "\"ends:\"", NULL},
        {"C #1", "\"C #1\"", NULL},
        {"C#", "C#", NULL},
        {"", "\"\"", NULL},
        {" a", "\" a\"", NULL},
        {"a ", "\"a \"", NULL},
        {"- a", "\"- a\"", NULL},
        {"*a", "\"*a\"", NULL},
        {"@a", "\"@a\"", NULL},
        {"%a", "\"%a\"", NULL},
        {"say \"hi\"", "say \"hi\"", NULL},
        {"\"hi\"", "'\"hi\"'", NULL},
        {"it's: \"x\"", "'it''s: \"x\"'", NULL},
        {"C:\\: x", "'C:\\: x'", NULL},
        {"a\nb", "\"a\\nb\"", NULL},
        {"a\tb", "\"a\\tb\"", NULL},
        {"a\xC2\x85"
         "b",
         "\"a\\u0085b\"", NULL},
        {"a\xE2\x80\xA8"
         "b",
         "\"a\\u2028b\"", NULL},
        {"\xEF\xBB\xBF"
         "a",
         "\"\\uFEFFa\"", NULL},
        {"\xF0\x9F\x8E\x89 party", "\xF0\x9F\x8E\x89 party", NULL},
        {"\xF0\x9F\xBF\xBE", "\"\\U0001FFFE\"", NULL},
        {"true", "\"true\"", NULL},
        {"No", "\"No\"", NULL},
        {"ON", "\"ON\"", NULL},
        {"null", "\"null\"", NULL},
        {"~", "\"~\"", NULL},
        {"~712020abc", "~712020abc", NULL},
        {"<<", "\"<<\"", NULL},
        {"12345", "\"12345\"", NULL},
        {"1.5e3", "\"1.5e3\"", NULL},
        {"0x1F", "\"0x1F\"", NULL},
        {"12:30:45", "\"12:30:45\"", NULL},
        {"2024-01-31", "\"2024-01-31\"", NULL},
        {".5", "\".5\"", NULL},
        {".", ".", NULL},
        {"...", "...", NULL},
        {"3 steps", "3 steps", NULL},
        {"Truth", "Truth", NULL},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf out = STRBUF(256);
        scalar_append(&out, slice_from(cases[i].text), NODE_PLAIN, false);
        assert_string_equal(strbuf_text(&out), cases[i].block);
        strbuf_clear(&out);
        scalar_append(&out, slice_from(cases[i].text), NODE_PLAIN, true);
        assert_string_equal(strbuf_text(&out), cases[i].flow ? cases[i].flow : cases[i].block);
    }
}

static void the_wanted_quotes_are_used_where_they_can_be(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf out = STRBUF(256);

    scalar_append(&out, SLICE_LITERAL("it's"), NODE_SINGLE_QUOTED, false);
    strbuf_append(&out, " ");
    scalar_append(&out, SLICE_LITERAL("a\\b"), NODE_DOUBLE_QUOTED, false);
    strbuf_append(&out, " ");
    scalar_append(&out, SLICE_LITERAL("a\nb"), NODE_SINGLE_QUOTED, false);
    strbuf_append(&out, " ");
    scalar_append(&out, SLICE_LITERAL("text"), NODE_BLOCK, false);

    assert_string_equal(strbuf_text(&out), "'it''s' \"a\\\\b\" \"a\\nb\" text");
}

/* A small generator: the same texts on every machine. */
static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static void append_random_text(struct strbuf *text, uint32_t *seed)
{
    static const char alphabet[] = "ab:# -'\"\\,[]{}!&*|>%@`?=~<.0123\n\t";
    size_t length = next_random(seed) % 8;

    for (size_t i = 0; i < length; i++) {
        uint32_t choice = next_random(seed);
        uint32_t code_point = choice % 8 != 0 ? (uint32_t)alphabet[choice % (sizeof alphabet - 1)]
                                              : 1 + next_random(seed) % 0x10FFFF;
        bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        utf8_append(text, is_surrogate ? 'x' : code_point);
    }
}

static void whatever_is_written_is_read_again(void **state)
{
    (void)state;
    uint32_t seed = 7;

    for (size_t i = 0; i < 20000; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf text = STRBUF(256);
        CLEANUP_STRBUF struct strbuf yaml = STRBUF(1024);
        enum node_style style = (enum node_style)(next_random(&seed) % 4);
        bool is_flow = i % 2 == 0;
        struct node *root = NULL;
        struct error error;

        append_random_text(&text, &seed);
        strbuf_append(&yaml, is_flow ? "k: [" : "k: ");
        scalar_append(&yaml, strbuf_slice(&text), style, is_flow);
        strbuf_append(&yaml, is_flow ? ", z] # c\n" : " # c\nz: 1\n");

        const struct node_place place = {.file = "a.yaml", .first_line = 1};
        if (!node_parse(arena, strbuf_slice(&yaml), &place, &root, &error)) {
            fail_msg("run %zu: %s: %s", i, strbuf_text(&yaml), error.message);
        }
        const struct node *value = root->pairs[0].value;
        value = is_flow ? value->pairs[0].value : value;
        if (!slice_equal(value->text, strbuf_slice(&text)) || node_is_null(value)) {
            fail_msg("run %zu: %s", i, strbuf_text(&yaml));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_quoted_only_where_they_must_be),
        cmocka_unit_test(the_wanted_quotes_are_used_where_they_can_be),
        cmocka_unit_test(whatever_is_written_is_read_again),
    };
    return cmocka_run_group_tests_name("config/scalar", tests, NULL, NULL);
}
