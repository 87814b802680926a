/* SPDX-License-Identifier: MIT */
#include "markdown/anchors_internal.h"

#include "markdown/read.h"
#include "unit.h"

static struct block *read_page(struct arena *arena, const char *markdown)
{
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *page = NULL;
    struct error error;

    assert_true(markdown_read(arena, slice_from(markdown), &options, NULL, &page, &error));
    return page;
}

static void slugs_are_those_of_github(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct block *page =
        read_page(arena, "# Set *up*: `all` (v2.0)\n\n## Größe & Maß_e\n\n"
                         "> ## in a quote\n\n# same\n\n# Same\n\n# same-1\n");
    CLEANUP(anchors) struct anchors *anchors = anchors_new(arena, page);
    static const struct {
        const char *text;
        const char *slug;
    } cases[] = {
        {"Set up: all (v2.0)", "set-up-all-v20"},
        {"Größe & Maß_e", "größe--maß_e"},
        {"in a quote", "in-a-quote"},
        {"same", "same"},
        {"Same", "same-1"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice slug = anchors_slug_find(anchors, slice_from(cases[i].text));
        assert_true(slice_equals(slug, cases[i].slug));
        struct slice text = anchors_text_find(anchors, slice_from(cases[i].slug));
        assert_true(slice_equals(text, cases[i].text));
    }
    assert_int_equal(anchors_slug_find(anchors, slice_from("another")).length, 0);
}

static void resolving_makes_headings_of_slugs(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *page = read_page(arena, "[a](#set-up) **[b](#else)**\n\n# Set up\n");
    const struct inline_node *link = page->first_child->content;

    assert_true(slice_equals(link->details->target.anchor, "set-up"));
    markdown_resolve_anchors(arena, page);
    assert_true(slice_equals(link->details->target.anchor, "Set up"));
    assert_true(
        slice_equals(page->first_child->last_content->first_child->details->target.anchor, "else"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slugs_are_those_of_github),
        cmocka_unit_test(resolving_makes_headings_of_slugs),
    };
    return cmocka_run_group_tests_name("markdown/anchors", tests, NULL, NULL);
}
