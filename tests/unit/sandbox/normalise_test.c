/* SPDX-License-Identifier: MIT */
#include "sandbox/normalise.h"

#include <string.h>

#include "base/strbuf.h"
#include "sandbox/uuid.h"
#include "unit.h"

struct example {
    const char *name;
    const char *before;
    const char *after; /* ID stands for a macro id; NULL: as before */
};

static const struct example examples[] = {
    {"nothing to do", "<p>hello world</p>", NULL},
    {"an empty body", "", NULL},
    {"empty elements", "<p/><br/><hr />", "<p /><br /><hr />"},
    {"empty elements with attributes", "<ri:page ri:content-title=\"A/\"/>",
     "<ri:page ri:content-title=\"A/\" />"},
    {"elements that are empty in full", "<p></p>", NULL},
    {"a line break before the slash", "<br\n/>", NULL},
    {"line ends at the end", "<p>a</p>\r\n\n", "<p>a</p>"},
    {"line ends inside", "<p>a\n</p>\n<p/>", "<p>a\n</p>\n<p />"},
    {"entities, spaces and attributes", "<p  class='x' >&nbsp;&amp;&#160; é</p >", NULL},
    {"unknown attributes",
     "<table data-layout=\"bogus\"><tbody><tr><td align=\"center\" /></tr></tbody></table>", NULL},
    {"an idle style", "<p style=\"text-align: start\">a</p>", "<p style=\"\">a</p>"},
    {"an idle style with a semicolon", "<p class=\"c\" style=\"text-align: start;\" id=\"i\">a</p>",
     "<p class=\"c\" style=\"\" id=\"i\">a</p>"},
    {"another style", "<p style=\"text-align: center\">a</p>", NULL},
    {"what only looks like tags",
     "<!-- <br/> --><ac:plain-text-body><![CDATA[<br/><ac:structured-macro/>]]></ac:plain-text-body>",
     NULL},
    {"a macro without ids", "<ac:structured-macro ac:name=\"toc\"/>",
     "<ac:structured-macro ac:name=\"toc\" ac:schema-version=\"1\" ac:macro-id=\"ID\" />"},
    {"a macro with a version",
     "<ac:structured-macro ac:name=\"x\" ac:schema-version=\"2\" ></ac:structured-macro>",
     "<ac:structured-macro ac:name=\"x\" ac:schema-version=\"2\" ac:macro-id=\"ID\" ></ac:structured-macro>"},
    {"a macro with an id",
     "<ac:structured-macro ac:macro-id=\"m\" ac:name=\"x\"></ac:structured-macro>",
     "<ac:structured-macro ac:macro-id=\"m\" ac:name=\"x\" ac:schema-version=\"1\"></ac:structured-macro>"},
    {"a macro with both", "<ac:structured-macro ac:macro-id=\"m\" ac:schema-version=\"1\" />",
     NULL},
    {"a macro in a macro",
     "<ac:structured-macro ac:name=\"a\" ac:macro-id=\"1\" ac:schema-version=\"1\"><ac:rich-text-body><p><br/></p>"
     "<ac:structured-macro ac:name=\"b\" ac:schema-version=\"1\"/></ac:rich-text-body></ac:structured-macro>",
     "<ac:structured-macro ac:name=\"a\" ac:macro-id=\"1\" ac:schema-version=\"1\"><ac:rich-text-body><p><br /></p>"
     "<ac:structured-macro ac:name=\"b\" ac:schema-version=\"1\" ac:macro-id=\"ID\" /></ac:rich-text-body></ac:structured-macro>"},
};

/* The text with every new macro id written as ID. */
static const char *with_named_ids(struct arena *arena, struct slice text)
{
    CLEANUP_STRBUF struct strbuf named = STRBUF(65536);
    static const char start[] = "ac:macro-id=\"";
    size_t done = 0;

    for (size_t at = slice_find(text, 0, slice_from(start)); at != SLICE_NOT_FOUND;
         at = slice_find(text, done, slice_from(start))) {
        size_t value = at + strlen(start);
        size_t end = slice_find_char(text, value, '"');
        strbuf_append_slice(&named, slice_part(text, done, value));
        if (end - value == UUID_SIZE - 1) {
            strbuf_append(&named, "ID");
        } else {
            strbuf_append_slice(&named, slice_part(text, value, end));
        }
        done = end;
    }
    strbuf_append_slice(&named, slice_part(text, done, text.length));
    return strbuf_copy(&named, arena).start;
}

static void a_save_changes_what_confluence_changes(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    uint64_t seed = 1;

    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        const struct example *example = &examples[i];
        const char *expected = example->after ? example->after : example->before;
        struct problem problem = {0};
        struct slice normalised = {0};
        if (!normalise_body(arena, slice_from(example->before), random_seeded(&seed), &normalised,
                            &problem)) {
            fail_msg("%s: %s", example->name, problem.title);
        }
        const char *found = with_named_ids(arena, normalised);
        if (strcmp(found, expected) != 0) {
            fail_msg("%s: found %s, expected %s", example->name, found, expected);
        }
    }
}

static void a_second_save_changes_nothing(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    uint64_t seed = 1;

    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        struct problem problem = {0};
        struct slice once = {0};
        struct slice twice = {0};
        assert_true(normalise_body(arena, slice_from(examples[i].before), random_seeded(&seed),
                                   &once, &problem));
        assert_true(normalise_body(arena, once, random_seeded(&seed), &twice, &problem));
        assert_true(slice_equal(once, twice));
    }
}

static void every_macro_gets_an_id_of_its_own(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct problem problem = {0};
    struct slice normalised = {0};
    uint64_t seed = 1;

    assert_true(normalise_body(
        arena,
        SLICE_LITERAL("<ac:structured-macro ac:name=\"a\"/><ac:structured-macro ac:name=\"a\"/>"),
        random_seeded(&seed), &normalised, &problem));
    struct slice first = slice_part(normalised, 0, normalised.length / 2);
    struct slice second = slice_part(normalised, normalised.length / 2, normalised.length);
    assert_int_equal(first.length, second.length);
    assert_false(slice_equal(first, second));
}

static void malformed_bodies_are_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct problem problem = {0};
    struct slice normalised = {0};
    uint64_t seed = 1;

    assert_false(
        normalise_body(arena, SLICE_LITERAL("<p>"), random_seeded(&seed), &normalised, &problem));
    assert_int_equal(problem.status, 400);
    assert_null(normalised.start);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_save_changes_what_confluence_changes),
        cmocka_unit_test(a_second_save_changes_nothing),
        cmocka_unit_test(every_macro_gets_an_id_of_its_own),
        cmocka_unit_test(malformed_bodies_are_refused),
    };
    return cmocka_run_group_tests_name("sandbox/normalise", tests, NULL, NULL);
}
