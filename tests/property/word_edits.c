/* SPDX-License-Identifier: MIT */
#include "word_edits.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "storage/elements.h"

enum { MOST_POSITIONS = 12 };

/* Positions in the storage between which nothing can be seen, in the direction they were found. */
struct positions {
    size_t items[MOST_POSITIONS];
    size_t count;
};

static const char *const names[WORD_EDIT_COUNT] = {
    [EDIT_START] = "add a word at the start", [EDIT_MIDDLE] = "add a word in the middle",
    [EDIT_END] = "add a word at the end",     [EDIT_DELETE] = "delete a word",
    [EDIT_BOLD] = "make a word bold",
};

const char *word_edit_name(enum word_edit kind)
{
    return names[kind];
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t';
}

static bool is_blank_at(struct slice text, size_t position)
{
    return position < text.length && is_blank(text.start[position]);
}

/* Links to nowhere show nothing either. */
static bool is_invisible(const struct xml_node *node)
{
    bool is_root = !node->parent; /* it has no name */
    enum element_kind kind =
        node->kind == XML_ELEMENT && !is_root ? element_kind(node) : ELEMENT_OTHER;

    return node->kind == XML_COMMENT || kind == ELEMENT_SPAN ||
           (kind == ELEMENT_HTML_LINK && !xml_attribute_find(node, "href"));
}

/* Nothing in it: it shows nothing, whatever it is. */
static bool is_hollow(const struct xml_node *node)
{
    enum element_kind kind = node->kind == XML_ELEMENT ? element_kind(node) : ELEMENT_OTHER;

    return node->kind == XML_COMMENT ||
           (!node->first_child &&
            (kind == ELEMENT_MARK || kind == ELEMENT_SPAN || kind == ELEMENT_HTML_LINK));
}

static void add_position(struct positions *positions, size_t position)
{
    if (positions->count < MOST_POSITIONS) {
        positions->items[positions->count++] = position;
    }
}

/* A walk over storage, forwards or backwards. */
struct walk {
    bool is_forward;
    struct positions *positions;
};

static void pass(const struct walk *walk, const struct xml_node *node)
{
    add_position(walk->positions, walk->is_forward ? node->outer.end : node->outer.start);
}

static const struct xml_node *neighbour(const struct walk *walk, const struct xml_node *node)
{
    return walk->is_forward ? node->next : node->previous;
}

static const struct xml_node *last_child(const struct xml_node *node)
{
    const struct xml_node *child = node->first_child;
    while (child && child->next) {
        child = child->next;
    }
    return child;
}

/* Into what shows nothing itself, down to the text in it. */
static const struct xml_node *enter(const struct walk *walk, const struct xml_node *node)
{
    while (node && is_invisible(node) && !is_hollow(node)) {
        add_position(walk->positions, walk->is_forward ? node->inner.start : node->inner.end);
        node = walk->is_forward ? node->first_child : last_child(node);
    }
    return node;
}

static void pass_hollow(const struct walk *walk, const struct xml_node *node)
{
    if (node->kind == XML_ELEMENT && node->inner.start < node->outer.end) {
        add_position(walk->positions, node->inner.start);
    }
    pass(walk, node);
}

/* Goes on from a node over tags that show nothing; returns what is behind them, NULL: a tag. */
static const struct xml_node *cross(const struct xml_node *node, bool is_forward,
                                    struct positions *positions)
{
    const struct walk walk = {is_forward, positions};

    for (;;) {
        const struct xml_node *next = neighbour(&walk, node);
        if (next && !is_hollow(next)) {
            return enter(&walk, next);
        }
        if (next) {
            pass_hollow(&walk, next);
            node = next;
        } else if (is_invisible(node->parent)) {
            node = node->parent;
            pass(&walk, node);
        } else {
            return NULL;
        }
    }
}

static void add_insertion(struct edit *edit, size_t first, const char *first_text, size_t second,
                          const char *second_text)
{
    if (edit->expected_count == MOST_VARIANTS) {
        return;
    }
    edit->expected[edit->expected_count++] = (struct variant){
        .splices = {{{first, first}, first_text}, {{second, second}, second_text}}, .count = 2};
}

/* The two texts in this order, each at any of the positions, which come in the order of the text. */
static void add_insertions(struct edit *edit, const struct positions *positions, const char *first,
                           const char *second)
{
    for (size_t i = 0; i < positions->count; i++) {
        for (size_t j = i; j < positions->count; j++) {
            add_insertion(edit, positions->items[i], first, positions->items[j], second);
        }
    }
}

