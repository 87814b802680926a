/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <time.h>

#include "mount_fixture.h"

#define HEAD(title, id, version)                                                                   \
    "---\ntitle: " title "\nconfluence:\n  id: " #id "\n  space: DOCS\n  version: " #version       \
    "\n---\n\n"

/* A home page with a guide that has two pages below it. */
static int set_up(void **state)
{
    mount_set_up(state);
    struct mount *m = *state;
    mount_write_page(m, "index.md", 100, "Home", "Hello\n");
    mount_write_page(m, "guide.md", 1, "Guide", "Guide text\n");
    temporary_mkdir(m->temporary, "guide");
    mount_write_page(m, "guide/install.md", 2, "Install", "Install text\n");
    mount_write_page(m, "guide/mine.md", 3, "Configure", "Configure text\n");
    mount_list(m);
    return 0;
}

static struct local_operation on(const struct mount *m, enum local_action action, const char *path)
{
    return (struct local_operation){.action = action, .key = mount_page(m, path)->key};
}

/* The one file of this name anywhere in the trash. */
static void assert_in_trash(struct mount *m, const char *path, const char *expected)
{
    char pattern[PATH_MAX];
    DIR *trash = opendir(temporary_path(m->temporary, WORKSPACE_TRASH));
    assert_non_null(trash);
    const struct dirent *run = readdir(trash);
    while (run && run->d_name[0] == '.') {
        run = readdir(trash);
    }
    assert_non_null(run);
    (void)snprintf(pattern, sizeof pattern, WORKSPACE_TRASH "/%.200s/%.200s", run->d_name, path);
    closedir(trash);
    temporary_assert_file(m->temporary, pattern, expected);
}

static size_t place(struct mount *m, size_t parent_key, const char *title, long long id)
{
    const struct local_place wanted = {LOCAL_PARENT_PAGE, parent_key, title, id, NULL};
    size_t key = LOCAL_NONE;
    struct error error;
    assert_true(m->store->place(m->store->data, &wanted, &key, &error));
    return key;
}

static void pages_are_created_with_their_front_matter(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[2] = {
        {.action = LOCAL_CREATE, .id = 7, .version = 4, .title = "Upgrade: now"},
        {.action = LOCAL_CREATE, .id = 8, .version = 1, .title = "Deep"},
    };

    operations[0].body = SLICE_LITERAL("Text\n");
    operations[0].key = place(m, mount_page(m, "guide.md")->key, "Upgrade: now", 7);
    operations[1].key = place(m, operations[0].key, "Deep", 8);
    mount_perform(m, operations, COUNT_OF(operations));

    assert_int_equal(operations[0].outcome, OUTCOME_DONE);
    temporary_assert_file(m->temporary, "guide/upgrade-now.md",
                          HEAD("\"Upgrade: now\"", 7, 4) "Text\n");
    temporary_assert_file(
        m->temporary, "guide/upgrade-now/deep.md",
        "---\ntitle: Deep\nconfluence:\n  id: 8\n  space: DOCS\n  version: 1\n---\n");
    assert_true(operations[1].stamp.taken_ns > 0);
}

static void new_pages_begin_with_their_title_where_the_configuration_says_so(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[2] = {
        {.action = LOCAL_CREATE, .id = 7, .version = 1, .title = "Deep"},
        {.action = LOCAL_CREATE, .id = 8, .version = 1, .title = "two  blanks"},
    };

    m->workspace->config->markdown.has_title_heading = true;
    operations[0].body = SLICE_LITERAL("# Text\n");
    operations[0].key = place(m, mount_page(m, "guide.md")->key, "Deep", 7);
    operations[1].key = place(m, mount_page(m, "guide.md")->key, "two  blanks", 8);
    mount_perform(m, operations, COUNT_OF(operations));

    temporary_assert_file(m->temporary, "guide/deep.md",
                          "---\nconfluence:\n  id: 7\n  space: DOCS\n  version: 1\n---\n\n"
                          "# Deep\n\n# Text\n");
    temporary_assert_file(m->temporary, "guide/two-blanks.md",
                          "---\ntitle: two  blanks\nconfluence:\n  id: 8\n  space: DOCS\n"
                          "  version: 1\n---\n");
}

