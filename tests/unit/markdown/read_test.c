/* SPDX-License-Identifier: MIT */
#include "markdown/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "generate.h"
#include "markdown/write.h"
#include "unit.h"

#define CASES 20000

/* Beginnings of lines, and lines. */
static const char *const starts[] = {
    "",
    "",
    "",
    "",
    "",
    "  ",
    "    ",
    "\t",
    "> ",
    ">",
    "> > ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10. ",
    "- [ ] ",
    "- [x] ",
    "- - ",
    "# ",
    "### ",
    "#",
    "---",
    "===",
    "***",
    "```",
    "~~~",
    "``` a=\"b\" ",
    "```confluence\n<x/>\n```\n",
    "| ",
    "|-|",
    "| a | b |",
    "|---|---|",
    "[a]: /b",
    "[b]: <c d> \"e\"",
    "<div>",
    "</div>",
    "<!-- x -->",
    "<details>",
    "<details>\n<summary>s</summary>",
    "</details>",
    "</details>\n<details>",
    "> [!NOTE]",
    "> [!TIP]\n> **t**<!--cf title-->\n> ",
    "> [!note]",
    "<!-- a\nb -->",
    "<pre>",
    "    code",
    "-",
    "1.",
    "[^1]: a",
};

/* Markers that have to stand where they mean something: seldom as often as not. */
static const char *const markers[] = {
    "<!-- cf:layout -->",      "<!-- cf:section two_equal -->", "<!-- cf:cell -->",
    "<!-- cf:end layout -->",  "<!-- cf:toc a=\"b\" -->",       "<!-- cf:toc a=\"b\" -->",
    "<!-- cf:toc a=\"b\" -->", "<!-- cf:children -->",          "```confluence",
    "<!-- cf:begin x -->",     "<!-- cf:begin y a=\"b\" -->",   "<!-- cf:end x -->",
};

/* Inline markup that generate_text does not have. */
static const char *const pieces[] = {
    "**a**",
    "*b*",
    "_c_",
    "`d`",
    "~~e~~",
    "[f](g)",
    "![h](i \"j\")",
    "<k@l.mm>",
    "<http://n.o>",
    "[a]",
    "[b]",
    "`<x/>`{=confluence}",
    "<u>p</u>",
    "<code>q",
    "</code>",
    "<br>",
    "<a id=\"r\"></a>",
    "\\",
    "  ",
    "<span>",
    "[s](_attachments/t%20u.png)",
    "[v](#w)",
    "[x](confluence:page?space=Y&title=Z%20A#b)",
    "|",
    "[ ](c)",
    "***d** e*",
    "[](f)",
    "[]()",
    "![]()",
    "<!-- g -->",
    "[^1]",
    "\\[^1]",
    "&nbsp;",
    "`",
    "**",
    "~~",
};

/* Text with layouts of which some are whole, if it has markers at all. */
static void add_markers(struct generator *generator, struct strbuf *text)
{
    strbuf_append(text, generate_chance(generator, 2) ? "\n" : "");
    strbuf_append(text, markers[generate_number(generator, COUNT_OF(markers))]);
    strbuf_append(text, generate_chance(generator, 2) ? "\n\n" : "\n");
}

static void add_line(struct generator *generator, struct strbuf *text)
{
    size_t nested = 1 + generate_number(generator, 2);
    for (size_t i = 0; i < nested; i++) {
        strbuf_append(text, starts[generate_number(generator, COUNT_OF(starts))]);
    }
    size_t count = generate_number(generator, 4);
    for (size_t i = 0; i < count; i++) {
        if (generate_chance(generator, 3)) {
            strbuf_append_slice(text, generate_text(generator, 2));
        } else {
            strbuf_append(text, pieces[generate_number(generator, COUNT_OF(pieces))]);
        }
    }
    strbuf_append(text, generate_chance(generator, 3) ? "\n\n" : "\n");
}

/* See struct line_range. */
static bool is_of_one_html(const struct block *block, const struct block *before)
{
    return before && block->lines.first == before->lines.first &&
           block->lines.last == before->lines.last;
}

static bool lines_are_ordered(const struct block *parent, size_t most)
{
    const struct block *before = NULL;
    size_t last = 0;

    for (const struct block *block = parent->first_child; block; block = block->next) {
        bool is_cell = block->kind == BLOCK_CELL || parent->kind == BLOCK_CELL;
        bool is_inside = block->lines.first > 0 && block->lines.first <= block->lines.last &&
                         block->lines.last <= most && block->lines.first >= parent->lines.first &&
                         block->lines.last <= parent->lines.last;
        bool is_behind = block->lines.first > last || is_cell || is_of_one_html(block, before);
        if (!is_inside || !is_behind || !lines_are_ordered(block, most)) {
            return false;
        }
        last = block->lines.last;
        before = block;
    }
    return true;
}

