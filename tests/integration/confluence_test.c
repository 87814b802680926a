/* SPDX-License-Identifier: MIT */
/*
 * Every call of confluence.h against the real program's sandbox, with faults on the
 * line. One sandbox serves all tests; each makes the pages it changes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/random.h"
#include "base/strmap.h"
#include "confluence/confluence.h"
#include "fake_time.h"
#include "http/pool.h"
#include "sandbox_program.h"
#include "unit.h"

#define SEEDED 320

struct world {
    struct sandbox_program *sandbox;
    struct confluence *site;
    struct arena *arena;
    struct confluence_space space;
    struct fake_time time;
    uint64_t seed;
};

/* Pages that were called back for, by id. */
struct pages {
    struct arena *arena;
    struct strmap *by_id;
};

static bool keep_page(void *data, const struct confluence_page *page, struct error *error)
{
    (void)error;
    struct pages *pages = data;
    struct confluence_page *copy = ARENA_NEW(pages->arena, struct confluence_page);

    *copy = *page;
    copy->id = arena_copy(pages->arena, slice_from(page->id));
    copy->title = arena_copy(pages->arena, slice_from(page->title));
    copy->body = (struct slice){arena_copy(pages->arena, page->body), page->body.length};
    strmap_put(pages->by_id, slice_from(copy->id), copy);
    return true;
}

static const struct confluence_page *page_at(const struct pages *pages, size_t position)
{
    return strmap_item_at(pages->by_id, position).value;
}

static struct confluence *open_site(struct world *world, const char *token, struct error *error)
{
    struct confluence *site = NULL;
    struct confluence_options options = {
        .site = world->sandbox->address,
        .user = "me@example.com",
        .token = token,
        .http = http_settings_default(),
    };

    options.http.clock = fake_time_clock(&world->time);
    options.http.random = random_seeded(&world->seed);
    return confluence_open(&options, &site, error) ? site : NULL;
}

static int set_up(void **state)
{
    struct world *world = MEM_NEW(struct world);
    struct error error = {0};

    world->arena = arena_new();
    world->time.now_ms = 1795168800000;
    world->sandbox = sandbox_program_start(SEEDED);
    world->site = open_site(world, SANDBOX_TOKEN, &error);
    if (!world->site ||
        !confluence_find_space(world->site, "seed", world->arena, &world->space, &error)) {
        fail_msg("%s", error.message);
    }
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;

    confluence_free(world->site);
    sandbox_program_stop(world->sandbox);
    arena_free(world->arena);
    free(world);
    return 0;
}

/* --- what tests are made of --- */

static struct confluence_page do_call(struct world *world, const struct confluence_call *call)
{
    struct confluence_page page;
    struct error error = {0};

    if (!confluence_do(world->site, call, world->arena, &page, &error)) {
        fail_msg("%s", error.message);
    }
    return page;
}

static struct error refused_call(struct world *world, const struct confluence_call *call)
{
    struct confluence_page page;
    struct error error = {0};

    assert_false(confluence_do(world->site, call, world->arena, &page, &error));
    return error;
}

static struct confluence_page create(struct world *world, const char *title, const char *parent_id)
{
    return do_call(world, &(struct confluence_call){
                              .action = CONFLUENCE_CREATE,
                              .space = &world->space,
                              .title = title,
                              .parent_id = parent_id,
                              .body = SLICE_LITERAL("<p>new</p>"),
                          });
}

static struct confluence_page fetch(struct world *world, const char *id)
{
    return do_call(world, &(struct confluence_call){.action = CONFLUENCE_FETCH, .id = id});
}

static size_t count_titled(struct world *world, const char *title)
{
    CLEANUP(strmap) struct strmap *by_id = strmap_new();
    struct pages pages = {.arena = world->arena, .by_id = by_id};
    struct error error = {0};
    struct confluence_query query = {
        .space = &world->space, .title = title, .statuses = CONFLUENCE_CURRENT};

    assert_true(confluence_list_pages(world->site, &query, keep_page, &pages, &error));
    return strmap_count(by_id);
}

