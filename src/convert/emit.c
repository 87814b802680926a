/* SPDX-License-Identifier: MIT */
#include "convert/emit.h"

#include "convert/check_raw.h"
#include "convert/check_section.h"
#include "convert/columns.h"
#include "convert/gap.h"
#include "convert/junction.h"
#include "convert/merge_inline.h"
#include "convert/realign.h"
#include "convert/rewrap.h"
#include "document/equal.h"
#include "storage/parse.h"
#include "storage/patch.h"
#include "storage/write.h"

struct emitter {
    struct arena *arena;
    struct slice storage;
    struct strbuf *written;
    struct trail trail;
    struct junction junction;
};

/* How far a level has got: the units before `next` have given what they have to give. */
struct progress {
    const struct unit_list *base;
    size_t next;
    bool has_next_gap;      /* the next unit's gap is written already */
    struct slice first_gap; /* start NULL: as in the base. A table's columns follow its cells */
};

static void emit_step(struct emitter *emitter, struct progress *progress, const struct step *step);

static void copy(struct emitter *emitter, struct span span)
{
    trail_add_copy(&emitter->trail, emitter->written, span);
    strbuf_append_slice(emitter->written, slice_of_span(emitter->storage, span));
}

static bool has_fixed_gap(const struct emitter *emitter, const struct unit *unit)
{
    bool is_row = unit->first_storage && unit->first_storage->kind == BLOCK_ROW;

    return gap_is_fixed(slice_of_span(emitter->storage, unit->gap), is_row);
}

static void copy_gap(struct emitter *emitter, const struct progress *progress,
                     const struct unit *unit)
{
    if (unit == progress->base->units && progress->first_gap.start) {
        strbuf_append_slice(emitter->written, progress->first_gap);
    } else {
        copy(emitter, unit->gap);
    }
}

/* What units that are gone, or went elsewhere, leave behind. */
static void skip_units(struct emitter *emitter, struct progress *progress, size_t until)
{
    for (; progress->next < until; progress->next++) {
        const struct unit *unit = &progress->base->units[progress->next];
        if (!progress->has_next_gap && has_fixed_gap(emitter, unit)) {
            copy_gap(emitter, progress, unit);
        }
        progress->has_next_gap = false;
    }
}

/* The gap of a unit that stays in its place. */
static void pass_unit(struct emitter *emitter, struct progress *progress, const struct unit *unit)
{
    skip_units(emitter, progress, (size_t)(unit - progress->base->units));
    if (!progress->has_next_gap) {
        copy_gap(emitter, progress, unit);
    }
    progress->has_next_gap = false;
    progress->next++;
}

/* New rows belong behind the columns, and into the part of the table that begins there. */
static void begin_new(struct emitter *emitter, struct progress *progress, const struct block *block)
{
    if (block->kind != BLOCK_ROW || progress->next >= progress->base->count ||
        progress->has_next_gap) {
        return;
    }
    const struct unit *unit = &progress->base->units[progress->next];
    if (has_fixed_gap(emitter, unit)) {
        copy_gap(emitter, progress, unit);
        progress->has_next_gap = true;
    }
}

static void emit_level(struct emitter *emitter, const struct level *level)
{
    struct progress progress = {.base = &level->base};

    if (level->base.count > 0) {
        progress.first_gap = columns_follow(
            emitter->arena, slice_of_span(emitter->storage, level->base.units[0].gap), level);
    }
    emitter->junction = (struct junction){0};
    for (size_t i = 0; i < level->step_count; i++) {
        emit_step(emitter, &progress, &level->steps[i]);
    }
    skip_units(emitter, &progress, level->base.count);
    /* The spacers of an empty cell make room for what was written into it. */
    if (level->base.count > 0 || level->step_count == 0) {
        copy(emitter, level->base.tail);
    }
    emitter->junction = (struct junction){0};
}

static void emit_copy(struct emitter *emitter, const struct step *step)
{
    const struct unit *unit = step->unit;
    if (!unit->first_storage) {
        return;
    }
    bool has_tags = junction_begin(&emitter->junction, emitter->written, step, unit->first_storage);
    copy(emitter, (struct span){unit->first_storage->source->outer.start,
                                unit->last_storage->source->outer.end});
    junction_end(&emitter->junction, emitter->written, step, unit->last_storage, has_tags);
}

