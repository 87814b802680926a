/* SPDX-License-Identifier: MIT */
#include "sandbox/seed.h"

#include "sandbox_fixture.h"
#include "temporary.h"

struct seeded {
    void *fixture;
    struct temporary *directory;
    char messages[4096]; /* what was said while seeding */
};

static int set_up(void **state)
{
    struct seeded *seeded = MEM_NEW(struct seeded);

    seeded->directory = temporary_new();
    *state = seeded;
    return sandbox_fixture_open(&seeded->fixture);
}

static int tear_down(void **state)
{
    struct seeded *seeded = *state;

    temporary_free(seeded->directory);
    int result = sandbox_fixture_close(&seeded->fixture);
    free(seeded);
    return result;
}

/* Makes the space SEED of the directory. */
static struct space seed(struct seeded *seeded)
{
    struct sandbox_fixture *fixture = seeded->fixture;
    FILE *messages = fmemopen(seeded->messages, sizeof seeded->messages - 1, "w");
    struct problem problem = {0};
    struct space space = {0};

    assert_non_null(messages);
    sandbox_fixture_check(
        seed_space(&fixture->sandbox, seeded->directory->path, "SEED", messages, &problem) &&
            space_get_by_key(&fixture->sandbox, fixture->arena, SLICE_LITERAL("seed"), &space,
                             &problem),
        &problem);
    assert_int_equal(fclose(messages), 0);
    return space;
}

static void assert_said(const struct seeded *seeded, const char *words)
{
    if (!strstr(seeded->messages, words)) {
        fail_msg("\"%s\" was not said, but: %s", words, seeded->messages);
    }
}

/* The page of that title in the space. */
static struct page find(struct seeded *seeded, const struct space *space, const char *title)
{
    struct sandbox_fixture *fixture = seeded->fixture;
    struct page_query query = {
        .space = space->id,
        .statuses = "[\"current\"]",
        .title = slice_from(title),
        .order = {.sort = PAGE_SORT_ID, .name = SLICE_LITERAL("id")},
        .with_body = true,
        .limit = 2,
    };
    struct page_listing listing;
    struct problem problem = {0};

    sandbox_fixture_check(page_list(&fixture->sandbox, fixture->arena, &query, &listing, &problem),
                          &problem);
    if (listing.count != 1) {
        fail_msg("%s: %zu pages", title, listing.count);
    }
    return listing.pages[0];
}

static void bodies_are_stored_byte_for_byte(void **state)
{
    struct seeded *seeded = *state;
    static const char body[] = "<p>a<br/>&nbsp;</p>\n<ac:structured-macro ac:name=\"toc\"/>\r\n\n";

    temporary_write(seeded->directory, "page.xml", body);
    struct space space = seed(seeded);
    assert_true(slice_equals(find(seeded, &space, "page").body, body));
    assert_string_equal(seeded->messages, "");
}

static void directories_become_the_tree(void **state)
{
    struct seeded *seeded = *state;

    temporary_write(seeded->directory, "index.xml", "<p>home</p>");
    temporary_mkdir(seeded->directory, "b");
    temporary_write(seeded->directory, "b/c.xml", "<p>c</p>");
    temporary_write(seeded->directory, "b/index.xml", "<p>no home</p>");
    temporary_write(seeded->directory, "a.xml", "<p>a</p>");
    struct space space = seed(seeded);
    struct page home = sandbox_fixture_get(seeded->fixture, space.homepage);
    assert_true(slice_equals(home.title, "SEED"));
    assert_true(slice_equals(home.body, "<p>home</p>"));
    assert_string_equal(sandbox_fixture_children(seeded->fixture, space.homepage), "a,b");
    struct page between = find(seeded, &space, "b");
    assert_true(slice_equals(between.body, "<p />"));
    assert_string_equal(sandbox_fixture_children(seeded->fixture, between.id), "c,index");
}

static void what_is_malformed_is_left_out_and_said(void **state)
{
    struct seeded *seeded = *state;

    temporary_write(seeded->directory, "bad.xml", "<p>\n<b></p>");
    temporary_write(seeded->directory, "good.xml", "<p>good</p>");
    struct space space = seed(seeded);
    assert_string_equal(sandbox_fixture_children(seeded->fixture, space.homepage), "good");
    assert_said(seeded, "/bad.xml:2:4: ");
}

static void children_of_what_is_malformed_stay(void **state)
{
    struct seeded *seeded = *state;

    temporary_write(seeded->directory, "bad.xml", "<p>");
    temporary_mkdir(seeded->directory, "bad");
    temporary_write(seeded->directory, "bad/child.xml", "<p />");
    struct space space = seed(seeded);
    assert_string_equal(sandbox_fixture_children(seeded->fixture, find(seeded, &space, "bad").id),
                        "child");
}

static void titles_that_are_taken_get_a_number(void **state)
{
    struct seeded *seeded = *state;

    temporary_write(seeded->directory, "Page.xml", "<p />");
    temporary_write(seeded->directory, "page.xml", "<p />");
    temporary_write(seeded->directory, "seed.xml", "<p />");
    temporary_mkdir(seeded->directory, "x");
    temporary_write(seeded->directory, "x/PAGE.xml", "<p />");
    struct space space = seed(seeded);
    assert_string_equal(sandbox_fixture_children(seeded->fixture, space.homepage),
                        "Page,page (2),seed (2),x");
    (void)find(seeded, &space, "PAGE (3)");
    assert_said(seeded, "/page.xml: the title is taken; the page is called \"page (2)\"");
}

static void names_that_cannot_be_titles_are_left_out(void **state)
{
    struct seeded *seeded = *state;

    temporary_write(seeded->directory, "\xff.xml", "<p />");
    temporary_write(seeded->directory, " .xml", "<p />");
    struct space space = seed(seeded);
    assert_string_equal(sandbox_fixture_children(seeded->fixture, space.homepage), "");
    assert_said(seeded, "its name is not UTF-8");
    assert_said(seeded, "its name cannot be a title");
}

static void a_key_that_is_taken_changes_nothing(void **state)
{
    struct seeded *seeded = *state;
    struct sandbox_fixture *fixture = seeded->fixture;

    temporary_write(seeded->directory, "a.xml", "<p />");
    assert_false(
        seed_space(&fixture->sandbox, seeded->directory->path, "test", NULL, &fixture->problem));
    assert_int_equal(fixture->problem.status, 400);
    assert_string_equal(sandbox_fixture_children(fixture, fixture->space.homepage), "");
}

#define WITH_SEED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SEED(bodies_are_stored_byte_for_byte),
        WITH_SEED(directories_become_the_tree),
        WITH_SEED(what_is_malformed_is_left_out_and_said),
        WITH_SEED(children_of_what_is_malformed_stay),
        WITH_SEED(titles_that_are_taken_get_a_number),
        WITH_SEED(names_that_cannot_be_titles_are_left_out),
        WITH_SEED(a_key_that_is_taken_changes_nothing),
    };
    return cmocka_run_group_tests_name("sandbox/seed", tests, NULL, NULL);
}
