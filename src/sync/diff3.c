/* SPDX-License-Identifier: MIT */
#include "sync/diff3.h"

#include <stdbool.h>

#include "base/diff.h"
#include "base/vec.h"

/* A change of one side: base items [base] became side items [side]; one of them may be empty. */
struct hunk {
    struct span base;
    struct span side;
};

struct hunks {
    struct hunk *items;
    size_t count;
};

static struct hunks find_hunks(struct arena *arena, struct sequence base, struct sequence side)
{
    size_t *partner = ARENA_NEW_ARRAY(arena, size_t, base.count);
    struct hunks hunks = {0};
    struct span gap = {0, 0}; /* start of what is unpaired in base, and in the side */

    diff_align(base.items, base.count, side.items, side.count, partner);
    for (size_t i = 0; i <= base.count; i++) {
        if (i < base.count && partner[i] == DIFF_NONE) {
            continue;
        }
        size_t at = i < base.count ? partner[i] : side.count;
        if (i > gap.start || at > gap.end) {
            hunks.items = VEC_GROW(arena, hunks.items, hunks.count);
            hunks.items[hunks.count++] = (struct hunk){{gap.start, i}, {gap.end, at}};
        }
        gap = (struct span){i + 1, at + 1};
    }
    return hunks;
}

static size_t length(struct span span)
{
    return span.end - span.start;
}

static bool grows(const struct hunk *hunk)
{
    return length(hunk->side) > length(hunk->base);
}

/* Whether two changes, one of each side, change the same thing. */
static bool meet(const struct hunk *one, const struct hunk *other)
{
    if (one->base.start < other->base.end && other->base.start < one->base.end) {
        return true;
    }
    bool is_touching = one->base.end == other->base.start || other->base.end == one->base.start;
    /* Where both add something at the same point, nothing tells which comes first. */
    if (is_touching && grows(one) && grows(other)) {
        return true;
    }
    /* An insertion inside what the other side replaced. */
    return (one->base.start > other->base.start && one->base.end < other->base.end) ||
           (other->base.start > one->base.start && other->base.end < one->base.end);
}

/* One side while its hunks are consumed in order. */
struct walker {
    struct hunks hunks;
    size_t next;  /* first hunk not yet in a chunk */
    size_t shift; /* what to add to a base position to get the side's (modulo size_t) */
};

static bool has_next(const struct walker *walker)
{
    return walker->next < walker->hunks.count;
}

static const struct hunk *peek(const struct walker *walker)
{
    return &walker->hunks.items[walker->next];
}

/* The hunks [from, next) of the side meet the change `hunk` of the other side. */
static bool any_meets(const struct walker *walker, size_t from, const struct hunk *hunk)
{
    for (size_t i = from; i < walker->next; i++) {
        if (meet(&walker->hunks.items[i], hunk)) {
            return true;
        }
    }
    return false;
}

/* Takes the hunks that belong to one chunk: a first one, and all that meet, back and forth. */
static void take_group(struct walker *first, struct walker *second)
{
    size_t first_from = first->next;
    size_t second_from = second->next;
    bool is_growing = true;

    first->next++;
    while (is_growing) {
        is_growing = false;
        while (has_next(second) && any_meets(first, first_from, peek(second))) {
            second->next++;
            is_growing = true;
        }
        while (has_next(first) && any_meets(second, second_from, peek(first))) {
            first->next++;
            is_growing = true;
        }
    }
}

static void widen(struct span *span, const struct walker *walker, size_t from)
{
    for (size_t i = from; i < walker->next; i++) {
        struct span base = walker->hunks.items[i].base;
        span->start = base.start < span->start ? base.start : span->start;
        span->end = base.end > span->end ? base.end : span->end;
    }
}

/* The side's items for a range of the base that begins and ends where its hunks do or outside. */
static struct span side_of(struct walker *walker, size_t from, struct span base)
{
    struct span side = {base.start + walker->shift, 0};

    for (size_t i = from; i < walker->next; i++) {
        const struct hunk *hunk = &walker->hunks.items[i];
        walker->shift += length(hunk->side) - length(hunk->base);
    }
    side.end = base.end + walker->shift;
    return side;
}

static bool are_equal(struct sequence one, struct span one_span, struct sequence other,
                      struct span other_span)
{
    if (length(one_span) != length(other_span)) {
        return false;
    }
    for (size_t i = 0; i < length(one_span); i++) {
        if (one.items[one_span.start + i] != other.items[other_span.start + i]) {
            return false;
        }
    }
    return true;
}

static void add_chunk(struct arena *arena, struct chunks *chunks, struct chunk chunk)
{
    chunks->items = VEC_GROW(arena, chunks->items, chunks->count);
    chunks->items[chunks->count++] = chunk;
}

/* Adds what lies between two chunks, if anything. */
static void add_kept(struct arena *arena, struct chunks *chunks, const struct chunk *before,
                     const struct chunk *behind)
{
    if (behind->base.start > before->base.end) {
        struct chunk kept = {
            .kind = CHUNK_KEPT,
            .base = {before->base.end, behind->base.start},
            .local = {before->local.end, behind->local.start},
            .remote = {before->remote.end, behind->remote.start},
        };
        add_chunk(arena, chunks, kept);
    }
}

/* Which side's next change comes first in the base. An insertion comes before what it precedes. */
static bool is_local_first(const struct walker *local, const struct walker *remote)
{
    if (!has_next(local) || !has_next(remote)) {
        return has_next(local);
    }
    struct span left = peek(local)->base;
    struct span right = peek(remote)->base;
    return left.start != right.start ? left.start < right.start : left.end <= right.end;
}

/* Takes what belongs to the next change, and what both sides kept before it. */
static struct chunk take_chunk(struct walker *local, struct walker *remote, size_t base_count)
{
    size_t local_from = local->next;
    size_t remote_from = remote->next;
    struct chunk chunk = {.base = {base_count, 0}};

    if (is_local_first(local, remote)) {
        take_group(local, remote);
    } else {
        take_group(remote, local);
    }
    widen(&chunk.base, local, local_from);
    widen(&chunk.base, remote, remote_from);
    chunk.kind = remote->next == remote_from ? CHUNK_LOCAL
                 : local->next == local_from ? CHUNK_REMOTE
                                             : CHUNK_CONFLICT;
    chunk.local = side_of(local, local_from, chunk.base);
    chunk.remote = side_of(remote, remote_from, chunk.base);
    return chunk;
}

struct chunks diff3(struct arena *arena, struct sequence base, struct sequence local,
                    struct sequence remote)
{
    struct walker left = {.hunks = find_hunks(arena, base, local)};
    struct walker right = {.hunks = find_hunks(arena, base, remote)};
    struct chunks chunks = {0};
    struct chunk last = {0};

    while (has_next(&left) || has_next(&right)) {
        struct chunk chunk = take_chunk(&left, &right, base.count);
        if (chunk.kind == CHUNK_CONFLICT && are_equal(local, chunk.local, remote, chunk.remote)) {
            chunk.kind = CHUNK_SAME;
        }
        add_kept(arena, &chunks, &last, &chunk);
        add_chunk(arena, &chunks, chunk);
        last = chunk;
    }
    const struct chunk end = {
        .base.start = base.count, .local.start = local.count, .remote.start = remote.count};
    add_kept(arena, &chunks, &last, &end);
    return chunks;
}
