/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "engine_fixture.h"

/* Words that somebody has commented: invisible in Markdown. */
#define MARKED(words) "<ac:inline-comment-marker ac:ref=\"1\">" words "</ac:inline-comment-marker>"

static void a_clone_has_every_page_in_its_place(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    const struct world *world = &engine.store.world;
    assert_string_equal(file(&engine, "A")->body, "a one\n\na two\n\na three\n");
    assert_int_equal(file(&engine, "A1")->parent, world_find_file(world, "A"));
    assert_int_equal(file(&engine, "A")->parent, world_find_file(world, "Home"));
    assert_int_equal(file(&engine, "Home")->parent, WORLD_NONE);
    assert_int_equal(file(&engine, "A1")->id, world_id(world_find_page(world, "A1")));
    assert_int_equal(world->remote_writes, 0);
}

static void an_edit_goes_to_the_other_side(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    edit_file(&engine, "A", "a one\n\nA TWO\n\na three\n");
    edit_page(&engine, "B", "<p>b one</p><p>B TWO</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>A TWO</p><p>a three</p>");
    assert_int_equal(page(&engine, "A")->version, 2);
    assert_int_equal(file(&engine, "A")->version, 2);
    assert_string_equal(file(&engine, "B")->body, "b one\n\nB TWO\n");
    assert_int_equal(file(&engine, "B")->version, 2);
    engine_expect_quiet(&engine);
}

static void edits_of_different_blocks_are_merged(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    edit_file(&engine, "A", "a one\n\na two\n\nA THREE\n");
    edit_page(&engine, "A", "<p>A ONE</p><p>a " MARKED("two") "</p><p>a three</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(page(&engine, "A")->storage,
                        "<p>A ONE</p><p>a " MARKED("two") "</p><p>A THREE</p>");
    assert_string_equal(file(&engine, "A")->body, "A ONE\n\na two\n\nA THREE\n");
    engine_expect_quiet(&engine);
}

