/* SPDX-License-Identifier: MIT */
#include "sandbox/page_write.h"

#include "base/clock.h"
#include "sandbox/page_tree.h"
#include "sandbox/space.h"

static bool check_title_is_free(struct sandbox *sandbox, long long space, struct slice title,
                                long long except, struct problem *problem)
{
    bool is_free = false;

    return page_title_is_free(sandbox, space, title, except, &is_free, problem) &&
           (is_free || problem_title_taken(problem));
}

/* A page that others can be put below, or beside. */
static bool get_target(struct sandbox *sandbox, struct arena *arena, long long id,
                       struct page *target, struct problem *problem)
{
    struct problem absence = {0};

    if (!page_get(sandbox, arena, id, false, target, &absence)) {
        if (absence.status == 0) {
            *problem = absence;
            return false;
        }
        return problem_set(problem, 404, "NOT_FOUND", "Cannot find content with id [%lld]", id);
    }
    if (target->status != PAGE_CURRENT && target->status != PAGE_ARCHIVED) {
        return problem_set(problem, 404, "NOT_FOUND", "Cannot find content with id [%lld]", id);
    }
    return true;
}

/* The parent that a new page gets: 0 at the top of the space. */
static bool choose_parent(struct sandbox *sandbox, struct arena *arena,
                          const struct page_wish *wish, long long *parent, struct problem *problem)
{
    struct space space;
    struct page target;

    if (!space_get(sandbox, arena, wish->space, &space, problem)) {
        return false;
    }
    if (wish->parent == 0) {
        *parent = wish->is_at_root ? 0 : space.homepage;
        return true;
    }
    if (!get_target(sandbox, arena, wish->parent, &target, problem)) {
        return false;
    }
    if (target.space != wish->space) {
        return problem_set(problem, 404, "NOT_FOUND",
                           "Cannot find content with id [%lld] in space with id [%lld]",
                           wish->parent, wish->space);
    }
    *parent = wish->parent;
    return true;
}

static bool insert_wished(struct sandbox *sandbox, struct arena *arena,
                          const struct page_wish *wish, long long *id, struct problem *problem)
{
    long long now_ms = clock_now_ms(sandbox->clock);
    struct page page = {
        .space = wish->space,
        .status = wish->status,
        .is_live = wish->is_live,
        .author = wish->author,
        .owner = wish->author,
        .created_ms = now_ms,
        .number = 1,
        .title = wish->title,
        .message = wish->message,
        .version_author = wish->author,
        .version_ms = now_ms,
        .body = wish->body.start ? wish->body : SLICE_LITERAL(""),
    };

    if (!choose_parent(sandbox, arena, wish, &page.parent, problem)) {
        return false;
    }
    if (wish->status != PAGE_DRAFT &&
        !check_title_is_free(sandbox, wish->space, wish->title, 0, problem)) {
        return false;
    }
    if (!page_new_id(sandbox, &page.id, problem) || !tree_place_last(sandbox, &page, problem) ||
        !page_insert(sandbox, &page, problem)) {
        return false;
    }
    *id = page.id;
    return true;
}

bool page_create(struct sandbox *sandbox, struct arena *arena, const struct page_wish *wish,
                 long long *id, struct problem *problem)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;

    return transaction_begin(sandbox->database, &transaction, &problem->error) &&
           insert_wished(sandbox, arena, wish, id, problem) &&
           transaction_commit(transaction, &problem->error);
}

static bool check_number(const struct page *page, long long number, struct problem *problem)
{
    /* A draft has no versions: it stays at 1 until it is published. */
    long long expected = page->status == PAGE_DRAFT ? 1 : page->number + 1;

    if (number == expected) {
        return true;
    }
    return problem_set(problem, 409, "CONFLICT",
                       "Version must be incremented when updating a page. Current Version: [%lld]. "
                       "Provided version: [%lld]",
                       page->number, number);
}

/* Whether the wish asks for another parent than the page has. */
static bool wants_move(const struct page *page, const struct page_wish *wish)
{
    return wish->parent != 0 && wish->parent != page->parent;
}

static bool move_to_wished_parent(struct sandbox *sandbox, struct arena *arena, struct page *page,
                                  const struct page_wish *wish, struct problem *problem)
{
    struct page target;

    if (!get_target(sandbox, arena, wish->parent, &target, problem) ||
        !tree_check_loop(sandbox, page->id, wish->parent, problem)) {
        return false;
    }
    if (target.space != page->space) {
        return problem_set(problem, 400, "BAD_REQUEST",
                           "Moving a page to a different space is not supported");
    }
    if (page->is_homepage) {
        return problem_set(problem, 400, "BAD_REQUEST", "Cannot move the home page of a space");
    }
    page->parent = wish->parent;
    return tree_place_last(sandbox, page, problem) && page_set_place(sandbox, page, problem);
}

