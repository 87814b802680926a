/* SPDX-License-Identifier: MIT */
#include "storage/patch.h"

#include <string.h>

#include "storage/read.h"
#include "storage/tag.h"
#include "unit.h"

#define MACRO(inside)                                                                              \
    "<ac:structured-macro ac:name=\"code\" ac:macro-id=\"9\">" inside "</ac:structured-macro>"
#define PARAMETER(name, value) "<ac:parameter ac:name=\"" name "\">" value "</ac:parameter>"
#define BODY(text)             "<ac:plain-text-body>" text "</ac:plain-text-body>"
#define TASK(status)                                                                               \
    "<ac:task><ac:task-id>4</ac:task-id>" status "<ac:task-body>a</ac:task-body></ac:task>"
#define DONE "<ac:task-status>complete</ac:task-status>"
#define OPEN "<ac:task-status>incomplete</ac:task-status>"

/* The block that the storage is about: the first, or what is `depth` first children below it. */
static struct block *read_block(struct arena *arena, const char *storage, int depth)
{
    struct block *block = NULL;
    struct xml_fault fault;

    assert_true(storage_read(arena, slice_from(storage), &block, &fault));
    for (int i = 0; i <= depth; i++) {
        block = block->first_child;
        assert_non_null(block);
    }
    return block;
}

struct patch_case {
    const char *name;
    int depth;
    const char *base;   /* its tags … */
    const char *before; /* … show this in Markdown (NULL: all they say) … */
    const char *after;  /* … and are to say this */
    const char *patched;
};

static void patch(struct strbuf *patched, const struct patch_case *a_case)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice storage = slice_from(a_case->base);
    struct block *block = read_block(arena, a_case->base, a_case->depth);
    struct block *after = read_block(arena, a_case->after, a_case->depth);
    struct block *before =
        a_case->before ? read_block(arena, a_case->before, a_case->depth) : block;
    struct block_source source = *block->source;
    struct slice open = slice_part(storage, source.outer.start, source.inner.start);
    struct slice close = slice_part(storage, source.inner.end, source.outer.end);

    assert_true(storage_patch_is_possible(block, after));
    storage_patch_open(patched, open, before, after);
    strbuf_append_slice(patched, slice_of_span(storage, source.inner));
    storage_patch_close(patched, close, before, after);
}