static void reverse(struct positions *positions)
{
    for (size_t i = 0; i < positions->count / 2; i++) {
        size_t *other = &positions->items[positions->count - 1 - i];
        size_t swapped = *other;
        *other = positions->items[i];
        positions->items[i] = swapped;
    }
}

/* Behind the blanks that follow the position in the node, and across the tags behind them. */
static void insert_behind_blank(struct edit *edit, struct slice storage,
                                const struct xml_node *node, size_t position)
{
    struct positions positions = {.count = 0};
    size_t end = position;

    while (end < node->outer.end && is_blank_at(storage, end)) {
        end++;
    }
    if (end > position) {
        add_position(&positions, end);
        if (end == node->outer.end) {
            (void)cross(node, true, &positions);
        }
        add_insertions(edit, &positions, NEW_WORD, " ");
    }
}

static void insert_behind(struct edit *edit, struct slice storage)
{
    const struct word *word = edit->word;
    struct positions positions = {.items = {word->storage.end}, .count = 1};
    const struct xml_node *node = word->node;
    size_t position = word->storage.end;

    edit->markdown = (struct variant){
        .splices = {{{word->markdown.end, word->markdown.end}, " " NEW_WORD}}, .count = 1};
    if (position == node->outer.end) {
        node = cross(node, true, &positions);
        position = node ? node->outer.start : 0;
    }
    add_insertions(edit, &positions, " ", NEW_WORD);
    if (node && node->kind == XML_TEXT) {
        insert_behind_blank(edit, storage, node, position);
    }
}

static void insert_before(struct edit *edit)
{
    const struct word *word = edit->word;
    struct positions positions = {.items = {word->storage.start}, .count = 1};

    edit->markdown = (struct variant){
        .splices = {{{word->markdown.start, word->markdown.start}, NEW_WORD " "}}, .count = 1};
    if (word->storage.start == word->node->outer.start) {
        (void)cross(word->node, false, &positions);
    }
    reverse(&positions);
    add_insertions(edit, &positions, NEW_WORD, " ");
}

static void add_deletion(struct edit *edit, struct span first, struct span second)
{
    edit->expected[edit->expected_count++] =
        (struct variant){.splices = {{first, ""}, {second, ""}}, .count = 2};
}

/* What may go with the text of the node when all of it goes: wrappers of nothing else. */
static struct span widen(const struct xml_node *node, struct span gone)
{
    while (gone.start == node->outer.start && gone.end == node->outer.end && !node->previous &&
           !node->next &&
           (is_invisible(node->parent) || element_kind(node->parent) == ELEMENT_MARK)) {
        node = node->parent;
        gone = node->outer;
    }
    return gone;
}

/* The word and a blank that are side by side in the text. */
static void delete_together(struct edit *edit, struct span gone)
{
    struct span widened = widen(edit->word->node, gone);

    add_deletion(edit, gone, (struct span){gone.end, gone.end});
    if (widened.start < gone.start) {
        add_deletion(edit, widened, (struct span){widened.end, widened.end});
    }
}

/* The word, and the blank on its other side, which may be behind tags that show nothing. */
static void delete_apart(struct edit *edit, struct slice storage, bool is_forward)
{
    const struct word *word = edit->word;
    struct positions positions = {.count = 0};
    const struct xml_node *node = word->node;
    size_t edge = is_forward ? word->storage.end : word->storage.start;

    if (edge == (is_forward ? node->outer.end : node->outer.start)) {
        node = cross(node, is_forward, &positions);
        if (!node || node->kind != XML_TEXT) {
            return;
        }
        edge = is_forward ? node->outer.start : node->outer.end;
    }
    if (is_forward && edge < node->outer.end && is_blank_at(storage, edge)) {
        add_deletion(edit, word->storage, (struct span){edge, edge + 1});
        add_deletion(edit, widen(word->node, word->storage), (struct span){edge, edge + 1});
    } else if (!is_forward && edge > node->outer.start && is_blank_at(storage, edge - 1)) {
        add_deletion(edit, (struct span){edge - 1, edge}, word->storage);
        add_deletion(edit, (struct span){edge - 1, edge}, widen(word->node, word->storage));
    }
}