static void a_title_and_a_body_are_written_around_the_heading(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[2];

    temporary_write(m->temporary, "guide.md", "# *Guide*\n\nText\n");
    temporary_write(m->temporary, "guide/install.md", "# Install\r\n\r\nText\r\n");
    mount_list(m);
    operations[0] = on(m, LOCAL_WRITE, "guide.md");
    operations[1] = on(m, LOCAL_WRITE, "guide/install.md");
    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        operations[i].expected_body = SLICE_LITERAL("Text\n");
    }
    operations[0].set = LOCAL_FIELD_BODY;
    operations[0].body = SLICE_LITERAL("New\n");
    operations[1].set = LOCAL_FIELD_TITLE;
    operations[1].title = "Set up";
    mount_perform(m, operations, COUNT_OF(operations));

    temporary_assert_file(m->temporary, "guide.md", "# *Guide*\n\nNew\n");
    temporary_assert_file(m->temporary, "guide/install.md", "# Set up\r\n\r\nText\r\n");
}

static void stamps_of_written_files_are_proof(void **state)
{
    struct mount *m = *state;
    struct local_operation operation = on(m, LOCAL_WRITE, "guide.md");

    operation.set = LOCAL_FIELD_VERSION;
    operation.version = 2;
    operation.expected_body = SLICE_LITERAL("Guide text\n");
    mount_perform(m, &operation, 1);
    const struct known_file known = {"guide.md", operation.stamp};
    mount_list_known(m, &known, 1);

    assert_true(mount_page(m, "guide.md")->is_as_known);
}

static void nothing_is_created_over_a_file(void **state)
{
    struct mount *m = *state;
    struct local_operation operation = {
        .action = LOCAL_CREATE, .id = 7, .version = 1, .title = "New"};

    operation.key = place(m, mount_page(m, "index.md")->key, "New", 7);
    temporary_write(m->temporary, "new.md", "mine\n");
    mount_perform(m, &operation, 1);

    assert_int_equal(operation.outcome, OUTCOME_CHANGED);
    temporary_assert_file(m->temporary, "new.md", "mine\n");
}

static void only_the_fields_named_are_written(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[3] = {
        on(m, LOCAL_WRITE, "guide.md"),
        on(m, LOCAL_WRITE, "guide/install.md"),
        on(m, LOCAL_WRITE, "guide/install.md"),
    };

    temporary_write(m->temporary, "guide.md",
                    "---\n# mine\ntags: [a]\ntitle: Guide\nconfluence: {id: 1, version: 1}\n---\n"
                    "Guide text\n");
    operations[0].set = LOCAL_FIELD_VERSION | LOCAL_FIELD_BODY;
    operations[0].version = 2;
    operations[0].title = "Not this";
    operations[0].body = SLICE_LITERAL("New text\n");
    operations[0].expected_body = SLICE_LITERAL("Guide text\n");
    operations[0].expected_title = "Guide";
    operations[1].set = LOCAL_FIELD_TITLE;
    operations[1].title = "Set up";
    operations[1].expected_body = SLICE_LITERAL("Install text\n");
    operations[2].set = LOCAL_FIELD_VERSION; /* of the page that the one before changes */
    operations[2].version = 9;
    operations[2].expected_body = SLICE_LITERAL("Install text\n");
    operations[2].expected_title = "Set up";
    mount_perform(m, operations, COUNT_OF(operations));

    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        assert_int_equal(operations[i].outcome, OUTCOME_DONE);
    }
    temporary_assert_file(m->temporary, "guide.md",
                          "---\n# mine\ntags: [a]\ntitle: Guide\nconfluence: {id: 1, version: 2}\n"
                          "---\nNew text\n");
    temporary_assert_file(m->temporary, "guide/install.md", HEAD("Set up", 2, 9) "Install text\n");
    assert_in_trash(m, "guide/install.md", HEAD("Install", 2, 1) "Install text\n");
}

static void a_created_page_gets_its_id(void **state)
{
    struct mount *m = *state;

    temporary_write(m->temporary, "fresh.md", "# Fresh\n");
    mount_list(m);
    struct local_operation operation = on(m, LOCAL_WRITE, "fresh.md");
    operation.set = LOCAL_FIELD_ID | LOCAL_FIELD_VERSION;
    operation.id = 55;
    operation.version = 1;
    operation.expected_body = SLICE_LITERAL("");
    mount_perform(m, &operation, 1);

    assert_int_equal(operation.outcome, OUTCOME_DONE);
    temporary_assert_file(m->temporary, "fresh.md",
                          "---\nconfluence:\n  id: 55\n  space: DOCS\n  version: 1\n---\n\n"
                          "# Fresh\n");
    assert_false(temporary_exists(m->temporary, WORKSPACE_TRASH)); /* no text was lost */
}

