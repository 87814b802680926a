/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "storage/elements.h"

struct finder {
    struct arena *arena;
    struct slice storage;
    const struct block *block;
    struct words words;
};

/* How often a word was seen, and where last. */
struct sight {
    size_t count;
    size_t position;
};

static bool is_word_character(uint32_t character)
{
    return utf8_is_letter(character) || utf8_is_digit(character) || utf8_is_mark(character);
}

size_t word_end(struct slice text, size_t position)
{
    while (position < text.length) {
        size_t next = position;
        if (!is_word_character(utf8_next(text, &next))) {
            return position;
        }
        position = next;
    }
    return position;
}

bool word_is_before(struct slice text, size_t position)
{
    size_t start = position;

    while (start > 0 && ((unsigned char)text.start[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start == 0) {
        return false;
    }
    start--;
    return is_word_character(utf8_next(text, &start));
}

/* The next word at or after *position, or an empty one; *position moves behind it. */
static struct span next_word(struct slice text, size_t *position)
{
    while (*position < text.length) {
        size_t end = word_end(text, *position);
        if (end > *position) {
            struct span word = {*position, end};
            *position = end;
            return word;
        }
        (void)utf8_next(text, position);
    }
    return (struct span){text.length, text.length};
}

static bool is_around(const struct xml_node *element, const struct block *block)
{
    bool is_own = element->outer.start == block->source->outer.start &&
                  element->outer.end == block->source->outer.end && !block->is_bare;

    return !element->parent || is_own || element->outer.start < block->source->outer.start ||
           element->outer.end > block->source->outer.end;
}

/* What is in the element can be read in the Markdown as text of the block. */
static bool is_seen_through(const struct xml_node *element)
{
    switch (element_kind(element)) {
    case ELEMENT_MARK:
    case ELEMENT_SPAN:
    case ELEMENT_HTML_LINK:
    case ELEMENT_LINK:
        return true;
    default:
        return element_is(element, "ac:link-body");
    }
}

static void add_words(struct finder *finder, const struct xml_node *node, struct span part)
{
    struct slice text = slice_of_span(finder->storage, part);
    struct words *words = &finder->words;
    size_t at = 0;

    for (struct span word = next_word(text, &at); word.end > word.start;
         word = next_word(text, &at)) {
        words->items = VEC_GROW(finder->arena, words->items, words->count);
        words->items[words->count++] = (struct word){
            .text = slice_of_span(text, word),
            .storage = {part.start + word.start, part.start + word.end},
            .node = node,
        };
    }
}

static void add_below(struct finder *finder, const struct xml_node *parent)
{
    struct span inner = finder->block->source->inner;

    for (const struct xml_node *node = parent->first_child; node; node = node->next) {
        struct span part = {node->outer.start > inner.start ? node->outer.start : inner.start,
                            node->outer.end < inner.end ? node->outer.end : inner.end};
        if (part.start >= part.end) {
            continue;
        }
        if (node->kind == XML_TEXT) {
            add_words(finder, node, part);
        } else if (is_around(node, finder->block) || is_seen_through(node)) {
            add_below(finder, node);
        }
    }
}

static struct sight *sight_of(struct arena *arena, struct strmap *sights, struct slice word)
{
    struct sight *sight = strmap_find(sights, word);

    if (!sight) {
        sight = ARENA_NEW(arena, struct sight);
        strmap_put(sights, word, sight);
    }
    return sight;
}

static void see_markdown(struct arena *arena, struct strmap *sights, struct slice markdown,
                         struct span lines)
{
    struct slice text = slice_of_span(markdown, lines);
    size_t at = 0;

    for (struct span word = next_word(text, &at); word.end > word.start;
         word = next_word(text, &at)) {
        struct sight *sight = sight_of(arena, sights, slice_of_span(text, word));
        sight->count++;
        sight->position = lines.start + word.start;
    }
}

/* The piece of Markdown without blanks that the word is in looks like an address. */
static bool is_in_address(struct slice markdown, size_t position)
{
    size_t start = position;
    while (start > 0 && !strchr(" \n|", markdown.start[start - 1])) {
        start--;
    }
    size_t end = position;
    while (end < markdown.length && !strchr(" \n|", markdown.start[end])) {
        end++;
    }
    struct slice piece = slice_part(markdown, start, end);
    struct slice before = slice_part(markdown, start, position);
    size_t link = slice_find(piece, position - start, SLICE_LITERAL("]("));
    struct slice text = slice_part(piece, 0, link == SLICE_NOT_FOUND ? piece.length : link);
    return slice_find(before, 0, SLICE_LITERAL("](")) != SLICE_NOT_FOUND ||
           slice_find(text, 0, SLICE_LITERAL("://")) != SLICE_NOT_FOUND ||
           slice_find(text, 0, SLICE_LITERAL("www.")) != SLICE_NOT_FOUND ||
           slice_find_char(text, 0, '@') != SLICE_NOT_FOUND;
}

struct words words_of(struct arena *arena, const struct xml_node *root, struct slice storage,
                      const struct block *block, struct slice markdown, struct span lines)
{
    CLEANUP(strmap) struct strmap *in_markdown = strmap_new();
    CLEANUP(strmap) struct strmap *in_storage = strmap_new();
    struct finder finder = {.arena = arena, .storage = storage, .block = block};
    struct words once = {NULL, 0};

    add_below(&finder, root);
    see_markdown(arena, in_markdown, markdown, lines);
    for (size_t i = 0; i < finder.words.count; i++) {
        sight_of(arena, in_storage, finder.words.items[i].text)->count++;
    }
    for (size_t i = 0; i < finder.words.count; i++) {
        struct word *word = &finder.words.items[i];
        const struct sight *sight = strmap_find(in_markdown, word->text);
        if (sight && sight->count == 1 && sight_of(arena, in_storage, word->text)->count == 1 &&
            !is_in_address(markdown, sight->position)) {
            word->markdown = (struct span){sight->position, sight->position + word->text.length};
            once.items = VEC_GROW(arena, once.items, once.count);
            once.items[once.count++] = *word;
        }
    }
    return once;
}

bool word_is_marked(const struct xml_node *node, const struct block *block, enum mark mark)
{
    for (const struct xml_node *element = node->parent; !is_around(element, block);
         element = element->parent) {
        struct element_meaning meaning = element_meaning(element);
        if (meaning.kind == ELEMENT_MARK && meaning.number == (int)mark) {
            return true;
        }
    }
    return false;
}

struct slice word_elements(struct arena *arena, const struct xml_node *node,
                           const struct block *block)
{
    CLEANUP_STRBUF struct strbuf names = STRBUF(LIMIT_PAGE);

    for (const struct xml_node *element = node->parent; !is_around(element, block);
         element = element->parent) {
        CLEANUP_STRBUF struct strbuf inside = STRBUF(LIMIT_PAGE);
        strbuf_append_slice(&inside, strbuf_slice(&names));
        strbuf_clear(&names);
        strbuf_append_slice(&names, element->name);
        strbuf_append(&names, inside.length > 0 ? " " : "");
        strbuf_append_slice(&names, strbuf_slice(&inside));
    }
    return names.length > 0 ? strbuf_copy(&names, arena) : slice_from("-");
}
