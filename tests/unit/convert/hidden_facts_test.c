/* SPDX-License-Identifier: MIT */
#include "convert/hidden_facts.h"

#include <string.h>

#include "base/strbuf.h"
#include "unit.h"

/* The facts of all of the storage, with a bar behind each. */
static const char *facts_of(struct arena *arena, const char *storage, struct span part)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(SIZE_MAX);
    struct hidden_facts facts = {.arena = arena};

    hidden_facts_find(&facts, slice_from(storage), part, NULL);
    for (size_t i = 0; i < facts.count; i++) {
        strbuf_append_slice(&text, facts.items[i].bytes);
        strbuf_append_char(&text, '|');
    }
    return arena_copy(arena, strbuf_slice(&text));
}

static void expect(const char *storage, const char *facts)
{
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(facts_of(arena, storage, (struct span){0, strlen(storage)}), facts);
}

static void attributes_are_facts_unless_they_show(void **state)
{
    (void)state;
    expect("<p style='x' local-id=\"1\">a <a href=\"u\" title=\"t\">b</a></p>",
           "style='x'|title=\"t\"|");
    expect("<td colspan=\"2\" class=\"confluenceTd\"/><td class=\"highlight-blue\"/>",
           "class=\"highlight-blue\"|");
    expect("<ac:link ac:anchor=\"a\" ac:tooltip=\"t\"><ri:page ri:content-title=\"T\"/></ac:link>",
           "ac:tooltip=\"t\"|");
}

static void comment_markers_are_for_others_to_keep(void **state)
{
    (void)state;
    expect("<ac:inline-comment-marker ac:ref=\"r\">a</ac:inline-comment-marker>", "");
}

static void what_only_looks_like_a_tag_is_none(void **state)
{
    (void)state;
    expect("<![CDATA[<p a=\"b\">]]><!-- <p a=\"b\"> --><?x <p a=\"b\"> ?><p c=\"d\"/>",
           "<!-- <p a=\"b\"> -->|c=\"d\"|");
}

static void marks_in_captions_do_not_show(void **state)
{
    (void)state;
    expect("<ac:caption><p>a <em>b</em></p></ac:caption><em>c</em>", "<em>|");
}

static void parameters_that_the_markdown_leaves_out_are_facts(void **state)
{
    (void)state;
    expect("<ac:structured-macro ac:name=\"expand\" ac:macro-id=\"m\">"
           "<ac:parameter ac:name=\"title\">a</ac:parameter>"
           "<ac:parameter ac:name=\"x\">b</ac:parameter></ac:structured-macro>",
           "m|<ac:parameter ac:name=\"x\">b</ac:parameter>|");
    expect("<ac:structured-macro ac:name=\"toc\"><ac:parameter ac:name=\"x\">b</ac:parameter>"
           "</ac:structured-macro>",
           "|");
}

static void copies_for_those_who_know_no_adf_say_nothing(void **state)
{
    (void)state;
    expect("<ac:adf-fallback><p a=\"b\"/></ac:adf-fallback><p c=\"d\"/>", "c=\"d\"|");
}

static void only_tags_that_touch_the_part_count(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_string_equal(
        facts_of(arena, "<a x=\"1\"/><a x=\"2\"/><a x=\"3\"/>", (struct span){12, 14}), "x=\"2\"|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes_are_facts_unless_they_show),
        cmocka_unit_test(comment_markers_are_for_others_to_keep),
        cmocka_unit_test(what_only_looks_like_a_tag_is_none),
        cmocka_unit_test(marks_in_captions_do_not_show),
        cmocka_unit_test(parameters_that_the_markdown_leaves_out_are_facts),
        cmocka_unit_test(copies_for_those_who_know_no_adf_say_nothing),
        cmocka_unit_test(only_tags_that_touch_the_part_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