static void an_edit_in_between_is_noticed_and_stays(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[] = {
        on(m, LOCAL_WRITE, "guide.md"),
        on(m, LOCAL_TRASH, "guide/install.md"),
        on(m, LOCAL_WRITE, "guide/mine.md"),
        on(m, LOCAL_WRITE, "index.md"),
    };

    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        operations[i].set = LOCAL_FIELD_BODY;
        operations[i].body = SLICE_LITERAL("Remote text\n");
    }
    operations[0].expected_body = SLICE_LITERAL("Guide text\n");
    operations[1].expected_body = SLICE_LITERAL("Install text\n");
    operations[2].expected_body = SLICE_LITERAL("Configure text\n");
    operations[2].expected_title = "Configure";
    operations[3].expected_body = SLICE_LITERAL("Hello\n");
    temporary_write(m->temporary, "guide.md", HEAD("Guide", 1, 1) "My text\n");
    temporary_write(m->temporary, "guide/install.md", HEAD("Install", 2, 1) "My text\n");
    temporary_write(m->temporary, "guide/mine.md", HEAD("My title", 3, 1) "Configure text\n");
    assert_int_equal(remove(temporary_path(m->temporary, "index.md")), 0);
    mount_perform(m, operations, COUNT_OF(operations));

    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        assert_int_equal(operations[i].outcome, OUTCOME_CHANGED);
    }
    temporary_assert_file(m->temporary, "guide.md", HEAD("Guide", 1, 1) "My text\n");
    temporary_assert_file(m->temporary, "guide/install.md", HEAD("Install", 2, 1) "My text\n");
    temporary_assert_file(m->temporary, "guide/mine.md", HEAD("My title", 3, 1) "Configure text\n");
}

static void other_front_matter_that_was_edited_in_between_survives(void **state)
{
    struct mount *m = *state;
    struct local_operation operation = on(m, LOCAL_WRITE, "guide.md");

    operation.set = LOCAL_FIELD_BODY | LOCAL_FIELD_VERSION;
    operation.version = 2;
    operation.body = SLICE_LITERAL("New\n");
    operation.expected_body = SLICE_LITERAL("Guide text\n");
    temporary_write(m->temporary, "guide.md",
                    "---\ntitle: Guide\nowner: me\nconfluence: {id: 1}\n---\n\nGuide text\n");
    mount_perform(m, &operation, 1);

    assert_int_equal(operation.outcome, OUTCOME_DONE);
    temporary_assert_file(m->temporary, "guide.md",
                          "---\ntitle: Guide\nowner: me\nconfluence: {id: 1, version: 2}\n---\n\n"
                          "New\n");
}

static void removed_pages_are_in_the_trash(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[] = {
        on(m, LOCAL_TRASH, "guide/install.md"),
        on(m, LOCAL_TRASH, "guide/mine.md"),
        on(m, LOCAL_TRASH, "guide.md"),
    };

    operations[0].expected_body = SLICE_LITERAL("Install text\n");
    operations[1].expected_body = SLICE_LITERAL("Configure text\n");
    operations[2].expected_body = SLICE_LITERAL("Guide text\n");
    mount_perform(m, operations, COUNT_OF(operations));

    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        assert_int_equal(operations[i].outcome, OUTCOME_DONE);
    }
    assert_false(temporary_exists(m->temporary, "guide.md"));
    assert_false(temporary_exists(m->temporary, "guide"));
    assert_in_trash(m, "guide/install.md", HEAD("Install", 2, 1) "Install text\n");
    assert_in_trash(m, "guide.md", HEAD("Guide", 1, 1) "Guide text\n");
}

static void the_folder_of_a_removed_page_stays_while_needed(void **state)
{
    struct mount *m = *state;
    struct local_operation operation = on(m, LOCAL_TRASH, "guide.md");

    operation.expected_body = SLICE_LITERAL("Guide text\n");
    mount_perform(m, &operation, 1);
    mount_list(m);

    assert_int_equal(mount_page(m, "guide/install.md")->parent, LOCAL_PARENT_LOST);
}

