/* SPDX-License-Identifier: MIT */
#include "storage/write.h"

#include <string.h>

#include "storage/escape.h"
#include "storage/read.h"
#include "unit.h"

static struct block *read_page(struct arena *arena, const char *storage)
{
    struct block *page = NULL;
    struct xml_fault fault;

    if (!storage_read(arena, slice_from(storage), &page, &fault)) {
        fail_msg("%s: %zu:%zu: %s", storage, fault.line, fault.column, fault.message);
    }
    return page;
}

/* What is in the canonical form is written as it was read. */
static void canonical_storage_is_written_as_it_was(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        "<p>a</p><h3>b</h3><hr/><blockquote><p>c</p></blockquote>",
        "<p>&amp;&lt;&gt;\"'&nbsp;é</p>",
        "<p><strong>a</strong><em>b</em><code>c</code><del>d</del><u>e</u><sub>f</sub>"
        "<sup>g</sup><small>h</small><big>i</big><ins>j</ins><mark>k</mark></p>",
        "<p>a<br/>b</p>",
        "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li></ul><ol start=\"7\"><li>c</li></ol>",
        "<ac:task-list><ac:task><ac:task-id>3</ac:task-id><ac:task-status>complete"
        "</ac:task-status><ac:task-body>a</ac:task-body></ac:task><ac:task><ac:task-status>"
        "incomplete</ac:task-status><ac:task-body>b<ac:task-list><ac:task><ac:task-status>"
        "incomplete</ac:task-status><ac:task-body>c</ac:task-body></ac:task></ac:task-list>"
        "</ac:task-body></ac:task></ac:task-list>",
        "<table><tbody><tr><th><p>a</p></th><th></th></tr><tr><td colspan=\"2\" rowspan=\"3\">"
        "<p>b</p></td></tr></tbody></table>",
        "<p><a href=\"http://x/?a&amp;b&quot;\">c</a></p>",
        "<p><ac:link ac:anchor=\"A\"><ri:page ri:space-key=\"S\" ri:content-title=\"T\"/>"
        "<ac:link-body>a <em>b</em></ac:link-body></ac:link></p>",
        "<p><ac:link><ri:attachment ri:filename=\"f.pdf\"/></ac:link> "
        "<ac:link ac:anchor=\"A\"></ac:link></p>",
        "<p><ac:image ac:alt=\"a\"><ri:attachment ri:filename=\"f.png\"/><ac:caption><p>c</p>"
        "</ac:caption></ac:image><ac:image><ri:url ri:value=\"u\"/></ac:image></p>",
        "<ac:structured-macro ac:name=\"toc\" ac:schema-version=\"1\"><ac:parameter "
        "ac:name=\"maxLevel\">3</ac:parameter><ac:parameter ac:name=\"\">a\nb</ac:parameter>"
        "</ac:structured-macro>",
        "<ac:structured-macro ac:name=\"code\" ac:schema-version=\"1\"><ac:plain-text-body>"
        "<![CDATA[a]]]]><![CDATA[>b ]]]]><![CDATA[>]]></ac:plain-text-body></ac:structured-macro>",
        "<ac:structured-macro ac:name=\"info\" ac:schema-version=\"1\"><ac:rich-text-body><p>a</p>"
        "</ac:rich-text-body></ac:structured-macro>",
        "<p>a <ac:structured-macro ac:name=\"status\" ac:schema-version=\"1\"><ac:parameter "
        "ac:name=\"title\">OK</ac:parameter></ac:structured-macro> <time/></p>",
        "<ac:layout><ac:layout-section ac:type=\"two_equal\"><ac:layout-cell><p>a</p>"
        "</ac:layout-cell><ac:layout-cell></ac:layout-cell></ac:layout-section></ac:layout>",
        "<marquee class=\"x\"><p>a</p></marquee>",
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf written = STRBUF(1 << 16);
        storage_write_block(&written, read_page(arena, cases[i]));
        if (strcmp(strbuf_text(&written), cases[i]) != 0) {
            fail_msg("\n read  %s\n wrote %s", cases[i], strbuf_text(&written));
        }
    }
}

static void other_spellings_are_written_canonically(void **state)
{
    (void)state;
    static const struct {
        const char *read;
        const char *written;
    } cases[] = {
        {"<p><b>a</b><i>b</i><s>c</s></p>", "<p><strong>a</strong><em>b</em><del>c</del></p>"},
        {"<p><span style='color:red'>a</span></p>", "<p>a</p>"},
        {"<p>a\n b</p>", "<p>a b</p>"},
        {"<p><a href='u'><b/>x</a></p>", "<p><a href=\"u\">x</a></p>"},
        {"<ol start='1'><li>a</li></ol>", "<ol><li>a</li></ol>"},
        {"<table><thead><tr><th>a</th></tr></thead></table>",
         "<table><tbody><tr><th>a</th></tr></tbody></table>"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf written = STRBUF(1 << 16);
        storage_write_block(&written, read_page(arena, cases[i].read));
        assert_string_equal(strbuf_text(&written), cases[i].written);
    }
}

static void the_first_paragraph_of_a_task_has_no_tag(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf written = STRBUF(1 << 16);
    struct block *list = block_new(arena, BLOCK_LIST);
    struct block *item = block_new(arena, BLOCK_ITEM);
    list->is_task_list = true;
    block_append(list, item);
    for (int i = 0; i < 2; i++) {
        struct block *paragraph = block_new(arena, BLOCK_PARAGRAPH);
        struct inline_node *text = inline_new(arena, INLINE_TEXT);
        text->text = slice_from("a");
        block_append_inline(paragraph, text);
        block_append(item, paragraph);
    }

    storage_write_block(&written, list);

    assert_string_equal(strbuf_text(&written),
                        "<ac:task-list><ac:task><ac:task-status>incomplete</ac:task-status>"
                        "<ac:task-body>a<p>a</p></ac:task-body></ac:task></ac:task-list>");
}

static void what_xml_cannot_hold_is_left_out(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(256);

    xml_escape_text(&text, SLICE_LITERAL("a\x01\x1F\tb\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD"));
    assert_string_equal(strbuf_text(&text), "a\tb\xEF\xBF\xBD");

    strbuf_clear(&text);
    xml_escape_cdata(&text, SLICE_LITERAL("\x02<&\xC2\xA0"));
    assert_string_equal(strbuf_text(&text), "<![CDATA[<&\xC2\xA0]]>");

    strbuf_clear(&text);
    xml_escape_attribute(&text, "n", SLICE_LITERAL("\x03\n\t\"<>&'"));
    assert_string_equal(strbuf_text(&text), " n=\"&#10;&#9;&quot;&lt;&gt;&amp;'\"");

    strbuf_clear(&text);
    xml_escape_line(&text, SLICE_LITERAL("a\nb\xC2\xA0"));
    assert_string_equal(strbuf_text(&text), "a b&nbsp;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_storage_is_written_as_it_was),
        cmocka_unit_test(other_spellings_are_written_canonically),
        cmocka_unit_test(the_first_paragraph_of_a_task_has_no_tag),
        cmocka_unit_test(what_xml_cannot_hold_is_left_out),
    };
    return cmocka_run_group_tests_name("storage/write", tests, NULL, NULL);
}
