/* SPDX-License-Identifier: MIT */
#include "convert/align.h"

#include "base/diff.h"
#include "convert/find_moved.h"
#include "convert/similarity.h"
#include "document/equal.h"
#include "storage/patch.h"

struct aligner {
    struct arena *arena;
    struct unit **by_number; /* scratch of one level; all NULL between uses */
    size_t number_count;
};

static struct level *align_level(struct aligner *aligner, struct unit_list base,
                                 const struct block *edited);

/* The children's numbers, in order; *count of them. */
static size_t *numbers_of(struct arena *arena, const struct block *first, size_t *count)
{
    size_t child_count = 0;
    for (const struct block *block = first; block; block = block->next) {
        child_count++;
    }
    size_t *numbers = ARENA_NEW_ARRAY(arena, size_t, child_count);
    *count = 0;
    for (const struct block *block = first; block; block = block->next) {
        numbers[(*count)++] = block->number;
    }
    return numbers;
}

static const struct block *first_markdown_of(const struct unit_list *base)
{
    for (size_t i = 0; i < base->count; i++) {
        if (base->units[i].first_markdown) {
            return base->units[i].first_markdown;
        }
    }
    return NULL;
}

/* The unit keeps its place when all its blocks are there, one after the other. */
static void keep_unit(struct level *level, struct unit *unit, const size_t *partner)
{
    if (unit->markdown_count == 0 || partner[0] == DIFF_NONE) {
        return;
    }
    for (size_t i = 1; i < unit->markdown_count; i++) {
        if (partner[i] != partner[0] + i) {
            return;
        }
    }
    for (size_t i = 0; i < unit->markdown_count; i++) {
        level->steps[partner[0] + i].fate = i == 0 ? FATE_KEPT : FATE_PART;
    }
    level->steps[partner[0]].unit = unit;
    unit->is_taken = true;
}

static void keep_equal(struct aligner *aligner, struct level *level, const struct block *edited)
{
    size_t base_count = 0;
    size_t edited_count = 0;
    const size_t *base = numbers_of(aligner->arena, first_markdown_of(&level->base), &base_count);
    const size_t *wanted = numbers_of(aligner->arena, edited->first_child, &edited_count);
    size_t *partner = ARENA_NEW_ARRAY(aligner->arena, size_t, base_count);
    size_t at = 0;

    diff_align(base, base_count, wanted, edited_count, partner);
    for (size_t i = 0; i < level->base.count; i++) {
        keep_unit(level, &level->base.units[i], partner + at);
        at += level->base.units[i].markdown_count;
    }
}

/* On one level, so that what was moved is not mistaken for edited. */
static void find_moved_nearby(struct aligner *aligner, struct level *level)
{
    for (size_t i = level->base.count; i-- > 0;) {
        struct unit *unit = &level->base.units[i];
        if (!unit->is_taken && find_moved_is_worth_it(unit)) {
            aligner->by_number[unit->first_markdown->number] = unit;
        }
    }
    for (size_t i = 0; i < level->step_count; i++) {
        struct step *step = &level->steps[i];
        struct unit *unit = aligner->by_number[step->block->number];
        if (step->fate == FATE_NEW && unit && !unit->is_taken) {
            step->fate = FATE_MOVED;
            step->unit = unit;
            unit->is_taken = true;
        }
    }
    for (size_t i = 0; i < level->base.count; i++) {
        const struct unit *unit = &level->base.units[i];
        if (unit->first_markdown) {
            aligner->by_number[unit->first_markdown->number] = NULL;
        }
    }
}

static bool can_become(const struct unit *unit, const struct block *block)
{
    if (!unit->is_pair || unit->first_markdown->kind != block->kind) {
        return false;
    }
    return block->kind == BLOCK_RAW || storage_patch_is_possible(unit->first_storage, block);
}

/* Units and steps between two neighbours that stay, none of which has a partner yet. */
struct stretch {
    struct unit **units;
    size_t unit_count;
    struct step **steps;
    size_t step_count;
};

static bool may_pair(const void *context, size_t left, size_t right)
{
    const struct stretch *stretch = context;

    return can_become(stretch->units[left], stretch->steps[right]->block);
}

