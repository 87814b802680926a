/* SPDX-License-Identifier: MIT */
#include "sandbox/version_list.h"

#include <limits.h>

#include "database/statement.h"
#include "sandbox/cursor.h"

#define SELECT_VERSIONS "SELECT " PAGE_COLUMNS PAGE_TABLES " WHERE p.id = ?2"

static const char newest_first[] =
    SELECT_VERSIONS " AND v.number < ?3 ORDER BY v.number DESC LIMIT ?4";
static const char oldest_first[] = SELECT_VERSIONS " AND v.number > ?3 ORDER BY v.number LIMIT ?4";

static struct slice order_name(const struct version_query *query)
{
    return query->is_ascending ? SLICE_LITERAL("modified-date") : SLICE_LITERAL("-modified-date");
}

/* The number behind which the piece starts. */
static bool find_start(struct arena *arena, const struct version_query *query, long long *number,
                       struct problem *problem)
{
    struct cursor cursor;

    *number = query->is_ascending ? 0 : LLONG_MAX;
    if (!query->cursor.start) {
        return true;
    }
    if (!cursor_read(arena, query->cursor, order_name(query), &cursor, problem)) {
        return false;
    }
    *number = cursor.number;
    return true;
}

bool version_list(struct sandbox *sandbox, struct arena *arena, const struct version_query *query,
                  struct version_listing *listing, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    struct page *versions = ARENA_NEW_ARRAY(arena, struct page, (size_t)query->limit);
    long long start = 0;
    size_t count = 0;
    bool has_row = false;

    if (!find_start(arena, query, &start, problem) ||
        !statement_prepare(sandbox->database, query->is_ascending ? oldest_first : newest_first,
                           &statement, &problem->error)) {
        return false;
    }
    statement_bind_number(statement, 1, query->with_body);
    statement_bind_number(statement, 2, query->page);
    statement_bind_number(statement, 3, start);
    statement_bind_number(statement, 4, query->limit + 1);
    while (true) {
        if (!statement_step(statement, &has_row, &problem->error)) {
            return false;
        }
        if (!has_row || count == (size_t)query->limit) {
            break;
        }
        page_read(statement, arena, &versions[count++]);
    }
    *listing = (struct version_listing){.versions = versions, .count = count};
    if (has_row) {
        struct cursor cursor = {
            .id = query->page, .order = order_name(query), .number = versions[count - 1].number};
        listing->next = cursor_write(arena, &cursor);
    }
    return true;
}
