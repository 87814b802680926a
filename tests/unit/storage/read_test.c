/* SPDX-License-Identifier: MIT */
#include "storage/read.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "unit.h"

static void show_slice(struct strbuf *out, struct slice text)
{
    strbuf_append(out, "\"");
    strbuf_append_slice(out, text);
    strbuf_append(out, "\"");
}

static void show_target(struct strbuf *out, const struct target *target)
{
    static const char *const names[] = {"none", "url",   "page", "anchor", "file",
                                        "user", "space", "blog", "content"};
    const struct slice parts[] = {target->url,       target->title, target->space, target->anchor,
                                  target->file_name, target->date,  target->id};

    strbuf_append_format(out, "<%s", names[target->kind]);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i].length > 0) {
            strbuf_append(out, " ");
            strbuf_append_slice(out, parts[i]);
        }
    }
    strbuf_append(out, ">");
}

static void show_macro(struct strbuf *out, const struct macro *macro)
{
    strbuf_append_slice(out, macro->name);
    for (size_t i = 0; i < macro->parameter_count; i++) {
        strbuf_append(out, " ");
        strbuf_append_slice(out, macro->parameters[i].name);
        strbuf_append(out, "=");
        strbuf_append_slice(out, macro->parameters[i].value);
    }
    if (macro->body == MACRO_BODY_PLAIN) {
        strbuf_append(out, " ");
        show_slice(out, macro->text);
    }
}

static void show_inlines(struct strbuf *out, const struct inline_node *first)
{
    static const char *const marks[] = {
        "strong", "em",  "code", "strike", "u",    "sub",  "sup", "small", "big", "inserted",
        "mark",   "kbd", "samp", "var",    "abbr", "cite", "tt",  "q",     "dfn", "colour"};

    for (const struct inline_node *node = first; node; node = node->next) {
        switch (node->kind) {
        case INLINE_TEXT:
            show_slice(out, node->text);
            continue;
        case INLINE_MARK:
            strbuf_append(out, marks[node->mark]);
            break;
        case INLINE_HIDDEN:
            strbuf_append(out, "hidden");
            break;
        case INLINE_LINK:
            strbuf_append(out, "link");
            show_target(out, &node->details->target);
            break;
        case INLINE_IMAGE:
            strbuf_append(out, "image");
            show_target(out, &node->details->target);
            show_slice(out, node->text);
            show_slice(out, node->details->title);
            continue;
        case INLINE_BREAK:
            strbuf_append(out, "break");
            continue;
        case INLINE_MACRO:
            strbuf_append(out, "macro<");
            show_macro(out, node->macro);
            strbuf_append(out, ">");
            continue;
        case INLINE_ELEMENT:
            strbuf_append(out, "element<");
            show_macro(out, node->macro);
            strbuf_append(out, ">");
            show_slice(out, node->macro->text);
            continue;
        case INLINE_RAW:
            strbuf_append(out, "raw");
            show_slice(out, node->text);
            continue;
        }
        strbuf_append(out, "(");
        show_inlines(out, node->first_child);
        strbuf_append(out, ")");
    }
}

static void show_properties(struct strbuf *out, const struct block *block)
{
    strbuf_append(out, block->is_bare ? "bare" : block_kind_name(block->kind));
    if (block->level > 0) {
        strbuf_append_format(out, "%d", block->level);
    }
    if (block->is_ordered) {
        strbuf_append_format(out, " from %u", block->start);
    }
    strbuf_append(out, block->is_task_list ? " of tasks" : "");
    if (block->task_id > 0) {
        strbuf_append_format(out, " %zu", block->task_id);
    }
    strbuf_append(out, block->is_checked ? " done" : "");
    strbuf_append(out, block->is_header ? " header" : "");
    if (block->column_span > 1 || block->row_span > 1) {
        strbuf_append_format(out, " %ux%u", block->column_span, block->row_span);
    }
    if (block->macro) {
        strbuf_append(out, "<");
        show_macro(out, block->macro);
        strbuf_append(out, ">");
    }
    if (block->text.start) {
        show_slice(out, block->text);
    }
}

