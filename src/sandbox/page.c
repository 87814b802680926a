/* SPDX-License-Identifier: MIT */
#include "sandbox/page.h"

#include "sandbox/title.h"

/* Of ids: how far two that follow each other are apart. */
enum { ID_GAP_LEAST = 3, ID_GAP_MOST = 4096 };

static const char *const status_names[] = {
    [PAGE_CURRENT] = "current", [PAGE_ARCHIVED] = "archived",     [PAGE_TRASHED] = "trashed",
    [PAGE_DRAFT] = "draft",     [PAGE_HISTORICAL] = "historical",
};

const char *page_status_name(enum page_status status)
{
    return status_names[status];
}

bool page_status_parse(struct slice name, enum page_status *status)
{
    for (size_t i = 0; i < sizeof status_names / sizeof status_names[0]; i++) {
        if (slice_equals(name, status_names[i])) {
            *status = (enum page_status)i;
            return true;
        }
    }
    return false;
}

/* A copy of the column; NULL start for NULL. */
static struct slice read_text(const struct statement *statement, struct arena *arena, int column)
{
    struct slice text = statement_text(statement, column);

    return text.start ? (struct slice){arena_copy(arena, text), text.length} : text;
}

void page_read(const struct statement *statement, struct arena *arena, struct page *page)
{
    *page = (struct page){
        .id = statement_number(statement, 0),
        .space = statement_number(statement, 1),
        .space_key = read_text(statement, arena, 2).start,
        .is_homepage = statement_number(statement, 3) != 0,
        .parent = statement_number(statement, 4),
        .position = statement_number(statement, 5),
        .has_position = !statement_is_null(statement, 5),
        .is_live = statement_number(statement, 7) != 0,
        .author = read_text(statement, arena, 8),
        .owner = read_text(statement, arena, 9),
        .last_owner = read_text(statement, arena, 10),
        .created_ms = statement_number(statement, 11),
        .number = statement_number(statement, 12),
        .title = read_text(statement, arena, 13),
        .message = read_text(statement, arena, 14),
        .is_minor = statement_number(statement, 15) != 0,
        .version_author = read_text(statement, arena, 16),
        .version_ms = statement_number(statement, 17),
        .body = read_text(statement, arena, 18),
    };
    (void)page_status_parse(statement_text(statement, 6), &page->status);
}

bool page_get(struct sandbox *sandbox, struct arena *arena, long long id, bool with_body,
              struct page *page, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "SELECT " PAGE_COLUMNS PAGE_TABLES
                           " AND v.number = p.version WHERE p.id = ?2",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, with_body);
    statement_bind_number(statement, 2, id);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    if (!has_row) {
        return problem_no_page(problem, id);
    }
    page_read(statement, arena, page);
    return true;
}

bool page_get_version(struct sandbox *sandbox, struct arena *arena, long long id, long long number,
                      struct page *page, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    struct page present;
    bool has_row = false;

    if (!page_get(sandbox, arena, id, false, &present, problem) ||
        !statement_prepare(sandbox->database,
                           "SELECT " PAGE_COLUMNS PAGE_TABLES " WHERE p.id = ?2 AND v.number = ?3",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, 1);
    statement_bind_number(statement, 2, id);
    statement_bind_number(statement, 3, number);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    if (!has_row) {
        return problem_set(problem, 404, "NOT_FOUND",
                           "Cannot find version [%lld] of the page with id [%lld]", number, id);
    }
    page_read(statement, arena, page);
    if (page->number != present.number) {
        page->status = PAGE_HISTORICAL;
    }
    return true;
}

bool page_new_id(struct sandbox *sandbox, long long *id, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "UPDATE sequence SET last_id = last_id + ?1 RETURNING last_id",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, random_between(sandbox->chance, ID_GAP_LEAST, ID_GAP_MOST));
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    *id = statement_number(statement, 0);
    return true;
}

/* NULL for 0. */
static void bind_reference(struct statement *statement, int parameter, long long id)
{
    if (id == 0) {
        statement_bind_null(statement, parameter);
    } else {
        statement_bind_number(statement, parameter, id);
    }
}

