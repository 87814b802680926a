/* SPDX-License-Identifier: MIT */
#include "sandbox/render.h"

#include <string.h>

#include "unit.h"

struct example {
    const char *name;
    const char *storage;
    const char *html;
};

static const struct example examples[] = {
    {"text", "<p>a &amp; b&nbsp;&eacute;</p>", "<p>a &amp; b\xc2\xa0é</p>"},
    {"capitals", "<Strong>x</Strong>", "<strong>x</strong>"},
    {"void elements", "<p>a<br />b</p><hr />", "<p>a<br>b</p><hr>"},
    {"scripts", "<script>alert(1)</script><p onclick=\"x\">p</p>", "alert(1)<p>p</p>"},
    {"frames", "<iframe src=\"https://example.org\" /><p />", "<p></p>"},
    {"links", "<a href=\"https://example.org/?a&amp;b\">x</a><a href=\"javascript:x\">y</a>",
     "<a rel=\"noreferrer\" href=\"https://example.org/?a&amp;b\">x</a><a rel=\"noreferrer\">y</a>"},
    {"tables", "<table><tbody><tr><td colspan=\"2\" rowspan=\"x\">a</td></tr></tbody></table>",
     "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>"},
    {"cell colours",
     "<table><tbody><tr><td data-highlight-colour=\"#fffae6\">a</td></tr></tbody></table>",
     "<table><tbody><tr><td style=\"background-color: #fffae6\">a</td></tr></tbody></table>"},
    {"styles", "<p style=\"text-align: center\">a</p><p style=\"background: url(x)\">b</p>",
     "<p style=\"text-align: center\">a</p><p>b</p>"},
    {"code",
     "<ac:structured-macro ac:name=\"code\"><ac:parameter ac:name=\"language\">c</ac:parameter>"
     "<ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>",
     "<figure class=\"code\"><figcaption> <small>c</small></figcaption><pre><code>a &lt; b</code></pre>"
     "</figure>"},
    {"panels",
     "<ac:structured-macro ac:name=\"note\"><ac:parameter ac:name=\"title\">T</ac:parameter>"
     "<ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>",
     "<div class=\"panel note\"><p class=\"panel-title\">T</p><p>x</p></div>"},
    {"macros without a rule",
     "<ac:structured-macro ac:name=\"jira\"><ac:parameter ac:name=\"key\">A-1</ac:parameter>"
     "</ac:structured-macro>",
     "<span class=\"macro\"><b>jira</b> key=A-1</span>"},
    {"links to pages", "<ac:link><ri:page ri:content-title=\"A b\" /></ac:link>",
     "<a href=\"/wiki/display/KEY/A%20b\">A b</a>"},
    {"mentions", "<ac:link><ri:user ri:account-id=\"557058:1\" /></ac:link>",
     "<span class=\"mention\">@557058:1</span>"},
    {"tasks",
     "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status>"
     "<ac:task-body>x</ac:task-body></ac:task></ac:task-list>",
     "<ul class=\"tasks\"><li><input type=\"checkbox\" disabled checked> x</li></ul>"},
    {"what is said twice",
     "<ac:adf-extension><ac:adf-node type=\"panel\"><ac:adf-content><p>a</p></ac:adf-content>"
     "</ac:adf-node><ac:adf-fallback><p>a</p></ac:adf-fallback></ac:adf-extension>",
     "<div class=\"frame\"><p>a</p></div>"},
    {"comments", "<!-- x --><p>a</p>", "<p>a</p>"},
    {"malformed storage", "<p>", "<pre>&lt;p&gt;</pre>"},
};

static void storage_becomes_html_that_cannot_do_anything(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        struct slice html = render_storage(arena, slice_from(examples[i].storage), "KEY");
        if (!slice_equals(html, examples[i].html)) {
            fail_msg("%s: found %.*s, expected %s", examples[i].name, (int)html.length, html.start,
                     examples[i].html);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(storage_becomes_html_that_cannot_do_anything),
    };
    return cmocka_run_group_tests_name("sandbox/render", tests, NULL, NULL);
}