/* Stores title, body and owner of the wish as the next version. */
static bool add_wished_version(struct sandbox *sandbox, struct page *page,
                               const struct page_wish *wish, struct problem *problem)
{
    page->number = wish->number;
    page->title = wish->title;
    page->message = wish->message;
    page->is_minor = wish->is_minor;
    page->version_author = wish->author;
    page->version_ms = clock_now_ms(sandbox->clock);
    if (wish->body.start) {
        page->body = wish->body;
    }
    if (wish->owner.start && !slice_equal(wish->owner, page->owner)) {
        page->last_owner = page->owner;
        page->owner = wish->owner;
    }
    return page_add_version(sandbox, page, problem);
}

static bool is_as_wished(const struct page *page, const struct page_wish *wish)
{
    return slice_equal(page->title, wish->title) && !wants_move(page, wish) &&
           (!wish->body.start || slice_equal(page->body, wish->body)) &&
           (!wish->owner.start || slice_equal(page->owner, wish->owner));
}

static bool edit(struct sandbox *sandbox, struct arena *arena, struct page *page,
                 const struct page_wish *wish, bool *has_changed, struct problem *problem)
{
    *has_changed = !is_as_wished(page, wish);
    if (!*has_changed) {
        return true;
    }
    if (!check_title_is_free(sandbox, page->space, wish->title, page->id, problem)) {
        return false;
    }
    if (wants_move(page, wish) && !move_to_wished_parent(sandbox, arena, page, wish, problem)) {
        return false;
    }
    return add_wished_version(sandbox, page, wish, problem);
}

/* Out of the trash. Of the wish nothing but that is carried out. */
static bool restore(struct sandbox *sandbox, struct page *page, const struct page_wish *wish,
                    struct problem *problem)
{
    const struct page_wish as_it_was = {
        .author = wish->author,
        .title = page->title,
        .message = wish->message,
        .number = wish->number,
    };

    page->status = PAGE_CURRENT;
    return check_title_is_free(sandbox, page->space, page->title, page->id, problem) &&
           tree_former_parent(sandbox, page->id, &page->parent, problem) &&
           tree_place_last(sandbox, page, problem) && page_set_place(sandbox, page, problem) &&
           add_wished_version(sandbox, page, &as_it_was, problem);
}

/* A draft that changes stays version 1, and so does one that is published. */
static bool update_draft(struct sandbox *sandbox, struct arena *arena, struct page *page,
                         const struct page_wish *wish, struct problem *problem)
{
    struct page rewritten = *page;

    rewritten.status = wish->status;
    if (wish->status == PAGE_CURRENT &&
        !check_title_is_free(sandbox, page->space, wish->title, page->id, problem)) {
        return false;
    }
    if (wants_move(page, wish) &&
        !move_to_wished_parent(sandbox, arena, &rewritten, wish, problem)) {
        return false;
    }
    rewritten.title = wish->title;
    rewritten.message = wish->message;
    rewritten.version_author = wish->author;
    rewritten.version_ms = clock_now_ms(sandbox->clock);
    rewritten.body = wish->body.start ? wish->body : page->body;
    return page_erase(sandbox, page->id, problem) && page_insert(sandbox, &rewritten, problem);
}

static bool update(struct sandbox *sandbox, struct arena *arena, long long id,
                   const struct page_wish *wish, bool *has_changed, struct problem *problem)
{
    struct page page;

    if (!page_get(sandbox, arena, id, true, &page, problem) ||
        !check_number(&page, wish->number, problem)) {
        return false;
    }
    if (wish->space != 0 && wish->space != page.space) {
        return problem_set(problem, 400, "BAD_REQUEST",
                           "Moving a page to a different space is not supported");
    }
    *has_changed = true;
    if (page.status == PAGE_DRAFT) {
        return update_draft(sandbox, arena, &page, wish, problem);
    }
    if (wish->status == PAGE_DRAFT) {
        return problem_set(problem, 501, "NOT_IMPLEMENTED",
                           "The sandbox keeps no drafts of published pages");
    }
    if (page.status == PAGE_ARCHIVED) {
        return problem_set(problem, 400, "BAD_REQUEST",
                           "Archived content with id [%lld] cannot be updated", id);
    }
    if (page.status == PAGE_TRASHED) {
        return restore(sandbox, &page, wish, problem);
    }
    return edit(sandbox, arena, &page, wish, has_changed, problem);
}

