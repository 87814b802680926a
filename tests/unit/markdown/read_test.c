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
    "```confluence",
    "| ",
    "|-|",
    "| a | b |",
    "|---|---|",
    "[a]: /b",
    "[b]: <c d> \"e\"",
    "<div>",
    "</div>",
    "<!-- x -->",
    "<!-- cf:toc a=\"b\" -->",
    "<!-- cf:layout -->",
    "<!-- cf:section two_equal -->",
    "<!-- cf:cell -->",
    "<!-- cf:end layout -->",
    "<details>",
    "<details>\n<summary>s</summary>",
    "</details>",
    "</details>\n<details>",
    "> [!NOTE]",
    "> [!TIP]\n> **t**<!--cf title-->",
    "> [!note]",
    "<!-- a\nb -->",
    "<pre>",
    "    code",
    "-",
    "1.",
    "[^1]: a",
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
    "&nbsp;",
    "`",
    "**",
    "~~",
};

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

static bool lines_are_ordered(const struct block *parent, size_t most)
{
    size_t last = 0;

    for (const struct block *block = parent->first_child; block; block = block->next) {
        bool is_cell = block->kind == BLOCK_CELL || parent->kind == BLOCK_CELL;
        bool is_inside = block->lines.first > 0 && block->lines.first <= block->lines.last &&
                         block->lines.last <= most && block->lines.first >= parent->lines.first &&
                         block->lines.last <= parent->lines.last;
        bool is_behind = block->lines.first > last || is_cell;
        if (!is_inside || !is_behind || !lines_are_ordered(block, most)) {
            return false;
        }
        last = block->lines.last;
    }
    return true;
}

static unsigned long long setting(const char *name, unsigned long long otherwise)
{
    const char *text = getenv(name);
    unsigned long long number = otherwise;

    return text && slice_parse_number(slice_from(text), &number) ? number : otherwise;
}

/* False with comparison->difference set. */
static bool survives(struct arena *arena, struct slice text, struct strbuf *markdown,
                     struct comparison *comparison)
{
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *page = NULL;
    struct block *again = NULL;
    struct error error;

    *comparison = (struct comparison){.arena = arena, .options = &options};
    if (!markdown_read(arena, text, &options, NULL, &page, &error)) {
        snprintf(comparison->difference, sizeof comparison->difference, "%s", error.message);
        return false;
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

static void any_text_reads_and_what_is_written_of_it_reads_the_same(void **state)
{
    (void)state;
    unsigned long long seed = setting("CONFSYNC_TEST_SEED", 1);
    unsigned long long cases = setting("CONFSYNC_TEST_CASES", CASES);

    print_message("# seeds %llu to %llu\n", seed, seed + cases - 1);
    for (unsigned long long end = seed + cases; seed < end; seed++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
        CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
        struct generator generator = {arena, seed * 0x9E3779B97F4A7C15ULL};
        struct comparison comparison;
        for (size_t lines = 1 + generate_number(&generator, 12); lines > 0; lines--) {
            add_line(&generator, &text);
        }
        if (!survives(arena, strbuf_slice(&text), &markdown, &comparison)) {
            fprintf(stderr, "%s\n@@@@@\n%s", strbuf_text(&text), strbuf_text(&markdown));
            fail_msg("seed %llu: %s", seed, comparison.difference);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_reads_and_what_is_written_of_it_reads_the_same),
    };
    return cmocka_run_group_tests_name("markdown/read", tests, NULL, NULL);
}