static void write_order(void *data, struct strbuf *body)
{
    strbuf_append(body, data);
}

static void check_ordered(void *data, const struct http_answer *answer, const struct error *error)
{
    (void)data;
    assert_null(error);
    assert_int_equal(answer->status, 200);
}

/* Orders a fault of the sandbox, as docs/sandbox.md has it. */
static void order(struct world *world, const char *fault)
{
    CLEANUP(http_pool) struct http_pool *pool = NULL;
    struct http_pool_options options = {.root = world->sandbox->origin,
                                        .settings = http_settings_default()};
    struct error error;
    char json[256];

    (void)snprintf(json, sizeof json, "%s", fault);
    assert_true(http_pool_open(&options, &pool, &error));
    http_pool_submit(pool, &(struct http_request){
                               .method = HTTP_POST,
                               .target = "/_sandbox/faults",
                               .purpose = "order a fault",
                               .write_body = write_order,
                               .on_done = check_ordered,
                               .data = json,
                           });
    assert_true(http_pool_run(pool, &error));
}

/* --- reading --- */

static void credentials_are_told_from_wrong_ones(void **state)
{
    struct world *world = *state;
    struct error error = {0};

    assert_string_not_equal(confluence_self(world->site)->id, "");
    assert_true(confluence_check_access(world->site, &error));
    assert_null(open_site(world, "wrong", &error));
    assert_int_equal(error.kind, ERROR_ACCESS);
}

static void spaces_are_found_by_key_and_unknown_ones_are_not(void **state)
{
    struct world *world = *state;
    struct confluence_space space;
    struct error error = {0};

    assert_string_equal(world->space.key, "SEED");
    assert_non_null(world->space.homepage_id);
    assert_false(confluence_find_space(world->site, "NONE", world->arena, &space, &error));
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
}

static void a_space_is_listed_whole_and_its_bodies_are_fetched(void **state)
{
    struct world *world = *state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(strmap) struct strmap *listed = strmap_new();
    CLEANUP(strmap) struct strmap *fetched = strmap_new();
    struct pages pages = {.arena = arena, .by_id = listed};
    struct pages bodies = {.arena = arena, .by_id = fetched};
    struct error error = {0};
    size_t before = confluence_counts(world->site).requests;

    assert_true(confluence_list_pages(world->site,
                                      &(struct confluence_query){.space = &world->space}, keep_page,
                                      &pages, &error));
    assert_true(strmap_count(listed) > SEEDED);
    const char **ids = ARENA_NEW_ARRAY(arena, const char *, strmap_count(listed));
    for (size_t i = 0; i < strmap_count(listed); i++) {
        ids[i] = page_at(&pages, i)->id;
    }
    assert_true(confluence_fetch_bodies(world->site, ids, strmap_count(listed), keep_page, &bodies,
                                        &error));

    assert_int_equal(strmap_count(fetched), strmap_count(listed));
    /* 2 or 3 parts of the list, as parts can be short, and 7 batches, likewise. */
    assert_in_range(confluence_counts(world->site).requests - before, 9, 20);
    for (size_t i = 0; i < strmap_count(fetched); i++) {
        const struct confluence_page *page = page_at(&bodies, i);
        char expected[64];
        if (strncmp(page->title, "Page ", 5) == 0) {
            (void)snprintf(expected, sizeof expected, "<p>%ld</p>",
                           strtol(page->title + 5, NULL, 10));
            assert_true(page->has_body && slice_equals(page->body, expected));
        }
    }
}

