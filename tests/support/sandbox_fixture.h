/* SPDX-License-Identifier: MIT */
/*
 * A sandbox in memory with one space, in which time and chance are the same in every
 * run: for tests of what lies below its routes.
 *
 *     cmocka_unit_test_setup_teardown(test, sandbox_fixture_open, sandbox_fixture_close)
 *
 * Functions fail the test when the sandbox refuses.
 */
#ifndef TESTS_SUPPORT_SANDBOX_FIXTURE_H
#define TESTS_SUPPORT_SANDBOX_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "fake_time.h"
#include "sandbox/context.h"
#include "sandbox/page_list.h"
#include "sandbox/page_write.h"
#include "sandbox/schema.h"
#include "sandbox/space.h"
#include "sandbox/user.h"
#include "unit.h"

struct sandbox_fixture {
    struct sandbox sandbox;
    struct arena *arena;
    struct fake_time time;
    uint64_t random_state;
    uint64_t chance_state;
    struct user author;
    struct space space;
    struct problem problem; /* of the last call that was meant to be refused */
};

static inline void sandbox_fixture_check(bool is_done, const struct problem *problem)
{
    if (!is_done) {
        fail_msg("%d %s", problem->status,
                 problem->status ? problem->title : problem->error.message);
    }
}

/* Adds a space; inside no transaction. */
static inline struct space sandbox_fixture_space(struct sandbox_fixture *fixture, const char *key)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;
    struct problem problem = {0};
    struct space space = {.key = key,
                          .name = slice_from(key),
                          .author = fixture->author.account_id,
                          .created_ms = fixture->time.now_ms};

    sandbox_fixture_check(
        transaction_begin(fixture->sandbox.database, &transaction, &problem.error) &&
            space_create(&fixture->sandbox, &space, slice_from(key), SLICE_LITERAL("<p />"),
                         &problem) &&
            transaction_commit(transaction, &problem.error),
        &problem);
    return space;
}

static inline int sandbox_fixture_open(void **state)
{
    struct sandbox_fixture *fixture = MEM_NEW(struct sandbox_fixture);
    struct problem problem = {0};

    fixture->arena = arena_new();
    fixture->time.now_ms = 1795168800000;
    fixture->random_state = 1;
    fixture->chance_state = 2;
    fixture->sandbox.clock = fake_time_clock(&fixture->time);
    fixture->sandbox.random = random_seeded(&fixture->random_state);
    fixture->sandbox.chance = random_seeded(&fixture->chance_state);
    sandbox_fixture_check(
        database_open(NULL, &sandbox_schema, &fixture->sandbox.database, &problem.error) &&
            user_of_login(&fixture->sandbox, fixture->arena, SLICE_LITERAL("me@example.com"),
                          &fixture->author, &problem),
        &problem);
    fixture->space = sandbox_fixture_space(fixture, "TEST");
    *state = fixture;
    return 0;
}

static inline int sandbox_fixture_close(void **state)
{
    struct sandbox_fixture *fixture = *state;

    database_free(fixture->sandbox.database);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* A wish for a page of that title, below the home page. */
static inline struct page_wish sandbox_fixture_wish(const struct sandbox_fixture *fixture,
                                                    const char *title)
{
    return (struct page_wish){
        .author = fixture->author.account_id,
        .status = PAGE_CURRENT,
        .title = slice_from(title),
        .body = SLICE_LITERAL("<p>body</p>"),
        .message = SLICE_LITERAL(""),
        .space = fixture->space.id,
    };
}

/* A new page below the parent, or below the home page for 0. */
static inline long long sandbox_fixture_page(struct sandbox_fixture *fixture, const char *title,
                                             long long parent)
{
    struct page_wish wish = sandbox_fixture_wish(fixture, title);
    struct problem problem = {0};
    long long id = 0;

    wish.parent = parent;
    sandbox_fixture_check(page_create(&fixture->sandbox, fixture->arena, &wish, &id, &problem),
                          &problem);
    return id;
}

static inline struct page sandbox_fixture_get(struct sandbox_fixture *fixture, long long id)
{
    struct problem problem = {0};
    struct page page = {0};

    sandbox_fixture_check(page_get(&fixture->sandbox, fixture->arena, id, true, &page, &problem),
                          &problem);
    return page;
}

/* The titles of the current children, in their order, with commas. */
static inline const char *sandbox_fixture_children(struct sandbox_fixture *fixture,
                                                   long long parent)
{
    struct page_query query = {
        .parent = parent,
        .statuses = "[\"current\"]",
        .order = {.sort = PAGE_SORT_POSITION, .name = SLICE_LITERAL("child-position")},
        .limit = 250,
    };
    CLEANUP_STRBUF struct strbuf titles = STRBUF(65536);
    struct page_listing listing;
    struct problem problem = {0};

    sandbox_fixture_check(page_list(&fixture->sandbox, fixture->arena, &query, &listing, &problem),
                          &problem);
    for (size_t i = 0; i < listing.count; i++) {
        strbuf_append(&titles, i > 0 ? "," : "");
        strbuf_append_slice(&titles, listing.pages[i].title);
    }
    return strbuf_copy(&titles, fixture->arena).start;
}

#endif