static void the_users_own_wrapping_is_left_alone(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    edit_file(&engine, "A", "a\none\n\na two\n\nA\nTHREE\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>a two</p><p>A THREE</p>");
    assert_string_equal(file(&engine, "A")->body, "a\none\n\na two\n\nA\nTHREE\n");
    engine_expect_quiet(&engine);

    edit_page(&engine, "A", "<p>a one</p><p>A TWO</p><p>A THREE</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(file(&engine, "A")->body, "a\none\n\nA TWO\n\nA\nTHREE\n");
    engine_expect_quiet(&engine);
}

static void other_words_for_the_same_are_not_sent(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    CLEANUP_STRBUF struct strbuf plan = STRBUF(LIMIT_PAGE);

    set_up(&engine);
    edit_file(&engine, "A", "a\none\n\na\ntwo\n\na three\n");
    engine_run(&engine, SYNC_BOTH, &plan);
    assert_string_equal(strbuf_text(&plan), "");
    assert_int_equal(page(&engine, "A")->version, 1);
    engine_expect_quiet(&engine);
}

static void the_same_block_changed_on_both_sides_is_held_until_it_is_resolved(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    edit_file(&engine, "A", "a one\n\nMINE\n\na three\n");
    edit_page(&engine, "A", "<p>a one</p><p>THEIRS</p><p>a three</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 1);
    assert_string_equal(file(&engine, "A")->body, "a one\n\nMINE\n\na three\n");
    assert_true(engine.store.world.has_conflict_files[world_find_page(&engine.store.world, "A")]);
    engine_expect_quiet(&engine);
    assert_int_equal(engine.report.conflict_count, 1);

    /* Somebody else comes to the same words: no conflict any more. */
    edit_page(&engine, "A", "<p>a one</p><p>MINE</p><p>a three</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 0);
    assert_false(engine.store.world.has_conflict_files[world_find_page(&engine.store.world, "A")]);
    engine_expect_quiet(&engine);
}

static void a_title_and_a_place_travel_with_a_held_body(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    edit_file(&engine, "A", "a one\n\nMINE\n\na three\n");
    world_edit_page(world, world_find_page(world, "A"), "Renamed",
                    "<p>a one</p><p>THEIRS</p><p>a three</p>");
    (void)world_move_page(world, world_find_page(world, "Renamed"),
                          world_id(world_find_page(world, "B")));
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(file(&engine, "Renamed")->body, "a one\n\nMINE\n\na three\n");
    assert_int_equal(file(&engine, "Renamed")->parent, world_find_file(world, "B"));
    engine_expect_quiet(&engine);
    assert_int_equal(engine.report.conflict_count, 1);
}

static void new_files_become_pages_parents_first(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    size_t parent = world_add_file(world, "New", world_find_file(world, "A"), "new\n");
    (void)world_add_file(world, "Newer", parent, "newer\n");
    engine_run(&engine, SYNC_PUSH, NULL);
    assert_int_equal(page(&engine, "New")->parent, world_id(world_find_page(world, "A")));
    assert_int_equal(page(&engine, "Newer")->parent, world_id(world_find_page(world, "New")));
    assert_int_equal(file(&engine, "Newer")->id, world_id(world_find_page(world, "Newer")));
    assert_int_equal(file(&engine, "Newer")->version, 1);
    engine_expect_quiet(&engine);
}

static void deletions_go_both_ways(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_delete_file(world, world_find_file(world, "A1"));
    (void)world_trash_page(world, world_find_page(world, "B"));
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(world_find_page(world, "A1"), WORLD_NONE);
    assert_int_equal(world_find_file(world, "B"), WORLD_NONE);
    engine_expect_quiet(&engine);
}

static void a_page_that_merely_vanished_is_not_deleted(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    world->pages[world_find_page(world, "B")].status = REMOTE_UNKNOWN;
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 1);
    assert_int_not_equal(world_find_file(world, "B"), WORLD_NONE);
    assert_int_equal(world->local_writes, 4); /* those of the clone */
}

static void two_pages_exchange_their_titles(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    size_t a = world_find_file(world, "A");
    size_t b = world_find_file(world, "B");
    long long id_of_a = world->files[a].id;
    world_edit_file(world, a, "B", world->files[a].body);
    world_edit_file(world, b, "A", world->files[b].body);
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(world_id(world_find_page(world, "B")), id_of_a);
    engine_expect_quiet(&engine);
}

static void an_edit_beats_a_deletion(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    world_delete_file(world, world_find_file(world, "B"));
    edit_page(&engine, "B", "<p>still wanted</p>");
    edit_file(&engine, "A1", "still wanted too\n");
    (void)world_trash_page(world, world_find_page(world, "A1"));
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(file(&engine, "B")->body, "still wanted\n");
    assert_string_equal(file(&engine, "A1")->body, "still wanted too\n");
    assert_int_equal(engine.report.conflict_count, 1);
    engine_expect_quiet(&engine);
}

static void a_push_leaves_files_alone_and_a_pull_leaves_pages_alone(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    edit_file(&engine, "A", "a one\n\na two\n\nA THREE\n");
    edit_page(&engine, "B", "<p>b one</p><p>B TWO</p>");
    engine_run(&engine, SYNC_PUSH, NULL);
    assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>a two</p><p>A THREE</p>");
    assert_string_equal(file(&engine, "B")->body, "b one\n\nb two\n");

    edit_file(&engine, "A", "A ONE\n\na two\n\nA THREE\n");
    engine_run(&engine, SYNC_PULL, NULL);
    assert_string_equal(page(&engine, "A")->storage, "<p>a one</p><p>a two</p><p>A THREE</p>");
    assert_string_equal(file(&engine, "B")->body, "b one\n\nB TWO\n");
    engine_settle(&engine, 2);
    assert_string_equal(page(&engine, "A")->storage, "<p>A ONE</p><p>a two</p><p>A THREE</p>");
}

static void a_pull_merges_into_an_edited_file(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    edit_file(&engine, "A", "a one\n\na two\n\nA THREE\n");
    edit_page(&engine, "A", "<p>A ONE</p><p>a two</p><p>a three</p>");
    engine_run(&engine, SYNC_PULL, NULL);
    assert_string_equal(file(&engine, "A")->body, "A ONE\n\na two\n\nA THREE\n");
    assert_int_equal(file(&engine, "A")->version, 2);
    assert_string_equal(page(&engine, "A")->storage, "<p>A ONE</p><p>a two</p><p>a three</p>");
    engine_run(&engine, SYNC_PUSH, NULL);
    assert_string_equal(page(&engine, "A")->storage, "<p>A ONE</p><p>a two</p><p>A THREE</p>");
    engine_expect_quiet(&engine);
}

static void comment_markers_set_meanwhile_survive_a_push(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world_page *a = page(&engine, "A");
    (void)snprintf(a->storage, sizeof a->storage, "%s",
                   "<p>a " MARKED("one") "</p><p>a two</p><p>a three</p>");
    edit_file(&engine, "A", "a one\n\na two\n\nA THREE\n");
    engine_run(&engine, SYNC_PUSH, NULL);
    assert_string_equal(a->storage, "<p>a " MARKED("one") "</p><p>a two</p><p>A THREE</p>");
    engine_expect_quiet(&engine);
}

static void a_lost_answer_duplicates_nothing(void **state)
{
    (void)state;
    for (size_t fault = 1; fault < 12; fault++) {
        for (int is_request = 0; is_request < 2; is_request++) {
            CLEANUP_ENGINE struct engine engine;
            set_up(&engine);
            struct world *world = &engine.store.world;
            size_t parent = world_add_file(world, "New", world_find_file(world, "A"), "new\n");
            (void)world_add_file(world, "Newer", parent, "newer\n");
            edit_file(&engine, "B", "b one\n\nB TWO\n");
            world_delete_file(world, world_find_file(world, "A1"));
            engine.store.changes = 0;
            engine.store.faults.lose_request = is_request ? fault : 0;
            engine.store.faults.lose_answer = is_request ? 0 : fault;
            engine_run(&engine, SYNC_BOTH, NULL);
            engine.store.faults = (struct memory_faults){0};
            engine_settle(&engine, 3);
            engine_expect_quiet(&engine);
            assert_int_equal(world->page_count, 6);
            assert_string_equal(page(&engine, "B")->storage, "<p>b one</p><p>B TWO</p>");
            assert_int_equal(page(&engine, "Newer")->parent,
                             world_id(world_find_page(world, "New")));
            assert_int_equal(world_find_page(world, "A1"), WORLD_NONE);
        }
    }
}

/* What a new file with an implied title holds once it is known to be a page. */
static void assert_marked(struct engine *engine, size_t place, const char *title)
{
    const struct world_file *marked = &engine->store.world.files[place];

    assert_int_equal(marked->id, world_id(world_find_page(&engine->store.world, title)));
    assert_string_equal(marked->title, title);
    assert_int_equal(marked->version, 1);
}

static void a_file_that_gets_its_id_late_gets_its_title_too(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    struct error error;

    set_up(&engine);
    struct world *world = &engine.store.world;
    size_t place = world_add_file(world, "", world_find_file(world, "Home"), "fresh\n");
    engine.store.faults.stop =
        engine.store.changes + 2; /* the page is made, the file not written */
    assert_false(engine_try(&engine, SYNC_PUSH, &error));
    assert_int_equal(world->files[place].id, 0);
    engine.store.faults.stop = 0;

    engine_run(&engine, SYNC_PUSH, NULL);
    assert_marked(&engine, place, world->pages[world->page_count - 1].title);
    assert_int_equal(engine.report.done_count, 1);
    engine_expect_quiet(&engine);
}

static void a_file_edited_before_it_gets_its_id_gets_its_title_too(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    struct error error;

    set_up(&engine);
    struct world *world = &engine.store.world;
    size_t place = world_add_file(world, "", world_find_file(world, "Home"), "fresh\n");
    engine.store.faults.stop = engine.store.changes + 2;
    assert_false(engine_try(&engine, SYNC_PUSH, &error));
    engine.store.faults.stop = 0;
    world_edit_file(world, place, "", "edited\n");

    engine_run(&engine, SYNC_PUSH, NULL);
    assert_string_equal(world->pages[world->page_count - 1].storage, "<p>edited</p>");
    assert_string_equal(world->files[place].title, world->pages[world->page_count - 1].title);
    assert_int_equal(world->files[place].id, world_id(world->page_count - 1));
    engine_expect_quiet(&engine);
}

static void an_adopted_file_gets_its_title_with_its_id(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    size_t place = world_add_file(world, "", world_find_file(world, "Home"), "fresh\n");
    engine_run(&engine, SYNC_PUSH, NULL);
    const char *title = world->pages[world->page_count - 1].title;
    assert_marked(&engine, place, title);
    world->files[place].id = 0;
    world->files[place].title[0] = '\0';
    engine_open_state(&engine, NULL);

    engine_run(&engine, SYNC_BOTH, NULL);
    assert_marked(&engine, place, title);
    assert_int_equal(world->files[place].id, world_id(world->page_count - 1));
    engine_expect_quiet(&engine);
}

static void a_page_created_by_somebody_else_under_the_same_title_is_not_taken_over(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    (void)world_add_file(world, "Same", world_find_file(world, "Home"), "mine\n");
    (void)world_add_page(world, "Same", world->root, "<p>theirs</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 1);
    assert_string_equal(page(&engine, "Same")->storage, "<p>theirs</p>");
    engine_expect_quiet(&engine);
}

static void an_equal_page_under_the_same_title_is_adopted(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    struct world *world = &engine.store.world;
    (void)world_add_file(world, "Same", world_find_file(world, "Home"), "equal\nwords\n");
    size_t same = world_add_page(world, "Same", world->root, "<p>equal words</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(file(&engine, "Same")->id, world_id(same));
    assert_string_equal(file(&engine, "Same")->body, "equal\nwords\n");
    assert_int_equal(world->remote_writes, 0);
    engine_expect_quiet(&engine);
}

static void a_lost_state_is_built_again_from_equal_pages(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    edit_page(&engine, "B", "<p>newer</p>");
    engine_open_state(&engine, NULL);
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 1);
    assert_string_equal(file(&engine, "B")->body, "b one\n\nb two\n");
    edit_file(&engine, "A", "A\n");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(page(&engine, "A")->storage, "<p>A</p>");
    engine_expect_quiet(&engine);
}

static void a_faulty_file_keeps_its_page_and_others_go_on(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    file(&engine, "A")->is_faulty = true;
    edit_page(&engine, "A", "<p>newer</p>");
    edit_page(&engine, "B", "<p>newer</p>");
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_int_equal(engine.report.conflict_count, 1);
    assert_string_equal(file(&engine, "B")->body, "newer\n");
    file(&engine, "A")->is_faulty = false;
    engine_run(&engine, SYNC_BOTH, NULL);
    assert_string_equal(file(&engine, "A")->body, "newer\n");
    engine_expect_quiet(&engine);
}

static void another_site_stops_the_run(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    struct error error;

    set_up(&engine);
    engine.store.world.root = world_id(world_find_page(&engine.store.world, "A"));
    assert_false(engine_try(&engine, SYNC_BOTH, &error));
    assert_int_equal(error.kind, ERROR_STOPPED);
}

static void an_empty_listing_stops_the_run(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;
    struct error error;

    set_up(&engine);
    size_t before = engine.store.world.local_writes;
    for (size_t i = 0; i < engine.store.world.page_count; i++) {
        engine.store.world.pages[i].status = REMOTE_TRASHED;
    }
    assert_false(engine_try(&engine, SYNC_BOTH, &error));
    assert_int_equal(error.kind, ERROR_STOPPED);
    assert_int_equal(engine.store.world.local_writes, before);
}

static void a_server_that_goes_away_leaves_work_for_the_next_run(void **state)
{
    (void)state;
    for (size_t stop = 1; stop < 8; stop++) {
        CLEANUP_ENGINE struct engine engine;
        struct error error;
        set_up(&engine);
        struct world *world = &engine.store.world;
        (void)world_add_file(world, "New", world_find_file(world, "A"), "new\n");
        edit_file(&engine, "B", "b one\n\nB TWO\n");
        edit_page(&engine, "A", "<p>newer</p>");
        engine.store.changes = 0;
        engine.store.faults.stop = stop;
        (void)engine_try(&engine, SYNC_BOTH, &error);
        engine.store.faults.stop = 0;
        engine_settle(&engine, 2);
        engine_expect_quiet(&engine);
        assert_string_equal(page(&engine, "B")->storage, "<p>b one</p><p>B TWO</p>");
        assert_string_equal(file(&engine, "A")->body, "newer\n");
        assert_int_equal(world->page_count, 5);
    }
}

static void files_are_not_read_again_while_their_stamps_prove_them(void **state)
{
    (void)state;
    CLEANUP_ENGINE struct engine engine;

    set_up(&engine);
    size_t before = engine.store.world.requests;
    engine_expect_quiet(&engine);
    /* Who we are, and the listing. */
    assert_int_equal(engine.store.world.requests - before, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clone_has_every_page_in_its_place),
        cmocka_unit_test(an_edit_goes_to_the_other_side),
        cmocka_unit_test(edits_of_different_blocks_are_merged),
        cmocka_unit_test(the_users_own_wrapping_is_left_alone),
        cmocka_unit_test(other_words_for_the_same_are_not_sent),
        cmocka_unit_test(the_same_block_changed_on_both_sides_is_held_until_it_is_resolved),
        cmocka_unit_test(a_title_and_a_place_travel_with_a_held_body),
        cmocka_unit_test(new_files_become_pages_parents_first),
        cmocka_unit_test(deletions_go_both_ways),
        cmocka_unit_test(a_page_that_merely_vanished_is_not_deleted),
        cmocka_unit_test(two_pages_exchange_their_titles),
        cmocka_unit_test(an_edit_beats_a_deletion),
        cmocka_unit_test(a_push_leaves_files_alone_and_a_pull_leaves_pages_alone),
        cmocka_unit_test(a_pull_merges_into_an_edited_file),
        cmocka_unit_test(comment_markers_set_meanwhile_survive_a_push),
        cmocka_unit_test(a_lost_answer_duplicates_nothing),
        cmocka_unit_test(a_file_that_gets_its_id_late_gets_its_title_too),
        cmocka_unit_test(a_file_edited_before_it_gets_its_id_gets_its_title_too),
        cmocka_unit_test(an_adopted_file_gets_its_title_with_its_id),
        cmocka_unit_test(a_page_created_by_somebody_else_under_the_same_title_is_not_taken_over),
        cmocka_unit_test(an_equal_page_under_the_same_title_is_adopted),
        cmocka_unit_test(a_lost_state_is_built_again_from_equal_pages),
        cmocka_unit_test(a_faulty_file_keeps_its_page_and_others_go_on),
        cmocka_unit_test(another_site_stops_the_run),
        cmocka_unit_test(an_empty_listing_stops_the_run),
        cmocka_unit_test(a_server_that_goes_away_leaves_work_for_the_next_run),
        cmocka_unit_test(files_are_not_read_again_while_their_stamps_prove_them),
    };
    return cmocka_run_group_tests_name("sync/execute", tests, NULL, NULL);
}
