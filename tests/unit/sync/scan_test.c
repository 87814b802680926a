/* SPDX-License-Identifier: MIT */
/* What files have to say for themselves before a plan is made of them. */
#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "engine.h"
#include "memory_internal.h"
#include "unit.h"

#define CLEANUP_ENGINE __attribute__((cleanup(engine_release)))

/* The files' places, by order of the pages' ids. */
enum { HOME, A, B };

/* Home with A and B below it, on both sides. */
static void set_up(struct engine *engine)
{
    struct world *world = &engine->store.world;

    engine_init(engine, NULL);
    (void)world_add_page(world, "A", world->root, "<p>a one</p><p>a two</p>");
    (void)world_add_page(world, "B", world->root, "<p>b one</p><p>b two</p>");
    engine_run(engine, SYNC_PULL, NULL);
    engine_expect_quiet(engine);
}

/* As `cp` does, over a file that may be there. */
static void copy_file(struct engine *engine, size_t from, size_t to)
{
    struct world_file *files = engine->store.world.files;

    files[to] = files[from];
    world_edit_file(&engine->store.world, to, files[from].title, files[from].body);
}

static void expect_plan(struct engine *engine, const char *expected)
{
    CLEANUP_STRBUF struct strbuf plan = STRBUF(LIMIT_PAGE);
    size_t writes = engine->store.world.remote_writes;

    engine_run(engine, SYNC_BOTH, &plan);
    assert_string_equal(strbuf_text(&plan), expected);
    assert_int_equal(engine->store.world.remote_writes, writes);
}

static void a_file_copied_over_another_pages_file_deletes_nothing(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    copy_file(&engine, A, B);
    expect_plan(&engine,
                "hold f002.md page: it names the same page as f001.md, but was page 103: set its "
                "id back to that, or delete the file to delete that page\n");
    engine_expect_quiet(&engine);

    engine.store.world.files[B].id = 103;
    engine_settle(&engine, 2);
    assert_int_equal(engine.holds, 1); /* both are called A */
    assert_int_equal(engine.store.world.pages[2].status, REMOTE_CURRENT);
}

static void a_copy_over_another_page_is_held_in_whatever_order_the_files_are_found(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    copy_file(&engine, B, A);
    expect_plan(&engine,
                "hold f001.md page: it names the same page as f002.md, but was page 102: set its "
                "id back to that, or delete the file to delete that page\n");
}

static void a_file_with_an_unknown_id_deletes_nothing(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    engine.store.world.files[B].id = 999;
    world_edit_file(&engine.store.world, B, "B", "b one\n\nb two\n");
    expect_plan(&engine,
                "hold f002.md page: it names page 999, of which nothing is known here nor there, "
                "but was page 103: set its id back to that, or delete the file to delete that "
                "page\n");
    engine_expect_quiet(&engine);
}

static void a_file_that_takes_another_page_nobody_has_seen_deletes_nothing(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    (void)world_add_page(world, "C", world->root, "<p>c</p>");
    world->files[B].id = 104;
    world_edit_file(world, B, "B", "b one\n\nb two\n");
    expect_plan(&engine,
                "hold f002.md page: its file now names page 104: set its id back to 103, or move "
                "the file to delete the page\n"
                "hold f002.md page: file and page differ, and nothing tells what they had in "
                "common\n");
}

static void a_copy_beside_its_page_says_what_to_do(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    (void)world_add_file(&engine.store.world, "A", HOME, "a one\n\na two\n");
    engine.store.world.files[3].id = 102;
    expect_plan(&engine,
                "hold f003.md page: it names the same page as f001.md: take its id out to make "
                "it a page of its own\n");
}

static void a_deleted_file_whose_page_moved_into_its_place_is_a_deletion(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    copy_file(&engine, A, B);
    world_delete_file(&engine.store.world, A);
    engine_settle(&engine, 2);
    assert_int_equal(engine.store.world.pages[2].status, REMOTE_TRASHED);
    assert_int_equal(engine.store.world.pages[1].status, REMOTE_CURRENT);
    assert_int_equal(engine.holds, 0);
}

static void a_page_that_moved_away_is_not_looked_for_in_its_copies(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    size_t moved = world_add_file(&engine.store.world, "A", HOME, "");
    copy_file(&engine, A, B);
    copy_file(&engine, A, moved);
    world_delete_file(&engine.store.world, A);
    expect_plan(&engine,
                "hold f002.md page: it names the same page as f003.md, but was page 103: set its "
                "id back to that, or delete the file to delete that page\n");
}

