/* SPDX-License-Identifier: MIT */
/* The base: pages and their bodies. */
#include "base/vec.h"
#include "state/state_internal.h"

static struct state_page read_page(struct arena *arena, const struct statement *statement)
{
    return (struct state_page){
        .id = statement_number(statement, 0),
        .version = statement_number(statement, 1),
        .parent = statement_number(statement, 2),
        .position = statement_number(statement, 3),
        .title = state_copy_text(arena, statement, 4),
        .path = state_copy_text(arena, statement, 5),
        .is_unmarked = statement_number(statement, 6) != 0,
        .has_local_markdown = statement_number(statement, 7) != 0,
        .stamp =
            {
                .size = statement_number(statement, 8),
                .modified_ns = statement_number(statement, 9),
                .changed_ns = statement_number(statement, 10),
                .inode = statement_number(statement, 11),
                .taken_ns = statement_number(statement, 12),
            },
    };
}

bool state_list_pages(struct state *state, struct arena *arena, long long mount,
                      struct state_pages *pages, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;
    struct state_pages found = {0};
    bool has_row = false;

    if (!state_select(state,
                      "SELECT id, version, parent, position, title, path, is_unmarked,"
                      " has_local_markdown, size, modified_ns, changed_ns, inode, taken_ns"
                      " FROM page WHERE mount = ?1 ORDER BY id",
                      mount, &statement, &has_row, error)) {
        return false;
    }
    while (has_row) {
        found.items = VEC_GROW(arena, found.items, found.count);
        found.items[found.count++] = read_page(arena, statement);
        if (!statement_step(statement, &has_row, error)) {
            return false;
        }
    }
    *pages = found;
    return true;
}

bool state_load_body(struct state *state, struct arena *arena, long long mount, long long id,
                     struct state_body *body, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;
    bool has_row = false;

    if (!statement_prepare(state->database,
                           "SELECT storage, markdown, block_map, local_markdown FROM body"
                           " WHERE mount = ?1 AND page = ?2",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, id);
    if (!statement_step(statement, &has_row, error)) {
        return false;
    }
    *body = (struct state_body){0};
    if (has_row) {
        body->storage = state_copy_blob(arena, statement, 0);
        body->markdown = state_copy_blob(arena, statement, 1);
        body->block_map = state_copy_blob(arena, statement, 2);
        body->local_markdown = state_copy_blob(arena, statement, 3);
    }
    return true;
}

static void bind_stamp(struct statement *statement, int parameter, const struct file_stamp *stamp)
{
    statement_bind_number(statement, parameter, stamp->size);
    statement_bind_number(statement, parameter + 1, stamp->modified_ns);
    statement_bind_number(statement, parameter + 2, stamp->changed_ns);
    statement_bind_number(statement, parameter + 3, stamp->inode);
    statement_bind_number(statement, parameter + 4, stamp->taken_ns);
}

static bool save_row(struct state *state, long long mount, const struct state_page *page,
                     struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(
            state->database,
            "INSERT INTO page (mount, id, version, parent, position, title, path, is_unmarked,"
            " has_local_markdown, size, modified_ns, changed_ns, inode, taken_ns)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12, ?13)"
            " ON CONFLICT (mount, id) DO UPDATE SET version = ?3, parent = ?4, position = ?5,"
            " title = ?6, path = ?7, is_unmarked = ?8, size = ?9, modified_ns = ?10,"
            " changed_ns = ?11, inode = ?12, taken_ns = ?13",
            &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, page->id);
    statement_bind_number(statement, 3, page->version);
    statement_bind_number(statement, 4, page->parent);
    statement_bind_number(statement, 5, page->position);
    state_bind_text(statement, 6, page->title);
    state_bind_text(statement, 7, page->path);
    statement_bind_number(statement, 8, page->is_unmarked);
    bind_stamp(statement, 9, &page->stamp);
    return statement_run(statement, error);
}

/* Of NULL and of nothing the database makes a difference that a body does not. */
static struct slice never_null(struct slice bytes)
{
    return bytes.start ? bytes : SLICE_LITERAL("");
}

static bool save_body(struct state *state, long long mount, long long id,
                      const struct state_body *body, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;
    CLEANUP(statement) struct statement *mark = NULL;

    if (!statement_prepare(state->database,
                           "INSERT INTO body (mount, page, storage, markdown, block_map,"
                           " local_markdown) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                           " ON CONFLICT (mount, page) DO UPDATE SET storage = ?3, markdown = ?4,"
                           " block_map = ?5, local_markdown = ?6",
                           &statement, error) ||
        !statement_prepare(state->database,
                           "UPDATE page SET has_local_markdown = ?3 WHERE mount = ?1 AND id = ?2",
                           &mark, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, id);
    statement_bind_blob(statement, 3, never_null(body->storage));
    statement_bind_blob(statement, 4, never_null(body->markdown));
    statement_bind_blob(statement, 5, never_null(body->block_map));
    statement_bind_blob(statement, 6, body->local_markdown);
    statement_bind_number(mark, 1, mount);
    statement_bind_number(mark, 2, id);
    statement_bind_number(mark, 3, body->local_markdown.start != NULL);
    return statement_run(statement, error) && statement_run(mark, error);
}

bool state_save_page(struct state *state, long long mount, const struct state_page *page,
                     const struct state_body *body, struct error *error)
{
    return save_row(state, mount, page, error) &&
           (!body || save_body(state, mount, page->id, body, error));
}

bool state_save_file(struct state *state, long long mount, long long id, const char *path,
                     const struct file_stamp *stamp, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database,
                           "UPDATE page SET path = ?3, size = ?4, modified_ns = ?5,"
                           " changed_ns = ?6, inode = ?7, taken_ns = ?8"
                           " WHERE mount = ?1 AND id = ?2",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, id);
    state_bind_text(statement, 3, path);
    bind_stamp(statement, 4, stamp);
    return statement_run(statement, error);
}

bool state_forget_page(struct state *state, long long mount, long long id, struct error *error)
{
    CLEANUP(statement) struct statement *statement = NULL;

    if (!statement_prepare(state->database, "DELETE FROM page WHERE mount = ?1 AND id = ?2",
                           &statement, error)) {
        return false;
    }
    statement_bind_number(statement, 1, mount);
    statement_bind_number(statement, 2, id);
    return statement_run(statement, error) && state_drop_conflict(state, mount, id, NULL, error);
}
