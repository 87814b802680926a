/* SPDX-License-Identifier: MIT */
/*
 * Plays the user who adds one word to the first text of a page, for the end-to-end tests.
 *
 *     edit_first_text page.xml ATTACHMENTS WORD >answer
 *
 * Reads storage format. The first line of the answer is "START END": the bytes of the
 * block whose text was changed, and of what goes with it. Behind it comes the page's Markdown with the word in
 * it. Exit status 3: the page has no text to change.
 */
#include <ctype.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/cleanup.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "change_end.h"
#include "markdown/write.h"
#include "storage/read.h"

#define STATUS_USAGE   2
#define STATUS_NO_TEXT 3

/* The end of the first run of letters of the text, 0: none. */
static size_t first_word_end(struct slice text)
{
    size_t i = 0;

    while (i < text.length && !isalpha((unsigned char)text.start[i])) {
        i++;
    }
    if (i == text.length) {
        return 0;
    }
    while (i < text.length && isalpha((unsigned char)text.start[i])) {
        i++;
    }
    return i;
}

static bool add_to_inlines(struct arena *arena, struct inline_node *node, const char *word)
{
    for (; node != NULL; node = node->next) {
        size_t end = node->kind == INLINE_TEXT ? first_word_end(node->text) : 0;
        if (end > 0) {
            CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
            strbuf_append_slice(&text, slice_part(node->text, 0, end));
            strbuf_append_format(&text, " %s", word);
            strbuf_append_slice(&text, slice_part(node->text, end, node->text.length));
            node->text = strbuf_copy(&text, arena);
            return true;
        }
        /* A link whose text is its address is written another way than one with a text. */
        if (node->kind != INLINE_LINK && add_to_inlines(arena, node->first_child, word)) {
            return true;
        }
    }
    return false;
}

/* Adds the word to the first text below the block that shows in the Markdown; returns its block. */
static const struct block *add_to_block(struct arena *arena, struct block *block, const char *word)
{
    if (block->lines.first != 0 && add_to_inlines(arena, block->content, word)) {
        return block;
    }
    for (struct block *child = block->first_child; child != NULL; child = child->next) {
        const struct block *found = add_to_block(arena, child, word);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf shown = STRBUF(LIMIT_CONVERTED);
    CLEANUP_STRBUF struct strbuf edited = STRBUF(LIMIT_CONVERTED);
    struct slice storage = {0};
    struct block *page = NULL;
    struct xml_fault fault;
    struct error error;

    if (argc != 4 || !file_read(arena, argv[1], LIMIT_PAGE, &storage, &error)) {
        return STATUS_USAGE;
    }
    struct markdown_options options = {.attachments = argv[2]};
    if (!storage_read(arena, storage, &page, &fault)) {
        return STATUS_NO_TEXT;
    }
    markdown_write(&shown, page, &options); /* sets the lines: what is not shown is not edited */
    const struct block *block = add_to_block(arena, page, argv[3]);
    if (block == NULL) {
        return STATUS_NO_TEXT;
    }
    markdown_write(&edited, page, &options);
    printf("%zu %zu\n", block->source->outer.start, change_end(block));
    fwrite(strbuf_text(&edited), 1, edited.length, stdout);
    return fflush(stdout) == 0 ? 0 : 1;
}
