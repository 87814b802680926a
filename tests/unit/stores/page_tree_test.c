/* SPDX-License-Identifier: MIT */
#include "stores/page_tree_internal.h"

#include <string.h>

#include "unit.h"

struct fixture {
    struct arena *arena;
    struct page_tree tree;
};

static void begin(struct fixture *f)
{
    f->arena = arena_new();
    page_tree_init(&f->tree, f->arena);
}

static void end(struct fixture *f)
{
    page_tree_release(&f->tree);
    arena_free(f->arena);
}

static void assert_parent(struct fixture *f, const char *stem, const char *parent)
{
    size_t key = LOCAL_NONE;
    enum local_parent kind = page_tree_parent(&f->tree, page_tree_find(&f->tree, stem), &key);

    assert_int_equal(kind, LOCAL_PARENT_PAGE);
    assert_string_equal(f->tree.places[key]->stem, parent);
}

static void the_place_tells_the_parent(void **state)
{
    (void)state;
    const char *const stems[] = {"index",  "a",          "a/b",   "a/b/c",     "d/e",
                                 "_top/t", "_top/t/sub", "x/y/z", "index/odd", "_top/u/v"};
    struct fixture f;
    size_t key = 0;

    begin(&f);
    for (size_t i = 0; i < COUNT_OF(stems); i++) {
        assert_int_equal(page_tree_add(&f.tree, stems[i])->key, i);
    }

    assert_int_equal(page_tree_parent(&f.tree, page_tree_find(&f.tree, "index"), &key),
                     LOCAL_PARENT_TOP);
    assert_int_equal(page_tree_parent(&f.tree, page_tree_find(&f.tree, "_top/t"), &key),
                     LOCAL_PARENT_TOP);
    assert_int_equal(page_tree_parent(&f.tree, page_tree_find(&f.tree, "d/e"), &key),
                     LOCAL_PARENT_LOST);
    assert_int_equal(page_tree_parent(&f.tree, page_tree_find(&f.tree, "x/y/z"), &key),
                     LOCAL_PARENT_LOST);
    assert_int_equal(page_tree_parent(&f.tree, page_tree_find(&f.tree, "_top/u/v"), &key),
                     LOCAL_PARENT_LOST);
    assert_parent(&f, "a", "index");
    assert_parent(&f, "a/b", "a");
    assert_parent(&f, "a/b/c", "a/b");
    assert_parent(&f, "_top/t/sub", "_top/t");
    assert_parent(&f, "index/odd", "index");
    end(&f);
}

static void without_a_root_page_its_children_are_lost(void **state)
{
    (void)state;
    struct fixture f;
    size_t key = 0;

    begin(&f);
    const struct page_place *place = page_tree_add(&f.tree, "a");

    assert_int_equal(page_tree_parent(&f.tree, place, &key), LOCAL_PARENT_LOST);
    end(&f);
}

static void names_are_found_in_other_letters(void **state)
{
    (void)state;
    struct fixture f;

    begin(&f);
    struct page_place *upper = page_tree_add(&f.tree, "Guide");
    struct page_place *accent = page_tree_add(&f.tree, "caf\xC3\xA9");

    assert_ptr_equal(page_tree_find(&f.tree, "guide"), upper);
    assert_ptr_equal(page_tree_find(&f.tree, "cafe\xCC\x81"), accent);
    assert_null(page_tree_find(&f.tree, "cafe"));
    struct page_place *lower = page_tree_add(&f.tree, "guide");
    assert_ptr_equal(page_tree_find(&f.tree, "guide"), lower);
    assert_ptr_equal(page_tree_find(&f.tree, "Guide"), upper);
    end(&f);
}

static void moving_takes_along_what_is_below(void **state)
{
    (void)state;
    struct fixture f;

    begin(&f);
    struct page_place *a = page_tree_add(&f.tree, "a");
    struct page_place *child = page_tree_add(&f.tree, "a/b");
    struct page_place *deep = page_tree_add(&f.tree, "a/b/c");
    struct page_place *other = page_tree_add(&f.tree, "ab/c");

    page_tree_move(&f.tree, a, "x/y");

    assert_string_equal(child->stem, "x/y/b");
    assert_string_equal(deep->stem, "x/y/b/c");
    assert_string_equal(other->stem, "ab/c");
    assert_null(page_tree_find(&f.tree, "a"));
    assert_null(page_tree_find(&f.tree, "A/B"));
    assert_ptr_equal(page_tree_find(&f.tree, "X/Y/B"), child);
    deep->is_gone = true;
    assert_null(page_tree_find(&f.tree, "x/y/b/c"));
    end(&f);
}

static void paths_are_taken_apart_and_joined(void **state)
{
    (void)state;
    struct fixture f;

    begin(&f);
    assert_string_equal(page_tree_directory(f.arena, "a/b/c"), "a/b");
    assert_string_equal(page_tree_directory(f.arena, "a"), "");
    assert_string_equal(page_tree_join(f.arena, "", "a"), "a");
    assert_string_equal(page_tree_join(f.arena, "a", ""), "a");
    assert_string_equal(page_tree_join(f.arena, "a", "b/c"), "a/b/c");
    assert_string_equal(page_place_name(page_tree_add(&f.tree, "a/b")), "b");
    assert_string_equal(page_place_folder(page_tree_add(&f.tree, "index")), "");
    assert_string_equal(page_place_folder(page_tree_add(&f.tree, "a/index")), "a/index");
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_tells_the_parent),
        cmocka_unit_test(without_a_root_page_its_children_are_lost),
        cmocka_unit_test(names_are_found_in_other_letters),
        cmocka_unit_test(moving_takes_along_what_is_below),
        cmocka_unit_test(paths_are_taken_apart_and_joined),
    };
    return cmocka_run_group_tests_name("stores/page_tree", tests, NULL, NULL);
}
