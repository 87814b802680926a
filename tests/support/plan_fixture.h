/* SPDX-License-Identifier: MIT */
/*
 * A plan of every sort of change, made by hand, for the tests of what is shown of plans:
 * edited, renamed, merged, new and deleted pages on either side, a conflict, a held file.
 */
#ifndef TESTS_SUPPORT_PLAN_FIXTURE_H
#define TESTS_SUPPORT_PLAN_FIXTURE_H

#include "sync/sync.h"

enum { FIXTURE_PAGES = 10, FIXTURE_STEPS = 12 };

struct plan_fixture {
    struct page_facts pages[FIXTURE_PAGES];
    struct step steps[FIXTURE_STEPS];
    struct plan plan;
    struct sync_scan scan;
};

static inline struct page_facts fixture_page(long long id, const char *path, const char *title)
{
    struct page_side side = {.exists = true, .title = title, .parent = FACTS_TOP};
    return (struct page_facts){.id = id, .path = path, .base = side, .local = side, .remote = side};
}

static inline void plan_fixture_fill(struct plan_fixture *fixture)
{
    struct page_facts *pages = fixture->pages;
    struct step *steps = fixture->steps;

    pages[0] = fixture_page(1, "index.md", "Home");
    pages[1] = fixture_page(2, "edited-here.md", "Edited here");
    pages[2] = fixture_page(3, "edited-there.md", "Edited there");
    pages[3] = fixture_page(4, "merged.md", "Merged");
    pages[4] = fixture_page(5, "conflict.md", "Conflict");
    pages[5] = fixture_page(6, NULL, "New there");
    pages[5].base = (struct page_side){0};
    pages[5].local = (struct page_side){0};
    pages[5].remote.parent = 1;
    pages[6] = fixture_page(7, "renamed.md", "Renamed");
    pages[6].base.title = "Old name";
    pages[7] = fixture_page(8, "gone.md", "Gone");
    pages[8] = fixture_page(0, "a/new-here.md", "New here");
    pages[8].base = (struct page_side){0};
    pages[8].remote = (struct page_side){0};
    pages[9] = fixture_page(0, "broken.md", "Broken");
    pages[9].fault = "broken.md:2:1: this is no YAML";

    steps[0] = (struct step){.kind = STEP_TRASH_REMOTE, .page = 7};
    steps[1] = (struct step){.kind = STEP_UPDATE_REMOTE, .page = 1, .has_body = true};
    steps[2] =
        (struct step){.kind = STEP_UPDATE_REMOTE, .page = 3, .has_body = true, .is_merge = true};
    steps[3] =
        (struct step){.kind = STEP_UPDATE_REMOTE, .page = 6, .has_title = true, .title = "Renamed"};
    steps[4] = (struct step){.kind = STEP_CREATE_REMOTE, .page = 8, .title = "New here"};
    steps[5] = (struct step){.kind = STEP_WRITE_LOCAL, .page = 2, .has_body = true};
    steps[6] =
        (struct step){.kind = STEP_WRITE_LOCAL, .page = 3, .has_body = true, .is_merge = true};
    steps[7] = (struct step){.kind = STEP_WRITE_LOCAL, .page = 1, .has_version = true};
    steps[8] = (struct step){.kind = STEP_CREATE_LOCAL, .page = 5, .title = "New there"};
    steps[9] = (struct step){
        .kind = STEP_HOLD, .page = 4, .attribute = ATTRIBUTE_BODY, .reason = REASON_BODY_OVERLAPS};
    steps[10] = (struct step){
        .kind = STEP_HOLD, .page = 9, .attribute = ATTRIBUTE_PAGE, .reason = REASON_FAULT};
    steps[11] = (struct step){.kind = STEP_RECORD, .page = 0};

    fixture->plan = (struct plan){.steps = steps, .count = FIXTURE_STEPS};
    fixture->scan = (struct sync_scan){
        .facts = {.pages = pages, .count = FIXTURE_PAGES, .local_count = 9},
        .plan = &fixture->plan,
    };
}

/* Makes it a plan of one step: the file of "Home" gets the id that an interrupted run owes it. */
static inline void plan_fixture_mark(struct plan_fixture *fixture)
{
    fixture->pages[0].is_unmarked = true;
    fixture->steps[0] = (struct step){.kind = STEP_WRITE_LOCAL, .page = 0, .has_version = true};
    fixture->plan.count = 1;
}

#endif