static unsigned long long setting(const char *name, unsigned long long otherwise)
{
    const char *text = getenv(name);
    unsigned long long number = otherwise;

    return text && slice_parse_number(slice_from(text), &number) ? number : otherwise;
}

/* Whether the message names a line, and that has something of the dialect in it. */
static bool names_its_line(struct slice text, const struct error *error)
{
    unsigned long long number = 0;
    struct slice message = slice_from(error->message);
    size_t colon = slice_find_char(message, 0, ':');
    size_t start = 0;

    if (error->kind != ERROR_INPUT || !slice_starts_with(message, "line ") ||
        !slice_parse_number(slice_part(message, strlen("line "), colon), &number)) {
        return false;
    }
    for (; number > 1 && start < text.length; number--) {
        start = slice_find_char(text, start, '\n') + 1;
    }
    size_t end = slice_find_char(text, start, '\n');
    struct slice line = slice_part(text, start, end);
    return slice_find(line, 0, SLICE_LITERAL("<!--")) != SLICE_NOT_FOUND ||
           slice_find(line, 0, SLICE_LITERAL("```confluence")) != SLICE_NOT_FOUND;
}

/* False with comparison->difference set. */
static bool survives(struct arena *arena, struct slice text, struct strbuf *markdown,
                     struct comparison *comparison, bool *is_refused)
{
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *page = NULL;
    struct block *again = NULL;
    struct error error;

    *comparison = (struct comparison){.arena = arena, .options = &options};
    *is_refused = !markdown_read(arena, text, &options, NULL, &page, &error);
    if (*is_refused) {
        snprintf(comparison->difference, sizeof comparison->difference, "%s", error.message);
        return names_its_line(text, &error);
    }
    if (!lines_are_ordered(page, page->lines.last)) {
        return comparison_differs(comparison, page, "lines are out of order");
    }
    markdown_write(markdown, page, &options);
    if (!markdown_read(arena, strbuf_slice(markdown), &options, NULL, &again, &error)) {
        snprintf(comparison->difference, sizeof comparison->difference, "%s", error.message);
        return false;
    }
    return comparison_blocks(comparison, page, again);
}

static void add_lines(struct generator *generator, struct strbuf *text)
{
    bool has_markers = generate_chance(generator, 4);
    bool is_layout = generate_chance(generator, 8);

    strbuf_append(text, is_layout ? "<!-- cf:layout -->\n" : "");
    for (size_t lines = 1 + generate_number(generator, 12); lines > 0; lines--) {
        if ((has_markers || is_layout) && generate_chance(generator, 4)) {
            strbuf_append(text, is_layout ? "\n<!-- cf:cell -->\n" : "");
            if (has_markers) {
                add_markers(generator, text);
            }
        }
        add_line(generator, text);
    }
    strbuf_append(text, is_layout ? "\n\n<!-- cf:end layout -->\n" : "");
}

static void
any_text_reads_or_is_refused_for_a_marker_and_what_is_written_of_it_reads_the_same(void **state)
{
    (void)state;
    unsigned long long seed = setting("CONFSYNC_TEST_SEED", 1);
    unsigned long long cases = setting("CONFSYNC_TEST_CASES", CASES);
    unsigned long long refused = 0;

    print_message("# seeds %llu to %llu\n", seed, seed + cases - 1);
    for (unsigned long long end = seed + cases; seed < end; seed++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
        CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
        struct generator generator = {arena, seed * 0x9E3779B97F4A7C15ULL};
        struct comparison comparison;
        bool is_refused = false;
        add_lines(&generator, &text);
        if (!survives(arena, strbuf_slice(&text), &markdown, &comparison, &is_refused)) {
            fprintf(stderr, "%s\n@@@@@\n%s", strbuf_text(&text), strbuf_text(&markdown));
            fail_msg("seed %llu: %s", seed, comparison.difference);
        }
        refused += is_refused;
    }
    print_message("# %llu of %llu refused\n", refused, cases);
    assert_true(refused <= cases / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            any_text_reads_or_is_refused_for_a_marker_and_what_is_written_of_it_reads_the_same),
    };
    return cmocka_run_group_tests_name("markdown/read", tests, NULL, NULL);
}
