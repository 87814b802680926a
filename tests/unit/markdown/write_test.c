/* SPDX-License-Identifier: MIT */
#include "markdown/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "generate.h"
#include "markdown/read.h"
#include "unit.h"

#define CASES 20000

static bool reads_back(struct arena *arena, struct block *page, struct strbuf *markdown,
                       struct comparison *comparison)
{
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *read = NULL;
    struct error error;

    markdown_write(markdown, page, &options);
    *comparison = (struct comparison){.arena = arena, .options = &options};
    if (!markdown_read(arena, strbuf_slice(markdown), &options, NULL, &read, &error)) {
        snprintf(comparison->difference, sizeof comparison->difference, "%s", error.message);
        return false;
    }
    CLEANUP(anchors) struct anchors *anchors = anchors_new(arena, page);
    comparison->anchors = anchors;
    return comparison_blocks(comparison, page, read);
}

/* CONFSYNC_TEST_SEED and CONFSYNC_TEST_CASES in the environment look further, or again. */
static unsigned long long setting(const char *name, unsigned long long otherwise)
{
    const char *text = getenv(name);
    unsigned long long number = otherwise;

    return text && slice_parse_number(slice_from(text), &number) ? number : otherwise;
}

static void random_pages_read_back_as_they_were_written(void **state)
{
    (void)state;
    unsigned long long seed = setting("CONFSYNC_TEST_SEED", 1);
    unsigned long long cases = setting("CONFSYNC_TEST_CASES", CASES);

    print_message("# seeds %llu to %llu\n", seed, seed + cases - 1);
    for (unsigned long long end = seed + cases; seed < end; seed++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
        struct generator generator = {arena, seed * 0x9E3779B97F4A7C15ULL};
        struct comparison comparison;
        if (!reads_back(arena, generate_page(&generator), &markdown, &comparison)) {
            fprintf(stderr, "%s", strbuf_text(&markdown));
            fail_msg("seed %llu: %s", seed, comparison.difference);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_pages_read_back_as_they_were_written),
    };
    return cmocka_run_group_tests_name("markdown/write", tests, NULL, NULL);
}