static void only_what_changed_is_changed(void **state)
{
    (void)state;
    static const struct patch_case cases[] = {
        {"nothing", 0, "<p class='x'>&nbsp;a</p>", NULL, "<p>b</p>", "<p class='x'>&nbsp;a</p>"},
        {"heading", 0, "<h2 local-id=\"1\" >a<br/></h2 >", NULL, "<h4>a</h4>",
         "<h4 local-id=\"1\" >a<br/></h4 >"},
        {"bullets to numbers", 0, "<ul class=\"x\"><li>a</li></ul>", NULL,
         "<ol start=\"4\"><li>a</li></ol>", "<ol class=\"x\" start=\"4\"><li>a</li></ol>"},
        {"numbers to bullets", 0, "<ol start=\"1\" id='i'><li>a</li></ol>", NULL,
         "<ul><li>a</li></ul>", "<ul id='i'><li>a</li></ul>"},
        {"another first number", 0, "<ol start=\"2\"><li>a</li></ol>", NULL, "<ol><li>a</li></ol>",
         "<ol><li>a</li></ol>"},
        {"a cell", 2, "<table><tr><td colspan=\"2\" style=\"a>b\">a</td></tr></table>", NULL,
         "<table><tr><th rowspan=\"3\">a</th></tr></table>",
         "<th style=\"a>b\" rowspan=\"3\">a</th>"},
        {"a section", 1,
         "<ac:layout><ac:layout-section ac:breakout-mode=\"wide\" ac:type=\"single\">"
         "<ac:layout-cell/></ac:layout-section></ac:layout>",
         NULL,
         "<ac:layout><ac:layout-section ac:type=\"two_equal\"><ac:layout-cell/>"
         "</ac:layout-section></ac:layout>",
         "<ac:layout-section ac:breakout-mode=\"wide\" ac:type=\"two_equal\"><ac:layout-cell/>"
         "</ac:layout-section>"},
        {"a task done", 1, "<ac:task-list>" TASK(OPEN) "</ac:task-list>", NULL,
         "<ac:task-list>" TASK(DONE) "</ac:task-list>", TASK(DONE)},
        {"a task undone", 1, "<ac:task-list>" TASK(DONE) "</ac:task-list>", NULL,
         "<ac:task-list>" TASK(OPEN) "</ac:task-list>", TASK(OPEN)},
        {"a status behind the body", 1,
         "<ac:task-list><ac:task><ac:task-body>a</ac:task-body>" OPEN "</ac:task></ac:task-list>",
         NULL, "<ac:task-list>" TASK(DONE) "</ac:task-list>",
         "<ac:task><ac:task-body>a</ac:task-body>" DONE "</ac:task>"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf patched = STRBUF(4096);
        patch(&patched, &cases[i]);
        if (strcmp(strbuf_text(&patched), cases[i].patched) != 0) {
            fail_msg("%s: %s", cases[i].name, strbuf_text(&patched));
        }
    }
}

static void parameters_are_changed_one_by_one(void **state)
{
    (void)state;
    static const struct patch_case cases[] = {
        {"set, removed, added, kept", 0,
         MACRO(PARAMETER("a", "1") " " PARAMETER("b", "2") PARAMETER("hidden", "3")
                   PARAMETER("c", "4") BODY("x")),
         MACRO(PARAMETER("a", "1") PARAMETER("b", "2") PARAMETER("c", "4") BODY("x")),
         MACRO(PARAMETER("a", "9") PARAMETER("c", "4") PARAMETER("d", "5&amp;") BODY("y")),
         MACRO(PARAMETER("a", "9") " " PARAMETER("hidden", "3") PARAMETER("c", "4")
                   PARAMETER("d", "5&amp;") BODY("x"))},
        {"hidden before", 0, MACRO(PARAMETER("a", "1") BODY("")), MACRO(BODY("")),
         MACRO(PARAMETER("a", "2") BODY("")), MACRO(PARAMETER("a", "2") BODY(""))},
        {"without a body", 0, MACRO(PARAMETER("a", "1")), NULL, MACRO(PARAMETER("b", "1")),
         MACRO(PARAMETER("b", "1"))},
        {"without anything", 0, "<p><ac:structured-macro ac:name=\"toc\" x=\"y\" /></p>", NULL,
         "<ac:structured-macro ac:name=\"toc\">" PARAMETER("a", "1") "</ac:structured-macro>",
         "<p><ac:structured-macro ac:name=\"toc\" x=\"y\" >" PARAMETER(
             "a", "1") "</ac:structured-macro></p>"},
        {"another name", 0,
         "<ac:structured-macro ac:schema-version=\"1\" ac:name=\"info\"><ac:rich-text-body>a"
         "</ac:rich-text-body></ac:structured-macro>",
         NULL,
         "<ac:structured-macro ac:name=\"tip\"><ac:rich-text-body>a</ac:rich-text-body>"
         "</ac:structured-macro>",
         "<ac:structured-macro ac:schema-version=\"1\" ac:name=\"tip\"><ac:rich-text-body>a"
         "</ac:rich-text-body></ac:structured-macro>"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf patched = STRBUF(4096);
        patch(&patched, &cases[i]);
        if (strcmp(strbuf_text(&patched), cases[i].patched) != 0) {
            fail_msg("%s:\n found    %s\n expected %s", cases[i].name, strbuf_text(&patched),
                     cases[i].patched);
        }
    }
}

static void some_changes_are_no_matter_of_tags(void **state)
{
    (void)state;
    static const struct {
        int depth;
        const char *block;
        const char *after;
    } cases[] = {
        {0, "<p>a</p>", "<h1>a</h1>"},
        {0, "<ul><li>a</li></ul>", "<ac:task-list>" TASK(OPEN) "</ac:task-list>"},
        {0, MACRO(BODY("x")), MACRO("")},
        {1, "<ac:task-list><ac:task>" OPEN "</ac:task></ac:task-list>",
         "<ac:task-list>" TASK(OPEN) "</ac:task-list>"},
        {1, "<ac:task-list><ac:task><ac:task-body>a</ac:task-body></ac:task></ac:task-list>",
         "<ac:task-list>" TASK(DONE) "</ac:task-list>"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        assert_false(storage_patch_is_possible(read_block(arena, cases[i].block, cases[i].depth),
                                               read_block(arena, cases[i].after, cases[i].depth)));
    }
}

static void tags_are_found_whatever_their_attributes_hold(void **state)
{
    (void)state;
    struct slice text = SLICE_LITERAL("x <a b='>'/><AB c = \"</a>\" d='e'>y</ab>");
    struct span tag = tag_find(text, "ab");
    struct tag_attribute attribute;
    size_t position = 0;

    assert_true(slice_equals(slice_of_span(text, tag), "<AB c = \"</a>\" d='e'>"));
    assert_true(tag_next_attribute(slice_of_span(text, tag), &position, &attribute));
    assert_true(slice_equals(attribute.name, "c"));
    assert_true(slice_equals(attribute.value, "</a>"));
    assert_true(tag_next_attribute(slice_of_span(text, tag), &position, &attribute));
    assert_true(slice_equals(attribute.name, "d"));
    assert_false(tag_next_attribute(slice_of_span(text, tag), &position, &attribute));
    assert_int_equal(tag_find(text, "c").end, 0);
}

static void a_macro_in_a_line_keeps_its_tag_and_what_the_line_does_not_show(void **state)
{
    (void)state;
    static const char *const cases[][4] = {
        {"value", MACRO(PARAMETER("a", "1") PARAMETER("b", "2")),
         MACRO(PARAMETER("b", "3") PARAMETER("a", "1")),
         MACRO(PARAMETER("a", "1") PARAMETER("b", "3"))},
        {"none", "<ac:structured-macro ac:name=\"code\" ac:macro-id=\"9\" />",
         MACRO(PARAMETER("a", "1")),
         "<ac:structured-macro ac:name=\"code\" ac:macro-id=\"9\" >" PARAMETER(
             "a", "1") "</ac:structured-macro>"},
        {"gone", MACRO(" " PARAMETER("a", "1")), MACRO(""), MACRO(" ")},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf patched = STRBUF(SIZE_MAX);
        CLEANUP_STRBUF struct strbuf old_line = STRBUF(SIZE_MAX);
        CLEANUP_STRBUF struct strbuf new_line = STRBUF(SIZE_MAX);
        strbuf_append_format(&old_line, "<p>x %s</p>", cases[i][1]);
        strbuf_append_format(&new_line, "<p>x %s</p>", cases[i][2]);
        struct inline_node *before = read_block(arena, strbuf_text(&old_line), 0)->last_content;
        struct inline_node *after = read_block(arena, strbuf_text(&new_line), 0)->last_content;

        assert_true(storage_patch_inline(&patched, before->raw, before, after));
        print_message("# %s\n", cases[i][0]);
        assert_string_equal(strbuf_text(&patched), cases[i][3]);
    }
}

static void a_tag_without_an_inside_gets_one_for_what_is_put_in(void **state)
{
    (void)state;
    static const struct {
        const char *open;
        const char *inside;
        const char *filled;
    } cases[] = {
        {"<td a=\"/>\" />", "b", "<td a=\"/>\" >b</td>"},
        {"<x><ac:rich-text-body/>", "<p/>", "<x><ac:rich-text-body><p/></ac:rich-text-body>"},
        {"<td/>", "", "<td/>"},
        {"<td>", "a", "<td>a"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf storage = STRBUF(1000);
        strbuf_append(&storage, cases[i].open);
        size_t inside = storage.length;
        strbuf_append(&storage, cases[i].inside);
        storage_patch_fill(&storage, inside);
        assert_string_equal(strbuf_text(&storage), cases[i].filled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_changed_is_changed),
        cmocka_unit_test(parameters_are_changed_one_by_one),
        cmocka_unit_test(some_changes_are_no_matter_of_tags),
        cmocka_unit_test(a_tag_without_an_inside_gets_one_for_what_is_put_in),
        cmocka_unit_test(tags_are_found_whatever_their_attributes_hold),
        cmocka_unit_test(a_macro_in_a_line_keeps_its_tag_and_what_the_line_does_not_show),
    };
    return cmocka_run_group_tests_name("storage/patch", tests, NULL, NULL);
}
