/* SPDX-License-Identifier: MIT */
#include "stores/local_store.h"

#include "mount_fixture.h"

static void every_page_is_visited_with_what_it_says(void **state)
{
    struct mount *m = *state;

    mount_write_page(m, "index.md", 100, "Home", "Hello\n");
    temporary_write(m->temporary, "guide.md",
                    "---\r\ntitle: The guide\r\nconfluence: {id: 5, version: 3}\r\n---\r\n\r\n"
                    "One\r\nTwo\r\n");
    temporary_mkdir(m->temporary, "guide");
    temporary_write(m->temporary, "guide/new.md", "Just text\n");
    mount_list(m);

    assert_int_equal(m->count, 3);
    const struct local_page *home = mount_page(m, "index.md");
    assert_int_equal(home->id, 100);
    assert_int_equal(home->version, 1);
    assert_string_equal(home->title, "Home");
    assert_false(home->is_title_implied);
    assert_int_equal(home->parent, LOCAL_PARENT_TOP);
    assert_true(slice_equals(home->body, "Hello\n"));
    const struct local_page *guide = mount_page(m, "guide.md");
    assert_int_equal(guide->parent, LOCAL_PARENT_PAGE);
    assert_int_equal(guide->parent_key, home->key);
    assert_int_equal(guide->version, 3);
    assert_true(slice_equals(guide->body, "One\nTwo\n"));
    const struct local_page *new = mount_page(m, "guide/new.md");
    assert_int_equal(new->id, 0);
    assert_int_equal(new->parent_key, guide->key);
    assert_true(new->is_title_implied);
    assert_string_equal(new->title, "new");
}

static void a_heading_that_is_the_title_is_not_in_the_body(void **state)
{
    struct mount *m = *state;

    temporary_write(m->temporary, "a.md",
                    "---\r\nconfluence: {id: 5}\r\n---\r\n\r\n# A title\r\n\r\nText\r\n");
    temporary_write(m->temporary, "b.md", "---\ntitle: B\n---\n\n# A heading\n");
    mount_list(m);

    const struct local_page *page = mount_page(m, "a.md");
    assert_string_equal(page->title, "A title");
    assert_false(page->is_title_implied);
    assert_true(slice_equals(page->body, "Text\n"));
    assert_int_equal(page->body_line, 7);
    assert_true(slice_equals(mount_page(m, "b.md")->body, "# A heading\n"));
}

static void faults_are_visited_too(void **state)
{
    struct mount *m = *state;

    temporary_write(m->temporary, "broken.md", "---\ntitle: [\n---\n");
    temporary_write(m->temporary, "binary.md", "a\xFF\n");
    mount_list(m);

    assert_string_equal(mount_page(m, "broken.md")->fault,
                        "broken.md:3:1: did not find expected node content");
    assert_string_equal(mount_page(m, "binary.md")->fault, "binary.md:1: not UTF-8 text");
}

static void an_unreadable_file_is_a_fault(void **state)
{
    struct mount *m = *state;

    temporary_write(m->temporary, "closed.md", "x");
    assert_int_equal(chmod(temporary_path(m->temporary, "closed.md"), 0), 0);
    temporary_become_nobody(m->temporary);
    mount_list(m);
    temporary_become_oneself();

    assert_string_equal(mount_page(m, "closed.md")->fault,
                        "cannot read closed.md: Permission denied");
}

/* The state's view of a page that was visited, at a time when the stamp proves something. */
static struct known_file known_of(const struct local_page *page, long long later_ns)
{
    struct known_file known = {page->path, page->stamp};
    known.stamp.taken_ns = page->stamp.changed_ns + later_ns;
    return known;
}