static struct local_operation move(const struct mount *m, const char *path, const char *parent,
                                   const char *old_title, const char *title)
{
    struct local_operation operation = on(m, LOCAL_RELOCATE, path);
    operation.parent = LOCAL_PARENT_PAGE;
    operation.parent_key = mount_page(m, parent)->key;
    operation.id = mount_page(m, path)->id;
    operation.expected_title = old_title;
    operation.title = title;
    return operation;
}

static void a_page_stays_where_the_path_of_a_child_would_be_too_long(void **state)
{
    struct mount *m = *state;
    char title[111];
    size_t deep = mount_page(m, "index.md")->key;
    struct local_operation operation = on(m, LOCAL_RELOCATE, "guide.md");

    memset(title, 'a', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    for (int i = 0; i < 35; i++) {
        deep = place(m, deep, title, 7);
    }
    title[72] = '\0'; /* room for "guide", not for "guide/install" */
    operation.parent = LOCAL_PARENT_PAGE;
    operation.parent_key = place(m, deep, title, 7);
    mount_perform(m, &operation, 1);

    assert_int_equal(operation.outcome, OUTCOME_REFUSED);
    assert_non_null(strstr(operation.error.message, "path would be too long"));
    temporary_assert_file(m->temporary, "guide/install.md", HEAD("Install", 2, 1) "Install text\n");
}

static void an_automatic_name_follows_the_title(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[] = {
        move(m, "guide.md", "index.md", "Guide", "Handbook"),
        move(m, "guide/mine.md", "guide.md", "Configure", "Settings"),
        move(m, "guide/install.md", "guide.md", "Install", "Install!"),
    };

    mount_perform(m, operations, COUNT_OF(operations));

    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        assert_int_equal(operations[i].outcome, OUTCOME_DONE);
    }
    assert_string_equal(m->store->path(m->store->data, operations[0].key), "handbook.md");
    temporary_assert_file(m->temporary, "handbook.md", HEAD("Guide", 1, 1) "Guide text\n");
    temporary_assert_file(m->temporary, "handbook/mine.md",
                          HEAD("Configure", 3, 1) "Configure text\n");
    assert_true(temporary_exists(m->temporary, "handbook/install.md"));
    assert_false(temporary_exists(m->temporary, "guide"));
}

static void pages_move_with_all_below_them(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[] = {
        move(m, "guide/install.md", "index.md", NULL, NULL),
        move(m, "guide.md", "guide/install.md", "Guide", "Guide"),
        move(m, "guide/mine.md", "index.md", NULL, NULL),
    };

    mount_perform(m, operations, COUNT_OF(operations));

    assert_int_equal(operations[2].outcome, OUTCOME_DONE);
    assert_true(temporary_exists(m->temporary, "install.md"));
    assert_true(temporary_exists(m->temporary, "install/guide.md"));
    assert_true(temporary_exists(m->temporary, "mine.md"));
    assert_false(temporary_exists(m->temporary, "guide"));
    assert_false(temporary_exists(m->temporary, "install/guide"));
}

static void a_page_at_the_top_is_beside_the_root(void **state)
{
    struct mount *m = *state;
    struct local_operation operation = move(m, "guide.md", "index.md", NULL, NULL);

    operation.parent = LOCAL_PARENT_TOP;
    mount_perform(m, &operation, 1);
    mount_list(m);

    assert_int_equal(mount_page(m, "_top/guide.md")->parent, LOCAL_PARENT_TOP);
    assert_int_equal(mount_page(m, "_top/guide/install.md")->parent_key,
                     mount_page(m, "_top/guide.md")->key);
}

static void a_taken_place_is_avoided(void **state)
{
    struct mount *m = *state;
    mount_write_page(m, "install.md", 9, "Install", "Other\n");
    mount_list(m);
    struct local_operation operation = move(m, "guide/install.md", "index.md", NULL, NULL);

    mount_perform(m, &operation, 1);

    assert_int_equal(operation.outcome, OUTCOME_DONE);
    assert_string_equal(m->store->path(m->store->data, operation.key), "install~2.md");
    temporary_assert_file(m->temporary, "install.md", HEAD("Install", 9, 1) "Other\n");
}