static void copies_over_other_pages_delete_none_of_them(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    (void)world_add_page(world, "C", world->root, "<p>c</p>");
    engine_settle(&engine, 2);
    copy_file(&engine, A, B);
    copy_file(&engine, A, 3);
    world_delete_file(world, A);
    expect_plan(&engine,
                "hold f002.md page: its file now names page 102: set its id back to 103, or move "
                "the file to delete the page\n"
                "hold f003.md page: it names the same page as f002.md, but was page 104: set its "
                "id back to that, or delete the file to delete that page\n");
}

static void a_file_that_took_a_place_and_cannot_be_sent_deletes_nothing_yet(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    copy_file(&engine, A, B);
    world_edit_file(&engine.store.world, B, "A", "<<<<<<< HEAD\n");
    world_delete_file(&engine.store.world, A);
    expect_plan(&engine,
                "hold f002.md page: f002.md:4: a conflict marker is left: settle it, and take out "
                "the marker lines\n"
                "hold f002.md page: its file now names page 102: set its id back to 103, or move "
                "the file to delete the page\n");
}

static void a_new_file_where_a_moved_page_was_is_a_page_of_its_own(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    size_t moved = world_add_file(world, "B", HOME, "");
    copy_file(&engine, B, moved);
    world->files[B] = (struct world_file){.exists = true, .parent = HOME};
    world_edit_file(world, B, "New", "new\n");
    engine_settle(&engine, 2);
    assert_int_equal(engine.holds, 0);
    assert_string_equal(world->pages[2].storage, "<p>b one</p><p>b two</p>");
    assert_string_equal(world->pages[3].storage, "<p>new</p>");
    engine_expect_quiet(&engine);
}

#define GIT_CONFLICT "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n"

