/* SPDX-License-Identifier: MIT */
/*
 * The caption of an image, whose marks and links Markdown does not show: its words are
 * compared, and only those that are new are written, so that marks stay on the others.
 */
#include <stdint.h>
#include <string.h>

#include "base/diff.h"
#include "base/limit.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "storage/entities.h"
#include "storage/patch_internal.h"
#include "storage/tag.h"
#include "storage/write.h"

#define WORD_MOST ((size_t)64) /* bytes; longer ones are several */

/* A word, any other character, or a run of blanks. */
struct piece {
    struct slice text; /* decoded */
    struct span source;
};

struct pieces {
    struct arena *arena;
    struct piece *items;
    size_t count;
    bool is_word_open; /* a letter right behind the last one belongs to it */
};

static bool is_blank(uint32_t code_point)
{
    return code_point == ' ' || code_point == '\t' || code_point == '\n' || code_point == '\r';
}

static bool is_letter(uint32_t code_point)
{
    return utf8_is_letter(code_point) || utf8_is_digit(code_point) || utf8_is_mark(code_point);
}

static struct slice joined(struct arena *arena, struct slice text, uint32_t code_point)
{
    CLEANUP_STRBUF struct strbuf both = STRBUF(SIZE_MAX);

    strbuf_append_slice(&both, text);
    utf8_append(&both, code_point);
    return strbuf_copy(&both, arena);
}

/* Blanks at the start, and behind others, show nothing. */
static void add_character(struct pieces *pieces, uint32_t code_point, struct span source)
{
    struct piece *last = pieces->count > 0 ? &pieces->items[pieces->count - 1] : NULL;
    bool is_last_blank = !last || slice_equals(last->text, " ");
    bool was_open = pieces->is_word_open;

    pieces->is_word_open = is_letter(code_point);
    if (is_blank(code_point) && is_last_blank) {
        return;
    }
    if (last && was_open && pieces->is_word_open && last->text.length < WORD_MOST) {
        last->text = joined(pieces->arena, last->text, code_point);
        last->source.end = source.end;
        return;
    }
    pieces->items = VEC_GROW(pieces->arena, pieces->items, pieces->count);
    pieces->items[pieces->count++] = (struct piece){
        joined(pieces->arena, slice_from(""), is_blank(code_point) ? ' ' : code_point), source};
}

/* Behind the reference at `start`, which is one character; `start`: it is none. */
static size_t add_reference(struct pieces *pieces, struct slice bytes, size_t start)
{
    CLEANUP_STRBUF struct strbuf character = STRBUF(REFERENCE_LONGEST);
    size_t semicolon = slice_find_char(bytes, start, ';');
    size_t position = 0;

    if (semicolon == SLICE_NOT_FOUND ||
        !reference_append(&character, slice_part(bytes, start, semicolon + 1))) {
        return start;
    }
    uint32_t code_point = utf8_next(strbuf_slice(&character), &position);
    add_character(pieces, code_point, (struct span){start, semicolon + 1});
    return semicolon + 1;
}

/* Behind the tag at `start`; `start`: it is a comment or the like. */
static size_t skip_tag(struct pieces *pieces, struct slice bytes, size_t start)
{
    pieces->is_word_open = false;
    return strchr("!?", bytes.start[start + 1]) ? start : tag_end(bytes, start);
}

static void end_pieces(struct pieces *pieces)
{
    if (pieces->count > 0 && slice_equals(pieces->items[pieces->count - 1].text, " ")) {
        pieces->count--;
    }
}

/* False: there is something in it that is neither text nor a tag. */
static bool find_in_storage(struct pieces *pieces, struct slice bytes)
{
    for (size_t at = 0; at < bytes.length;) {
        size_t start = at;
        if (bytes.start[at] == '<') {
            at = skip_tag(pieces, bytes, at);
        } else if (bytes.start[at] == '&') {
            at = add_reference(pieces, bytes, at);
        } else {
            uint32_t code_point = utf8_next(bytes, &at);
            add_character(pieces, code_point, (struct span){start, at});
        }
        if (at == start) {
            return false;
        }
    }
    end_pieces(pieces);
    return true;
}