static void a_page_cannot_go_below_itself(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[] = {
        move(m, "guide.md", "guide/install.md", NULL, NULL),
        move(m, "guide/mine.md", "guide/mine.md", NULL, NULL),
    };

    mount_perform(m, operations, COUNT_OF(operations));

    assert_int_equal(operations[0].outcome, OUTCOME_REFUSED);
    assert_int_equal(operations[1].outcome, OUTCOME_REFUSED);
    temporary_assert_file(m->temporary, "guide.md", HEAD("Guide", 1, 1) "Guide text\n");
    assert_true(temporary_exists(m->temporary, "guide/install.md"));
    assert_true(temporary_exists(m->temporary, "guide/mine.md"));
}

static void a_page_that_stands_where_it_should_is_left_alone(void **state)
{
    struct mount *m = *state;
    struct local_operation operations[] = {
        move(m, "guide/install.md", "guide.md", "Install", "Install"),
        move(m, "index.md", "guide.md", "Home", "Start"),
    };

    mount_perform(m, operations, COUNT_OF(operations));

    assert_int_equal(operations[0].outcome, OUTCOME_DONE);
    assert_int_equal(operations[0].stamp.inode, mount_page(m, "guide/install.md")->stamp.inode);
    assert_int_equal(operations[1].outcome, OUTCOME_DONE);
    assert_true(temporary_exists(m->temporary, "index.md"));
}

static void the_stamp_of_a_moved_file_proves_only_what_was_listed(void **state)
{
    struct mount *m = *state;
    struct local_operation clean = move(m, "guide/install.md", "index.md", NULL, NULL);
    struct local_operation edited = move(m, "guide/mine.md", "index.md", NULL, NULL);

    mount_write_page(m, "guide/mine.md", 3, "Configure", "Edited\n");
    mount_perform(m, &clean, 1);
    mount_perform(m, &edited, 1);

    assert_true(clean.stamp.taken_ns > 0);
    assert_int_equal(edited.outcome, OUTCOME_DONE);
    assert_int_equal(edited.stamp.taken_ns, 0);
}

static void conflicts_are_kept_beside_the_pages(void **state)
{
    struct mount *m = *state;
    struct local_operation save = {.action = LOCAL_SAVE_CONFLICT, .id = 42};
    struct local_operation clear = {.action = LOCAL_CLEAR_CONFLICT, .id = 42};

    save.conflict.base = SLICE_LITERAL("base\n");
    save.conflict.local = SLICE_LITERAL("local\n");
    save.conflict.remote = SLICE_LITERAL("remote\n");
    save.conflict.merged = SLICE_LITERAL("<<<<<<<\n");
    mount_perform(m, &save, 1);
    save.conflict.base = (struct slice){NULL, 0};
    save.conflict.merged = SLICE_LITERAL("again\n");
    mount_perform(m, &save, 1);

    assert_int_equal(save.outcome, OUTCOME_DONE);
    assert_false(temporary_exists(m->temporary, ".confsync/conflicts/42/base.md"));
    temporary_assert_file(m->temporary, ".confsync/conflicts/42/local.md", "local\n");
    temporary_assert_file(m->temporary, ".confsync/conflicts/42/merged.md", "again\n");
    mount_perform(m, &clear, 1);
    assert_false(temporary_exists(m->temporary, ".confsync/conflicts/42"));
    mount_perform(m, &clear, 1);
    assert_int_equal(clear.outcome, OUTCOME_DONE);
}

enum { MANY = 1000 };

static void a_thousand_pages_are_written_at_once(void **state)
{
    struct mount *m = *state;
    struct local_operation *operations = MEM_NEW_ARRAY(struct local_operation, MANY);
    char titles[MANY][32];
    struct timespec begin;
    struct timespec end;

    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(titles[i], sizeof titles[i], "Page %zu", i);
        const struct local_place wanted = {
            LOCAL_PARENT_PAGE, i < 10 ? mount_page(m, "index.md")->key : operations[i % 10].key,
            titles[i], (long long)(1000 + i), NULL};
        struct error error;
        operations[i] = (struct local_operation){.action = LOCAL_CREATE,
                                                 .id = wanted.id,
                                                 .version = 1,
                                                 .title = titles[i],
                                                 .body = SLICE_LITERAL("Some text\n")};
        assert_true(m->store->place(m->store->data, &wanted, &operations[i].key, &error));
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &begin);
    mount_perform(m, operations, MANY);
    (void)clock_gettime(CLOCK_MONOTONIC, &end);

    for (size_t i = 0; i < MANY; i++) {
        assert_int_equal(operations[i].outcome, OUTCOME_DONE);
    }
    print_message(
        "# %d pages in %ld ms\n", (int)MANY,
        (long)((end.tv_sec - begin.tv_sec) * 1000 + (end.tv_nsec - begin.tv_nsec) / 1000000));
    mount_list(m);
    assert_int_equal(m->count, MANY + 4);
    free(operations);
}

