/* SPDX-License-Identifier: MIT */
#include "facts_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "unit.h"

/* The next word of the line, which moves on behind it. */
static struct slice next_word(struct slice *line)
{
    *line = slice_trim(*line);
    size_t end = slice_find_char(*line, 0, ' ');
    struct slice word = slice_part(*line, 0, end == SLICE_NOT_FOUND ? line->length : end);
    *line = slice_part(*line, word.length, line->length);
    return word;
}

static size_t number_of(struct slice text)
{
    unsigned long long number = 0;

    if (!slice_parse_number(text, &number)) {
        fail_msg("not a number: %.*s", (int)text.length, text.start);
    }
    return (size_t)number;
}

static struct page_side parse_side(struct arena *arena, struct slice word)
{
    struct page_side side = {.version = 1, .parent = FACTS_TOP};

    if (slice_equals(word, "-")) {
        return side;
    }
    size_t at = slice_find_char(word, 0, '@');
    struct slice parent = slice_part(word, at + 1, word.length);
    side.exists = true;
    side.title = arena_copy(arena, slice_part(word, 0, at));
    side.parent = slice_equals(parent, "-")      ? FACTS_TOP
                  : slice_equals(parent, "gone") ? FACTS_GONE
                                                 : number_of(parent);
    return side;
}

static void apply_word(struct page_facts *page, struct slice word)
{
    static const struct {
        const char *word;
        enum remote_status status;
    } proofs[] = {
        {"trashed", REMOTE_TRASHED},
        {"archived", REMOTE_ARCHIVED},
        {"elsewhere", REMOTE_ELSEWHERE},
    };

    page->is_local_body_changed |= slice_equals(word, "L");
    page->is_remote_body_changed |= slice_equals(word, "R");
    page->is_root |= slice_equals(word, "root");
    page->is_unmarked |= slice_equals(word, "unmarked");
    page->temporary_title = slice_equals(word, "temporary") ? "temporary" : page->temporary_title;
    page->is_stranded |= slice_equals(word, "stranded");
    page->is_kept |= slice_equals(word, "kept");
    page->is_refused |= slice_equals(word, "refused");
    page->body = slice_equals(word, "merges")     ? BODY_MERGES
                 : slice_equals(word, "overlaps") ? BODY_OVERLAPS
                                                  : page->body;
    if (slice_equals(word, "faulty")) {
        page->fault = "line 2: not YAML";
    }
    for (size_t i = 0; i < COUNT_OF(proofs); i++) {
        if (slice_equals(word, proofs[i].word)) {
            page->status = proofs[i].status;
        }
    }
}

static struct page_facts parse_page(struct arena *arena, struct slice line)
{
    struct page_facts page = {.status = REMOTE_UNKNOWN, .key = LOCAL_NONE};

    page.id = (long long)number_of(next_word(&line));
    page.base = parse_side(arena, next_word(&line));
    page.local = parse_side(arena, next_word(&line));
    page.remote = parse_side(arena, next_word(&line));
    if (page.local.exists) {
        page.path = page.local.title;
    }
    for (struct slice word = next_word(&line); word.length > 0; word = next_word(&line)) {
        apply_word(&page, word);
    }
    bool is_renamed =
        page.base.exists && page.remote.exists && strcmp(page.base.title, page.remote.title) != 0;
    page.remote.version += page.is_remote_body_changed || is_renamed;
    return page;
}

struct facts *facts_from_text(struct arena *arena, const char *text)
{
    struct facts *facts = ARENA_NEW(arena, struct facts);
    struct slice rest = slice_from(text);

    while (!slice_is_blank(rest)) {
        size_t end = slice_find_char(rest, 0, '\n');
        struct page_facts page =
            parse_page(arena, slice_part(rest, 0, end == SLICE_NOT_FOUND ? rest.length : end));
        facts->pages = VEC_GROW(arena, facts->pages, facts->count);
        facts->pages[facts->count++] = page;
        facts->known_count += page.base.exists;
        facts->local_count += page.local.exists;
        facts->remote_count += page.remote.exists;
        rest = end == SLICE_NOT_FOUND ? (struct slice){0} : slice_part(rest, end + 1, rest.length);
    }
    return facts;
}
