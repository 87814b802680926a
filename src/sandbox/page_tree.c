/* SPDX-License-Identifier: MIT */
#include "sandbox/page_tree.h"

#include "base/vec.h"
#include "database/statement.h"

/* Between siblings that follow each other. Spaced far enough apart for a few insertions. */
enum { POSITION_GAP_LEAST = 2, POSITION_GAP_MOST = 900, POSITION_GAP_NEW = 512 };

/* The children of ?1, or the top of the space ?2 when ?1 is NULL. */
#define SIBLINGS                                                                                   \
    " FROM page WHERE parent IS ?1 AND (?1 IS NOT NULL OR space = ?2) AND position IS NOT NULL"

static void bind_siblings(struct statement *statement, const struct page *page)
{
    if (page->parent == 0) {
        statement_bind_null(statement, 1);
    } else {
        statement_bind_number(statement, 1, page->parent);
    }
    statement_bind_number(statement, 2, page->space);
}

/* The position of the last sibling but the page itself; 0 when there is none. */
static bool find_last(struct sandbox *sandbox, const struct page *page, long long *last,
                      struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "SELECT position" SIBLINGS
                           " AND id <> ?3 ORDER BY position DESC LIMIT 1",
                           &statement, &problem->error)) {
        return false;
    }
    bind_siblings(statement, page);
    statement_bind_number(statement, 3, page->id);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    *last = has_row ? statement_number(statement, 0) : 0;
    return true;
}

bool tree_place_last(struct sandbox *sandbox, struct page *page, struct problem *problem)
{
    long long last = 0;

    if (!find_last(sandbox, page, &last, problem)) {
        return false;
    }
    page->position = last + random_between(sandbox->chance, POSITION_GAP_LEAST, POSITION_GAP_MOST);
    page->has_position = true;
    return true;
}

/*
 * The position next to `position` among the siblings, but the page's own; one gap
 * beyond the end when there is none.
 */
static bool find_neighbour(struct sandbox *sandbox, const struct page *page, long long position,
                           bool is_before, long long *neighbour, struct problem *problem)
{
    static const char before[] =
        "SELECT position" SIBLINGS " AND id <> ?3 AND position < ?4 ORDER BY position DESC LIMIT 1";
    static const char after[] =
        "SELECT position" SIBLINGS " AND id <> ?3 AND position > ?4 ORDER BY position LIMIT 1";
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database, is_before ? before : after, &statement,
                           &problem->error)) {
        return false;
    }
    bind_siblings(statement, page);
    statement_bind_number(statement, 3, page->id);
    statement_bind_number(statement, 4, position);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    if (has_row) {
        *neighbour = statement_number(statement, 0);
    } else {
        *neighbour = is_before ? position - POSITION_GAP_NEW : position + POSITION_GAP_NEW;
    }
    return true;
}

/* Gives all siblings of the page new positions with room between them. */
static bool spread(struct sandbox *sandbox, const struct page *page, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(
            sandbox->database,
            "UPDATE page SET position = spread.position FROM"
            " (SELECT id, ?3 * row_number() OVER (ORDER BY position, id) AS position" SIBLINGS
            ") AS spread WHERE page.id = spread.id",
            &statement, &problem->error)) {
        return false;
    }
    bind_siblings(statement, page);
    statement_bind_number(statement, 3, POSITION_GAP_NEW);
    return statement_run(statement, &problem->error);
}

bool tree_place_beside(struct sandbox *sandbox, struct page *page, const struct page *sibling,
                       bool is_before, struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct page beside = *sibling;

    page->space = sibling->space;
    page->parent = sibling->parent;
    /* The second time there is room: spread has made it. */
    for (int attempt = 0; attempt < 2; attempt++) {
        long long neighbour = 0;
        if (!find_neighbour(sandbox, page, beside.position, is_before, &neighbour, problem)) {
            return false;
        }
        long long middle = (beside.position + neighbour) / 2;
        if (middle != beside.position && middle != neighbour) {
            page->position = middle;
            page->has_position = true;
            return true;
        }
        if (!spread(sandbox, page, problem) ||
            !page_get(sandbox, arena, sibling->id, false, &beside, problem)) {
            return false;
        }
    }
    return problem_set(problem, 500, "INTERNAL_SERVER_ERROR", "No position is left");
}