static void become(struct aligner *aligner, struct step *step, struct unit *unit)
{
    step->fate = FATE_EDITED;
    step->unit = unit;
    unit->is_taken = true;
    if (step->block->first_child || unit->first_markdown->first_child) {
        struct unit_list below =
            pair_children(aligner->arena, unit->first_storage, unit->first_markdown, unit);
        step->inside = align_level(aligner, below, step->block);
    }
}

static void pair_stretch(struct aligner *aligner, const struct stretch *stretch, bool only_alike)
{
    if (stretch->unit_count == 0 || stretch->step_count == 0) {
        return;
    }
    struct arena *arena = aligner->arena;
    const struct block **left = ARENA_NEW_ARRAY(arena, const struct block *, stretch->unit_count);
    const struct block **right = ARENA_NEW_ARRAY(arena, const struct block *, stretch->step_count);
    size_t *partner = ARENA_NEW_ARRAY(arena, size_t, stretch->unit_count);
    for (size_t i = 0; i < stretch->unit_count; i++) {
        left[i] = stretch->units[i]->first_markdown;
    }
    for (size_t i = 0; i < stretch->step_count; i++) {
        right[i] = stretch->steps[i]->block;
    }
    struct similarity_lists lists = {
        left, stretch->unit_count, right, stretch->step_count, may_pair, stretch, only_alike};
    similarity_pair(&lists, partner);
    for (size_t i = 0; i < stretch->unit_count; i++) {
        if (partner[i] != SIMILARITY_NONE) {
            become(aligner, stretch->steps[partner[i]], stretch->units[i]);
        }
    }
}

static bool stays(const struct step *step)
{
    return step->fate == FATE_KEPT || step->fate == FATE_PART || step->fate == FATE_EDITED;
}

/* Takes the units from *next to before the given one that may be edited. */
static void collect_units(struct level *level, size_t *next, const struct unit *before,
                          struct stretch *stretch)
{
    stretch->unit_count = 0;
    for (; *next < level->base.count && &level->base.units[*next] != before; ++*next) {
        struct unit *unit = &level->base.units[*next];
        if (!unit->is_taken && unit->is_pair) {
            stretch->units[stretch->unit_count++] = unit;
        }
    }
}

static void find_edited(struct aligner *aligner, struct level *level, bool only_alike)
{
    struct stretch stretch = {
        .units = ARENA_NEW_ARRAY(aligner->arena, struct unit *, level->base.count),
        .steps = ARENA_NEW_ARRAY(aligner->arena, struct step *, level->step_count),
    };
    size_t next_unit = 0;

    for (size_t i = 0; i <= level->step_count; i++) {
        struct step *step = i < level->step_count ? &level->steps[i] : NULL;
        if (step && step->fate == FATE_NEW) {
            stretch.steps[stretch.step_count++] = step;
        }
        if (!step || step->fate == FATE_KEPT || step->fate == FATE_EDITED) {
            collect_units(level, &next_unit, step ? step->unit : NULL, &stretch);
            pair_stretch(aligner, &stretch, only_alike);
        }
        if (!step || stays(step)) {
            stretch.step_count = 0;
        }
    }
}

/* More of either in one list are not compared with each other. */
enum { MOVED_ITEMS_MOST = 48 };

/* Below it, two items are not taken for one. */
static const double same_item = 0.6;

struct likenesses {
    double of[MOVED_ITEMS_MOST][MOVED_ITEMS_MOST];
};

/* Whether neither of the two is as much like another one. */
static bool is_only_partner(const struct likenesses *likenesses, const struct stretch *stretch,
                            size_t left, size_t right)
{
    double best = likenesses->of[left][right];

    for (size_t i = 0; i < stretch->step_count; i++) {
        if (i != right && likenesses->of[left][i] >= best) {
            return false;
        }
    }
    for (size_t i = 0; i < stretch->unit_count; i++) {
        if (i != left && likenesses->of[i][right] >= best) {
            return false;
        }
    }
    return best >= same_item;
}

static void compare_all(const struct stretch *stretch, struct likenesses *likenesses)
{
    for (size_t i = 0; i < stretch->unit_count; i++) {
        for (size_t j = 0; j < stretch->step_count; j++) {
            const struct block *before = stretch->units[i]->first_markdown;
            likenesses->of[i][j] =
                may_pair(stretch, i, j) ? similarity_of(before, stretch->steps[j]->block) : 0;
        }
    }
}

