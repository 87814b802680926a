/* SPDX-License-Identifier: MIT */
#include "cli/changes.h"

#include <stdlib.h>
#include <string.h>

/* What the step does to the title and the body; merged bodies are told apart. */
static unsigned content_change(const struct step *step)
{
    return (step->has_title ? CHANGE_TITLE : 0U) |
           (step->has_body && !step->is_merge ? CHANGE_BODY : 0U);
}

static unsigned remote_change(const struct step *step)
{
    switch (step->kind) {
    case STEP_CREATE_REMOTE:
        return CHANGE_NEW;
    case STEP_UPDATE_REMOTE:
        return content_change(step);
    case STEP_MOVE_REMOTE:
        return CHANGE_PLACE;
    case STEP_TRASH_REMOTE:
        return CHANGE_DELETED;
    case STEP_RESTORE_REMOTE:
        return CHANGE_RESTORED;
    default:
        return 0;
    }
}

static unsigned local_change(const struct step *step)
{
    switch (step->kind) {
    case STEP_CREATE_LOCAL:
        return step->reason == REASON_NONE ? CHANGE_NEW : CHANGE_RESTORED;
    case STEP_WRITE_LOCAL:
        return content_change(step);
    case STEP_MOVE_LOCAL:
        return step->has_parent ? CHANGE_PLACE : 0;
    case STEP_TRASH_LOCAL:
        return CHANGE_DELETED;
    default:
        return 0;
    }
}

/* Keeps the first step of several. */
static void keep(const struct step **kept, const struct step *step, bool is_one)
{
    if (*kept == NULL && is_one) {
        *kept = step;
    }
}

/* The body goes to Confluence, or would if it lost nothing. */
static bool is_about_sending(const struct step *step)
{
    bool is_sent = step->kind == STEP_UPDATE_REMOTE || step->kind == STEP_CREATE_REMOTE;

    return (is_sent && step->has_body) || (step->kind == STEP_HOLD && step->reason == REASON_LOSES);
}

static void add_step(struct page_change *change, const struct step *step)
{
    unsigned remote = remote_change(step);
    unsigned local = local_change(step);
    bool has_reason = step->reason != REASON_NONE;

    change->remote |= remote;
    change->local |= local;
    change->is_marked =
        change->is_marked || (step->kind == STEP_WRITE_LOCAL && change->page->is_unmarked);
    change->is_merge = change->is_merge || (step->has_body && step->is_merge);
    if (((remote | local) & (CHANGE_NEW | CHANGE_TITLE)) != 0) {
        change->title = step->title;
    }
    keep(&change->remote_reason, step, remote != 0 && has_reason);
    keep(&change->local_reason, step, local != 0 && has_reason);
    keep(&change->hold, step, step->kind == STEP_HOLD);
    keep(&change->note, step, step->kind == STEP_NOTE);
    if (is_about_sending(step)) {
        change->notes = &change->page->notes;
    }
}

static int compare(const void *left_item, const void *right_item)
{
    const struct page_facts *left = ((const struct page_change *)left_item)->page;
    const struct page_facts *right = ((const struct page_change *)right_item)->page;

    if (left->path != NULL && right->path != NULL) {
        return strcmp(left->path, right->path);
    }
    if (left->path != NULL || right->path != NULL) {
        return left->path != NULL ? -1 : 1;
    }
    return strcmp(page_facts_title(left), page_facts_title(right));
}

bool change_is_conflict(const struct step *hold)
{
    /* A merge that was tried, and turned out to be a conflict, has no reason of its own. */
    switch (hold->reason) {
    case REASON_NONE:
    case REASON_BODY_OVERLAPS:
    case REASON_BOTH_RENAMED:
    case REASON_EDITED_AND_DELETED:
    case REASON_NO_BASE:
        return true;
    default:
        return false;
    }
}

/* Files of pages that the scan was limited to, faulty ones too. */
static size_t count_pages(const struct sync_scan *scan)
{
    const struct page_selection *selection = scan->options.selection;
    const struct facts *facts = &scan->facts;
    size_t count = 0;

    if (selection == NULL) {
        return facts->local_count;
    }
    for (size_t i = 0; i < facts->count; i++) {
        bool has_file = facts->pages[i].local.exists || facts->pages[i].fault != NULL;
        count += has_file && selection->is_selected(selection->context, facts, i) ? 1 : 0;
    }
    return count;
}

static void count(struct changes *changes, const struct page_change *change)
{
    bool is_conflict = change->hold != NULL && change_is_conflict(change->hold);

    changes->merge_count += change->is_merge ? 1 : 0;
    changes->mark_count += change->is_marked ? 1 : 0;
    changes->remote_count += change->remote != 0 && !change->is_merge ? 1 : 0;
    changes->local_count += change->local != 0 && !change->is_merge ? 1 : 0;
    changes->conflict_count += is_conflict ? 1 : 0;
    changes->held_count += change->hold != NULL && !is_conflict ? 1 : 0;
}

/* Keeps the pages of which there is anything to tell, in order, and counts them. */
static struct changes collect(const struct sync_scan *scan, struct page_change *items)
{
    struct changes changes = {.items = items, .page_count = count_pages(scan)};

    for (size_t i = 0; i < scan->facts.count; i++) {
        struct page_change change = items[i];
        bool is_changed = change.remote != 0 || change.local != 0 || change.is_merge;
        change.is_marked = change.is_marked && !is_changed;
        if (is_changed || change.is_marked || change.hold != NULL || change.note != NULL) {
            changes.items[changes.count++] = change;
            count(&changes, &change);
        }
    }
    if (changes.count > 0) {
        qsort(changes.items, changes.count, sizeof *changes.items, compare);
    }
    return changes;
}

static struct page_change *blank_changes(struct arena *arena, const struct facts *facts)
{
    struct page_change *items = ARENA_NEW_ARRAY(arena, struct page_change, facts->count + 1);
    for (size_t i = 0; i < facts->count; i++) {
        items[i].page = &facts->pages[i];
    }
    return items;
}

struct changes changes_make(struct arena *arena, const struct sync_scan *scan)
{
    struct page_change *items = blank_changes(arena, &scan->facts);
    for (size_t i = 0; i < scan->plan->count; i++) {
        const struct step *step = &scan->plan->steps[i];
        add_step(&items[step->page], step);
    }
    return collect(scan, items);
}

struct changes changes_make_done(struct arena *arena, const struct sync_scan *scan,
                                 const struct sync_report *report)
{
    struct page_change *items = blank_changes(arena, &scan->facts);
    for (size_t i = 0; i < scan->plan->count; i++) {
        const struct step *step = &scan->plan->steps[i];
        struct page_change *change = &items[step->page];
        if (report->steps[i].result == STEP_HELD && change->hold == NULL) {
            change->hold = step;
        }
        if (report->steps[i].result == STEP_DONE || !step_is_write(step)) {
            add_step(change, step);
        }
    }
    return collect(scan, items);
}
