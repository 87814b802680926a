/* SPDX-License-Identifier: MIT */
#include "page_edits.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "words.h"

/* The page as a list of texts, one for each block, or after a split two. */
struct draft {
    struct arena *arena;
    struct random_source random;
    struct slice *blocks;
    size_t count;
};

typedef void (*edit_function)(struct draft *draft);

static const char *const new_blocks[] = {
    "Something new.",
    "## New heading",
    "- one\n- two **bold**\n  - three",
    "1. first\n2. second",
    "| a | b |\n| --- | --- |\n| c | `d` |",
    "```c\nint x = 1;\n```",
    "> quoted\n> twice",
    "- [ ] to do\n- [x] done",
    "> [!NOTE]\n> Mind the gap.",
    "---",
    "A [link](https://example.com/a_b) and *emphasis*, <u>lines</u> and a\\\nbreak.",
};

static size_t below(const struct draft *draft, size_t limit)
{
    return (size_t)random_between(draft->random, 0, (long long)limit - 1);
}

static void insert(struct draft *draft, size_t at, struct slice block)
{
    draft->blocks = VEC_GROW(draft->arena, draft->blocks, draft->count);
    memmove(draft->blocks + at + 1, draft->blocks + at,
            (draft->count - at) * sizeof draft->blocks[0]);
    draft->blocks[at] = block;
    draft->count++;
}

static struct slice take(struct draft *draft, size_t at)
{
    struct slice block = draft->blocks[at];

    draft->count--;
    memmove(draft->blocks + at, draft->blocks + at + 1,
            (draft->count - at) * sizeof draft->blocks[0]);
    return block;
}

static struct slice replaced(struct draft *draft, struct slice text, struct span part,
                             const char *by)
{
    CLEANUP_STRBUF struct strbuf built = STRBUF(LIMIT_CONVERTED);

    strbuf_append_slice(&built, slice_part(text, 0, part.start));
    strbuf_append(&built, by);
    strbuf_append_slice(&built, slice_part(text, part.end, text.length));
    return strbuf_copy(&built, draft->arena);
}

static void insert_new(struct draft *draft)
{
    size_t which = below(draft, sizeof new_blocks / sizeof new_blocks[0]);
    insert(draft, below(draft, draft->count + 1), slice_from(new_blocks[which]));
}

static void delete_block(struct draft *draft)
{
    (void)take(draft, below(draft, draft->count));
}

static void move_block(struct draft *draft)
{
    struct slice block = take(draft, below(draft, draft->count));
    insert(draft, below(draft, draft->count + 1), block);
}

static void repeat_block(struct draft *draft)
{
    struct slice block = draft->blocks[below(draft, draft->count)];
    insert(draft, below(draft, draft->count + 1), block);
}

/* The position of a random byte of this kind in the block, or SLICE_NOT_FOUND. */
static size_t find_some(const struct draft *draft, struct slice text, char wanted)
{
    if (text.length == 0) {
        return SLICE_NOT_FOUND;
    }
    size_t found = slice_find_char(text, below(draft, text.length), wanted);
    return found == SLICE_NOT_FOUND ? slice_find_char(text, 0, wanted) : found;
}

static void split_block(struct draft *draft)
{
    size_t which = below(draft, draft->count);
    struct slice block = draft->blocks[which];
    size_t at = find_some(draft, block, ' ');

    if (at != SLICE_NOT_FOUND) {
        draft->blocks[which] = slice_part(block, 0, at);
        insert(draft, which + 1, slice_part(block, at + 1, block.length));
    }
}

static void join_blocks(struct draft *draft)
{
    if (draft->count < 2) {
        return;
    }
    CLEANUP_STRBUF struct strbuf joined = STRBUF(LIMIT_CONVERTED);
    size_t which = below(draft, draft->count - 1);
    strbuf_append_slice(&joined, draft->blocks[which]);
    strbuf_append(&joined, below(draft, 2) == 0 ? " " : "\n");
    strbuf_append_slice(&joined, take(draft, which + 1));
    draft->blocks[which] = strbuf_copy(&joined, draft->arena);
}