/* A task, item or row that was moved and edited as well is known by its text. */
static void take_moved_items(struct aligner *aligner, const struct stretch *stretch)
{
    struct likenesses likenesses;

    compare_all(stretch, &likenesses);
    for (size_t i = 0; i < stretch->unit_count; i++) {
        for (size_t j = 0; j < stretch->step_count; j++) {
            if (is_only_partner(&likenesses, stretch, i, j)) {
                become(aligner, stretch->steps[j], stretch->units[i]);
                stretch->steps[j]->fate = FATE_MOVED;
            }
        }
    }
}

static void find_moved_items(struct aligner *aligner, struct level *level)
{
    struct unit *units[MOVED_ITEMS_MOST];
    struct step *steps[MOVED_ITEMS_MOST];
    struct stretch stretch = {.units = units, .steps = steps};

    for (size_t i = 0; i < level->base.count; i++) {
        struct unit *unit = &level->base.units[i];
        if (!unit->is_taken && unit->is_pair && stretch.unit_count++ < MOVED_ITEMS_MOST) {
            units[stretch.unit_count - 1] = unit;
        }
    }
    for (size_t i = 0; i < level->step_count; i++) {
        struct step *step = &level->steps[i];
        if (step->fate == FATE_NEW && stretch.step_count++ < MOVED_ITEMS_MOST) {
            steps[stretch.step_count - 1] = step;
        }
    }
    if (stretch.unit_count <= MOVED_ITEMS_MOST && stretch.step_count <= MOVED_ITEMS_MOST) {
        take_moved_items(aligner, &stretch);
    }
}

/* As many cells as before: each is the one of its column, whatever it says. */
static bool align_cells(struct aligner *aligner, struct level *level)
{
    if (level->base.count == 0 || level->base.count != level->step_count) {
        return false;
    }
    for (size_t i = 0; i < level->step_count; i++) {
        const struct unit *unit = &level->base.units[i];
        if (unit->is_pair ? !can_become(unit, level->steps[i].block) : true) {
            return false;
        }
    }
    for (size_t i = 0; i < level->step_count; i++) {
        struct step *step = &level->steps[i];
        struct unit *unit = &level->base.units[i];
        if (step->block->number == unit->first_markdown->number) {
            step->fate = FATE_KEPT;
            step->unit = unit;
            unit->is_taken = true;
        } else {
            become(aligner, step, unit);
        }
    }
    return true;
}

static bool holds_columns(const struct block *block)
{
    return block->kind == BLOCK_ROW || block->kind == BLOCK_SECTION;
}

static struct level *align_level(struct aligner *aligner, struct unit_list base,
                                 const struct block *edited)
{
    struct level *level = ARENA_NEW(aligner->arena, struct level);

    level->base = base;
    level->step_count = block_child_count(edited);
    level->steps = ARENA_NEW_ARRAY(aligner->arena, struct step, level->step_count);
    size_t i = 0;
    for (struct block *child = edited->first_child; child; child = child->next) {
        level->steps[i++].block = child;
    }
    if (!holds_columns(edited) || !align_cells(aligner, level)) {
        keep_equal(aligner, level, edited);
        find_moved_nearby(aligner, level);
        if (edited->kind == BLOCK_LIST || edited->kind == BLOCK_TABLE) {
            find_edited(aligner, level, true);
            find_moved_items(aligner, level);
        }
        find_edited(aligner, level, false);
    }
    for (i = 0; i < level->step_count; i++) {
        struct step *step = &level->steps[i];
        if (step->fate == FATE_NEW && step->block->first_child) {
            struct unit_list nothing = {NULL, 0, {0, 0}};
            step->inside = align_level(aligner, nothing, step->block);
        }
    }
    return level;
}

struct level *align_pages(struct arena *arena, const struct block *storage, struct block *markdown,
                          struct block *edited)
{
    CLEANUP(block_numbers) struct block_numbers *numbers = block_numbers_new();
    block_numbers_add(numbers, markdown);
    block_numbers_add(numbers, edited);
    struct aligner aligner = {.arena = arena, .number_count = block_numbers_count(numbers) + 1};
    aligner.by_number = ARENA_NEW_ARRAY(arena, struct unit *, aligner.number_count);

    struct level *page =
        align_level(&aligner, pair_children(arena, storage, markdown, NULL), edited);
    find_moved_anywhere(arena, page, aligner.number_count);
    return page;
}
