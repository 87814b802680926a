/* SPDX-License-Identifier: MIT */
#include "sync/body.h"

struct markdown_options body_options(const struct sync *sync, const char *attachments)
{
    struct markdown_options options = sync->markdown ? *sync->markdown : MARKDOWN_OPTIONS_DEFAULT;

    if (attachments) {
        options.attachments = attachments;
    }
    return options;
}

bool body_load(const struct sync *sync, struct arena *arena, long long id, struct base_body *base,
               struct error *error)
{
    struct state_body saved = {0};
    struct base_body loaded = {0};

    if (!state_load_body(sync->state, arena, sync->mount, id, &saved, error)) {
        return false;
    }
    loaded.exists = saved.storage.start != NULL;
    loaded.plain.storage = saved.storage;
    loaded.plain.markdown = saved.markdown;
    loaded.own = saved.local_markdown.start ? saved.local_markdown : saved.markdown;
    if (loaded.exists && !block_map_parse(arena, saved.block_map, &loaded.plain.map, error)) {
        return error_prefix(error, "the state's base of page %lld", id);
    }
    *base = loaded;
    return true;
}

bool body_convert(const struct sync *sync, struct arena *arena, struct slice storage,
                  const char *attachments, struct conversion_base *plain, struct error *error)
{
    struct markdown_options options = body_options(sync, attachments);

    return convert_to_markdown(arena, storage, &options, plain, error);
}

bool body_try(const struct sync *sync, struct arena *arena, struct slice text,
              const struct conversion_base *plain, struct body_check *check, struct error *error)
{
    const struct markdown_options options = body_options(sync, NULL);
    struct conversion_report report = {0};
    struct slice storage;

    *check = (struct body_check){.is_same = plain && slice_equal(text, plain->markdown)};
    if (check->is_same) {
        return true;
    }
    if (!convert_to_storage(arena, text, plain, &options, &storage, &report, error)) {
        check->fault = arena_copy(arena, slice_from(error->message));
        return error->kind == ERROR_INPUT;
    }
    check->is_same = plain && slice_equal(storage, plain->storage);
    check->notes = report.notes;
    return true;
}

bool body_says_same(const struct sync *sync, struct arena *arena, struct slice text,
                    const struct conversion_base *plain, bool *is_same, struct error *error)
{
    struct body_check check;
    bool is_tried = body_try(sync, arena, text, plain, &check, error);

    *is_same = check.is_same;
    return is_tried;
}

/* The remote's plain Markdown, with the user's words for what did not change. */
static bool restyle(const struct sync *sync, struct arena *arena, const struct base_body *base,
                    const struct conversion_base *remote, struct slice *styled, struct error *error)
{
    struct slice candidate;
    bool is_same = false;

    *styled = remote->markdown;
    if (!base->exists || slice_equal(base->own, base->plain.markdown)) {
        return true;
    }
    if (!merge_restyle(arena, base->plain.markdown, base->own, remote->markdown, &candidate,
                       error) ||
        !body_says_same(sync, arena, candidate, remote, &is_same, error)) {
        return false;
    }
    if (is_same) {
        *styled = candidate;
    }
    return true;
}

bool body_follow(const struct sync *sync, struct arena *arena, const struct body_sides *sides,
                 struct slice *chosen, struct error *error)
{
    bool is_same = false;

    if (!body_says_same(sync, arena, sides->local, sides->remote, &is_same, error)) {
        return false;
    }
    if (is_same) {
        *chosen = sides->local;
        return true;
    }
    return restyle(sync, arena, sides->base, sides->remote, chosen, error);
}

bool body_merge(const struct sync *sync, struct arena *arena, const struct body_sides *sides,
                struct merge_result *result, struct error *error)
{
    struct merge_sides texts = {.base = sides->base->own, .local = sides->local};

    return restyle(sync, arena, sides->base, sides->remote, &texts.remote, error) &&
           merge_bodies(arena, &texts, &sides->labels, result, error);
}

struct state_body body_to_state(struct arena *arena, const struct conversion_base *plain,
                                struct slice own)
{
    struct state_body body = {
        .storage = plain->storage,
        .markdown = plain->markdown,
        .block_map = block_map_write(arena, &plain->map),
    };
    if (!slice_equal(own, plain->markdown)) {
        body.local_markdown = own.start ? own : SLICE_LITERAL("");
    }
    return body;
}
