/* SPDX-License-Identifier: MIT */
#include "sandbox/wellformed.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "unit.h"

struct example {
    const char *storage;
    const char *words;
    const char *place;
};

static const struct example examples[] = {
    {"<p>one <b>two</p>", "Unexpected close tag </p>; expected </b>.", "[1,14]"},
    {"<p>\n  <b>\n</p>", "Unexpected close tag </p>; expected </b>.", "[3,1]"},
    {"<p>é</b>", "Unexpected close tag </b>; expected </p>.", "[1,5]"},
    {"</p>", "Unexpected close tag </p>; expected </xml>.", "[1,1]"},
    {"<p>a</p></div>", "Unexpected close tag </div>; expected </xml>.", "[1,9]"},
    {"<p a=\">\"><!-- <i> --><![CDATA[<u>]]><br/></b>", "Unexpected close tag </b>; expected </p>.",
     "[1,42]"},
    {"<p>&foo;</p>", "Undeclared general entity \"foo\"", "[1,4]"},
    {"<p title=\"&foo;\"></p>", "Undeclared general entity \"foo\"", "[1,11]"},
    {"<ul>\n<li><p>x</p>", "Unexpected EOF; was expecting a close tag for element <li>", "[2,13]"},
    {"<p>a</p><i", "Unexpected EOF; was expecting a close tag for element <i>", "[1,11]"},
    {"<p>a < b</p>", "Unexpected character ' ' (code 32)", "[1,7]"},
};

static void faults_are_described_as_woodstox_does(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        CLEANUP_STRBUF struct strbuf expected = STRBUF(4096);
        struct problem problem = {0};
        struct xml_node *root = NULL;
        strbuf_append_format(&expected,
                             "Error parsing xhtml: %s\n at [row,col {unknown-source}]: %s",
                             examples[i].words, examples[i].place);
        if (wellformed_parse(arena, slice_from(examples[i].storage), &root, &problem)) {
            fail_msg("%s was taken", examples[i].storage);
        }
        assert_int_equal(problem.status, 400);
        if (strcmp(problem.title, strbuf_text(&expected)) != 0) {
            fail_msg("%s: %s", examples[i].storage, problem.title);
        }
    }
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct problem problem = {0};
    struct xml_node *root = NULL;

    assert_false(wellformed_parse(arena, SLICE_LITERAL("<p>\xff</p>"), &root, &problem));
    assert_int_equal(problem.status, 400);
}

static void what_nests_too_deep_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf storage = STRBUF(65536);
    struct problem problem = {0};
    struct xml_node *root = NULL;

    for (int i = 0; i < LIMIT_DEPTH + 10; i++) {
        strbuf_append(&storage, "<b>");
    }
    for (int i = 0; i < LIMIT_DEPTH + 10; i++) {
        strbuf_append(&storage, "</b>");
    }
    assert_false(wellformed_parse(arena, strbuf_slice(&storage), &root, &problem));
    assert_int_equal(problem.status, 400);
}

static void what_is_well_formed_is_parsed(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct problem problem = {0};
    struct xml_node *root = NULL;

    assert_true(wellformed_parse(arena, SLICE_LITERAL("<p>a</p>"), &root, &problem));
    assert_non_null(root->first_child);
    assert_int_equal(problem.status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_described_as_woodstox_does),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(what_nests_too_deep_is_refused),
        cmocka_unit_test(what_is_well_formed_is_parsed),
    };
    return cmocka_run_group_tests_name("sandbox/wellformed", tests, NULL, NULL);
}