static void a_file_with_conflict_markers_is_held_with_the_line(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_edit_file(world, A, "A", "a one\n\n" GIT_CONFLICT);
    (void)world_add_file(world, "New", HOME, GIT_CONFLICT);
    world_edit_file(world, B, "B", "b one\n\nB TWO\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(world->pages[1].storage, "<p>a one</p><p>a two</p>");
    assert_string_equal(world->pages[2].storage, "<p>b one</p><p>B TWO</p>");
    assert_int_equal(world->page_count, 3);
    /* The memory's files have three lines of front matter. */
    expect_plan(&engine, "hold f001.md page: f001.md:6: a conflict marker is left: settle it, and "
                         "take out the marker lines\n"
                         "hold f003.md page: f003.md:4: a conflict marker is left: settle it, and "
                         "take out the marker lines\n");
}

static void a_page_about_conflict_markers_is_edited_like_any_other(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    static const char shown[] = "<p>&lt;&lt;&lt;&lt;&lt;&lt;&lt; local<br/>=======<br/>"
                                "&gt;&gt;&gt;&gt;&gt;&gt;&gt; remote</p>";

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_edit_page(world, A, "A", shown);
    engine_settle(&engine, 2);
    char *body = world->files[A].body;
    (void)snprintf(body + strlen(body), 100, "\n```\n" GIT_CONFLICT "```\n\nnew\n");
    world_touch(world, A);
    engine_settle(&engine, 2);
    assert_int_equal(engine.holds, 0);
    assert_memory_equal(world->pages[A].storage, shown, strlen(shown));
    assert_non_null(strstr(world->pages[A].storage, "<p>new</p>"));
}

#define BROKEN "```confluence\n<p>\n```\n"

static void a_body_that_cannot_be_converted_holds_its_page_with_the_line_of_the_file(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_edit_file(world, A, "A", "a one\n\n" BROKEN);
    (void)world_add_file(world, "New", HOME, BROKEN);
    world_edit_file(world, B, "B", "b one\n\nB TWO\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.failed_count, 0);
    assert_string_equal(world->pages[2].storage, "<p>b one</p><p>B TWO</p>");
    expect_plan(&engine, "hold f001.md page: f001.md:7: storage that is not well-formed: "
                         "<p> is never closed\n"
                         "hold f003.md page: f003.md:5: storage that is not well-formed: "
                         "<p> is never closed\n");
}

static void a_fence_that_lost_its_end_takes_nothing_from_the_page(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    (void)world_add_file(world, "New", HOME, "```c\nx\n```\n\nrest\n");
    (void)world_add_file(world, "Open", HOME, "```\nnew, and meant\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    world_edit_file(world, 3, "New", "```c\nx\n\nrest\n");
    world_edit_file(world, 4, "Open", "```\nold, and meant\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    expect_plan(&engine,
                "hold f003.md page: f003.md:4: this fence is never closed and would make code of "
                "all that follows: end it with a line of the same characters\n");
}

static void a_faulty_body_is_held_also_when_the_page_was_edited_too(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_edit_file(world, A, "A", "a one\n\n" BROKEN);
    world_edit_page(world, A, "A", "<p>A ONE</p><p>a two</p>");
    expect_plan(&engine, "hold f001.md page: f001.md:7: storage that is not well-formed: "
                         "<p> is never closed\n");
    world_edit_file(world, A, "A", "a one\n\nA TWO\n");
    engine_settle(&engine, 2);
    assert_string_equal(world->pages[A].storage, "<p>A ONE</p><p>A TWO</p>");
}

/* Scans for a push; everything lives in the arena. */
static const struct sync_scan *scan(struct engine *engine, struct arena *arena, bool is_strict)
{
    const struct sync_options options = {
        .direction = SYNC_PUSH, .is_dry_run = true, .is_strict = is_strict};
    struct sync_scan *scan = NULL;
    struct error error;

    if (!sync_scan(&engine->sync, arena, &options, &scan, &error)) {
        fail_msg("%s", error.message);
    }
    return scan;
}

#define RED "<span style=\"color: red\">"

static void what_an_edit_drops_is_noted_with_the_line_of_the_file(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    CLEANUP(arena) struct arena *arena = arena_new();

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_edit_page(world, A, "A",
                    "<p>a one</p><p>a sentence with one " RED "red</span> word in it</p>");
    engine_settle(&engine, 2);
    assert_int_equal(scan(&engine, arena, false)->facts.pages[A].notes.count, 0);

    world_edit_file(world, A, "A", "a one\n\na sentence with one word in it\n");
    const struct notes *notes = &scan(&engine, arena, false)->facts.pages[A].notes;
    assert_int_equal(notes->count, 1);
    assert_int_equal(notes->items[0].kind, NOTE_LOST);
    assert_int_equal(notes->items[0].line, 6);
    assert_true(slice_equals(notes->items[0].text, RED));
}

static void a_strict_scan_refuses_pages_that_would_lose_something(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    CLEANUP(arena) struct arena *arena = arena_new();

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_edit_page(world, A, "A", "<p>a one</p><p>a sentence with one " RED "red</span> word</p>");
    engine_settle(&engine, 2);
    world_edit_file(world, A, "A", "a one\n\na sentence with one word\n");
    world_edit_file(world, B, "B", "b one\n\nB TWO\n");
    const struct sync_scan *lenient = scan(&engine, arena, false);
    const struct sync_scan *strict = scan(&engine, arena, true);
    assert_int_equal(lenient->plan->hold_count, 0);
    assert_false(lenient->facts.pages[A].is_refused);
    assert_int_equal(strict->plan->hold_count, 1);
    assert_true(strict->facts.pages[A].is_refused);
    assert_false(strict->facts.pages[B].is_refused);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_copied_over_another_pages_file_deletes_nothing),
        cmocka_unit_test(a_copy_over_another_page_is_held_in_whatever_order_the_files_are_found),
        cmocka_unit_test(a_file_with_an_unknown_id_deletes_nothing),
        cmocka_unit_test(a_file_that_takes_another_page_nobody_has_seen_deletes_nothing),
        cmocka_unit_test(a_copy_beside_its_page_says_what_to_do),
        cmocka_unit_test(a_deleted_file_whose_page_moved_into_its_place_is_a_deletion),
        cmocka_unit_test(a_page_that_moved_away_is_not_looked_for_in_its_copies),
        cmocka_unit_test(copies_over_other_pages_delete_none_of_them),
        cmocka_unit_test(a_file_that_took_a_place_and_cannot_be_sent_deletes_nothing_yet),
        cmocka_unit_test(a_new_file_where_a_moved_page_was_is_a_page_of_its_own),
        cmocka_unit_test(a_file_with_conflict_markers_is_held_with_the_line),
        cmocka_unit_test(a_page_about_conflict_markers_is_edited_like_any_other),
        cmocka_unit_test(a_body_that_cannot_be_converted_holds_its_page_with_the_line_of_the_file),
        cmocka_unit_test(a_fence_that_lost_its_end_takes_nothing_from_the_page),
        cmocka_unit_test(a_faulty_body_is_held_also_when_the_page_was_edited_too),
        cmocka_unit_test(what_an_edit_drops_is_noted_with_the_line_of_the_file),
        cmocka_unit_test(a_strict_scan_refuses_pages_that_would_lose_something),
    };
    return cmocka_run_group_tests_name("sync/scan", tests, NULL, NULL);
}
