/* SPDX-License-Identifier: MIT */
#include "sync/merge.h"

#include "base/diff.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/vec.h"
#include "convert/convert.h"
#include "sync/diff3.h"

/* A body as blocks, each with the blank lines before it. */
struct body {
    struct slice *blocks;
    struct slice *gaps; /* gaps[count]: after the last block */
    size_t *numbers;    /* equal blocks have equal numbers, over all bodies of a merge */
    size_t count;
};

/* The bodies of a merge. */
enum { BASE, LOCAL, REMOTE, BODY_COUNT };

struct merger {
    struct arena *arena;
    struct strmap *numbers; /* block → its number plus one, as a pointer into `counted` */
    struct body bodies[BODY_COUNT];
    struct strbuf text;
    size_t *written; /* the numbers of the blocks written so far */
    size_t written_count;
};

/* Stands for a conflict among the numbers of the blocks written. */
#define NO_BLOCK ((size_t)-1)

/* The number of a block: the same for the same text. */
static size_t number_of(struct merger *merger, struct slice block)
{
    size_t *number = strmap_find(merger->numbers, block);

    if (!number) {
        number = ARENA_NEW(merger->arena, size_t);
        *number = strmap_count(merger->numbers);
        (void)strmap_put(merger->numbers, block, number);
    }
    return *number;
}

/* Where each line starts, and where the text ends: line n is [starts[n - 1], starts[n]). */
static size_t *find_lines(struct arena *arena, struct slice text, size_t *count)
{
    size_t lines = 1;
    size_t at = 0;

    while ((at = slice_find_char(text, at, '\n')) != SLICE_NOT_FOUND) {
        lines++;
        at++;
    }
    size_t *starts = ARENA_NEW_ARRAY(arena, size_t, lines + 1);
    at = 0;
    for (size_t i = 1; i < lines; i++) {
        at = slice_find_char(text, at, '\n') + 1;
        starts[i] = at;
    }
    starts[lines] = text.length;
    *count = lines;
    return starts;
}

static struct slice without_line_end(struct slice block)
{
    while (slice_ends_with(block, "\n")) {
        block.length--;
    }
    return block;
}

static bool split(struct merger *merger, struct slice text, struct body *body, struct error *error)
{
    struct block_map map = {0};
    size_t line_count = 0;
    size_t done = 0;

    if (!convert_split(merger->arena, text, &MARKDOWN_OPTIONS_DEFAULT, &map, error)) {
        return false;
    }
    const size_t *starts = find_lines(merger->arena, text, &line_count);
    body->count = map.count;
    body->blocks = ARENA_NEW_ARRAY(merger->arena, struct slice, map.count);
    body->numbers = ARENA_NEW_ARRAY(merger->arena, size_t, map.count);
    body->gaps = ARENA_NEW_ARRAY(merger->arena, struct slice, map.count + 1);
    for (size_t i = 0; i < map.count; i++) {
        size_t first = starts[map.entries[i].first_line - 1];
        body->gaps[i] = slice_part(text, done, first);
        done = starts[map.entries[i].last_line];
        body->blocks[i] = slice_part(text, first, done);
        body->numbers[i] = number_of(merger, without_line_end(body->blocks[i]));
    }
    body->gaps[map.count] = slice_part(text, done, text.length);
    return true;
}

static bool ends_line(const struct strbuf *text)
{
    return text->length == 0 || text->bytes[text->length - 1] == '\n';
}

static size_t last_written(const struct merger *merger)
{
    return merger->written_count > 0 ? merger->written[merger->written_count - 1] : NO_BLOCK;
}

static void note_written(struct merger *merger, size_t number)
{
    merger->written = VEC_GROW(merger->arena, merger->written, merger->written_count);
    merger->written[merger->written_count++] = number;
}

/* Writes the gap before a block; when the block before it is another than it was, a blank line. */
static void append_gap(struct merger *merger, struct slice gap, bool has_known_neighbour)
{
    if (!ends_line(&merger->text)) {
        strbuf_append_char(&merger->text, '\n');
    }
    if (merger->written_count > 0 && !has_known_neighbour && gap.length == 0) {
        strbuf_append_char(&merger->text, '\n');
    }
    strbuf_append_slice(&merger->text, gap);
}

/* Whether block i of the body comes behind the block that was written last. */
static bool follows_last(const struct merger *merger, const struct body *body, size_t i)
{
    return i > 0 && last_written(merger) == body->numbers[i - 1];
}

static void append_block(struct merger *merger, const struct body *body, size_t i, struct slice gap,
                         bool has_known_neighbour)
{
    append_gap(merger, gap, has_known_neighbour);
    strbuf_append_slice(&merger->text, body->blocks[i]);
    note_written(merger, body->numbers[i]);
}

