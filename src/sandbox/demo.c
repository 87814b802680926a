/* SPDX-License-Identifier: MIT */
#include "sandbox/demo.h"

#include <string.h>

#include "base/clock.h"
#include "sandbox/demo_pages.h"
#include "sandbox/page.h"
#include "sandbox/page_tree.h"
#include "sandbox/space.h"
#include "sandbox/user.h"

#define DEMO_KEY   "DEMO"
#define DEMO_NAME  "Harbour Lights"
#define DEMO_LOGIN "ada@localhost"

enum { PAGES_MOST = 32 };

struct demo {
    struct sandbox *sandbox;
    struct user author;
    struct space space;
    long long ids[PAGES_MOST]; /* of the pages so far */
    long long now_ms;
};

static long long find_parent(const struct demo *demo, const char *title)
{
    for (size_t i = 0; title && i < PAGES_MOST && demo_pages[i].title; i++) {
        if (strcmp(demo_pages[i].title, title) == 0) {
            return demo->ids[i];
        }
    }
    return demo->space.homepage;
}

static bool add(struct demo *demo, size_t index, struct problem *problem)
{
    const struct demo_page *source = &demo_pages[index];
    struct page page = {
        .space = demo->space.id,
        .parent = find_parent(demo, source->parent),
        .status = PAGE_CURRENT,
        .author = demo->author.account_id,
        .owner = demo->author.account_id,
        .created_ms = demo->now_ms,
        .number = 1,
        .title = slice_from(source->title),
        .message = SLICE_LITERAL(""),
        .version_author = demo->author.account_id,
        .version_ms = demo->now_ms,
        .body = slice_from(source->body),
    };

    if (!page_new_id(demo->sandbox, &page.id, problem) ||
        !tree_place_last(demo->sandbox, &page, problem) ||
        !page_insert(demo->sandbox, &page, problem)) {
        return false;
    }
    demo->ids[index] = page.id;
    return true;
}

static bool fill(struct demo *demo, struct arena *arena, struct problem *problem)
{
    if (!user_of_login(demo->sandbox, arena, SLICE_LITERAL(DEMO_LOGIN), &demo->author, problem)) {
        return false;
    }
    demo->space = (struct space){
        .key = DEMO_KEY,
        .name = SLICE_LITERAL(DEMO_NAME),
        .author = demo->author.account_id,
        .created_ms = demo->now_ms,
    };
    if (!space_create(demo->sandbox, &demo->space, slice_from(demo_home_title),
                      slice_from(demo_home_body), problem)) {
        return false;
    }
    for (size_t i = 0; demo_pages[i].title; i++) {
        if (!add(demo, i, problem)) {
            return false;
        }
    }
    return true;
}

bool demo_space(struct sandbox *sandbox, struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(transaction) struct transaction *transaction = NULL;
    struct demo demo = {.sandbox = sandbox, .now_ms = clock_now_ms(sandbox->clock)};

    return transaction_begin(sandbox->database, &transaction, &problem->error) &&
           fill(&demo, arena, problem) && transaction_commit(transaction, &problem->error);
}