static void bind_position(struct statement *statement, int parameter, const struct page *page)
{
    if (page->has_position) {
        statement_bind_number(statement, parameter, page->position);
    } else {
        statement_bind_null(statement, parameter);
    }
}

static bool insert_version(struct sandbox *sandbox, const struct page *page,
                           struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(sandbox->database,
                           "INSERT INTO version (page, number, title, message, is_minor, author,"
                           " created_ms, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, page->id);
    statement_bind_number(statement, 2, page->number);
    statement_bind_text(statement, 3, page->title);
    statement_bind_text(statement, 4, page->message);
    statement_bind_number(statement, 5, page->is_minor);
    statement_bind_text(statement, 6, page->version_author);
    statement_bind_number(statement, 7, page->version_ms);
    statement_bind_text(statement, 8, page->body);
    return statement_run(statement, &problem->error);
}

bool page_insert(struct sandbox *sandbox, const struct page *page, struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(sandbox->database,
                           "INSERT INTO page (id, space, parent, position, status, subtype, title,"
                           " folded_title, author, owner, last_owner, created_ms, modified_ms,"
                           " version) VALUES (?1, ?2, ?3, ?4, ?5, iif(?6, 'live', NULL), ?7, ?8,"
                           " ?9, ?10, ?11, ?12, ?13, ?14)",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, page->id);
    statement_bind_number(statement, 2, page->space);
    bind_reference(statement, 3, page->parent);
    bind_position(statement, 4, page);
    statement_bind_text(statement, 5, slice_from(page_status_name(page->status)));
    statement_bind_number(statement, 6, page->is_live);
    statement_bind_text(statement, 7, page->title);
    statement_bind_text(statement, 8, title_fold(arena, page->title));
    statement_bind_text(statement, 9, page->author);
    statement_bind_text(statement, 10, page->owner);
    statement_bind_text(statement, 11, page->last_owner);
    statement_bind_number(statement, 12, page->created_ms);
    statement_bind_number(statement, 13, page->version_ms);
    statement_bind_number(statement, 14, page->number);
    return statement_run(statement, &problem->error) && insert_version(sandbox, page, problem);
}

bool page_add_version(struct sandbox *sandbox, const struct page *page, struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(statement) struct statement *statement = NULL;

    if (!insert_version(sandbox, page, problem) ||
        !statement_prepare(sandbox->database,
                           "UPDATE page SET version = ?2, title = ?3, folded_title = ?4,"
                           " modified_ms = ?5, owner = ?6, last_owner = ?7 WHERE id = ?1",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, page->id);
    statement_bind_number(statement, 2, page->number);
    statement_bind_text(statement, 3, page->title);
    statement_bind_text(statement, 4, title_fold(arena, page->title));
    statement_bind_number(statement, 5, page->version_ms);
    statement_bind_text(statement, 6, page->owner);
    statement_bind_text(statement, 7, page->last_owner);
    return statement_run(statement, &problem->error);
}

bool page_set_place(struct sandbox *sandbox, const struct page *page, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(sandbox->database,
                           "UPDATE page SET former_parent = parent, status = ?2, parent = ?3,"
                           " position = ?4, space = ?5 WHERE id = ?1",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, page->id);
    statement_bind_text(statement, 2, slice_from(page_status_name(page->status)));
    bind_reference(statement, 3, page->parent);
    bind_position(statement, 4, page);
    statement_bind_number(statement, 5, page->space);
    return statement_run(statement, &problem->error);
}

bool page_erase(struct sandbox *sandbox, long long id, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(sandbox->database, "DELETE FROM page WHERE id = ?1", &statement,
                           &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, id);
    return statement_run(statement, &problem->error);
}

bool page_title_is_free(struct sandbox *sandbox, long long space, struct slice title,
                        long long except, bool *is_free, struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(sandbox->database,
                           "SELECT 1 FROM page WHERE space = ?1 AND folded_title = ?2 AND id <> ?3"
                           " AND status IN ('current', 'archived')",
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, space);
    statement_bind_text(statement, 2, title_fold(arena, title));
    statement_bind_number(statement, 3, except);
    if (!statement_step(statement, &has_row, &problem->error)) {
        return false;
    }
    *is_free = !has_row;
    return true;
}
