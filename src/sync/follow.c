/* SPDX-License-Identifier: MIT */
#include "sync/follow_internal.h"

/*
 * A body that cannot be compared stays out of file and base: the base lags, and the next
 * run reads the page again. The step that was to write the file fails.
 */
static bool leave_body(struct executor *executor, struct follow *follow, const struct error *error)
{
    size_t planned_step = executor->work[follow->page].write_step;
    size_t step = follow->write_step != NO_STEP ? follow->write_step : planned_step;

    follow->write_step = NO_STEP;
    follow->takes_body = false;
    follow->version = 0;
    follow->chosen = follow->file.body;
    return step == NO_STEP ? error->kind == ERROR_INPUT : executor_survives(executor, step, error);
}

static bool choose_text(struct executor *executor, struct arena *arena, struct follow *follow,
                        struct error *error)
{
    follow->chosen = follow->text;
    if (!follow->takes_body) {
        return true;
    }
    if (!body_says_same(executor->sync, arena, follow->text, follow->remote, &follow->is_same,
                        error)) {
        return leave_body(executor, follow, error);
    }
    if (follow->is_same || follow->is_partial) {
        return true;
    }
    follow->is_same = true;
    const struct body_sides sides = {
        .base = &follow->base, .local = follow->text, .remote = follow->remote};
    return body_follow(executor->sync, arena, &sides, &follow->chosen, error) ||
           leave_body(executor, follow, error);
}

/*
 * A file that learns its id learns its title too: an implied one would change with the
 * first heading, and rename the page.
 */
static void choose_title(const struct executor *executor, struct follow *follow)
{
    if (!follow->file_title && follow->file.is_title_implied &&
        !executor->work[follow->page].file.is_marked) {
        follow->file_title = executor->scan->facts.pages[follow->page].local.title;
    }
}

static struct local_operation write_of(const struct executor *executor, struct follow *follow)
{
    const struct page_work *work = &executor->work[follow->page];
    struct local_operation operation = {
        .action = LOCAL_WRITE,
        .key = work->key,
        .id = work->id,
        .version = follow->version,
        .title = follow->file_title ? follow->file_title : follow->file.title,
        .body = follow->chosen,
        .expected_body = follow->file.body,
        .expected_title = follow->file.title,
        .owner = follow,
    };

    operation.set |= work->file.is_marked ? 0 : LOCAL_FIELD_ID;
    operation.set |= follow->version != 0 ? LOCAL_FIELD_VERSION : 0;
    operation.set |= follow->file_title ? LOCAL_FIELD_TITLE : 0;
    operation.set |= slice_equal(follow->chosen, follow->file.body) ? 0 : LOCAL_FIELD_BODY;
    return operation;
}

static void note_write(struct executor *executor, const struct follow *follow,
                       const struct local_operation *operation)
{
    struct file_now *file = &executor->work[follow->page].file;

    if (!follow->is_label) {
        executor_take_outcome(executor, follow->write_step, operation->outcome, &operation->error);
    }
    if (operation->outcome == OUTCOME_DONE) {
        file->stamp = operation->stamp;
        file->is_marked = true;
        /* The stamp is of this text, which may be newer than what the scan saw. */
        file->is_body_base = follow->base.exists && slice_equal(follow->chosen, follow->base.own);
        file->version = follow->version != 0 ? follow->version : file->version;
        if (follow->file_title) {
            file->title = arena_copy(executor->arena, slice_from(follow->file_title));
        }
    }
}

static bool save(struct executor *executor, const struct follow *follow, bool is_written,
                 struct error *error)
{
    struct base_change change = {
        .title = follow->base_title,
        .has_parent = follow->has_parent,
        .parent = follow->parent,
    };
    /* What the file holds already needs no write to be agreed on. */
    bool is_agreed = is_written || slice_equal(follow->chosen, follow->file.body);

    if (is_agreed && !follow->keeps_version) {
        change.version = follow->version;
    }
    if (is_agreed && follow->takes_body) {
        change.plain = follow->remote;
        change.own = follow->chosen;
        change.is_own_partial = !follow->is_same;
    }
    if (is_written && follow->file_title) {
        change.title = follow->file_title;
    }
    return executor_save(executor, follow->page, &change, error);
}

/* The pages of a window; of those that were to be written, whether they were. */
struct followers {
    struct follow *items;
    size_t count;
    bool *is_written;
};

/* Also of pages that are not written: what was pushed is known to be there. */
static bool save_all(struct executor *executor, const struct file_changes *changes,
                     struct error *error)
{
    const struct followers *followers = changes->context;

    for (size_t i = 0; i < changes->count; i++) {
        const struct follow *follow = changes->operations[i].owner;
        followers->is_written[follow - followers->items] =
            changes->operations[i].outcome == OUTCOME_DONE;
        note_write(executor, follow, &changes->operations[i]);
    }
    for (size_t i = 0; i < followers->count; i++) {
        if (!save(executor, &followers->items[i], followers->is_written[i], error)) {
            return false;
        }
    }
    return true;
}

/* A merge that stays local in part: on disk before the file has it. */
static bool note_merges(struct executor *executor, struct arena *arena, struct follow *follows,
                        size_t count, struct error *error)
{
    struct intention *intentions = ARENA_NEW_ARRAY(arena, struct intention, count);
    size_t merge_count = 0;

    for (size_t i = 0; i < count; i++) {
        const struct follow *follow = &follows[i];
        struct page_work *work = &executor->work[follow->page];
        bool is_merge = follow->write_step != NO_STEP && follow->takes_body && !follow->is_same &&
                        !slice_equal(follow->chosen, follow->file.body);
        if (is_merge) {
            intentions[merge_count].intent = (struct state_intent){.kind = STATE_INTENT_PULL,
                                                                   .page = work->id,
                                                                   .version = work->version,
                                                                   .markdown = follow->chosen};
            intentions[merge_count++].number = &work->merge_intent;
        }
    }
    return executor_intend(executor, arena, intentions, merge_count, error);
}

bool follow_all(struct executor *executor, struct arena *arena, struct follow *follows,
                size_t count, struct error *error)
{
    struct followers followers = {follows, count, ARENA_NEW_ARRAY(arena, bool, count)};
    struct file_changes changes = {.operations =
                                       ARENA_NEW_ARRAY(arena, struct local_operation, count),
                                   .save = save_all,
                                   .context = &followers};

    for (size_t i = 0; i < count; i++) {
        if (!choose_text(executor, arena, &follows[i], error)) {
            return false;
        }
        if (follows[i].write_step != NO_STEP || follows[i].is_label) {
            choose_title(executor, &follows[i]);
            changes.operations[changes.count++] = write_of(executor, &follows[i]);
        }
    }
    return note_merges(executor, arena, follows, count, error) &&
           executor_change_files(executor, &changes, error);
}
