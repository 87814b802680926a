/* SPDX-License-Identifier: MIT */
#include "sandbox/seed_tree.h"

#include "base/strbuf.h"
#include "temporary.h"

/* The tree in one line: "a+(b c)" is a page a with a file and children b and c, "a-()" one without. */
static void describe(const struct seed_node *node, struct strbuf *text)
{
    for (size_t i = 0; i < node->child_count; i++) {
        const struct seed_node *child = &node->children[i];
        strbuf_append(text, i > 0 ? " " : "");
        strbuf_append_slice(text, child->title);
        strbuf_append(text, child->file ? "+" : "-");
        if (child->directory) {
            strbuf_append(text, "(");
            describe(child, text);
            strbuf_append(text, ")");
        }
    }
}

static int set_up(void **state)
{
    *state = temporary_new();
    return 0;
}

static int tear_down(void **state)
{
    temporary_free(*state);
    return 0;
}

static void assert_tree(struct temporary *temporary, const char *expected)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(4096);
    struct seed_node root;
    struct error error;

    if (!seed_tree_read(arena, temporary->path, &root, &error)) {
        fail_msg("%s", error.message);
    }
    describe(&root, &text);
    assert_string_equal(strbuf_text(&text), expected);
}

static void files_and_directories_become_pages_in_the_order_of_their_titles(void **state)
{
    temporary_write(*state, "b.xml", "");
    temporary_write(*state, "a b.xml", "");
    temporary_mkdir(*state, "a");
    temporary_write(*state, "a/z.xml", "");
    assert_tree(*state, "a-(z+) a b+ b+");
}

static void a_file_and_the_directory_of_its_name_are_one_page(void **state)
{
    temporary_write(*state, "guide.xml", "");
    temporary_mkdir(*state, "guide");
    temporary_write(*state, "guide/install.xml", "");
    temporary_write(*state, "guide.extra.xml", "");
    assert_tree(*state, "guide+(install+) guide.extra+");
}

static void other_files_and_hidden_ones_are_not_looked_at(void **state)
{
    temporary_write(*state, "readme.txt", "");
    temporary_write(*state, ".hidden.xml", "");
    temporary_write(*state, "page.XML", "");
    temporary_mkdir(*state, ".git");
    temporary_write(*state, ".git/x.xml", "");
    assert_tree(*state, "");
}

static void a_directory_may_end_in_xml(void **state)
{
    temporary_mkdir(*state, "misc.xml");
    temporary_write(*state, "misc.xml/a.xml", "");
    temporary_write(*state, "misc.xml.xml", "");
    assert_tree(*state, "misc.xml+(a+)");
}

static void a_directory_that_is_not_there_is_an_error(void **state)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct seed_node root;
    struct error error;

    assert_false(seed_tree_read(arena, temporary_path(*state, "nowhere"), &root, &error));
    assert_int_equal(error.kind, ERROR_IO);
}

#define WITH_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DIRECTORY(files_and_directories_become_pages_in_the_order_of_their_titles),
        WITH_DIRECTORY(a_file_and_the_directory_of_its_name_are_one_page),
        WITH_DIRECTORY(other_files_and_hidden_ones_are_not_looked_at),
        WITH_DIRECTORY(a_directory_may_end_in_xml),
        WITH_DIRECTORY(a_directory_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests_name("sandbox/seed_tree", tests, NULL, NULL);
}