bool tree_check_loop(struct sandbox *sandbox, long long page, long long parent,
                     struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "WITH RECURSIVE above (id) AS (VALUES (?1) UNION SELECT page.parent"
                           " FROM page JOIN above ON page.id = above.id WHERE page.parent NOT NULL)"
                           " SELECT 1 FROM above WHERE id = ?2",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, parent);
    statement_bind_number(statement, 2, page);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    if (has_row) {
        return problem_set(problem, 400, "BAD_REQUEST",
                           "Cannot move the content here as it creates a parent-child loop.");
    }
    return true;
}

/* The page ?1 and all that is below it. */
#define SUBTREE                                                                                    \
    "WITH RECURSIVE below (id) AS (VALUES (?1) UNION"                                              \
    " SELECT page.id FROM page JOIN below ON page.parent = below.id)"

/* Refused when a page of the subtree has the title of a page of the space. */
static bool check_titles(struct sandbox *sandbox, const struct page *page, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           SUBTREE " SELECT 1 FROM below JOIN page moved ON moved.id = below.id"
                                   " JOIN page other ON other.folded_title = moved.folded_title"
                                   " WHERE other.space = ?2 AND other.id <> moved.id"
                                   " AND moved.status IN ('current', 'archived')"
                                   " AND other.status IN ('current', 'archived')",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, page->id);
    statement_bind_number(statement, 2, page->space);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    return has_row ? problem_title_taken(problem) : true;
}

static bool take_subtree_along(struct sandbox *sandbox, const struct page *page,
                               struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(sandbox->database,
                           SUBTREE " UPDATE page SET space = ?2 WHERE id IN (SELECT id FROM below)",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, page->id);
    statement_bind_number(statement, 2, page->space);
    return statement_run(statement, &problem->error);
}

bool tree_move(struct sandbox *sandbox, const struct page *page, long long old_space,
               struct problem *problem)
{
    bool is_same_space = page->space == old_space;

    return (is_same_space || check_titles(sandbox, page, problem)) &&
           page_set_place(sandbox, page, problem) &&
           (is_same_space || take_subtree_along(sandbox, page, problem));
}

/* The ids of the children, in their order. */
static bool list_children(struct sandbox *sandbox, struct arena *arena, long long parent,
                          long long **children, size_t *count, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "SELECT id FROM page WHERE parent = ?1 ORDER BY position, id",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, parent);
    while (true) {
        if (!statement_step(statement, &has_row, &problem->error)) {
            return false;
        }
        if (!has_row) {
            return true;
        }
        *children = VEC_GROW(arena, *children, *count);
        (*children)[(*count)++] = statement_number(statement, 0);
    }
}

static bool move_children_up(struct sandbox *sandbox, const struct page *page,
                             struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    long long *children = NULL;
    size_t count = 0;

    if (!list_children(sandbox, arena, page->id, &children, &count, problem)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct page child;
        if (!page_get(sandbox, arena, children[i], false, &child, problem)) {
            return false;
        }
        child.parent = page->parent;
        if (!tree_place_last(sandbox, &child, problem) ||
            !page_set_place(sandbox, &child, problem)) {
            return false;
        }
    }
    return true;
}

bool tree_trash(struct sandbox *sandbox, const struct page *page, struct problem *problem)
{
    struct page trashed = *page;

    trashed.status = PAGE_TRASHED;
    trashed.parent = 0;
    trashed.has_position = false;
    return move_children_up(sandbox, page, problem) && page_set_place(sandbox, &trashed, problem);
}

bool tree_former_parent(struct sandbox *sandbox, long long page, long long *parent,
                        struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "SELECT parent.id FROM page JOIN page parent"
                           " ON parent.id = page.former_parent AND parent.status = 'current'"
                           " WHERE page.id = ?1",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, page);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    *parent = has_row ? statement_number(statement, 0) : 0;
    return true;
}
