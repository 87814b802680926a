/* SPDX-License-Identifier: MIT */
#include "document/equal.h"

#include "unit.h"

static struct inline_node *text_of(struct arena *arena, const char *text)
{
    struct inline_node *node = inline_new(arena, INLINE_TEXT);

    node->text = slice_from(text);
    return node;
}

static struct inline_node *wrap(struct arena *arena, enum inline_kind kind,
                                struct inline_node *child)
{
    struct inline_node *node = inline_new(arena, kind);

    inline_append(node, child);
    return node;
}

static struct block *paragraph_of(struct arena *arena, struct inline_node *content)
{
    struct block *paragraph = block_new(arena, BLOCK_PARAGRAPH);

    block_append_inline(paragraph, content);
    return paragraph;
}

/* All ways of comparing must agree. */
static bool is_same(struct block *one, struct block *other)
{
    CLEANUP(block_numbers) struct block_numbers *numbers = block_numbers_new();
    block_numbers_add(numbers, one);
    block_numbers_add(numbers, other);
    bool is_equal = block_equal(one, other);

    assert_int_equal(is_equal, one->number == other->number);
    assert_int_equal(is_equal, block_equal(other, one));
    if (is_equal) {
        assert_true(block_hash(one) == block_hash(other));
        assert_true(block_properties_equal(one, other));
        assert_true(inline_list_equal(one->content, other->content));
    }
    return is_equal;
}

static void neighbouring_texts_count_as_one(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *whole = paragraph_of(arena, text_of(arena, "one two"));
    struct block *parts = paragraph_of(arena, text_of(arena, "one"));
    block_append_inline(parts, text_of(arena, ""));
    block_append_inline(parts, text_of(arena, " two"));

    assert_true(is_same(whole, parts));
}

static void hidden_wrappers_count_as_their_children(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *plain = paragraph_of(arena, text_of(arena, "red"));
    struct inline_node *span = wrap(arena, INLINE_HIDDEN, text_of(arena, "red"));
    struct block *coloured = paragraph_of(arena, wrap(arena, INLINE_HIDDEN, span));

    assert_true(is_same(plain, coloured));
}

static void positions_do_not_count(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *here = paragraph_of(arena, text_of(arena, "a"));
    struct block *there = paragraph_of(arena, text_of(arena, "a"));
    there->lines = (struct line_range){3, 4};
    block_set_source(arena, there, SLICE_LITERAL("<p>a</p>"), (struct span){0, 8});
    there->is_bare = true;

    assert_true(is_same(here, there));
}

static void marks_and_their_extent_count(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *inside = paragraph_of(arena, wrap(arena, INLINE_MARK, text_of(arena, "ab")));
    struct block *before = paragraph_of(arena, wrap(arena, INLINE_MARK, text_of(arena, "a")));
    block_append_inline(before, text_of(arena, "b"));
    struct inline_node *emphasis = wrap(arena, INLINE_MARK, text_of(arena, "ab"));
    emphasis->mark = MARK_EMPHASIS;

    assert_false(is_same(inside, before));
    assert_false(is_same(inside, paragraph_of(arena, emphasis)));
    assert_false(is_same(inside, paragraph_of(arena, text_of(arena, "ab"))));
}

static void every_property_of_a_block_counts(void **state)
{
    (void)state;
    struct block blocks[] = {
        {.kind = BLOCK_LIST},
        {.kind = BLOCK_QUOTE},
        {.kind = BLOCK_LIST, .is_ordered = true, .start = 1},
        {.kind = BLOCK_LIST, .is_ordered = true, .start = 3},
        {.kind = BLOCK_LIST, .is_task_list = true},
        {.kind = BLOCK_ITEM},
        {.kind = BLOCK_ITEM, .is_checked = true},
        {.kind = BLOCK_CELL},
        {.kind = BLOCK_CELL, .is_header = true},
        {.kind = BLOCK_CELL, .column_span = 2},
        {.kind = BLOCK_CELL, .row_span = 2},
        {.kind = BLOCK_HEADING, .level = 1},
        {.kind = BLOCK_HEADING, .level = 2},
        {.kind = BLOCK_RAW, .text = SLICE_LITERAL("<a/>")},
        {.kind = BLOCK_RAW, .text = SLICE_LITERAL("<b/>")},
        {.kind = BLOCK_MACRO, .macro = &(struct macro){.name = SLICE_LITERAL("toc")}},
        {.kind = BLOCK_MACRO, .macro = &(struct macro){.name = SLICE_LITERAL("children")}},
    };

    for (size_t i = 0; i < COUNT_OF(blocks); i++) {
        for (size_t j = 0; j < COUNT_OF(blocks); j++) {
            if (is_same(&blocks[i], &blocks[j]) != (i == j)) {
                fail_msg("blocks %zu and %zu", i, j);
            }
        }
    }
}

static void a_span_of_one_may_be_stated_or_not(void **state)
{
    (void)state;
    struct block silent = {.kind = BLOCK_CELL};
    struct block stated = {.kind = BLOCK_CELL, .column_span = 1, .row_span = 1};

    assert_true(is_same(&silent, &stated));
}

