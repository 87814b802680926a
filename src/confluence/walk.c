/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limit.h"
#include "base/vec.h"
#include "confluence/errors_internal.h"
#include "confluence/json_internal.h"
#include "confluence/site_internal.h"
#include "http/status.h"

/* One walk under way. */
struct progress_of_walk {
    struct confluence *site;
    struct arena *arena;
    struct confluence_walk walk;
    const char **seen; /* all targets so far */
    size_t seen_count;
};

static struct slice query_of(struct slice target)
{
    size_t mark = slice_find_char(target, 0, '?');

    if (mark == SLICE_NOT_FOUND) {
        return (struct slice){0};
    }
    return slice_part(target, mark + 1, target.length);
}

/* Takes the next `name=value` off the front of the query. False at its end. */
static bool next_parameter(struct slice *query, struct slice *parameter, struct slice *name)
{
    if (query->length == 0) {
        return false;
    }
    *parameter = slice_part(*query, 0, slice_find_char(*query, 0, '&'));
    *name = slice_part(*parameter, 0, slice_find_char(*parameter, 0, '='));
    *query = slice_part(*query, parameter->length + 1, query->length);
    return true;
}

static bool has_parameter(struct slice query, struct slice wanted)
{
    struct slice parameter;
    struct slice name;

    while (next_parameter(&query, &parameter, &name)) {
        if (slice_equal(name, wanted)) {
            return true;
        }
    }
    return false;
}

/* Appends the parameters of `first` that `given`, which the target ends with, lacks. */
static void keep_parameters(struct strbuf *target, struct slice given, struct slice first)
{
    struct slice query = query_of(first);
    bool has_query = slice_find_char(given, 0, '?') != SLICE_NOT_FOUND;
    struct slice parameter;
    struct slice name;

    while (next_parameter(&query, &parameter, &name)) {
        if (!has_parameter(query_of(given), name)) {
            strbuf_append_char(target, has_query ? '&' : '?');
            strbuf_append_slice(target, parameter);
            has_query = true;
        }
    }
}

bool confluence_next_target(const struct confluence_dialect *dialect, const char *next,
                            const char *first, struct strbuf *target)
{
    struct slice link = slice_from(next);
    size_t context = strlen(dialect->context);
    bool has_context =
        slice_starts_with(link, dialect->context) && link.length > context && next[context] == '/';

    if (!slice_starts_with(link, "/") || slice_starts_with(link, "//")) {
        return false;
    }
    strbuf_append(target, has_context ? "" : dialect->context);
    strbuf_append_slice(target, link);
    keep_parameters(target, link, slice_from(first));
    return !target->is_full;
}

/* The address in `<…>; rel="next"` of a Link header; an empty slice when there is none. */
static struct slice next_of_header(const char *header)
{
    struct slice rest = slice_from(header);
    size_t relation = slice_find(rest, 0, SLICE_LITERAL("rel=\"next\""));

    if (relation == SLICE_NOT_FOUND) {
        return (struct slice){0};
    }
    rest = slice_part(rest, 0, relation);
    struct slice link = {0};
    for (size_t from = 0; (from = slice_find_char(rest, from, '<')) != SLICE_NOT_FOUND; from++) {
        size_t to = slice_find_char(rest, from, '>');
        link = slice_part(rest, from + 1, to);
    }
    return link;
}

/* The link to the next part, in the arena; NULL at the end of the list. */
static const char *find_next(struct progress_of_walk *state, const struct http_answer *answer,
                             const json_t *json)
{
    const char *next = member_text(json_object_get(json, "_links"), "next");
    const char *header = http_answer_header(answer, "link");

    if (next) {
        return arena_copy(state->arena, slice_from(next));
    }
    struct slice link = header ? next_of_header(header) : (struct slice){0};
    return link.length > 0 ? arena_copy(state->arena, link) : NULL;
}