/* One blank, and a word on its other side: so that the Markdown means the same without it. */
static bool is_between_words(struct slice markdown, size_t blank, bool is_forward)
{
    return is_blank_at(markdown, blank) && markdown.start[blank] == ' ' &&
           (is_forward ? word_end(markdown, blank + 1) > blank + 1
                       : word_is_before(markdown, blank));
}

static bool make_deletion(struct edit *edit, const struct edited_block *block)
{
    struct span markdown = edit->word->markdown;
    struct span storage = edit->word->storage;
    bool has_behind = is_between_words(block->markdown, markdown.end, true) &&
                      storage.end < edit->word->node->outer.end &&
                      is_blank_at(block->storage, storage.end);
    bool has_before = markdown.start > 0 && storage.start > edit->word->node->outer.start &&
                      is_between_words(block->markdown, markdown.start - 1, false) &&
                      is_blank_at(block->storage, storage.start - 1);

    if (!has_behind && !has_before) {
        return false;
    }
    if (has_behind) {
        markdown.end++;
        storage.end++;
    } else {
        markdown.start--;
        storage.start--;
    }
    edit->markdown = (struct variant){.splices = {{markdown, ""}}, .count = 1};
    delete_together(edit, storage);
    delete_apart(edit, block->storage, !has_behind);
    return true;
}

static void add_bold(struct edit *edit, struct span bold)
{
    edit->expected[edit->expected_count++] = (struct variant){
        .splices = {{{bold.start, bold.start}, "<strong>"}, {{bold.end, bold.end}, "</strong>"}},
        .count = 2};
}

/* Marks of Markdown work between blanks, and before the end of a sentence. */
static bool can_be_bold(const struct edited_block *block, const struct word *word)
{
    struct slice text = block->markdown;
    size_t start = word->markdown.start;
    size_t end = word->markdown.end;
    bool is_free = (start == 0 || is_blank(text.start[start - 1])) &&
                   (end == text.length || strchr(" \n.,;:!?", text.start[end]));

    return is_free && !word_is_marked(word->node, block->block, MARK_STRONG) &&
           !word_is_marked(word->node, block->block, MARK_CODE);
}

static bool make_bold(struct edit *edit, const struct edited_block *block)
{
    const struct word *word = edit->word;
    const struct xml_node *node = word->node;
    struct span bold = word->storage;

    if (!can_be_bold(block, word)) {
        return false;
    }
    edit->markdown =
        (struct variant){.splices = {{{word->markdown.start, word->markdown.start}, "**"},
                                     {{word->markdown.end, word->markdown.end}, "**"}},
                         .count = 2};
    add_bold(edit, bold);
    while (bold.start == node->outer.start && bold.end == node->outer.end && !node->previous &&
           !node->next && is_invisible(node->parent)) {
        node = node->parent;
        bold = node->outer;
        add_bold(edit, bold);
    }
    return true;
}

static bool try_word(struct edit *edit, const struct edited_block *block, enum word_edit kind,
                     const struct word *word)
{
    *edit = (struct edit){.word = word};
    switch (kind) {
    case EDIT_START:
        insert_before(edit);
        return true;
    case EDIT_DELETE:
        return make_deletion(edit, block);
    case EDIT_BOLD:
        return make_bold(edit, block);
    default:
        insert_behind(edit, block->storage);
        return true;
    }
}

bool word_edit_make(const struct edited_block *block, enum word_edit kind,
                    struct random_source random, struct edit *edit)
{
    const struct words *words = &block->words;
    if (words->count == 0) {
        return false;
    }
    size_t start = (size_t)random_between(random, 0, (long long)words->count - 1);
    if (kind == EDIT_START || kind == EDIT_END) {
        start = kind == EDIT_START ? 0 : words->count - 1;
    }
    for (size_t i = 0; i < words->count; i++) {
        if (try_word(edit, block, kind, &words->items[(start + i) % words->count])) {
            return true;
        }
    }
    return false;
}

struct slice variant_apply(struct arena *arena, const struct variant *variant, struct slice text)
{
    CLEANUP_STRBUF struct strbuf changed = STRBUF(LIMIT_CONVERTED);
    size_t done = 0;

    for (size_t i = 0; i < variant->count; i++) {
        struct splice splice = variant->splices[i];
        strbuf_append_slice(&changed, slice_part(text, done, splice.where.start));
        strbuf_append(&changed, splice.text);
        done = splice.where.end;
    }
    strbuf_append_slice(&changed, slice_part(text, done, text.length));
    return strbuf_copy(&changed, arena);
}