static void emit_new(struct emitter *emitter, const struct step *step)
{
    junction_begin(&emitter->junction, emitter->written, step, step->block);
    if (step->inside) {
        storage_write_open(emitter->written, step->block);
        emit_level(emitter, step->inside);
        storage_write_close(emitter->written, step->block);
    } else {
        storage_write_block(emitter->written, step->block);
    }
    junction_end(&emitter->junction, emitter->written, step, step->block, false);
}

static void emit_inside(struct emitter *emitter, const struct step *step)
{
    const struct block *before = step->unit->first_markdown;
    const struct block *after = step->block;
    bool is_plain_macro = after->macro && after->macro->body == MACRO_BODY_PLAIN;
    bool is_preformatted = after->kind == BLOCK_PREFORMATTED;

    if (step->inside) {
        emit_level(emitter, step->inside);
    } else if (is_plain_macro && !slice_equal(before->macro->text, after->macro->text)) {
        storage_write_plain_body(emitter->written, after->macro->text);
    } else if (is_preformatted && !slice_equal(before->text, after->text)) {
        storage_write_text(emitter->written, after->text);
    } else if (after->content && !inline_list_equal(before->content, after->content)) {
        struct merge_lines lines = {emitter->storage,
                                    step->unit->first_storage->source->inner,
                                    step->unit->first_storage->content,
                                    before->content,
                                    after->content,
                                    after->lines.first};
        merge_inline(emitter->arena, &lines, emitter->written, &emitter->trail);
    } else {
        copy(emitter, step->unit->first_storage->source->inner);
    }
}

/* The base's tags around what is new inside them. */
static void emit_pieced(struct emitter *emitter, const struct step *step)
{
    const struct block *base = step->unit->first_storage;
    struct block_source source = *base->source;
    struct slice open = slice_part(emitter->storage, source.outer.start, source.inner.start);
    struct slice close = slice_part(emitter->storage, source.inner.end, source.outer.end);
    bool has_tags = junction_begin(&emitter->junction, emitter->written, step, base);
    trail_add_copy(&emitter->trail, emitter->written,
                   (struct span){source.outer.start, source.inner.start});
    size_t start = emitter->written->length;
    storage_patch_open(emitter->written, open, step->unit->first_markdown, step->block);
    if (realign_is_needed(step)) {
        realign_tag(emitter->written, start, step);
    }
    size_t inside = emitter->written->length;
    emit_inside(emitter, step);
    if (source.inner.start == source.inner.end) {
        storage_patch_fill(emitter->written, inside);
    }
    storage_patch_close(emitter->written, close, step->unit->first_markdown, step->block);
    junction_end(&emitter->junction, emitter->written, step, base, has_tags);
}

static void emit_edited(struct emitter *emitter, const struct step *step)
{
    if (step->block->kind == BLOCK_RAW) {
        emit_new(emitter, step); /* it brings its own tags */
    } else {
        emit_pieced(emitter, step);
    }
}

/* What comes before the step's block. */
static void emit_gap(struct emitter *emitter, struct progress *progress, const struct step *step)
{
    switch (step->fate) {
    case FATE_KEPT:
    case FATE_EDITED:
        pass_unit(emitter, progress, step->unit);
        break;
    case FATE_MOVED:
        begin_new(emitter, progress, step->block);
        if (!has_fixed_gap(emitter, step->unit)) {
            copy(emitter, step->unit->gap);
        }
        break;
    case FATE_NEW:
        begin_new(emitter, progress, step->block);
        break;
    case FATE_PART:
        break;
    }
}

static void emit_block(struct emitter *emitter, const struct step *step)
{
    switch (step->fate) {
    case FATE_KEPT:
    case FATE_MOVED:
        if (step->inside || realign_is_needed(step)) {
            emit_pieced(emitter, step);
        } else {
            emit_copy(emitter, step);
        }
        break;
    case FATE_EDITED:
        emit_edited(emitter, step);
        break;
    case FATE_NEW:
        emit_new(emitter, step);
        break;
    case FATE_PART:
        break;
    }
}