static void looking_tells_the_status_of_pages_and_leaves_out_unknown_ones(void **state)
{
    struct world *world = *state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(strmap) struct strmap *by_id = strmap_new();
    struct pages pages = {.arena = arena, .by_id = by_id};
    struct error error = {0};
    struct confluence_page kept = create(world, "looked at", NULL);
    struct confluence_page gone = create(world, "looked at in the trash", NULL);
    do_call(world, &(struct confluence_call){.action = CONFLUENCE_TRASH, .id = gone.id});
    const char *const ids[] = {kept.id, gone.id, "999999999"};

    assert_true(confluence_look(world->site, ids, COUNT_OF(ids), keep_page, &pages, &error));

    assert_int_equal(strmap_count(by_id), 2);
    const struct confluence_page *found = strmap_find(by_id, slice_from(gone.id));
    assert_int_equal(found->status, CONFLUENCE_TRASHED);
    found = strmap_find(by_id, slice_from(kept.id));
    assert_int_equal(found->status, CONFLUENCE_CURRENT);
    assert_false(found->has_body);
}

static void children_are_seen(void **state)
{
    struct world *world = *state;
    struct confluence_page parent = create(world, "has a child", NULL);
    struct confluence_page child = create(world, "is a child", parent.id);
    struct error error = {0};
    bool has_children = false;

    assert_true(confluence_has_children(world->site, parent.id, &has_children, &error));
    assert_true(has_children);
    assert_true(confluence_has_children(world->site, child.id, &has_children, &error));
    assert_false(has_children);
    assert_false(confluence_has_children(world->site, "999999999", &has_children, &error));
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
}

/* --- writing --- */

static void a_page_lives_through_all_its_changes(void **state)
{
    struct world *world = *state;
    struct confluence_page page = create(world, "a life", NULL);
    assert_int_equal(page.version, 1);
    assert_string_equal(page.parent_id, world->space.homepage_id);

    page = do_call(world, &(struct confluence_call){.action = CONFLUENCE_UPDATE,
                                                    .id = page.id,
                                                    .version = 2,
                                                    .title = "a life, edited",
                                                    .message = "by the test",
                                                    .body = SLICE_LITERAL("<p>two</p>")});
    assert_int_equal(page.version, 2);
    page = fetch(world, page.id);
    assert_string_equal(page.title, "a life, edited");
    assert_string_equal(page.version_message, "by the test");
    assert_string_equal(page.author_id, confluence_self(world->site)->id);
    assert_true(slice_equals(page.body, "<p>two</p>"));

    page = do_call(world, &(struct confluence_call){
                              .action = CONFLUENCE_RENAME, .id = page.id, .title = "renamed"});
    assert_int_equal(page.version, 3);
    page = do_call(
        world, &(struct confluence_call){.action = CONFLUENCE_FETCH, .id = page.id, .version = 1});
    assert_int_equal(page.version, 1);
    assert_true(slice_equals(page.body, "<p>new</p>"));

    do_call(world, &(struct confluence_call){.action = CONFLUENCE_TRASH, .id = page.id});
    page = fetch(world, page.id);
    assert_int_equal(page.status, CONFLUENCE_TRASHED);
    assert_int_equal(page.parent, CONFLUENCE_NO_PARENT);
    do_call(world, &(struct confluence_call){.action = CONFLUENCE_RESTORE,
                                             .id = page.id,
                                             .version = page.version + 1,
                                             .title = page.title});
    page = fetch(world, page.id);
    assert_int_equal(page.status, CONFLUENCE_CURRENT);
    assert_string_equal(page.title, "renamed");
    assert_true(slice_equals(page.body, "<p>two</p>"));
}

static void pages_are_moved_below_before_and_behind_others(void **state)
{
    struct world *world = *state;
    struct confluence_page parent = create(world, "new parent", NULL);
    struct confluence_page one = create(world, "order one", parent.id);
    struct confluence_page two = create(world, "order two", NULL);
    struct confluence_call move = {.action = CONFLUENCE_MOVE, .id = two.id, .target_id = parent.id};

    assert_string_equal(do_call(world, &move).id, two.id);
    assert_string_equal(fetch(world, two.id).parent_id, parent.id);
    assert_true(fetch(world, one.id).position < fetch(world, two.id).position);

    move.place = CONFLUENCE_BEFORE;
    move.target_id = one.id;
    do_call(world, &move);
    assert_true(fetch(world, two.id).position < fetch(world, one.id).position);

    move.place = CONFLUENCE_AFTER;
    do_call(world, &move);
    assert_true(fetch(world, one.id).position < fetch(world, two.id).position);
}