static void parameters_and_bodies_of_macros_count(void **state)
{
    (void)state;
    struct macro_parameter shallow[] = {
        {.name = SLICE_LITERAL("maxLevel"), .value = SLICE_LITERAL("2")}};
    struct macro_parameter deep[] = {
        {.name = SLICE_LITERAL("maxLevel"), .value = SLICE_LITERAL("6")}};
    struct macro macros[] = {
        {.name = SLICE_LITERAL("m")},
        {.name = SLICE_LITERAL("m"), .parameters = shallow, .parameter_count = 1},
        {.name = SLICE_LITERAL("m"), .parameters = deep, .parameter_count = 1},
        {.name = SLICE_LITERAL("m"), .body = MACRO_BODY_PLAIN},
        {.name = SLICE_LITERAL("m"), .body = MACRO_BODY_PLAIN, .text = SLICE_LITERAL("x")},
        {.name = SLICE_LITERAL("m"), .body = MACRO_BODY_RICH},
    };

    for (size_t i = 0; i < COUNT_OF(macros); i++) {
        for (size_t j = 0; j < COUNT_OF(macros); j++) {
            struct block left = {.kind = BLOCK_MACRO, .macro = &macros[i]};
            struct block right = {.kind = BLOCK_MACRO, .macro = &macros[j]};
            assert_int_equal(is_same(&left, &right), i == j);
        }
    }
}

static void the_order_of_parameters_does_not_count(void **state)
{
    (void)state;
    struct macro_parameter one_way[] = {{.name = SLICE_LITERAL("a"), .value = SLICE_LITERAL("1")},
                                        {.name = SLICE_LITERAL("b"), .value = SLICE_LITERAL("2")}};
    struct macro_parameter other_way[] = {one_way[1], one_way[0]};
    struct macro_parameter crossed[] = {{.name = SLICE_LITERAL("a"), .value = SLICE_LITERAL("2")},
                                        {.name = SLICE_LITERAL("b"), .value = SLICE_LITERAL("1")}};
    struct macro_parameter *lists[] = {one_way, other_way, crossed};

    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        struct macro known = {SLICE_LITERAL("m"), one_way, 2, MACRO_BODY_NONE, {NULL, 0}};
        struct macro other = {SLICE_LITERAL("m"), lists[i], 2, MACRO_BODY_NONE, {NULL, 0}};
        struct block known_block = {.kind = BLOCK_MACRO, .macro = &known};
        struct block other_block = {.kind = BLOCK_MACRO, .macro = &other};
        assert_int_equal(is_same(&known_block, &other_block), i < 2);
    }
}

static void links_and_images_are_told_apart_by_target_and_text(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct inline_node *nodes[6];
    for (size_t i = 0; i < COUNT_OF(nodes); i++) {
        nodes[i] = inline_new(arena, i < 3 ? INLINE_LINK : INLINE_IMAGE);
        nodes[i]->details->target.kind = TARGET_PAGE;
        nodes[i]->details->target.title = slice_from("Home");
    }
    nodes[1]->details->target.space = slice_from("DOCS");
    inline_append(nodes[2], text_of(arena, "there"));
    nodes[4]->text = slice_from("a picture");
    nodes[5]->details->title = slice_from("a picture");

    for (size_t i = 0; i < COUNT_OF(nodes); i++) {
        for (size_t j = 0; j < COUNT_OF(nodes); j++) {
            assert_int_equal(inline_list_equal(nodes[i], nodes[j]), i == j);
        }
    }
}

static void children_count_with_their_order_and_depth(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *pages[4];
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        pages[i] = block_new(arena, BLOCK_PAGE);
        block_append(pages[i], paragraph_of(arena, text_of(arena, i == 1 ? "b" : "a")));
    }
    block_append(pages[0], paragraph_of(arena, text_of(arena, "b")));
    block_append(pages[1], paragraph_of(arena, text_of(arena, "a")));
    block_append(pages[2]->first_child, paragraph_of(arena, text_of(arena, "b")));

    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        for (size_t j = 0; j < COUNT_OF(pages); j++) {
            assert_int_equal(is_same(pages[i], pages[j]), i == j);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbouring_texts_count_as_one),
        cmocka_unit_test(hidden_wrappers_count_as_their_children),
        cmocka_unit_test(positions_do_not_count),
        cmocka_unit_test(marks_and_their_extent_count),
        cmocka_unit_test(every_property_of_a_block_counts),
        cmocka_unit_test(a_span_of_one_may_be_stated_or_not),
        cmocka_unit_test(parameters_and_bodies_of_macros_count),
        cmocka_unit_test(the_order_of_parameters_does_not_count),
        cmocka_unit_test(links_and_images_are_told_apart_by_target_and_text),
        cmocka_unit_test(children_count_with_their_order_and_depth),
    };
    return cmocka_run_group_tests_name("document/equal", tests, NULL, NULL);
}