bool page_update(struct sandbox *sandbox, struct arena *arena, long long id,
                 const struct page_wish *wish, bool *has_changed, struct problem *problem)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;

    return transaction_begin(sandbox->database, &transaction, &problem->error) &&
           update(sandbox, arena, id, wish, has_changed, problem) &&
           transaction_commit(transaction, &problem->error);
}

bool page_rename(struct sandbox *sandbox, struct arena *arena, long long id,
                 const struct page_wish *wish, bool *has_changed, struct problem *problem)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;
    struct page_wish renamed = *wish;
    struct page page;

    if (!transaction_begin(sandbox->database, &transaction, &problem->error) ||
        !page_get(sandbox, arena, id, true, &page, problem)) {
        return false;
    }
    if (page.status != wish->status) {
        return problem_no_page(problem, id);
    }
    if (page.status == PAGE_DRAFT) {
        *has_changed = true;
        return update_draft(sandbox, arena, &page, wish, problem) &&
               transaction_commit(transaction, &problem->error);
    }
    renamed.number = page.number + 1;
    return edit(sandbox, arena, &page, &renamed, has_changed, problem) &&
           transaction_commit(transaction, &problem->error);
}

static bool check_deletion(const struct page *page, enum page_deletion deletion,
                           struct problem *problem)
{
    bool is_draft = page->status == PAGE_DRAFT;
    bool is_trashed = page->status == PAGE_TRASHED;

    if (is_draft != (deletion == PAGE_DELETE_DRAFT)) {
        return problem_no_page(problem, page->id);
    }
    if (deletion == PAGE_DELETE_PURGE && !is_trashed) {
        return problem_set(problem, 400, "BAD_REQUEST",
                           "Cannot purge content with id [%lld] which is not trashed", page->id);
    }
    if (deletion == PAGE_DELETE_TO_TRASH && is_trashed) {
        return problem_no_page(problem, page->id);
    }
    if (page->is_homepage) {
        return problem_set(problem, 400, "BAD_REQUEST", "Cannot delete the home page of a space");
    }
    return true;
}

bool page_delete(struct sandbox *sandbox, struct arena *arena, long long id,
                 enum page_deletion deletion, struct problem *problem)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;
    struct page page;

    if (!transaction_begin(sandbox->database, &transaction, &problem->error) ||
        !page_get(sandbox, arena, id, false, &page, problem) ||
        !check_deletion(&page, deletion, problem)) {
        return false;
    }
    bool is_done = deletion == PAGE_DELETE_TO_TRASH ? tree_trash(sandbox, &page, problem)
                                                    : page_erase(sandbox, id, problem);
    return is_done && transaction_commit(transaction, &problem->error);
}

static bool place(struct sandbox *sandbox, struct page *page, enum page_placing placing,
                  const struct page *target, struct problem *problem)
{
    if (placing != PAGE_PLACE_APPEND) {
        return tree_place_beside(sandbox, page, target, placing == PAGE_PLACE_BEFORE, problem);
    }
    page->parent = target->id;
    page->space = target->space;
    return tree_place_last(sandbox, page, problem);
}

bool page_move(struct sandbox *sandbox, struct arena *arena, long long id,
               enum page_placing placing, long long target_id, struct problem *problem)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;
    struct page page;
    struct page target;

    if (!transaction_begin(sandbox->database, &transaction, &problem->error) ||
        !get_target(sandbox, arena, id, &page, problem) ||
        !get_target(sandbox, arena, target_id, &target, problem)) {
        return false;
    }
    if (page.is_homepage) {
        return problem_set(problem, 400, "BAD_REQUEST", "Cannot move the home page of a space");
    }
    long long old_space = page.space;
    /* Nothing goes beside itself either; what is beside a page has its parent. */
    long long above = placing == PAGE_PLACE_APPEND || id == target_id ? target_id : target.parent;
    return (above == 0 || tree_check_loop(sandbox, id, above, problem)) &&
           place(sandbox, &page, placing, &target, problem) &&
           tree_move(sandbox, &page, old_space, problem) &&
           transaction_commit(transaction, &problem->error);
}

bool page_archive(struct sandbox *sandbox, struct arena *arena, long long id,
                  struct problem *problem)
{
    CLEANUP(transaction) struct transaction *transaction = NULL;
    struct page page;

    if (!transaction_begin(sandbox->database, &transaction, &problem->error) ||
        !page_get(sandbox, arena, id, false, &page, problem)) {
        return false;
    }
    if (page.status != PAGE_CURRENT || page.is_homepage) {
        return problem_set(problem, 400, "BAD_REQUEST", "Content with id [%lld] cannot be archived",
                           id);
    }
    page.status = PAGE_ARCHIVED;
    return page_set_place(sandbox, &page, problem) &&
           transaction_commit(transaction, &problem->error);
}