static void a_page_can_stand_beside_the_homepage(void **state)
{
    struct world *world = *state;
    struct confluence_page page = do_call(world, &(struct confluence_call){
                                                     .action = CONFLUENCE_CREATE,
                                                     .space = &world->space,
                                                     .title = "at the top",
                                                     .is_top = true,
                                                 });

    assert_int_equal(page.parent, CONFLUENCE_NO_PARENT);
}

static void refusals_are_those_of_confluence(void **state)
{
    struct world *world = *state;
    struct confluence_page page = create(world, "refusing", NULL);
    struct confluence_call update = {
        .action = CONFLUENCE_UPDATE, .id = page.id, .version = 1, .title = "refusing"};
    char expected[256];

    struct error error = refused_call(world, &update);
    assert_int_equal(error.code, 409);
    (void)snprintf(expected, sizeof expected,
                   "update page %s: HTTP 409: Version must be incremented when updating a page. "
                   "Current Version: [1]. Provided version: [1]",
                   page.id);
    assert_memory_equal(error.message, expected, strlen(expected));

    update.version = 2;
    update.body = SLICE_LITERAL("<p>open");
    error = refused_call(world, &update);
    assert_int_equal(error.code, 400);
    assert_non_null(strstr(error.message, "Error parsing xhtml"));

    error = refused_call(world, &(struct confluence_call){.action = CONFLUENCE_CREATE,
                                                          .space = &world->space,
                                                          .title = "REFUSING"});
    assert_int_equal(error.code, 400);
    assert_non_null(strstr(error.message, "A page with this title already exists"));

    error = refused_call(world,
                         &(struct confluence_call){.action = CONFLUENCE_FETCH, .id = "999999999"});
    assert_int_equal(error.kind, ERROR_NOT_FOUND);
    assert_non_null(strstr(error.message, "Cannot find a page with id [999999999]"));
}

struct tally {
    size_t done;
    size_t failed;
};

static void tally_result(void *data, const struct confluence_result *result)
{
    struct tally *tally = data;

    tally->done += result->page != NULL;
    tally->failed += result->error != NULL;
}

static void many_pages_are_created_side_by_side(void **state)
{
    enum { MANY = 40 };
    struct world *world = *state;
    struct confluence_page parent = create(world, "parent of many", NULL);
    struct tally tally = {0};
    struct error error = {0};
    char titles[MANY][32];

    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(titles[i], sizeof titles[i], "one of many %zu", i);
        confluence_queue(world->site,
                         &(struct confluence_call){.action = CONFLUENCE_CREATE,
                                                   .space = &world->space,
                                                   .title = titles[i],
                                                   .parent_id = parent.id},
                         tally_result, &tally);
    }
    assert_true(confluence_run(world->site, &error));

    assert_int_equal(tally.done, MANY);
    assert_int_equal(tally.failed, 0);
}

/* --- faults --- */

static void a_rate_limit_is_waited_for_and_the_write_is_done_once(void **state)
{
    struct world *world = *state;
    long long slept_ms = world->time.slept_ms;

    order(world, "{\"kind\":\"429\",\"method\":\"POST\",\"path\":\"^/wiki/api\","
                 "\"retry_after\":120}");
    create(world, "rate limited", NULL);

    assert_int_equal(world->time.slept_ms - slept_ms, 120000);
    assert_int_equal(count_titled(world, "rate limited"), 1);
}

