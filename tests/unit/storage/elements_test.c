/* SPDX-License-Identifier: MIT */
#include "storage/elements.h"

#include "unit.h"

static const struct xml_node *parse_one(struct arena *arena, const char *storage)
{
    struct xml_node *root = NULL;
    struct xml_fault fault;

    assert_true(storage_parse(arena, slice_from(storage), &root, &fault));
    return root->first_child;
}

static void names_mean_the_same_in_any_case(void **state)
{
    (void)state;
    static const struct {
        const char *storage;
        enum element_kind kind;
        int number;
    } cases[] = {
        {"<a/>", ELEMENT_HTML_LINK, 0},      {"<Strong/>", ELEMENT_MARK, MARK_STRONG},
        {"<H3/>", ELEMENT_HEADING, 3},       {"<var/>", ELEMENT_MARK, MARK_VARIABLE},
        {"<bdo/>", ELEMENT_INLINE_OTHER, 0}, {"<AC:Structured-Macro/>", ELEMENT_MACRO, 0},
        {"<strongest/>", ELEMENT_OTHER, 0},  {"<stro/>", ELEMENT_OTHER, 0},
        {"<zzz/>", ELEMENT_OTHER, 0},        {"<aaa/>", ELEMENT_OTHER, 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct element_meaning meaning = element_meaning(parse_one(arena, cases[i].storage));
        if (meaning.kind != cases[i].kind || meaning.number != cases[i].number) {
            fail_msg("%s: %d, %d", cases[i].storage, meaning.kind, meaning.number);
        }
    }
}

static void lines_hold_text_and_inline_elements(void **state)
{
    (void)state;
    static const struct {
        const char *storage;
        bool is_inline;
    } cases[] = {
        {"a", true},          {"&nbsp;", true},
        {"<b/>", true},       {"<br/>", true},
        {"<ac:link/>", true}, {"<time/>", true},
        {"<ri:user/>", true}, {"<p/>", false},
        {"<div/>", false},    {"<ac:structured-macro/>", false},
        {"<td/>", false},     {"<ac:layout/>", false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        if (element_is_inline(parse_one(arena, cases[i].storage)) != cases[i].is_inline) {
            fail_msg("%s", cases[i].storage);
        }
    }
}

static void blocks_are_found_below_wrappers_only(void **state)
{
    (void)state;
    static const struct {
        const char *storage;
        bool holds_block;
    } cases[] = {
        {"<span>a</span>", false},
        {"<span><p/></span>", true},
        {"<b>a<span><ul/></span></b>", true},
        {"<ac:image><ac:caption><p/></ac:caption></ac:image>", false},
        {"<span><ac:structured-macro/></span>", false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        if (element_holds_block(parse_one(arena, cases[i].storage)) != cases[i].holds_block) {
            fail_msg("%s", cases[i].storage);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_mean_the_same_in_any_case),
        cmocka_unit_test(lines_hold_text_and_inline_elements),
        cmocka_unit_test(blocks_are_found_below_wrappers_only),
    };
    return cmocka_run_group_tests_name("storage/elements", tests, NULL, NULL);
}