static void known_files_are_not_read(void **state)
{
    struct mount *m = *state;
    const long long second_ns = 1000000000;

    mount_write_page(m, "a.md", 1, "A", "Text\n");
    mount_write_page(m, "b.md", 2, "B", "Text\n");
    mount_list(m);
    const struct known_file known[] = {
        known_of(mount_page(m, "a.md"), 5 * second_ns),
        known_of(mount_page(m, "b.md"), 5 * second_ns),
    };
    mount_write_page(m, "b.md", 2, "B", "Next\n"); /* as long as before */
    mount_list_known(m, known, COUNT_OF(known));

    assert_true(mount_page(m, "a.md")->is_as_known);
    assert_int_equal(mount_page(m, "a.md")->known_index, 0);
    assert_null(mount_page(m, "a.md")->title);
    assert_int_equal(mount_page(m, "a.md")->stamp.taken_ns, known[0].stamp.taken_ns);
    assert_false(mount_page(m, "b.md")->is_as_known);
    assert_true(slice_equals(mount_page(m, "b.md")->body, "Next\n"));
}

static void a_racily_clean_file_is_read(void **state)
{
    struct mount *m = *state;

    mount_write_page(m, "a.md", 1, "A", "Text\n");
    mount_list(m);
    /* The stamp was taken in the same tick as the change: one more could hide in it. */
    const struct known_file racy = known_of(mount_page(m, "a.md"), 0);
    mount_list_known(m, &racy, 1);

    assert_false(mount_page(m, "a.md")->is_as_known);
}

static void a_page_can_be_read_again(void **state)
{
    struct mount *m = *state;
    struct local_page page;
    struct error error;

    mount_write_page(m, "a.md", 1, "A", "Text\n");
    mount_list(m);
    size_t key = mount_page(m, "a.md")->key;
    mount_write_page(m, "a.md", 1, "A", "Other\n");

    assert_true(m->store->read(m->store->data, m->arena, key, &page, &error));
    assert_true(slice_equals(page.body, "Other\n"));
    assert_string_equal(page.path, "a.md");
    temporary_write(m->temporary, "a.md", "---\n[\n---\n");
    assert_false(m->store->read(m->store->data, m->arena, key, &page, &error));
    assert_int_equal(remove(temporary_path(m->temporary, "a.md")), 0);
    assert_false(m->store->read(m->store->data, m->arena, key, &page, &error));
}

static const char *place(struct mount *m, const struct local_place *wanted)
{
    size_t key = LOCAL_NONE;
    struct error error;
    assert_true(m->store->place(m->store->data, wanted, &key, &error));
    return m->store->path(m->store->data, key);
}