static void show(struct strbuf *out, const struct block *block)
{
    show_properties(out, block);
    strbuf_append(out, "(");
    show_inlines(out, block->content);
    for (const struct block *child = block->first_child; child; child = child->next) {
        show(out, child);
    }
    strbuf_append(out, ")");
}

/* Siblings follow one another, each gap begins where the one before ends, all inside the parent. */
static void assert_positions(const struct block *block, struct slice storage)
{
    struct block_source source = *block->source;
    size_t at = source.inner.start;
    assert_true(source.gap <= source.outer.start);
    assert_true(source.outer.start <= source.inner.start);
    assert_true(source.inner.start <= source.inner.end);
    assert_true(source.inner.end <= source.outer.end);
    assert_ptr_equal(block_raw(block).start, storage.start + source.outer.start);
    assert_int_equal(block_raw(block).length, source.outer.end - source.outer.start);
    for (const struct block *child = block->first_child; child; child = child->next) {
        assert_int_equal(child->source->gap, at);
        at = child->source->outer.end;
        assert_positions(child, storage);
    }
    assert_true(at <= source.inner.end);
}

static void assert_inline_positions(const struct inline_node *first, struct span parent)
{
    size_t at = parent.start;
    for (const struct inline_node *node = first; node; node = node->next) {
        assert_true(at <= node->source.start);
        assert_true(node->source.start <= node->source.end);
        at = node->source.end;
        assert_inline_positions(node->first_child, node->source);
    }
    assert_true(at <= parent.end);
}

struct read_case {
    const char *name;
    const char *storage;
    const char *page;
};

static void check_cases(const struct read_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf shown = STRBUF(1 << 16);
        struct slice storage = slice_from(cases[i].storage);
        struct block *page = NULL;
        struct xml_fault fault;
        if (!storage_read(arena, storage, &page, &fault)) {
            fail_msg("%s: %zu:%zu: %s", cases[i].name, fault.line, fault.column, fault.message);
        }
        for (const struct block *block = page->first_child; block; block = block->next) {
            show(&shown, block);
            assert_inline_positions(block->content, block->source->inner);
        }
        assert_positions(page, storage);
        if (strcmp(strbuf_text(&shown), cases[i].page) != 0) {
            fail_msg("%s:\n found    %s\n expected %s", cases[i].name, strbuf_text(&shown),
                     cases[i].page);
        }
    }
}