/* Of three gaps the one that a side changed; of two changed ones the longer, then the greater. */
static struct slice choose_gap(struct slice base, struct slice local, struct slice remote)
{
    if (slice_equal(local, base)) {
        return remote;
    }
    if (slice_equal(remote, base) || slice_equal(local, remote)) {
        return local;
    }
    if (local.length != remote.length) {
        return local.length > remote.length ? local : remote;
    }
    return slice_compare(local, remote) > 0 ? local : remote;
}

static void append_kept(struct merger *merger, const struct chunk *chunk)
{
    const struct body *base = &merger->bodies[BASE];
    const struct body *local = &merger->bodies[LOCAL];
    const struct body *remote = &merger->bodies[REMOTE];

    for (size_t i = 0; i < chunk->base.end - chunk->base.start; i++) {
        size_t in_base = chunk->base.start + i;
        size_t in_local = chunk->local.start + i;
        size_t in_remote = chunk->remote.start + i;
        struct slice gap =
            choose_gap(base->gaps[in_base], local->gaps[in_local], remote->gaps[in_remote]);
        append_block(merger, local, in_local, gap,
                     follows_last(merger, base, in_base) && follows_last(merger, local, in_local) &&
                         follows_last(merger, remote, in_remote));
    }
}

static void append_same(struct merger *merger, const struct chunk *chunk)
{
    const struct body *local = &merger->bodies[LOCAL];
    const struct body *remote = &merger->bodies[REMOTE];

    for (size_t i = 0; i < chunk->local.end - chunk->local.start; i++) {
        size_t in_local = chunk->local.start + i;
        size_t in_remote = chunk->remote.start + i;
        struct slice gap =
            choose_gap(SLICE_LITERAL(""), local->gaps[in_local], remote->gaps[in_remote]);
        append_block(merger, local, in_local, gap,
                     follows_last(merger, local, in_local) &&
                         follows_last(merger, remote, in_remote));
    }
}

static void append_side(struct merger *merger, const struct body *body, struct span span)
{
    for (size_t i = span.start; i < span.end; i++) {
        append_block(merger, body, i, body->gaps[i], follows_last(merger, body, i));
    }
}

static void append_marker(struct merger *merger, const char *marker)
{
    if (!ends_line(&merger->text)) {
        strbuf_append_char(&merger->text, '\n');
    }
    strbuf_append(&merger->text, marker);
}

/* One side of a conflict. The gap before its first block stands before the whole conflict. */
static void append_version(struct merger *merger, const struct body *body, struct span span)
{
    for (size_t i = span.start; i < span.end; i++) {
        if (!ends_line(&merger->text)) {
            strbuf_append_char(&merger->text, '\n');
        }
        if (i > span.start) {
            strbuf_append_slice(&merger->text, body->gaps[i]);
        }
        strbuf_append_slice(&merger->text, body->blocks[i]);
    }
}

static void append_conflict(struct merger *merger, const struct chunk *chunk,
                            const struct merge_labels *labels)
{
    append_gap(merger, SLICE_LITERAL(""), false);
    append_marker(merger, "<<<<<<< local\n");
    append_version(merger, &merger->bodies[LOCAL], chunk->local);
    append_marker(merger, "||||||| base");
    strbuf_append_format(&merger->text, " v%lld\n", labels->base_version);
    append_version(merger, &merger->bodies[BASE], chunk->base);
    append_marker(merger, "=======\n");
    append_version(merger, &merger->bodies[REMOTE], chunk->remote);
    append_marker(merger, ">>>>>>> remote");
    if (labels->remote_version > 0) {
        strbuf_append_format(&merger->text, " v%lld", labels->remote_version);
    }
    strbuf_append_char(&merger->text, '\n');
    note_written(merger, NO_BLOCK);
}

static struct sequence sequence_of(const struct body *body)
{
    return (struct sequence){body->numbers, body->count};
}

/* Writes all chunks; true when one of them was a conflict. */
static bool append_chunks(struct merger *merger, const struct merge_labels *labels)
{
    struct chunks chunks =
        diff3(merger->arena, sequence_of(&merger->bodies[BASE]),
              sequence_of(&merger->bodies[LOCAL]), sequence_of(&merger->bodies[REMOTE]));
    bool has_conflict = false;

    for (size_t i = 0; i < chunks.count; i++) {
        const struct chunk *chunk = &chunks.items[i];
        switch (chunk->kind) {
        case CHUNK_KEPT:
            append_kept(merger, chunk);
            break;
        case CHUNK_SAME:
            append_same(merger, chunk);
            break;
        case CHUNK_LOCAL:
            append_side(merger, &merger->bodies[LOCAL], chunk->local);
            break;
        case CHUNK_REMOTE:
            append_side(merger, &merger->bodies[REMOTE], chunk->remote);
            break;
        case CHUNK_CONFLICT:
            append_conflict(merger, chunk, labels);
            has_conflict = true;
            break;
        }
    }
    return has_conflict;
}

static void append_end(struct merger *merger)
{
    const struct body *bodies = merger->bodies;
    struct slice gap =
        choose_gap(bodies[BASE].gaps[bodies[BASE].count], bodies[LOCAL].gaps[bodies[LOCAL].count],
                   bodies[REMOTE].gaps[bodies[REMOTE].count]);
    strbuf_append_slice(&merger->text, gap);
}