static bool take_rows(struct progress_of_walk *state, const struct http_answer *answer,
                      const json_t *json, struct error *error)
{
    const json_t *rows = json_object_get(json, "results");
    const json_t *row = NULL;
    size_t i = 0;

    if (!json_is_array(rows)) {
        return nonsense_error(answer, state->walk.purpose, error);
    }
    json_array_foreach(rows, i, row)
    {
        if (!state->walk.on_row(state->walk.data, row, error)) {
            return false;
        }
    }
    return true;
}

static void on_answer(void *data, const struct http_answer *answer, const struct error *failure);

/* False when the target was asked for before. */
static bool ask(struct progress_of_walk *state, const char *target)
{
    for (size_t i = 0; i < state->seen_count; i++) {
        if (strcmp(state->seen[i], target) == 0) {
            return false;
        }
    }
    state->seen = VEC_GROW(state->arena, state->seen, state->seen_count);
    state->seen[state->seen_count++] = target;
    http_pool_submit(state->site->pool, &(struct http_request){
                                            .method = HTTP_GET,
                                            .target = target,
                                            .purpose = state->walk.purpose,
                                            .on_done = on_answer,
                                            .data = state,
                                            .owner = state->walk.owner,
                                        });
    return true;
}

static bool go_on(struct progress_of_walk *state, const char *next, struct error *error)
{
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_REQUEST);

    if (!confluence_next_target(state->site->dialect, next, state->seen[0], &target)) {
        return error_set(error, ERROR_INPUT, 0, "%s: the list goes on elsewhere: %s",
                         state->walk.purpose, next);
    }
    if (!ask(state, strbuf_copy(&target, state->arena).start)) {
        return error_set(error, ERROR_INPUT, 0, "%s: the list goes in a circle",
                         state->walk.purpose);
    }
    return true;
}

static void on_answer(void *data, const struct http_answer *answer, const struct error *failure)
{
    struct progress_of_walk *state = data;
    struct error error;

    if (failure) {
        state->walk.on_end(state->walk.data, failure);
        return;
    }
    if (answer->status >= HTTP_CLIENT_ERROR) {
        refusal_error(answer, state->walk.purpose, false, &error);
        state->walk.on_end(state->walk.data, &error);
        return;
    }
    json_auto_t *json = answer_json(answer);
    if (!json) {
        nonsense_error(answer, state->walk.purpose, &error);
        state->walk.on_end(state->walk.data, &error);
        return;
    }
    const char *next = find_next(state, answer, json);
    if (!take_rows(state, answer, json, &error) || (next && !go_on(state, next, &error))) {
        state->walk.on_end(state->walk.data, &error);
    } else if (!next) {
        state->walk.on_end(state->walk.data, NULL);
    }
}

void confluence_walk_start(struct confluence *site, struct arena *arena,
                           const struct confluence_walk *walk, const char *target)
{
    struct progress_of_walk *state = ARENA_NEW(arena, struct progress_of_walk);

    state->site = site;
    state->arena = arena;
    state->walk = *walk;
    (void)ask(state, arena_copy(arena, slice_from(target)));
}

/* --- one walk by itself --- */

struct single_walk {
    const struct confluence_walk *walk;
    bool has_failed;
    struct error error;
};

static bool pass_row_on(void *data, const json_t *row, struct error *error)
{
    struct single_walk *single = data;

    return single->walk->on_row(single->walk->data, row, error);
}

static void note_end(void *data, const struct error *error)
{
    struct single_walk *single = data;

    if (error) {
        single->has_failed = true;
        single->error = *error;
    }
}

bool confluence_walk_run(struct confluence *site, const struct confluence_walk *walk,
                         const char *target, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct single_walk single = {.walk = walk};
    struct confluence_walk inner = {
        .purpose = walk->purpose,
        .on_row = pass_row_on,
        .on_end = note_end,
        .data = &single,
        .owner = &single,
    };

    confluence_walk_start(site, arena, &inner, target);
    if (!http_pool_run(site->pool, error)) {
        return false;
    }
    if (single.has_failed) {
        *error = single.error;
        return false;
    }
    return true;
}