static void reads_get_over_every_fault(void **state)
{
    struct world *world = *state;
    static const char *const kinds[] = {"429", "503", "cut-before", "cut-after-commit", "cut-body"};
    struct confluence_page page = create(world, "read through faults", NULL);

    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        char fault[128];
        (void)snprintf(fault, sizeof fault,
                       "{\"kind\":\"%s\",\"method\":\"GET\",\"path\":\"^/wiki/api\",\"count\":2}",
                       kinds[i]);
        order(world, fault);
        assert_string_equal(fetch(world, page.id).title, "read through faults");
    }
}

static void a_creation_whose_answer_is_lost_leaves_doubt_and_one_page(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *kind;
        size_t pages;
    } cases[] = {{"cut-before", 0}, {"cut-after-commit", 1}, {"cut-body", 1}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char fault[128];
        char title[64];
        (void)snprintf(fault, sizeof fault,
                       "{\"kind\":\"%s\",\"method\":\"POST\",\"path\":\"^/wiki/api\"}",
                       cases[i].kind);
        (void)snprintf(title, sizeof title, "created with %s", cases[i].kind);
        order(world, fault);
        struct error error = refused_call(
            world, &(struct confluence_call){
                       .action = CONFLUENCE_CREATE, .space = &world->space, .title = title});
        assert_true(error_leaves_doubt(&error));
        assert_int_equal(error.kind, ERROR_NETWORK);
        assert_int_equal(count_titled(world, title), cases[i].pages);
    }
}

static void an_update_whose_answer_is_lost_is_done_once_and_leaves_doubt(void **state)
{
    struct world *world = *state;
    struct confluence_page page = create(world, "updated without an answer", NULL);
    struct confluence_call update = {.action = CONFLUENCE_UPDATE,
                                     .id = page.id,
                                     .version = 2,
                                     .title = page.title,
                                     .body = SLICE_LITERAL("<p>two</p>")};

    order(world, "{\"kind\":\"cut-after-commit\",\"method\":\"PUT\",\"path\":\"^/wiki/api\"}");
    struct error error = refused_call(world, &update);

    assert_true(error_leaves_doubt(&error));
    page = fetch(world, page.id);
    assert_int_equal(page.version, 2);
    assert_true(slice_equals(page.body, "<p>two</p>"));
}

static void lost_access_is_not_taken_for_a_missing_page(void **state)
{
    struct world *world = *state;
    struct confluence_page page = create(world, "still there", NULL);

    order(world, "{\"kind\":\"no-access\",\"path\":\"^/wiki/api/v2/pages/\"}");
    struct error error =
        refused_call(world, &(struct confluence_call){.action = CONFLUENCE_FETCH, .id = page.id});

    assert_int_equal(error.kind, ERROR_ACCESS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(credentials_are_told_from_wrong_ones),
        cmocka_unit_test(spaces_are_found_by_key_and_unknown_ones_are_not),
        cmocka_unit_test(a_space_is_listed_whole_and_its_bodies_are_fetched),
        cmocka_unit_test(looking_tells_the_status_of_pages_and_leaves_out_unknown_ones),
        cmocka_unit_test(children_are_seen),
        cmocka_unit_test(a_page_lives_through_all_its_changes),
        cmocka_unit_test(pages_are_moved_below_before_and_behind_others),
        cmocka_unit_test(a_page_can_stand_beside_the_homepage),
        cmocka_unit_test(refusals_are_those_of_confluence),
        cmocka_unit_test(many_pages_are_created_side_by_side),
        cmocka_unit_test(a_rate_limit_is_waited_for_and_the_write_is_done_once),
        cmocka_unit_test(reads_get_over_every_fault),
        cmocka_unit_test(a_creation_whose_answer_is_lost_leaves_doubt_and_one_page),
        cmocka_unit_test(an_update_whose_answer_is_lost_is_done_once_and_leaves_doubt),
        cmocka_unit_test(lost_access_is_not_taken_for_a_missing_page),
    };
    return cmocka_run_group_tests_name("confluence", tests, set_up, tear_down);
}