/* Whether the text falls into the very blocks that were written. */
static bool reads_as_written(struct merger *merger, struct slice text, bool *is_same,
                             struct error *error)
{
    struct body body = {0};

    if (!split(merger, text, &body, error)) {
        return false;
    }
    *is_same = body.count == merger->written_count;
    for (size_t i = 0; *is_same && i < body.count; i++) {
        *is_same = body.numbers[i] == merger->written[i];
    }
    return true;
}

static void start_again(struct merger *merger)
{
    strbuf_clear(&merger->text);
    merger->written_count = 0;
}

/* The two bodies as one conflict from top to end. */
static void append_whole_conflict(struct merger *merger, const struct merge_labels *labels)
{
    const struct chunk everything = {
        .kind = CHUNK_CONFLICT,
        .base = {0, merger->bodies[BASE].count},
        .local = {0, merger->bodies[LOCAL].count},
        .remote = {0, merger->bodies[REMOTE].count},
    };
    start_again(merger);
    append_conflict(merger, &everything, labels);
}

static bool merge_split(struct merger *merger, const struct merge_labels *labels,
                        struct merge_result *result, struct error *error)
{
    bool has_conflict = append_chunks(merger, labels);
    bool is_same = true;

    append_end(merger);
    struct slice merged = strbuf_copy(&merger->text, merger->arena);
    if (!has_conflict && !reads_as_written(merger, merged, &is_same, error)) {
        return false;
    }
    if (!is_same) {
        append_whole_conflict(merger, labels);
    }
    if (merger->text.is_full) {
        return error_set(error, ERROR_INPUT, 0, "the merged page is too large");
    }
    result->has_conflict = has_conflict || !is_same;
    result->text = strbuf_copy(&merger->text, merger->arena);
    return true;
}

/* Sets up a merger and splits the bodies; to be released also on failure. */
static bool merger_init(struct arena *arena, const struct merge_sides *sides, struct merger *merger,
                        struct error *error)
{
    *merger =
        (struct merger){.arena = arena, .numbers = strmap_new(), .text = STRBUF(LIMIT_CONVERTED)};
    return split(merger, sides->base, &merger->bodies[BASE], error) &&
           split(merger, sides->local, &merger->bodies[LOCAL], error) &&
           split(merger, sides->remote, &merger->bodies[REMOTE], error);
}

static void merger_release(struct merger *merger)
{
    strmap_free(merger->numbers);
    strbuf_release(&merger->text);
}

bool merge_bodies(struct arena *arena, const struct merge_sides *sides,
                  const struct merge_labels *labels, struct merge_result *result,
                  struct error *error)
{
    bool is_local_unchanged = slice_equal(sides->local, sides->base);

    if (is_local_unchanged || slice_equal(sides->remote, sides->base) ||
        slice_equal(sides->local, sides->remote)) {
        *result = (struct merge_result){.text = is_local_unchanged ? sides->remote : sides->local};
        return true;
    }
    __attribute__((cleanup(merger_release))) struct merger merger = {0};
    return merger_init(arena, sides, &merger, error) && merge_split(&merger, labels, result, error);
}

/* plain, own and text take the places of base, local and remote. */
static void append_restyled(struct merger *merger)
{
    const struct body *plain = &merger->bodies[BASE];
    const struct body *own = &merger->bodies[LOCAL];
    const struct body *text = &merger->bodies[REMOTE];
    size_t *partner = ARENA_NEW_ARRAY(merger->arena, size_t, text->count);

    diff_align(text->numbers, text->count, plain->numbers, plain->count, partner);
    for (size_t i = 0; i < text->count; i++) {
        size_t at = partner[i];
        bool is_same_gap = at != DIFF_NONE && slice_equal(text->gaps[i], plain->gaps[at]);
        append_block(merger, at != DIFF_NONE ? own : text, at != DIFF_NONE ? at : i,
                     is_same_gap ? own->gaps[at] : text->gaps[i],
                     follows_last(merger, is_same_gap ? own : text, is_same_gap ? at : i));
    }
    strbuf_append_slice(&merger->text,
                        slice_equal(text->gaps[text->count], plain->gaps[plain->count])
                            ? own->gaps[own->count]
                            : text->gaps[text->count]);
}

bool merge_restyle(struct arena *arena, struct slice plain, struct slice own, struct slice text,
                   struct slice *restyled, struct error *error)
{
    const struct merge_sides sides = {plain, own, text};
    __attribute__((cleanup(merger_release))) struct merger merger = {0};

    if (!merger_init(arena, &sides, &merger, error)) {
        return false;
    }
    if (merger.bodies[BASE].count != merger.bodies[LOCAL].count) {
        *restyled = text;
        return true;
    }
    append_restyled(&merger);
    *restyled = merger.text.is_full ? text : strbuf_copy(&merger.text, arena);
    return true;
}