static void find_in_text(struct pieces *pieces, struct slice text)
{
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        uint32_t code_point = utf8_next(text, &at);
        add_character(pieces, code_point, (struct span){start, at});
    }
    end_pieces(pieces);
}

static size_t *number_pieces(const struct pieces *pieces, struct strmap *numbers)
{
    size_t *list = ARENA_NEW_ARRAY(pieces->arena, size_t, pieces->count + 1);

    for (size_t i = 0; i < pieces->count; i++) {
        size_t *number = strmap_find(numbers, pieces->items[i].text);
        if (!number) {
            number = ARENA_NEW(pieces->arena, size_t);
            *number = strmap_count(numbers) + 1;
            strmap_put(numbers, pieces->items[i].text, number);
        }
        list[i] = *number;
    }
    return list;
}

/* For each new piece the old one that it is, or DIFF_NONE. */
static size_t *align(const struct pieces *new, const struct pieces *old)
{
    CLEANUP(strmap) struct strmap *numbers = strmap_new();
    size_t *partner = ARENA_NEW_ARRAY(new->arena, size_t, new->count + 1);

    diff_align(number_pieces(new, numbers), new->count, number_pieces(old, numbers), old->count,
               partner);
    return partner;
}

static bool keeps_a_word(const struct pieces *new, const size_t *partner)
{
    for (size_t i = 0; i < new->count; i++) {
        if (partner[i] != DIFF_NONE && !slice_equals(new->items[i].text, " ")) {
            return true;
        }
    }
    return false;
}

/* The tags of what is taken out, but those of whole elements: these go with their text. */
static void append_tags(struct strbuf *storage, struct slice bytes)
{
    CLEANUP_STRBUF struct strbuf tags = STRBUF(SIZE_MAX);
    size_t starts[LIMIT_DEPTH];
    size_t open = 0;

    for (size_t at = slice_find_char(bytes, 0, '<'); at != SLICE_NOT_FOUND;) {
        size_t end = tag_end(bytes, at);
        struct slice tag = slice_part(bytes, at, end);
        if (slice_starts_with(tag, "</") && open > 0) {
            strbuf_truncate(&tags, starts[--open]);
        } else {
            starts[open] = tags.length;
            open += !slice_starts_with(tag, "</") && !slice_ends_with(tag, "/>");
            strbuf_append_slice(&tags, tag);
        }
        at = open < LIMIT_DEPTH ? slice_find_char(bytes, end, '<') : SLICE_NOT_FOUND;
    }
    strbuf_append_slice(storage, strbuf_slice(&tags));
}

/* What stands before an old piece, without the text of those that are gone. */
static void append_between(struct strbuf *storage, struct slice between, bool has_gone)
{
    if (has_gone) {
        append_tags(storage, between);
    } else {
        strbuf_append_slice(storage, between);
    }
}

static void write_pieces(struct strbuf *storage, struct slice bytes, const struct pieces *old,
                         const struct pieces *new, const size_t *partner)
{
    size_t next = 0; /* of the old ones */
    size_t written = old->items[0].source.start;

    strbuf_append_slice(storage, slice_part(bytes, 0, written));
    for (size_t i = 0; i < new->count; i++) {
        if (partner[i] == DIFF_NONE) {
            storage_write_line(storage, new->items[i].text);
            continue;
        }
        struct span source = old->items[partner[i]].source;
        append_between(storage, slice_part(bytes, written, source.start), partner[i] > next);
        strbuf_append_slice(storage, slice_of_span(bytes, source));
        next = partner[i] + 1;
        written = source.end;
    }
    append_between(storage, slice_part(bytes, written, bytes.length), next < old->count);
}

bool patch_caption(struct strbuf *storage, struct slice bytes, struct slice after)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct pieces old = {.arena = arena};
    struct pieces new = {.arena = arena};

    find_in_text(&new, after);
    if (!find_in_storage(&old, bytes) || old.count == 0) {
        return false;
    }
    const size_t *partner = align(&new, &old);
    bool is_possible = keeps_a_word(&new, partner);
    if (is_possible) {
        write_pieces(storage, bytes, &old, &new, partner);
    }
    return is_possible;
}
