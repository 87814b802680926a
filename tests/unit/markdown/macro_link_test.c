/* SPDX-License-Identifier: MIT */
#include "markdown/macro_link_internal.h"

#include "document/equal.h"
#include "unit.h"

static struct inline_node *status(struct arena *arena, struct macro_parameter *parameters,
                                  size_t count)
{
    struct inline_node *node = inline_new(arena, INLINE_MACRO);

    node->macro = ARENA_NEW(arena, struct macro);
    node->macro->name = slice_from("status");
    node->macro->parameters = parameters;
    node->macro->parameter_count = count;
    return node;
}

static void every_title_comes_back(void **state)
{
    (void)state;
    static const char *const titles[] = {"DONE", "status", "", " a", "a ", "a  b", "a\nb", "[a]"};

    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf address = STRBUF(1000);
        struct macro_parameter parameters[] = {
            {.name = slice_from("colour"), .value = slice_from("")},
            {.name = slice_from("title"), .value = slice_from(titles[i])},
        };
        struct inline_node *node = status(arena, parameters, 2);
        struct inline_node read = {.kind = INLINE_MACRO};
        struct slice text;

        assert_true(macro_link_write(&address, node, arena, &text));
        assert_int_equal(slice_find_char(text, 0, '\n'), SLICE_NOT_FOUND);
        assert_true(text.length > 0);
        read.macro = macro_link_read(arena, strbuf_slice(&address), text);
        assert_true(inline_node_equal(node, &read));
    }
}

static void addresses_of_anything_else_are_no_macros(void **state)
{
    (void)state;
    static const char *const addresses[] = {
        "", "status", "confluence:", "confluence:page?title=T", "confluence:info", "https://a.b",
    };

    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();

        assert_null(macro_link_read(arena, slice_from(addresses[i]), slice_from("a")));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_title_comes_back),
        cmocka_unit_test(addresses_of_anything_else_are_no_macros),
    };
    return cmocka_run_group_tests_name("markdown/macro_link", tests, NULL, NULL);
}
