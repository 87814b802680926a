/* SPDX-License-Identifier: MIT */
#include "convert/losses.h"

#include "convert/convert.h"
#include "unit.h"

static const struct markdown_options options = {.attachments = "_attachments/"};

struct loss {
    const char *storage;
    const char *edited; /* the Markdown, afterwards */
    const char *notes;  /* one in a line */
};

#define CODE(parameters, text)                                                                     \
    "<ac:structured-macro ac:name=\"code\" ac:macro-id=\"m1\">" parameters                         \
    "<ac:plain-text-body><![CDATA[" text "]]></ac:plain-text-body></ac:structured-macro>"
#define TASKS(items) "<ac:task-list>" items "</ac:task-list>"
#define TASK(id, text)                                                                             \
    "<ac:task><ac:task-id>" id "</ac:task-id><ac:task-status>incomplete</ac:task-status>"          \
    "<ac:task-body>" text "</ac:task-body></ac:task>"

static const struct loss losses[] = {
    /* with a removed block */
    {"<p>a</p><p>b <span style=\"color: red;\">c</span></p>", "a\n",
     "<span style=\"color: red;\">\n"},
    {"<p>a</p><p style=\"text-align: center;\" local-id=\"1\">b</p>", "a\n",
     "<p style=\"text-align: center;\">\n"},
    {"<p>a</p><table data-layout=\"wide\"><colgroup><col style=\"width: 9px;\"/></colgroup><tbody>"
     "<tr><th class=\"confluenceTh\">b</th></tr><tr><td data-highlight-colour=\"#fff\">c</td></tr>"
     "<tr><td data-highlight-colour=\"#eee\">d</td></tr></tbody></table>",
     "a\n",
     "<table data-layout=\"wide\">\n<col style=\"width: 9px;\">\n"
     "<td data-highlight-colour=\"#fff\"> and 1 more like it\n"},
    {"<p>a</p><!-- who wrote this? --><p>b</p>", "a\n", "<!-- who wrote this? -->\n"},
    /* with a block that became another one */
    {"<h2 style=\"margin-left: 30px;\">a</h2>", "- a\n", "<h2 style=\"margin-left: 30px;\">\n"},
    /* with a thing in a line */
    {"<p>a <ac:image ac:align=\"left\"><ri:attachment ri:filename=\"b.png\"/></ac:image></p>",
     "a\n", "<ac:image ac:align=\"left\">\n"},
    {"<p>a <a href=\"https://x.y/\" data-card-appearance=\"inline\">b</a></p>",
     "a [b](confluence:page?title=B)\n", "<a data-card-appearance=\"inline\">\n"},
    {"<p><ac:image ac:original-width=\"800\" ac:width=\"50\"><ri:attachment ri:filename=\"b.png\"/>"
     "</ac:image></p>",
     "![](_attachments/c.png)\n", "<ac:image ac:original-width=\"800\">\n"},
    {"<p><ac:image><ri:attachment ri:filename=\"b.png\"/><ac:caption><p>one <em>two</em></p>"
     "</ac:caption></ac:image></p>",
     "![](_attachments/b.png \"one three\")\n", "<em>\n"},
    /* a size that the Markdown changes is none, but one that goes is */
    {"<p><ac:image ac:align=\"left\" ac:width=\"106\"><ri:attachment ri:filename=\"b.png\"/></ac:image></p>",
     "<img src=\"_attachments/b.png\" align=\"right\" width=\"120\">\n", ""},
    {"<p><ac:image ac:width=\"1\"><ri:attachment ri:filename=\"b.png\"/></ac:image> "
     "<ac:image ac:width=\"2\"><ri:attachment ri:filename=\"c.png\"/></ac:image></p>",
     "<img src=\"_attachments/c.png\" width=\"3\">\n", "<ac:image ac:width=\"1\">\n"},
    /* with a column of a table that the Markdown shows otherwise */
    {"<table><tbody><tr><td><p local-id=\"1\" style=\"text-align: right;\">a</p></td></tr><tr>"
     "<td style=\"text-align:right\">b</td></tr></tbody></table>",
     "| |\n| :-: |\n| a |\n| b |\n", ""},
    {"<table><tbody><tr><td><p style=\"text-align: right;\">a</p></td></tr><tr>"
     "<td><p>b</p></td></tr></tbody></table>",
     "| |\n| :-: |\n| a |\n| b |\n", "<p style=\"text-align: right;\">\n"},
    {"<table><tbody><tr><td><p style=\"color: red;text-align: right;\">a</p></td></tr>"
     "</tbody></table>",
     "c\n", "<p style=\"color: red;text-align: right;\">\n"},
    /* of macros and tasks */
    {CODE("<ac:parameter ac:name=\"width\">9</ac:parameter>", "b") "<p>a</p>", "a\n",
     "<ac:parameter ac:name=\"width\">9</ac:parameter>\n"},
    {TASKS(TASK("7", "one two")), "- [ ] three\n", ""},
    /* what goes by intent, or is nowhere */
    {CODE("", "<b style=\"x\">") "<p>a</p>", "a\n", ""},
    {"<p>a</p><p local-id=\"1\">b</p>", "a\n", ""},
    {TASKS(TASK("7", "one") TASK("8", "two")), "- [ ] one\n", ""},
    {"<p>a</p><ac:unknown style=\"x\">b</ac:unknown>", "a\n", ""},
    {"<p>a</p><p>see <a href=\"https://x.y/\">b</a></p>", "a\n", ""},
    /* what is only elsewhere */
    {"<p>a</p><p style=\"text-align: center;\">b</p><p>c</p>", "b\n\na\n\nc\n", ""},
    {"<p>b <span style=\"color: red;\">c d</span></p>", "b **c** d\n", ""},
};

static void expect_notes(const struct loss *loss)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf found = STRBUF(SIZE_MAX);
    struct conversion_report report = {.kept = 0};
    struct conversion_base base;
    struct slice result;
    struct error error;

    if (!convert_to_markdown(arena, slice_from(loss->storage), &options, &base, &error) ||
        !convert_to_storage(arena, slice_from(loss->edited), &base, &options, &result, &report,
                            &error)) {
        fail_msg("%s: %s", loss->storage, error.message);
    }
    for (size_t i = 0; i < report.notes.count; i++) {
        strbuf_append_slice(&found, report.notes.items[i].text);
        strbuf_append_char(&found, '\n');
    }
    if (!slice_equals(strbuf_slice(&found), loss->notes)) {
        fail_msg("%s\nwas %s\nnotes:\n%s", arena_copy(arena, result),
                 arena_copy(arena, base.markdown), strbuf_text(&found));
    }
}

static void whatever_is_gone_and_was_not_to_be_seen_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(losses); i++) {
        expect_notes(&losses[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_gone_and_was_not_to_be_seen_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
