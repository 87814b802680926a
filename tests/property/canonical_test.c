/* SPDX-License-Identifier: MIT */
/* The other tests here are only as good as their idea of "the same". */
#include "canonical.h"
#include "unit.h"
#include "visible_text.h"

struct pair {
    const char *left;
    const char *right;
};

static const struct pair equal_pairs[] = {
    {"<p>a</p>", "<p>a</p>"},
    {"<P>a</P>", "<p>a</p>"},
    {"<p/>", "<p></p>"},
    {"<p a=\"1\" b=\"2\">x</p>", "<p b='2' a='1'>x</p>"},
    {"<p local-id=\"1\">x</p>", "<p>x</p>"},
    {"<p>&eacute;&#33;</p>", "<p>\303\251!</p>"},
    {"<p>a &amp; b</p>", "<p>a <![CDATA[&]]> b</p>"},
    {"<p>a</p>\n\n<p>b</p>", "<p>a</p><p>b</p>"},
    {"<ul>\n<li> <p>a</p> </li>\n</ul>", "<ul><li><p>a</p></li></ul>"},
    {"<table> <tbody> <tr> <td>a</td> </tr> </tbody> </table>",
     "<table><tbody><tr><td>a</td></tr></tbody></table>"},
    {"<ac:structured-macro ac:name=\"code\" ac:macro-id=\"1\" ac:schema-version=\"1\">"
     "<ac:parameter ac:name=\"b\">2</ac:parameter><ac:parameter ac:name=\"a\">1</ac:parameter>"
     "<ac:plain-text-body><![CDATA[x]]]]><![CDATA[>y]]></ac:plain-text-body></ac:structured-macro>",
     "<ac:structured-macro ac:name=\"code\"> <ac:parameter ac:name=\"a\">1</ac:parameter> "
     "<ac:plain-text-body>x]]&gt;y</ac:plain-text-body>"
     "<ac:parameter ac:name=\"b\">2</ac:parameter></ac:structured-macro>"},
};

static const struct pair different_pairs[] = {
    {"<p>a</p>", "<p>b</p>"},
    {"<p>a</p>", "<h1>a</h1>"},
    {"<p>a</p>", "<p class=\"x\">a</p>"},
    {"<p>a b</p>", "<p>a  b</p>"},
    {"<p>a</p>", "<p>a </p>"},
    {"<p>a&nbsp;b</p>", "<p>a b</p>"},
    {"<p><em>a</em> <em>b</em></p>", "<p><em>a</em><em>b</em></p>"},
    {"<td><em>a</em> <em>b</em></td>", "<td><em>a</em><em>b</em></td>"},
    {"<ac:plain-text-body> a</ac:plain-text-body>", "<ac:plain-text-body>a</ac:plain-text-body>"},
    {"<ac:plain-text-body> </ac:plain-text-body>", "<ac:plain-text-body></ac:plain-text-body>"},
    {"<p>&lt;b&gt;a&lt;/b&gt;</p>", "<p><b>a</b></p>"},
    {"<p>a<!--x--></p>", "<p>a</p>"},
    {"<p>a", "<p>a"},
};

static void same_content_in_other_spellings_is_equal(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(equal_pairs); i++) {
        if (!canonical_equal(slice_from(equal_pairs[i].left), slice_from(equal_pairs[i].right))) {
            fail_msg("%s differs from %s", equal_pairs[i].left, equal_pairs[i].right);
        }
    }
}

static void other_content_is_not_equal(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(different_pairs); i++) {
        const struct pair *pair = &different_pairs[i];
        if (canonical_equal(slice_from(pair->left), slice_from(pair->right))) {
            fail_msg("%s equals %s", pair->left, pair->right);
        }
    }
}

static void a_malformed_text_has_no_canonical_form(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct xml_fault fault;
    struct slice text;

    assert_false(canonical_storage(arena, slice_from("<p>\n<b></p>"), &text, &fault));
    assert_int_equal(fault.line, 2);
    arena_free(arena);
}

static const struct pair alike_pairs[] = {
    {"<p style=\"color: red\">a <span class=\"x\">b</span></p><p/>", "<p>a b</p>"},
    {"<td><p>a</p></td>", "<td>a</td>"},
    {"<p>a <br/>b<br/></p>", "<p>a<br/>b</p>"},
    {"<p><strong>a </strong>b</p>", "<p><strong>a</strong> b</p>"},
    {"<p><b>a</b> <strong>b</strong></p>", "<p><strong>a b</strong></p>"},
    {"<img src=\"https://a/b.png\"/>",
     "<ac:image><ri:url ri:value=\"https://a/b.png\"/></ac:image>"},
    {"<ac:link><ri:page ri:content-title=\"A\"/></ac:link>",
     "<ac:link><ri:page ri:content-title=\"A\"/><ac:link-body>A</ac:link-body></ac:link>"},
};

static const struct pair unlike_pairs[] = {
    {"<p>a</p>", "<p>b</p>"},
    {"<p>a</p>", "<h1>a</h1>"},
    {"<p>a</p><p>b</p>", "<p>a b</p>"},
    {"<p><em>a</em></p>", "<p>a</p>"},
    {"<ul><li>a</li></ul>", "<ol><li>a</li></ol>"},
    {"<td colspan=\"2\">a</td>", "<td>a</td>"},
    {"<p><a href=\"x\">a</a></p>", "<p><a href=\"y\">a</a></p>"},
    {"<p>a&nbsp;b</p>", "<p>a b</p>"},
};

static bool looks_like(const struct pair *pair)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice left;
    struct slice right;

    assert_true(visible_text(arena, slice_from(pair->left), &left));
    assert_true(visible_text(arena, slice_from(pair->right), &right));
    return slice_equal(left, right);
}

static void pages_that_look_alike_have_the_same_visible_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(alike_pairs); i++) {
        if (!looks_like(&alike_pairs[i])) {
            fail_msg("%s does not look like %s", alike_pairs[i].left, alike_pairs[i].right);
        }
    }
    for (size_t i = 0; i < COUNT_OF(unlike_pairs); i++) {
        if (looks_like(&unlike_pairs[i])) {
            fail_msg("%s looks like %s", unlike_pairs[i].left, unlike_pairs[i].right);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_content_in_other_spellings_is_equal),
        cmocka_unit_test(other_content_is_not_equal),
        cmocka_unit_test(a_malformed_text_has_no_canonical_form),
        cmocka_unit_test(pages_that_look_alike_have_the_same_visible_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