static void blocks_are_read(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"nothing", "", ""},
        {"paragraphs", "<p>a</p><p>b</p>", "paragraph(\"a\")paragraph(\"b\")"},
        {"headings", "<h1>a</h1><H6>b</H6>", "heading1(\"a\")heading6(\"b\")"},
        {"a rule", "<hr/>", "rule()"},
        {"a quote", "<blockquote><p>a</p>b</blockquote>", "quote(paragraph(\"a\")bare(\"b\"))"},
        {"loose text", "a <b>b</b><p>c</p> d ",
         "bare(\"a \"strong(\"b\"))paragraph(\"c\")bare(\"d\")"},
        {"a wrapper is the blocks in it", "<div><p>a</p><div><h1>b</h1></div></div>",
         "paragraph(\"a\")heading1(\"b\")"},
        {"a wrapper of a line is a paragraph", "<div>a <em>b</em></div>",
         "paragraph(\"a \"em(\"b\"))"},
        {"a wrapper that fills a mark is part of it", "<p><strong><br/><div>a</div></strong></p>",
         "paragraph(strong(\"a\"))"},
        {"preformatted text keeps blanks", "<pre>a  b<br/>c</pre>",
         "preformatted text\"a  b\nc\"()"},
        {"unknown elements are kept", "<marquee><p>a</p></marquee>",
         "raw\"<marquee><p>a</p></marquee>\"()"},
        {"an unknown element alone in a paragraph", "<p><dl>x</dl></p>",
         "paragraph(raw\"<dl>x</dl>\")"},
        {"unknown elements in a paragraph", "<p>a <dl>x</dl></p>",
         "paragraph(\"a \"raw\"<dl>x</dl>\")"},
        {"a mark around blocks", "<strong><p>a</p></strong>", "raw\"<strong><p>a</p></strong>\"()"},
        {"a layout",
         "<ac:layout><ac:layout-section ac:type=\"two_equal\"><ac:layout-cell><p>a</p>"
         "</ac:layout-cell><ac:layout-cell/></ac:layout-section></ac:layout>",
         "layout(section\"two_equal\"(column(paragraph(\"a\"))column()))"},
        {"a section without a layout", "<ac:layout-section/>", "raw\"<ac:layout-section/>\"()"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void what_nobody_sees_is_no_block(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"spacers", "<p/><p></p><p><br/></p><p>&nbsp;</p><p> \xC2\xA0 </p><p>\xE2\x80\x8B</p>", ""},
        {"wrapped spacers", "<p><span> </span></p><p><strong>&nbsp;<br/></strong></p>", ""},
        {"empty headings", "<h2></h2><h2><br/></h2>", ""},
        {"comments and instructions", "<!-- a --><?b c?><p>d</p><!-- e -->", "paragraph(\"d\")"},
        {"loose blanks and breaks", " \n<br/>&nbsp;\n<p>a</p>\n<br/>", "paragraph(\"a\")"},
        {"breaks at the ends", "<p><br/> a<br/>b <br/><br/></p>", "paragraph(\"a\"break\"b\")"},
        {"a break at the end of a mark", "<p><b>a<br/></b></p>", "paragraph(strong(\"a\"))"},
        {"no-break spaces at the ends", "<p>&nbsp;a&nbsp;b&nbsp; </p>",
         "paragraph(\"a\xC2\xA0"
         "b\")"},
        {"marks around nothing", "<p>a<strong> </strong>b<em/></p>",
         "paragraph(\"a\"hidden(\" \")\"b\")"},
        {"a link around nothing", "<p>a<a href='x'></a></p>", "paragraph(\"a\")"},
        {"a comment in a line", "<p>a<!-- b -->c</p>", "paragraph(\"ac\")"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void marks_and_wrappers_are_read(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"all spellings",
         "<p><b>1</b><STRONG>2</STRONG><i>3</i><em>4</em><code>5</code><s>6</s><del>7</del>"
         "<strike>8</strike><u>9</u><sub>a</sub><sup>b</sup><small>c</small><big>d</big>"
         "<ins>e</ins><mark>f</mark></p>",
         "paragraph(strong(\"1\")strong(\"2\")em(\"3\")em(\"4\")code(\"5\")strike(\"6\")"
         "strike(\"7\")strike(\"8\")u(\"9\")sub(\"a\")sup(\"b\")small(\"c\")big(\"d\")"
         "inserted(\"e\")mark(\"f\"))"},
        {"line-through", "<p><span style=\"text-decoration: line-through;\">a</span></p>",
         "paragraph(strike(\"a\"))"},
        {"hidden wrappers",
         "<p><span style=\"color: red;\">a<span>b</span></span>"
         "<ac:inline-comment-marker ac:ref=\"1\">c</ac:inline-comment-marker></p>",
         "paragraph(hidden(\"a\"hidden(\"b\"))hidden(\"c\"))"},
        {"an anchor is no link", "<p><a id=\"x\">a</a></p>", "paragraph(hidden(\"a\"))"},
        {"kept whole", "<p><time datetime=\"2026-10-01\">b</time> <bdo>x</bdo></p>",
         "paragraph(raw\"<time datetime=\"2026-10-01\">b</time>\"\" \"raw\"<bdo>x</bdo>\")"},
        {"marks of meaning", "<p><kbd>a</kbd><abbr>b</abbr><abbr title=\"c\">d</abbr></p>",
         "paragraph(kbd(\"a\")abbr(\"b\")raw\"<abbr title=\"c\">d</abbr>\")"},
        {"signs", "<p>a<ac:emoticon ac:name=\"tick\"/>b</p>", "paragraph(\"a\"\"✅\"\"b\")"},
        {"small elements",
         "<p><time datetime=\"2026-10-01\" local-id=\"a\"/><ac:emoticon ac:name=\"b\" ac:x=\"c\"/>"
         "<ac:placeholder ac:type=\"d\">e &amp; f</ac:placeholder></p>",
         "paragraph(element<time datetime=2026-10-01>\"\""
         "element<ac:emoticon ac:name=b ac:x=c>\"\""
         "element<ac:placeholder ac:type=d>\"e & f\")"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void blanks_collapse_as_html_shows_them(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"in text", "<p> a \n\t b\r\nc </p>", "paragraph(\"a b c\")"},
        {"across elements", "<p>a <b> b </b> c</p>", "paragraph(\"a \"strong(\"b \")\"c\")"},
        {"at the end of a mark", "<p>a <b>b </b></p>", "paragraph(\"a \"strong(\"b\"))"},
        {"beside a break", "<p>a <br/> b</p>", "paragraph(\"a\"break\"b\")"},
        {"between atoms", "<p><img src=\"x\"/> \n <img src=\"y\"/></p>",
         "paragraph(image<url x>\"\"\"\"\" \"image<url y>\"\"\"\")"},
        {"not in code", "<p>a <code> b  c\nd </code> e</p>",
         "paragraph(\"a \"code(\" b  c d \")\" e\")"},
        {"entities", "<p>a &lt; &nbsp; &#32;b</p>", "paragraph(\"a < \xC2\xA0 b\")"},
        {"CDATA is text", "<p>a<![CDATA[<b>]]> c</p>", "paragraph(\"a<b> c\")"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void lists_are_read(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"bare and wrapped", "<ul><li>a</li><li><p>b</p></li></ul>",
         "list(item(bare(\"a\"))item(paragraph(\"b\")))"},
        {"nested", "<ul>\n<li>a\n<ol start=\"3\"><li>b</li></ol>\n</li></ul>",
         "list(item(bare(\"a\")list from 3(item(bare(\"b\")))))"},
        {"an empty item", "<ol><li/><li><p/></li></ol>", "list from 1(item()item())"},
        {"a list in a list", "<ul><ul><li>a</li></ul></ul>",
         "raw\"<ul><ul><li>a</li></ul></ul>\"()"},
        {"tasks",
         "<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>complete"
         "</ac:task-status><ac:task-body><span>a</span></ac:task-body></ac:task>\n"
         "<ac:task><ac:task-status>incomplete</ac:task-status></ac:task></ac:task-list>",
         "list of tasks(item 7 done(bare(hidden(\"a\")))item())"},
        {"tasks in a task's body",
         "<ac:task-list><ac:task><ac:task-body>a<ac:task-list><ac:task><ac:task-body>b"
         "</ac:task-body></ac:task></ac:task-list></ac:task-body></ac:task></ac:task-list>",
         "list of tasks(item(bare(\"a\")list of tasks(item(bare(\"b\")))))"},
        {"tasks behind a task",
         "<ac:task-list><ac:task><ac:task-body>a</ac:task-body></ac:task><ac:task-list><ac:task>"
         "<ac:task-body>b</ac:task-body></ac:task></ac:task-list><ac:task><ac:task-body>c"
         "</ac:task-body></ac:task></ac:task-list>",
         "list of tasks(item(bare(\"a\")list of tasks(item(bare(\"b\"))))item(bare(\"c\")))"},
        {"a task list with something else", "<ac:task-list><li>a</li></ac:task-list>",
         "raw\"<ac:task-list><li>a</li></ac:task-list>\"()"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void tables_are_read(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"bare and wrapped cells",
         "<table><colgroup><col/></colgroup><tbody><tr><th>a</th><th><p>b</p></th></tr>\n"
         "<tr><td>c</td><td/></tr></tbody></table>",
         "table(row(cell header(bare(\"a\"))cell header(paragraph(\"b\")))"
         "row(cell(bare(\"c\"))cell()))"},
        {"groups",
         "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
         "table(row(cell header(bare(\"a\")))row(cell(bare(\"b\"))))"},
        {"merged cells",
         "<table><tr><td colspan=\"2\">a</td></tr><tr><td rowspan=\"3\">b</td></tr></table>",
         "table(row(cell 2x1(bare(\"a\")))row(cell 1x3(bare(\"b\"))))"},
        {"blocks in cells",
         "<table><tr><td><ul><li>a</li></ul><table><tr><td>b</td></tr></table></td></tr></table>",
         "table(row(cell(list(item(bare(\"a\")))table(row(cell(bare(\"b\")))))))"},
        {"no rows", "<table><tbody/></table>", "raw\"<table><tbody/></table>\"()"},
        {"a caption", "<table><caption>a</caption><tr><td>b</td></tr></table>",
         "raw\"<table><caption>a</caption><tr><td>b</td></tr></table>\"()"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void links_and_images_are_read(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"an address", "<p><a href=\"http://x/?a&amp;b\" data-card-appearance=\"inline\">y</a></p>",
         "paragraph(link<url http://x/?a&b>(\"y\"))"},
        {"a page",
         "<p><ac:link><ri:page ri:content-title=\"A &amp; B\" ri:version-at-save=\"2\"/></ac:link></p>",
         "paragraph(link<page A & B>())"},
        {"a page with anchor and text",
         "<p><ac:link ac:anchor=\"Top\"><ri:page ri:space-key=\"S\" ri:content-title=\"T\"/>"
         "<ac:plain-text-link-body><![CDATA[x]]></ac:plain-text-link-body></ac:link></p>",
         "paragraph(link<page T S Top>(\"x\"))"},
        {"an anchor",
         "<p><ac:link ac:anchor=\"Top\"><ac:link-body>a <b>b</b></ac:link-body></ac:link></p>",
         "paragraph(link<anchor Top>(\"a \"strong(\"b\")))"},
        {"a file", "<p><ac:link><ri:attachment ri:filename=\"f.pdf\"/></ac:link></p>",
         "paragraph(link<file f.pdf>())"},
        {"nowhere", "<p>a<ac:link/></p>", "paragraph(\"a\"link<none>())"},
        {"a user", "<p><ac:link><ri:user ri:account-id=\"1\"/></ac:link></p>",
         "paragraph(link<user 1>())"},
        {"a file of another page",
         "<p><ac:link><ri:attachment ri:filename=\"f\"><ri:page ri:content-title=\"T\"/></ri:attachment></ac:link></p>",
         "paragraph(link<file T f>())"},
        {"an attached image",
         "<ac:image ac:alt=\"a\" ac:width=\"9\"><ri:attachment ri:filename=\"f.png\"/></ac:image>",
         "bare(image<file f.png>\"a\"\"\")"},
        {"an image with a caption",
         "<ac:image><ri:url ri:value=\"u\"/><ac:caption><p>a <b>b</b></p></ac:caption></ac:image>",
         "bare(image<url u>\"\"\"a b\")"},
        {"an img", "<p><img src=\"u\" alt=\"a\" title=\"t\"/></p>",
         "paragraph(image<url u>\"a\"\"t\")"},
        {"an image of another page",
         "<p><ac:image><ri:attachment ri:filename=\"f\"><ri:page/></ri:attachment></ac:image></p>",
         "paragraph(raw\"<ac:image><ri:attachment ri:filename=\"f\"><ri:page/></ri:attachment></ac:image>\")"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void macros_are_read(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"without a body",
         "<ac:structured-macro ac:name=\"toc\"><ac:parameter ac:name=\"maxLevel\">3</ac:parameter>"
         "<ac:parameter ac:name=\"\">a&amp;b</ac:parameter></ac:structured-macro>",
         "macro<toc maxLevel=3 =a&b>()"},
        {"with a plain body",
         "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[a]]]]><![CDATA[>b\n]]>"
         "</ac:plain-text-body></ac:structured-macro>",
         "macro<code \"a]]>b\n\">()"},
        {"with a rich body",
         "<ac:structured-macro ac:name=\"info\"><ac:rich-text-body><p>a</p></ac:rich-text-body>"
         "</ac:structured-macro>",
         "macro<info>(paragraph(\"a\"))"},
        {"with a resource as parameter",
         "<ac:structured-macro ac:name=\"x\"><ac:parameter ac:name=\"p\"><ri:page/></ac:parameter></ac:structured-macro>",
         "raw\"<ac:structured-macro ac:name=\"x\"><ac:parameter ac:name=\"p\"><ri:page/></ac:parameter></ac:structured-macro>\"()"},
        {"with a resource, alone in a paragraph",
         "<p><ac:structured-macro ac:name=\"x\"><ac:parameter ac:name=\"p\"><ri:page/></ac:parameter></ac:structured-macro></p>",
         "paragraph(raw\"<ac:structured-macro ac:name=\"x\"><ac:parameter ac:name=\"p\"><ri:page/></ac:parameter></ac:structured-macro>\")"},
        {"beside a blank that is not one", "<p><ac:structured-macro ac:name=\"toc\"/>&nbsp;</p>",
         "macro<toc>()"},
        {"alone in a paragraph", "<p> <ac:structured-macro ac:name=\"toc\"/><br/></p>",
         "macro<toc>()"},
        {"a status alone", "<ac:structured-macro ac:name=\"status\"/>", "bare(macro<status>)"},
        {"in text", "<p>a <ac:structured-macro ac:name=\"x\"/></p>", "paragraph(\"a \"macro<x>)"},
        {"in loose text", "a <ac:structured-macro ac:name=\"x\"/> b", "bare(\"a \"macro<x>\" b\")"},
        {"a line below loose text", "a\n<ac:structured-macro ac:name=\"x\"/>",
         "bare(\"a\")macro<x>()"},
        {"a block in a paragraph with text",
         "<p>a<ac:structured-macro ac:name=\"x\"><ac:rich-text-body/></ac:structured-macro></p>",
         "paragraph(\"a\"raw\"<ac:structured-macro ac:name=\"x\"><ac:rich-text-body/></ac:structured-macro>\")"},
        {"code in an item",
         "<ul><li>a<ac:structured-macro ac:name=\"code\"><ac:plain-text-body>b"
         "</ac:plain-text-body></ac:structured-macro></li></ul>",
         "list(item(bare(\"a\")macro<code \"b\">()))"},
        {"other extensions", "<ac:adf-extension><ac:adf-node/></ac:adf-extension>",
         "raw\"<ac:adf-extension><ac:adf-node/></ac:adf-extension>\"()"},
    };
    check_cases(cases, COUNT_OF(cases));
}

/* What surrounds the inner bytes stays when only the content is written anew. */
static void edges_that_nobody_sees_are_outside_the_inner_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *storage;
        const char *inner;
    } cases[] = {
        {"<p>&nbsp; a b <br/></p>", "a b"},
        {"<p> <b> a</b>&nbsp;</p>", "<b> a</b>"},
        {"<h2><span/>a</h2>", "a"},
        {"<p><ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[x]]>"
         "</ac:plain-text-body></ac:structured-macro></p>",
         "<![CDATA[x]]>"},
        {" a b ", "a b"},
        {"<ul> <li>a</li></ul>", " <li>a</li>"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct slice storage = slice_from(cases[i].storage);
        struct block *page = NULL;
        struct xml_fault fault;
        assert_true(storage_read(arena, storage, &page, &fault));
        struct slice inner = slice_of_span(storage, page->first_child->source->inner);
        if (!slice_equals(inner, cases[i].inner)) {
            fail_msg("%s: found %.*s", cases[i].storage, (int)inner.length, inner.start);
        }
    }
}

static void a_malformed_page_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *page = NULL;
    struct xml_fault fault;

    assert_false(storage_read(arena, SLICE_LITERAL("<p>a\n<b></p>"), &page, &fault));
    assert_int_equal(fault.line, 2);
    assert_int_equal(fault.column, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_read),
        cmocka_unit_test(what_nobody_sees_is_no_block),
        cmocka_unit_test(marks_and_wrappers_are_read),
        cmocka_unit_test(blanks_collapse_as_html_shows_them),
        cmocka_unit_test(lists_are_read),
        cmocka_unit_test(tables_are_read),
        cmocka_unit_test(links_and_images_are_read),
        cmocka_unit_test(macros_are_read),
        cmocka_unit_test(edges_that_nobody_sees_are_outside_the_inner_bytes),
        cmocka_unit_test(a_malformed_page_is_refused),
    };
    return cmocka_run_group_tests_name("storage/read", tests, NULL, NULL);
}
