/* SPDX-License-Identifier: MIT */
#include "storage/adf.h"

#include "storage/patch.h"
#include "storage/read.h"
#include "storage/write.h"
#include "unit.h"

#define NAMED_LIKE_A_NOTE                                                                          \
    "<ac:structured-macro ac:name=\"adf:note\"><ac:rich-text-body><p>a</p></ac:rich-text-body>"    \
    "</ac:structured-macro>"

#define EXTENSION(inside)    "<ac:adf-extension>" inside "</ac:adf-extension>"
#define NODE(type, inside)   "<ac:adf-node type=\"" type "\">" inside "</ac:adf-node>"
#define VALUE(key, value)    "<ac:adf-attribute key=\"" key "\">" value "</ac:adf-attribute>"
#define CONTENT(inside)      "<ac:adf-content>" inside "</ac:adf-content>"
#define FALLBACK             "<ac:adf-fallback><p>view</p></ac:adf-fallback>"
#define PANEL(type, inside)  NODE("panel", VALUE("panel-type", type) inside "")
#define ITEM(state, inside)  NODE("decision-item", VALUE("state", state) inside "")
#define DECISIONS(inside)    EXTENSION(NODE("decision-list", VALUE("local-id", "1") inside ""))
#define NEW_DECISIONS(items) EXTENSION(NODE("decision-list", items ""))

static struct block *read_first(struct arena *arena, const char *storage)
{
    struct block *page = NULL;
    struct xml_fault fault;

    assert_true(storage_read(arena, slice_from(storage), &page, &fault));
    assert_non_null(page->first_child);
    return page->first_child;
}

static void note_panels_are_macros_around_their_content(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *block = read_first(arena, EXTENSION(PANEL("note", CONTENT("<p>a</p>")) FALLBACK));

    assert_int_equal(block->kind, BLOCK_MACRO);
    assert_true(slice_equals(block->macro->name, ADF_NOTE));
    assert_int_equal(block_child_count(block), 1);
    assert_int_equal(block->first_child->kind, BLOCK_PARAGRAPH);
}

static void decisions_are_items_with_boxes(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *list = read_first(arena, DECISIONS(ITEM("DECIDED", CONTENT("a"))
                                                         ITEM("UNDECIDED", CONTENT("<p>b</p>"))
                                                             ITEM("DECIDED", "")));

    assert_int_equal(list->kind, BLOCK_LIST);
    assert_true(list->is_decision_list);
    assert_int_equal(block_child_count(list), 3);
    assert_true(list->first_child->is_checked);
    assert_true(list->first_child->first_child->is_bare);
    assert_false(list->first_child->next->is_checked);
    assert_null(list->last_child->first_child);
}

static void what_the_document_cannot_say_stays_storage_format(void **state)
{
    (void)state;
    static const char *const storages[] = {
        EXTENSION(PANEL("custom", CONTENT("<p>a</p>"))),
        EXTENSION(PANEL("note", VALUE("panel-icon", ":x:") CONTENT("<p>a</p>"))),
        EXTENSION(PANEL("note", "")),
        EXTENSION(PANEL("note", CONTENT("<p>a</p>")) PANEL("note", CONTENT("<p>b</p>"))),
        EXTENSION(FALLBACK PANEL("note", CONTENT("<p>a</p>"))),
        EXTENSION(NODE("bodied-extension", CONTENT("<p>a</p>"))),
        EXTENSION(""),
        DECISIONS(""),
        DECISIONS(ITEM("PERHAPS", CONTENT("a"))),
        DECISIONS(ITEM("DECIDED", CONTENT("<p>a</p><p>b</p>"))),
        DECISIONS(ITEM("DECIDED", CONTENT("a") CONTENT("b"))),
        DECISIONS(ITEM("DECIDED", CONTENT("a")) VALUE("x", "y")),
        NAMED_LIKE_A_NOTE,
    };

    for (size_t i = 0; i < COUNT_OF(storages); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct block *block = read_first(arena, storages[i]);
        if (block->kind != BLOCK_RAW) {
            fail_msg("%s is not raw", storages[i]);
        }
    }
}

static void new_nodes_have_no_ids_and_no_fallback(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {EXTENSION(PANEL("note", VALUE("local-id", "1") CONTENT("<p>a</p>")) FALLBACK),
         EXTENSION(PANEL("note", CONTENT("<p>a</p>")))},
        {DECISIONS(ITEM("DECIDED", CONTENT("a")) ITEM("UNDECIDED", "")),
         NEW_DECISIONS(ITEM("DECIDED", CONTENT("a")) ITEM("UNDECIDED", ""))},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf written = STRBUF(1000);
        storage_write_block(&written, read_first(arena, cases[i][0]));
        assert_string_equal(strbuf_text(&written), cases[i][1]);
    }
}

static void a_decision_keeps_its_attributes_when_its_state_changes(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf open = STRBUF(1000);
    CLEANUP_STRBUF struct strbuf close = STRBUF(1000);
    struct block *after =
        read_first(arena, DECISIONS(ITEM("UNDECIDED", CONTENT("a"))))->first_child;

    adf_append_item_open(&open,
                         slice_from("<ac:adf-node type=\"decision-item\">" VALUE(
                             "local-id", "DECIDED") VALUE("state", "DECIDED")),
                         after);
    adf_append_item_close(&close, slice_from("</ac:adf-node>"), after);
    assert_string_equal(strbuf_text(&open),
                        "<ac:adf-node type=\"decision-item\">" VALUE("local-id", "DECIDED")
                            VALUE("state", "UNDECIDED") "<ac:adf-content>");
    assert_string_equal(strbuf_text(&close), "</ac:adf-content></ac:adf-node>");
}

static void the_fallback_goes_with_an_edit(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"</ac:adf-content></ac:adf-node>" FALLBACK "</ac:adf-extension>",
         "</ac:adf-content></ac:adf-node></ac:adf-extension>"},
        {"</ac:adf-node>\n<ac:adf-fallback/>\n</ac:adf-extension>",
         "</ac:adf-node>\n</ac:adf-extension>"},
        {"</ac:adf-node>\n</ac:adf-extension>", "</ac:adf-node>\n</ac:adf-extension>"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf written = STRBUF(1000);
        adf_append_without_fallback(&written, slice_from(cases[i][0]));
        assert_string_equal(strbuf_text(&written), cases[i][1]);
    }
}

static void other_macros_are_no_patch_of_a_note(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct block *note = read_first(arena, EXTENSION(PANEL("note", CONTENT("<p>a</p>"))));
    struct block *info =
        read_first(arena, "<ac:structured-macro ac:name=\"info\"><ac:rich-text-body><p>a</p>"
                          "</ac:rich-text-body></ac:structured-macro>");

    assert_true(storage_patch_is_possible(note, note));
    assert_false(storage_patch_is_possible(note, info));
    assert_false(storage_patch_is_possible(info, note));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(note_panels_are_macros_around_their_content),
        cmocka_unit_test(decisions_are_items_with_boxes),
        cmocka_unit_test(what_the_document_cannot_say_stays_storage_format),
        cmocka_unit_test(new_nodes_have_no_ids_and_no_fallback),
        cmocka_unit_test(a_decision_keeps_its_attributes_when_its_state_changes),
        cmocka_unit_test(the_fallback_goes_with_an_edit),
        cmocka_unit_test(other_macros_are_no_patch_of_a_note),
    };
    return cmocka_run_group_tests_name("storage/adf", tests, NULL, NULL);
}