/* A random line of the block, with its line end where it has one. */
static struct span some_line(const struct draft *draft, struct slice block)
{
    size_t line = find_some(draft, block, '\n');
    struct span span = {line == SLICE_NOT_FOUND ? 0 : line + 1, block.length};
    size_t end = slice_find_char(block, span.start, '\n');

    span.end = end == SLICE_NOT_FOUND ? block.length : end + 1;
    return span;
}

static void edit_line(struct draft *draft)
{
    size_t which = below(draft, draft->count);
    struct slice block = draft->blocks[which];
    struct span line = some_line(draft, block);
    struct span start = {line.start, line.start};
    const char *text = arena_copy(draft->arena, slice_of_span(block, line));

    switch (below(draft, 4)) {
    case 0:
        draft->blocks[which] = replaced(draft, block, line, "");
        break;
    case 1:
        draft->blocks[which] = replaced(draft, block, start, text);
        break;
    case 2:
        draft->blocks[which] = replaced(draft, block, start, "  ");
        break;
    default:
        draft->blocks[which] = replaced(draft, block, start, "- ");
        break;
    }
}

/* A random word of the text; empty when there is none behind a random place. */
static struct span some_word(const struct draft *draft, struct slice text)
{
    size_t blank = find_some(draft, text, ' ');
    size_t start = blank == SLICE_NOT_FOUND ? 0 : blank + 1;

    return (struct span){start, word_end(text, start)};
}

static void edit_word(struct draft *draft)
{
    size_t which = below(draft, draft->count);
    struct slice block = draft->blocks[which];
    struct span word = some_word(draft, block);
    if (word.start == word.end) {
        return;
    }
    const char *text = arena_copy(draft->arena, slice_of_span(block, word));
    CLEANUP_STRBUF struct strbuf changed = STRBUF(LIMIT_CONVERTED);
    switch (below(draft, 5)) {
    case 0:
        break;
    case 1:
        strbuf_append(&changed, "Quokka");
        break;
    case 2:
        strbuf_append_format(&changed, "**%s**", text);
        break;
    case 3:
        strbuf_append_format(&changed, "%s Quokka", text);
        break;
    default:
        strbuf_append_format(&changed, "Quokka %s", text);
        break;
    }
    draft->blocks[which] = replaced(draft, block, word, strbuf_text(&changed));
}

static const edit_function edits[] = {
    insert_new,  delete_block, move_block, repeat_block, split_block,
    join_blocks, edit_line,    edit_word,  edit_word,
};

static void read_blocks(struct draft *draft, struct slice markdown, const struct block_map *blocks)
{
    size_t line = 1;
    size_t at = 0;

    for (size_t i = 0; i < blocks->count; i++) {
        struct span part = {0, 0};
        for (; line <= blocks->entries[i].last_line && at < markdown.length; line++) {
            part.start = line == blocks->entries[i].first_line ? at : part.start;
            size_t end = slice_find_char(markdown, at, '\n');
            part.end = end == SLICE_NOT_FOUND ? markdown.length : end;
            at = part.end + 1;
        }
        insert(draft, draft->count, slice_of_span(markdown, part));
    }
}

struct slice page_edits_make(struct arena *arena, struct slice markdown,
                             const struct block_map *blocks, struct random_source random,
                             size_t count)
{
    CLEANUP_STRBUF struct strbuf edited = STRBUF(LIMIT_CONVERTED);
    struct draft draft = {.arena = arena, .random = random};

    read_blocks(&draft, markdown, blocks);
    for (size_t i = 0; i < count; i++) {
        edit_function edit =
            draft.count == 0 ? insert_new : edits[below(&draft, sizeof edits / sizeof edits[0])];
        edit(&draft);
    }
    for (size_t i = 0; i < draft.count; i++) {
        strbuf_append_slice(&edited, draft.blocks[i]);
        strbuf_append(&edited, "\n\n");
    }
    return strbuf_copy(&edited, arena);
}
