/* SPDX-License-Identifier: MIT */
#include "convert/write_readable.h"

#include "base/limit.h"
#include "convert/convert.h"
#include "unit.h"

static const struct markdown_options options = {.attachments = "_attachments/"};

/* What is put around itself, again and again. */
struct nest {
    const char *open;
    const char *close;
    size_t elements;
};

#define EXPAND "<ac:structured-macro ac:name=\"expand\"><ac:rich-text-body>"
#define MACRO  "<ac:structured-macro ac:name=\"x\"><ac:rich-text-body>"

static const struct nest nests[] = {
    {"<table><tbody><tr><td><p>a</p>", "</td></tr></tbody></table>", 4},
    {"<table><tr><td>", "</td></tr></table>", 3},
    {EXPAND, "</ac:rich-text-body></ac:structured-macro>", 2},
    {MACRO "<p>a</p>", "</ac:rich-text-body></ac:structured-macro>", 2},
    {"<ul><li>a", "</li></ul>", 2},
    {"<ol><li>", "</li></ol>", 2},
    {"<blockquote>", "</blockquote>", 1},
    {"<blockquote><ul><li>", "</li></ul></blockquote>", 3},
    {"<table><tr><td>" EXPAND, "</ac:rich-text-body></ac:structured-macro></td></tr></table>", 5},
    {"<sub>a", "</sub>", 1},
    {"<strong><em>a ", "</em></strong>", 2},
};

static void append_times(struct strbuf *out, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        strbuf_append(out, text);
    }
}

/* A word is added before it: all else has to stay as it is. */
static void check(struct slice nested)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf storage = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf edited = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf wanted = STRBUF(LIMIT_PAGE);
    struct conversion_base base;
    struct conversion_report report;
    struct slice got;
    struct slice anew;
    struct error error;

    strbuf_append(&storage, "<p>before</p>");
    strbuf_append_slice(&storage, nested);
    strbuf_append(&wanted, "<p>more before</p>");
    strbuf_append_slice(&wanted, nested);
    assert_true(convert_to_markdown(arena, strbuf_slice(&storage), &options, &base, &error));
    assert_false(base.is_opaque);
    strbuf_append(&edited, "more ");
    strbuf_append_slice(&edited, base.markdown);
    if (!convert_to_storage(arena, strbuf_slice(&edited), &base, &options, &got, &report, &error) ||
        !convert_to_storage(arena, base.markdown, NULL, &options, &anew, &report, &error)) {
        fail_msg("%s", error.message);
    }
    assert_true(slice_equal(got, strbuf_slice(&wanted)));
}

static void nests_of_any_depth_are_read_again(void **state)
{
    (void)state;

    for (size_t i = 0; i < sizeof nests / sizeof nests[0]; i++) {
        for (size_t depth = 1; depth * nests[i].elements < LIMIT_DEPTH - 1;
             depth += 1 + depth / 9) {
            CLEANUP_STRBUF struct strbuf nested = STRBUF(LIMIT_PAGE);
            append_times(&nested, nests[i].open, depth);
            strbuf_append(&nested, "x");
            append_times(&nested, nests[i].close, depth);
            check(strbuf_slice(&nested));
        }
    }
}

static void long_runs_of_links_and_emphases_are_read_again(void **state)
{
    (void)state;

    for (size_t count = 1000; count <= 16000; count *= 2) {
        CLEANUP_STRBUF struct strbuf run = STRBUF(LIMIT_PAGE);
        strbuf_append(&run, "<p>");
        append_times(&run, "<strong>b</strong> <a href=\"https://e.org/a\">l</a> ", count);
        strbuf_append(&run, "c</p>");
        check(strbuf_slice(&run));
    }
}

static void what_is_not_nested_stays_markdown_in_a_layout(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf storage = STRBUF(LIMIT_PAGE);
    struct conversion_base base;
    struct error error;

    strbuf_append(&storage, "<ac:layout><ac:layout-section ac:type=\"single\"><ac:layout-cell>"
                            "<p>before</p>");
    append_times(&storage, nests[2].open, 125);
    append_times(&storage, nests[2].close, 125);
    strbuf_append(&storage, "</ac:layout-cell></ac:layout-section></ac:layout>");
    assert_true(convert_to_markdown(arena, strbuf_slice(&storage), &options, &base, &error));
    assert_true(slice_starts_with(base.markdown, "<!-- cf:layout -->\n<!-- cf:section single -->\n"
                                                 "<!-- cf:cell -->\n\nbefore\n\n```confluence\n"));
}

static void what_is_nested_too_deep_leaves_what_stands_before_it(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf storage = STRBUF(LIMIT_PAGE);
    struct conversion_base base;
    struct error error;

    append_times(&storage, nests[2].open, 40);
    append_times(&storage, nests[2].close, 40);
    append_times(&storage, nests[2].open, 125);
    append_times(&storage, nests[2].close, 125);
    assert_true(convert_to_markdown(arena, strbuf_slice(&storage), &options, &base, &error));
    assert_true(slice_starts_with(base.markdown, "<details>\n"));
    assert_true(slice_find(base.markdown, 0, slice_from("\n```confluence\n" EXPAND)) !=
                SLICE_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nests_of_any_depth_are_read_again),
        cmocka_unit_test(long_runs_of_links_and_emphases_are_read_again),
        cmocka_unit_test(what_is_not_nested_stays_markdown_in_a_layout),
        cmocka_unit_test(what_is_nested_too_deep_leaves_what_stands_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