static void leftovers_of_a_killed_run_are_cleaned_up(void **state)
{
    struct mount *m = *state;
    const struct local_files_options reading = {
        .workspace = m->workspace,
        .mount = &m->workspace->config->mounts[0],
        .clock = clock_system(),
        .is_read_only = true,
    };
    struct local_files_options writing = reading;
    CLEANUP(local_files) struct local_files *reader = NULL;
    CLEANUP(local_files) struct local_files *writer = NULL;
    struct error error;

    writing.is_read_only = false;
    temporary_write(m->temporary, ".confsync/tmp/17", "half");
    assert_true(local_files_open(&reading, &reader, &error));
    assert_true(temporary_exists(m->temporary, ".confsync/tmp/17"));
    assert_true(local_files_open(&writing, &writer, &error));
    assert_false(temporary_exists(m->temporary, ".confsync/tmp/17"));
}

static void an_edited_merged_text_goes_to_the_trash(void **state)
{
    struct mount *m = *state;
    struct local_operation save = {.action = LOCAL_SAVE_CONFLICT, .id = 42};
    struct local_operation clear = {.action = LOCAL_CLEAR_CONFLICT, .id = 43};

    save.conflict.merged = SLICE_LITERAL("<<<<<<<\n");
    save.id = clear.id;
    mount_perform(m, &save, 1);
    save.id = 42;
    mount_perform(m, &save, 1);
    temporary_write(m->temporary, ".confsync/conflicts/42/merged.md", "typed\n");
    temporary_write(m->temporary, ".confsync/conflicts/43/merged.md", "typed too\n");
    mount_perform(m, &save, 1);
    mount_perform(m, &clear, 1);

    temporary_assert_file(m->temporary, ".confsync/conflicts/42/merged.md", "<<<<<<<\n");
    assert_false(temporary_exists(m->temporary, ".confsync/conflicts/43"));
    assert_in_trash(m, ".confsync/conflicts/42/merged.md", "typed\n");
    assert_in_trash(m, ".confsync/conflicts/43/merged.md", "typed too\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pages_are_created_with_their_front_matter, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(
            new_pages_begin_with_their_title_where_the_configuration_says_so, set_up,
            mount_tear_down),
        cmocka_unit_test_setup_teardown(a_title_and_a_body_are_written_around_the_heading, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(stamps_of_written_files_are_proof, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_created_over_a_file, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(only_the_fields_named_are_written, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(a_created_page_gets_its_id, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(an_edit_in_between_is_noticed_and_stays, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(other_front_matter_that_was_edited_in_between_survives,
                                        set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(removed_pages_are_in_the_trash, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(the_folder_of_a_removed_page_stays_while_needed, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(a_page_stays_where_the_path_of_a_child_would_be_too_long,
                                        set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(an_automatic_name_follows_the_title, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(pages_move_with_all_below_them, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(a_page_at_the_top_is_beside_the_root, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(a_taken_place_is_avoided, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(a_page_cannot_go_below_itself, set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_stands_where_it_should_is_left_alone, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(the_stamp_of_a_moved_file_proves_only_what_was_listed,
                                        set_up, mount_tear_down),
        cmocka_unit_test_setup_teardown(an_edited_merged_text_goes_to_the_trash, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(conflicts_are_kept_beside_the_pages, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(a_thousand_pages_are_written_at_once, set_up,
                                        mount_tear_down),
        cmocka_unit_test_setup_teardown(leftovers_of_a_killed_run_are_cleaned_up, set_up,
                                        mount_tear_down),
    };
    return cmocka_run_group_tests_name("stores/local_perform", tests, NULL, NULL);
}
