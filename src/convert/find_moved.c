/* SPDX-License-Identifier: MIT */
#include "convert/find_moved.h"

#include "convert/pair.h"

/* Units that one block can be found as, in the order of the base. */
struct candidate {
    struct unit *unit;
    struct candidate *next;
};

struct finder {
    struct arena *arena;
    struct candidate **lists; /* see list_of */
};

#define TAG_KINDS 3

/* By number; tasks and decisions have other tags than equal items of other lists. */
static struct candidate **list_of(const struct finder *finder, const struct block *block)
{
    size_t tags = 0;

    if (block->kind == BLOCK_ITEM && block_has_boxes(block->parent)) {
        tags = block->parent->is_task_list ? 1 : 2;
    }
    return &finder->lists[block->number * TAG_KINDS + tags];
}

/* A cell's place is its column; a rule or an empty block is like any other. */
bool find_moved_is_worth_it(const struct unit *unit)
{
    const struct block *block = unit->first_markdown;
    if (!unit->first_storage || unit->markdown_count != 1 || block->kind == BLOCK_CELL ||
        block->kind == BLOCK_COLUMN) {
        return false;
    }
    return block->content || block->first_child || block->macro || block->text.length > 0;
}

static void collect_unit(struct finder *finder, struct unit *unit)
{
    if (!unit->is_taken && find_moved_is_worth_it(unit)) {
        struct candidate *candidate = ARENA_NEW(finder->arena, struct candidate);
        struct candidate **list = list_of(finder, unit->first_markdown);
        candidate->unit = unit;
        candidate->next = *list;
        *list = candidate;
    }
    if (!unit->is_taken && unit->is_pair && unit->first_markdown->first_child) {
        struct unit_list below =
            pair_children(finder->arena, unit->first_storage, unit->first_markdown, unit);
        for (size_t i = below.count; i-- > 0;) {
            collect_unit(finder, &below.units[i]);
        }
    }
}

/* From the last to the first, because each is put in front of its list. */
static void collect_level(struct finder *finder, const struct level *level)
{
    for (size_t i = level->step_count; i-- > 0;) {
        if (level->steps[i].inside) {
            collect_level(finder, level->steps[i].inside);
        }
    }
    for (size_t i = level->base.count; i-- > 0;) {
        collect_unit(finder, &level->base.units[i]);
    }
}

/* Whether the unit still has all its bytes to give. */
static bool is_free(const struct unit *unit)
{
    if (unit->is_taken || unit->is_broken) {
        return false;
    }
    const struct unit *above = unit->above;
    while (above && !above->is_taken) {
        above = above->above;
    }
    return !above || !above->is_moved;
}

static void take(struct unit *unit)
{
    unit->is_taken = true;
    unit->is_moved = true;
    for (struct unit *above = unit->above; above && !above->is_taken; above = above->above) {
        above->is_broken = true;
    }
}

/* A unit that is not free stays so, and leaves its list for good: finding n blocks is linear. */
static struct unit *find(const struct finder *finder, const struct block *block)
{
    struct candidate **list = list_of(finder, block);

    while (*list && !is_free((*list)->unit)) {
        *list = (*list)->next;
    }
    return *list ? (*list)->unit : NULL;
}

static void place_level(const struct finder *finder, struct level *level)
{
    for (size_t i = 0; i < level->step_count; i++) {
        struct step *step = &level->steps[i];
        struct unit *unit = step->fate == FATE_NEW ? find(finder, step->block) : NULL;
        if (unit) {
            step->fate = FATE_MOVED;
            step->unit = unit;
            step->inside = NULL;
            take(unit);
        } else if (step->inside) {
            place_level(finder, step->inside);
        }
    }
}

void find_moved_anywhere(struct arena *arena, struct level *page, size_t number_count)
{
    struct finder finder = {
        .arena = arena,
        .lists = ARENA_NEW_ARRAY(arena, struct candidate *, number_count * TAG_KINDS),
    };

    collect_level(&finder, page);
    place_level(&finder, page);
}