static void emit_step(struct emitter *emitter, struct progress *progress, const struct step *step)
{
    emit_gap(emitter, progress, step);
    emit_block(emitter, step);
}

/* A block that cannot be put together from pieces of the base is written anew. */
static void emit_top_step(struct emitter *emitter, struct progress *progress,
                          const struct step *step)
{
    bool is_pieced = step->fate == FATE_EDITED || (step->fate == FATE_NEW && step->inside);

    emit_gap(emitter, progress, step);
    size_t start = emitter->written->length;
    struct junction before = emitter->junction;
    struct trail trail = emitter->trail;
    emit_block(emitter, step);
    struct slice written = strbuf_slice(emitter->written);
    if (is_pieced && !storage_is_well_formed(slice_part(written, start, written.length), NULL)) {
        struct step anew = {.block = step->block, .fate = FATE_NEW};
        strbuf_truncate(emitter->written, start);
        trail_go_back(&emitter->trail, &trail, start);
        emitter->junction = before;
        emit_new(emitter, &anew);
    }
}

static void count_fates(const struct level *level, struct conversion_report *report)
{
    *report = (struct conversion_report){.notes = report->notes};
    for (size_t i = 0; i < level->step_count; i++) {
        enum fate fate = level->steps[i].fate;
        report->kept += fate == FATE_KEPT || fate == FATE_MOVED;
        report->changed += fate == FATE_EDITED;
        report->added += fate == FATE_NEW;
    }
    for (size_t i = 0; i < level->base.count; i++) {
        report->removed += level->base.units[i].first_markdown && !level->base.units[i].is_taken;
    }
}

/* New tasks count on from the largest id of the base. */
static size_t largest_task_id(const struct block *block)
{
    size_t largest = block->task_id;

    for (const struct block *child = block->first_child; child; child = child->next) {
        size_t below = largest_task_id(child);
        largest = below > largest ? below : largest;
    }
    return largest;
}

/* Tasks that have tags of their own in the base need no number; the others do. */
static size_t number_new_tasks(const struct level *level, size_t after)
{
    for (size_t i = 0; i < level->step_count; i++) {
        const struct step *step = &level->steps[i];
        bool is_task = step->block->kind == BLOCK_ITEM && step->block->parent->is_task_list;
        if (is_task && step->fate == FATE_NEW) {
            step->block->task_id = ++after;
        }
        if (step->inside) {
            after = number_new_tasks(step->inside, after);
        }
    }
    return after;
}

/* Only what is written anew: raw storage that was copied is the base's. */
static bool check_level(const struct level *level, struct error *error)
{
    for (size_t i = 0; i < level->step_count; i++) {
        const struct step *step = &level->steps[i];
        bool is_written = step->fate == FATE_NEW || step->fate == FATE_EDITED;
        const struct block *base = step->unit ? step->unit->first_markdown : NULL;
        if (is_written &&
            (!check_raw(step->block, error) || !check_section(step->block, base, error))) {
            return false;
        }
        if (step->inside && !check_level(step->inside, error)) {
            return false;
        }
    }
    return true;
}

bool emit_page(struct arena *arena, const struct emit_source *source, struct strbuf *written,
               struct conversion_report *report, struct error *error)
{
    const struct level *level = source->level;
    struct emitter emitter = {
        .arena = arena, .storage = source->storage, .written = written, .trail = {.arena = arena}};
    struct progress progress = {.base = &level->base};
    if (!check_level(level, error)) {
        return false;
    }
    number_new_tasks(level, largest_task_id(source->page));
    for (size_t i = 0; i < level->step_count; i++) {
        emit_top_step(&emitter, &progress, &level->steps[i]);
    }
    skip_units(&emitter, &progress, level->base.count);
    copy(&emitter, level->base.tail);
    count_fates(level, report);
    rewrap(arena, &(struct rewrap_base){source->storage, source->page}, &emitter.trail, written,
           &report->notes);
    return true;
}
