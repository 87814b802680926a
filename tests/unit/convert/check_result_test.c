/* SPDX-License-Identifier: MIT */
#include "convert/check_result.h"

#include <string.h>

#include "storage/read.h"
#include "unit.h"

#define BASE "<p>a</p><p>a</p>loose &lt;<p/>text<table><tbody><tr><td>c</td></tr></tbody></table>"

static bool is_accepted(const char *base, const char *written, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(1000);
    struct block *page = NULL;
    struct xml_fault fault;

    strbuf_append(&text, written);
    assert_true(storage_read(arena, slice_from(base), &page, &fault));
    return check_result(slice_from(base), page, &text, error);
}

static void well_formed_storage_is_accepted(void **state)
{
    (void)state;
    static const char *const good[] = {
        "",
        BASE,
        BASE BASE,
        "<p>a</p>",
        "<p>a</p><p>a</p>",
        "<p>a</p><p>b</p><p>a</p>",
        "<p>a</p><p>a</p>loose &lt;<p/>text",
        "<p>a</p><p>a</p>loo<hr/><table><tbody><tr><td>c</td></tr></tbody></table>",
        "<h1>new</h1>",
    };
    struct error error;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(is_accepted(BASE, good[i], &error));
        assert_true(is_accepted("", good[i], &error));
    }
}

static void malformed_storage_is_refused_wherever_it_is(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "<p>" BASE,
        BASE "</p>",
        BASE "<p>",
        BASE "]]>",
        "<p>a</p></p><p>a</p>",
        "<p>a</p><p>a</p>loose &",
        "<p>a</p><p>a</p>loose &lt;<p/>text</b><table><tbody><tr><td>c</td></tr></tbody></table>",
        "<p>a</p><![CDATA[<table><tbody><tr><td>c</td></tr></tbody></table>",
        "<p>a</p><<table><tbody><tr><td>c</td></tr></tbody></table>",
        "<table><tbody><tr><td>c</td></tr></tbody>",
    };
    struct error error;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(is_accepted(BASE, bad[i], &error));
        assert_false(is_accepted("", bad[i], &error));
    }
}

static void texts_that_end_alike_are_looked_at_whole(void **state)
{
    (void)state;
    struct error error;

    assert_false(is_accepted("]] and &gt;", "]]>", &error));
    assert_false(is_accepted("a&lt;b", "a&lb", &error));
    assert_false(is_accepted("<p>a</p>]]<p/>&gt;<hr/>", "<p>a</p>]]><hr/>", &error));
}

static void a_fault_is_named_by_its_line_in_the_whole(void **state)
{
    (void)state;
    struct error error;

    assert_false(is_accepted("<p>a</p>\n<p>b</p>\n<hr/>", "<p>a</p>\n<p>b</i>\n<hr/>", &error));
    assert_non_null(strstr(error.message, "malformed at 2:5"));
}

static void what_did_not_fit_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(8);
    struct block *page = NULL;
    struct xml_fault fault;
    struct error error;

    strbuf_append(&text, "<p>a</p>b");
    assert_true(storage_read(arena, SLICE_LITERAL("<p>a</p>"), &page, &fault));
    assert_false(check_result(SLICE_LITERAL("<p>a</p>"), page, &text, &error));
    assert_non_null(strstr(error.message, "larger than 8 bytes"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_storage_is_accepted),
        cmocka_unit_test(malformed_storage_is_refused_wherever_it_is),
        cmocka_unit_test(texts_that_end_alike_are_looked_at_whole),
        cmocka_unit_test(a_fault_is_named_by_its_line_in_the_whole),
        cmocka_unit_test(what_did_not_fit_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
