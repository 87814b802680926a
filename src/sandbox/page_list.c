/* SPDX-License-Identifier: MIT */
#include "sandbox/page_list.h"

#include "base/strbuf.h"
#include "database/statement.h"
#include "sandbox/title.h"

enum { SQL_LIMIT = 4096 };

/* Which pieces are short, and by how much: every second one, by two rows. */
enum { SHORT_EVERY = 2, SHORT_BY = 2 };

/*
 * Parameters of the statement. The limit is the last one and always there, so that
 * the others may be bound whether the statement uses them or not.
 */
enum {
    WITH_BODY = 1,
    SPACE,
    PARENT,
    IDS,
    SPACES,
    STATUSES,
    TITLE,
    AFTER_VALUE,
    AFTER_ID,
    ROW_LIMIT,
};

static const char *const sort_columns[] = {
    [PAGE_SORT_ID] = "p.id",
    [PAGE_SORT_CREATED] = "p.created_ms",
    [PAGE_SORT_MODIFIED] = "p.modified_ms",
    [PAGE_SORT_TITLE] = "p.folded_title",
    [PAGE_SORT_POSITION] = "p.position",
};

static void append_filters(struct strbuf *sql, const struct page_query *query)
{
    strbuf_append(sql, " WHERE p.status IN (SELECT value FROM json_each(?6))");
    if (query->space != 0) {
        strbuf_append(sql, " AND p.space = ?2");
    }
    if (query->parent != 0) {
        strbuf_append(sql, " AND p.parent = ?3");
    }
    if (query->ids) {
        strbuf_append(sql, " AND p.id IN (SELECT value FROM json_each(?4))");
    }
    if (query->spaces) {
        strbuf_append(sql, " AND p.space IN (SELECT value FROM json_each(?5))");
    }
    if (query->title.start) {
        strbuf_append(sql, " AND p.folded_title = ?7");
    }
    if (query->is_root_only) {
        strbuf_append(sql, " AND p.parent IS NULL");
    }
    if (query->is_live_only) {
        strbuf_append(sql, " AND p.subtype = 'live'");
    }
    if (query->is_plain_only) {
        strbuf_append(sql, " AND p.subtype IS NULL");
    }
}

static void append_order(struct strbuf *sql, const struct page_query *query)
{
    const char *column = sort_columns[query->order.sort];
    const char *direction = query->order.is_descending ? "DESC" : "ASC";

    if (query->cursor.start) {
        strbuf_append_format(sql, " AND (%s, p.id) %c (?8, ?9)", column,
                             query->order.is_descending ? '<' : '>');
    }
    strbuf_append_format(sql, " ORDER BY %s %s, p.id %s LIMIT ?10", column, direction, direction);
}

static bool prepare(struct sandbox *sandbox, const struct page_query *query,
                    struct statement **statement, struct problem *problem)
{
    CLEANUP_STRBUF struct strbuf sql = STRBUF(SQL_LIMIT);

    strbuf_append(&sql, "SELECT " PAGE_COLUMNS PAGE_TABLES " AND v.number = p.version");
    append_filters(&sql, query);
    append_order(&sql, query);
    return statement_prepare(sandbox->database, strbuf_text(&sql), statement, &problem->error);
}

static void bind_cursor(struct statement *statement, const struct page_query *query,
                        const struct cursor *cursor)
{
    if (query->order.sort == PAGE_SORT_TITLE) {
        statement_bind_text(statement, AFTER_VALUE, cursor->text);
    } else {
        statement_bind_number(statement, AFTER_VALUE, cursor->number);
    }
    statement_bind_number(statement, AFTER_ID, cursor->id);
}

static void bind(struct statement *statement, struct arena *arena, const struct page_query *query)
{
    statement_bind_number(statement, WITH_BODY, query->with_body);
    statement_bind_number(statement, SPACE, query->space);
    statement_bind_number(statement, PARENT, query->parent);
    statement_bind_text(statement, IDS, slice_from(query->ids));
    statement_bind_text(statement, SPACES, slice_from(query->spaces));
    statement_bind_text(statement, STATUSES, slice_from(query->statuses));
    if (query->title.start) {
        statement_bind_text(statement, TITLE, title_fold(arena, query->title));
    }
    /* One more than wanted tells whether there is more. */
    statement_bind_number(statement, ROW_LIMIT, query->limit + 1);
}

/* The cursor that goes on behind the page, the last one of this piece. */
static struct slice cursor_behind(struct arena *arena, const struct page_query *query,
                                  const struct page *page, long long piece)
{
    const long long numbers[] = {
        [PAGE_SORT_ID] = page->id,
        [PAGE_SORT_CREATED] = page->created_ms,
        [PAGE_SORT_MODIFIED] = page->version_ms,
        [PAGE_SORT_TITLE] = 0,
        [PAGE_SORT_POSITION] = page->position,
    };
    struct cursor cursor = {
        .id = page->id,
        .order = query->order.name,
        .number = numbers[query->order.sort],
        .piece = piece,
    };

    if (query->order.sort == PAGE_SORT_TITLE) {
        cursor.text = title_fold(arena, page->title);
    }
    return cursor_write(arena, &cursor);
}

/* How many rows this full piece leaves to the next one. */
static size_t shortage(const struct page_query *query, long long piece)
{
    return piece % SHORT_EVERY == 0 && query->limit > SHORT_BY ? SHORT_BY : 0;
}

static bool read_pages(struct statement *statement, struct arena *arena, long long limit,
                       struct page_listing *listing, bool *has_more, struct problem *problem)
{
    struct page *pages = ARENA_NEW_ARRAY(arena, struct page, (size_t)limit);
    size_t count = 0;

    if (!statement_step(statement, has_more, &problem->error)) {
        return false;
    }
    while (*has_more && count < (size_t)limit) {
        page_read(statement, arena, &pages[count++]);
        if (!statement_step(statement, has_more, &problem->error)) {
            return false;
        }
    }
    *listing = (struct page_listing){.pages = pages, .count = count};
    return true;
}

bool page_list(struct sandbox *sandbox, struct arena *arena, const struct page_query *query,
               struct page_listing *listing, struct problem *problem)
{
    CLEANUP(statement) struct statement *statement = NULL;
    struct cursor cursor = {0};
    bool has_more = false;

    if (query->cursor.start &&
        !cursor_read(arena, query->cursor, query->order.name, &cursor, problem)) {
        return false;
    }
    if (!prepare(sandbox, query, &statement, problem)) {
        return false;
    }
    bind(statement, arena, query);
    bind_cursor(statement, query, &cursor);
    if (!read_pages(statement, arena, query->limit, listing, &has_more, problem)) {
        return false;
    }
    if (has_more) {
        long long piece = cursor.piece + 1;
        listing->count -= shortage(query, piece);
        listing->next = cursor_behind(arena, query, &listing->pages[listing->count - 1], piece);
    }
    return true;
}