static void new_pages_find_free_places(void **state)
{
    struct mount *m = *state;

    mount_write_page(m, "Guide.md", 5, "Guide", "");
    temporary_mkdir(m->temporary, "Guide");
    mount_write_page(m, "Guide/used.md", 6, "Used", "");
    assert_int_equal(symlink("x", temporary_path(m->temporary, "linked.md")), 0);
    mount_list(m);
    const size_t guide = mount_page(m, "Guide.md")->key;
    const struct {
        struct local_place wanted;
        const char *path;
    } cases[] = {
        {{LOCAL_PARENT_TOP, 0, "Home", MOUNT_ROOT_ID, NULL}, "index.md"},
        {{LOCAL_PARENT_TOP, 0, "Home", MOUNT_ROOT_ID, NULL}, "_top/home.md"},
        {{LOCAL_PARENT_TOP, 0, "Old page", 7, NULL}, "_top/old-page.md"},
        {{LOCAL_PARENT_TOP, 0, "Old: page", 36, NULL}, "_top/old-page~10.md"},
        {{LOCAL_PARENT_TOP, 0, "Old; page", 36, NULL}, "_top/old-page~10-2.md"},
        {{LOCAL_PARENT_PAGE, guide, "Used", 37, NULL}, "Guide/used~11.md"},
        {{LOCAL_PARENT_PAGE, guide, "Index", 38, NULL}, "Guide/index.md"},
        {{LOCAL_PARENT_PAGE, guide, "Mine", 39, "Guide/hers.md"}, "Guide/hers.md"},
        {{LOCAL_PARENT_PAGE, guide, "Mine", 40, "Guide/hers.md"}, "Guide/mine.md"},
        {{LOCAL_PARENT_PAGE, guide, "Elsewhere", 41, "x/elsewhere.md"}, "Guide/elsewhere.md"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_string_equal(place(m, &cases[i].wanted), cases[i].path);
    }
    mount_list(m); /* forgets the placed ones */
    mount_write_page(m, "index.md", 100, "Home", "");
    mount_list(m);
    const size_t root = mount_page(m, "index.md")->key;
    const struct local_place index = {LOCAL_PARENT_PAGE, root, "Index", 36, NULL};
    const struct local_place same = {LOCAL_PARENT_PAGE, root, "guide", 37, NULL};
    const struct local_place linked = {LOCAL_PARENT_PAGE, root, "Linked", 38, NULL};
    assert_string_equal(place(m, &index), "index~10.md");
    assert_string_equal(place(m, &same), "guide~11.md");
    assert_string_equal(place(m, &linked), "linked~12.md");
}

static void a_page_too_deep_for_a_path_is_refused(void **state)
{
    struct mount *m = *state;
    char title[111];
    struct local_place wanted = {.parent = LOCAL_PARENT_PAGE, .title = title, .id = 7};
    struct error error = {0};
    size_t depth = 0;

    memset(title, 'a', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    mount_write_page(m, "index.md", MOUNT_ROOT_ID, "Home", "");
    mount_list(m);
    wanted.parent_key = mount_page(m, "index.md")->key;
    while (m->store->place(m->store->data, &wanted, &wanted.parent_key, &error)) {
        assert_true(strlen(m->store->path(m->store->data, wanted.parent_key)) < 4000);
        depth++;
    }

    assert_int_equal(depth, 35);
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_string_equal(error.message, "its file's path would be too long; move it, or a page "
                                       "above it, further up, or shorten their titles");
}

static void attachments_are_beside_the_children(void **state)
{
    struct mount *m = *state;

    mount_write_page(m, "index.md", 100, "Home", "");
    mount_write_page(m, "a.md", 1, "A", "");
    temporary_mkdir(m->temporary, "a");
    mount_write_page(m, "a/b.md", 2, "B", "");
    mount_list(m);

    assert_string_equal(m->store->attachments(m->store->data, mount_page(m, "index.md")->key),
                        "_attachments/");
    assert_string_equal(m->store->attachments(m->store->data, mount_page(m, "a.md")->key),
                        "a/_attachments/");
    assert_string_equal(m->store->attachments(m->store->data, mount_page(m, "a/b.md")->key),
                        "b/_attachments/");
}

static int set_up_in_docs(void **state)
{
    return mount_set_up_at(state, "docs");
}

static void a_mount_below_the_root_is_only_its_directory(void **state)
{
    struct mount *m = *state;
    const struct local_visitor visitor = {mount_collect, m};
    struct error error;

    assert_false(m->store->list(m->store->data, NULL, 0, &visitor, &error));
    assert_int_equal(error.kind, ERROR_STOPPED);
    temporary_mkdir(m->temporary, "docs");
    mount_write_page(m, "docs/index.md", 100, "Home", "");
    temporary_write(m->temporary, "docs/broken.md", "---\n[\n---\n");
    temporary_write(m->temporary, "outside.md", "");
    mount_list(m);

    assert_int_equal(m->count, 2);
    assert_int_equal(mount_page(m, "index.md")->id, 100);
    assert_string_equal(mount_page(m, "broken.md")->fault,
                        "docs/broken.md:3:1: did not find expected node content");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_page_is_visited_with_what_it_says, mount_set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(a_heading_that_is_the_title_is_not_in_the_body,
                                        mount_set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(faults_are_visited_too, mount_set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(an_unreadable_file_is_a_fault, mount_set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(known_files_are_not_read, mount_set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(a_racily_clean_file_is_read, mount_set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(a_page_can_be_read_again, mount_set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(new_pages_find_free_places, mount_set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(a_page_too_deep_for_a_path_is_refused, mount_set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(attachments_are_beside_the_children, mount_set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(a_mount_below_the_root_is_only_its_directory,
                                        set_up_in_docs, mount_tear_down),
    };
    return cmocka_run_group_tests_name("stores/local_store", tests, NULL, NULL);
}
