/* SPDX-License-Identifier: MIT */
#include "convert/tokens.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "storage/entities.h"

/* From here on scripts write without blanks between words (CJK radicals come first). */
#define FIRST_WITHOUT_BLANKS 0x2E80
#define JOINER               0x200D

struct tokenizer {
    struct arena *arena;
    struct slice storage; /* empty: the nodes have no bytes */
    struct tokens tokens;
    const struct inline_node *const *around;
    unsigned depth;
    bool is_after_blank; /* in storage, further blanks show nothing */
    struct strbuf word;  /* the one being read, decoded */
    struct span word_span;
    uint32_t last;        /* characters of the word */
    uint32_t before_last; /* 0: there is none */
};

/* One character of a text, and where it stands. */
struct character {
    uint32_t code_point;
    struct span source;
};

static struct token *add_token(struct tokenizer *tokenizer, enum token_kind kind,
                               struct span source)
{
    struct tokens *tokens = &tokenizer->tokens;

    tokens->items = VEC_GROW(tokenizer->arena, tokens->items, tokens->count);
    struct token *token = &tokens->items[tokens->count++];
    *token = (struct token){
        .kind = kind, .around = tokenizer->around, .depth = tokenizer->depth, .source = source};
    return token;
}

static void end_word(struct tokenizer *tokenizer)
{
    if (tokenizer->word.length > 0) {
        add_token(tokenizer, TOKEN_WORD, tokenizer->word_span)->text =
            strbuf_copy(&tokenizer->word, tokenizer->arena);
        strbuf_clear(&tokenizer->word);
    }
}

static bool is_blank(uint32_t code_point)
{
    return code_point == ' ' || code_point == '\t' || code_point == '\n' || code_point == '\r';
}

/* Whether the character makes one word with its neighbours. U+2139 is a letter, and a sign. */
static bool is_part_of_word(uint32_t code_point)
{
    return code_point < FIRST_WITHOUT_BLANKS && code_point != 0x2139 &&
           (utf8_is_letter(code_point) || utf8_is_digit(code_point) || utf8_is_mark(code_point));
}

/* Blanks right behind it show nothing: they stay with it. */
static bool takes_blanks(const struct token *token)
{
    return token->kind == TOKEN_BLANK ||
           (token->kind == TOKEN_NODE && token->node->kind == INLINE_BREAK);
}

static void add_blank(struct tokenizer *tokenizer, struct span source)
{
    struct tokens *tokens = &tokenizer->tokens;

    end_word(tokenizer);
    if (!tokenizer->is_after_blank) {
        add_token(tokenizer, TOKEN_BLANK, source);
    } else if (tokens->count > 0 && takes_blanks(&tokens->items[tokens->count - 1]) &&
               tokens->items[tokens->count - 1].source.end == source.start) {
        tokens->items[tokens->count - 1].source.end = source.end;
    }
    tokenizer->is_after_blank = true;
}

/* Variation selectors, skin tones, the frame of a key, tags of flags, and the joiner. */
static bool extends_sign(uint32_t code_point)
{
    return (code_point >= 0xFE00 && code_point <= 0xFE0F) || code_point == JOINER ||
           code_point == 0x20E3 || (code_point >= 0x1F3FB && code_point <= 0x1F3FF) ||
           (code_point >= 0xE0020 && code_point <= 0xE007F);
}

/* Two of them are a flag. */
static bool is_flag_letter(uint32_t code_point)
{
    return code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
}

static bool continues_word(const struct tokenizer *tokenizer, const struct character *character)
{
    uint32_t last = tokenizer->last;
    bool is_flag = is_flag_letter(last) && is_flag_letter(character->code_point) &&
                   tokenizer->before_last == 0;
    bool is_word = is_part_of_word(last) && is_part_of_word(character->code_point);

    return tokenizer->word.length > 0 && tokenizer->word_span.end == character->source.start &&
           (is_word || is_flag || last == JOINER || extends_sign(character->code_point));
}

static void add_character(struct tokenizer *tokenizer, struct character character)
{
    if (is_blank(character.code_point)) {
        add_blank(tokenizer, character.source);
        return;
    }
    if (!continues_word(tokenizer, &character)) {
        end_word(tokenizer);
    }
    if (tokenizer->word.length == 0) {
        tokenizer->word_span.start = character.source.start;
    }
    utf8_append(&tokenizer->word, character.code_point);
    tokenizer->word_span.end = character.source.end;
    tokenizer->is_after_blank = false;
    tokenizer->before_last =
        tokenizer->word_span.start == character.source.start ? 0 : tokenizer->last;
    tokenizer->last = character.code_point;
}

/* Decoded text; its positions count from `start`. */
static void add_text(struct tokenizer *tokenizer, struct slice text, size_t start)
{
    for (size_t at = 0; at < text.length;) {
        size_t from = at;
        uint32_t code_point = utf8_next(text, &at);
        add_character(tokenizer, (struct character){code_point, {start + from, start + at}});
    }
    end_word(tokenizer);
}

static void add_reference(struct tokenizer *tokenizer, struct span source)
{
    CLEANUP_STRBUF struct strbuf character = STRBUF(REFERENCE_LONGEST);
    size_t position = 0;

    if (reference_append(&character, slice_of_span(tokenizer->storage, source))) {
        uint32_t code_point = utf8_next(strbuf_slice(&character), &position);
        add_character(tokenizer, (struct character){code_point, source});
    }
}

/* One token: nothing can be put between its characters as between those of text. */
static void add_section(struct tokenizer *tokenizer, struct span source)
{
    struct slice section = slice_of_span(tokenizer->storage, source);

    end_word(tokenizer);
    add_token(tokenizer, TOKEN_WORD, source)->text =
        slice_part(section, strlen("<![CDATA["), section.length - strlen("]]>"));
    tokenizer->is_after_blank = false;
}

/* An element that shows a sign. */
static void add_sign(struct tokenizer *tokenizer, const struct inline_node *node)
{
    add_token(tokenizer, TOKEN_WORD, node->source)->text = node->text;
    tokenizer->is_after_blank = false;
}

static bool is_sign(const struct tokenizer *tokenizer, const struct inline_node *node)
{
    struct slice bytes = slice_of_span(tokenizer->storage, node->source);

    return slice_starts_with(bytes, "<") && !slice_starts_with(bytes, "<!") &&
           !slice_starts_with(bytes, "<?");
}

/* Where the markup that starts at `at` ends: a section, comment or instruction among text. */
static size_t markup_end(struct slice storage, size_t at, size_t end)
{
    struct slice rest = slice_part(storage, at, end);
    struct slice close = slice_starts_with(rest, "<![CDATA[") ? SLICE_LITERAL("]]>")
                         : slice_starts_with(rest, "<!--")    ? SLICE_LITERAL("-->")
                                                              : SLICE_LITERAL("?>");
    size_t found = slice_find(rest, 0, close);

    return found == SLICE_NOT_FOUND ? end : at + found + close.length;
}

/* Text as it stands in the storage. */
static void add_source(struct tokenizer *tokenizer, struct span source)
{
    struct slice storage = slice_part(tokenizer->storage, 0, source.end);

    for (size_t at = source.start; at < source.end;) {
        size_t start = at;
        if (storage.start[at] == '<') {
            at = markup_end(storage, at, source.end);
            if (slice_starts_with(slice_part(storage, start, at), "<![CDATA[")) {
                add_section(tokenizer, (struct span){start, at});
            }
        } else if (storage.start[at] == '&') {
            size_t end = slice_find_char(storage, at, ';');
            at = end == SLICE_NOT_FOUND ? source.end : end + 1;
            add_reference(tokenizer, (struct span){start, at});
        } else {
            uint32_t code_point = utf8_next(storage, &at);
            add_character(tokenizer, (struct character){code_point, {start, at}});
        }
    }
    end_word(tokenizer);
}

static bool is_wrapper(const struct inline_node *node)
{
    return node->kind == INLINE_HIDDEN || (node->kind == INLINE_MARK && node->mark != MARK_CODE);
}

static void add_nodes(struct tokenizer *tokenizer, const struct inline_node *first);

/* The children, with the wrapper around them. */
static void add_wrapped(struct tokenizer *tokenizer, const struct inline_node *wrapper)
{
    const struct inline_node *const *outside = tokenizer->around;
    size_t count = tokenizer->tokens.count;
    const struct inline_node **around =
        ARENA_NEW_ARRAY(tokenizer->arena, const struct inline_node *, tokenizer->depth + 1);

    for (size_t i = 0; i < tokenizer->depth; i++) {
        around[i] = outside[i];
    }
    around[tokenizer->depth] = wrapper;
    tokenizer->around = around;
    tokenizer->depth++;
    add_nodes(tokenizer, wrapper->first_child);
    tokenizer->around = outside;
    tokenizer->depth--;
    if (tokenizer->tokens.count == count) {
        add_token(tokenizer, TOKEN_UNSEEN, wrapper->source)->node = wrapper;
    }
}

/* In the storage, a blank before a line break shows nothing; Markdown has none there. */
static void hide_blank(struct tokenizer *tokenizer)
{
    struct tokens *tokens = &tokenizer->tokens;

    if (tokenizer->storage.length > 0 && tokens->count > 0 &&
        tokens->items[tokens->count - 1].kind == TOKEN_BLANK) {
        tokens->items[tokens->count - 1].kind = TOKEN_UNSEEN;
    }
}

static void add_node(struct tokenizer *tokenizer, const struct inline_node *node)
{
    if (node->kind == INLINE_BREAK) {
        hide_blank(tokenizer);
    }
    add_token(tokenizer, TOKEN_NODE, node->source)->node = node;
    tokenizer->is_after_blank = node->kind == INLINE_BREAK;
}

static void add_nodes(struct tokenizer *tokenizer, const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        bool is_stored = tokenizer->storage.length > 0;
        if (node->kind == INLINE_TEXT && is_stored && node->source.start == node->source.end) {
            add_blank(tokenizer, node->source); /* it stands at the end of the link before it */
        } else if (node->kind == INLINE_TEXT && is_stored && is_sign(tokenizer, node)) {
            add_sign(tokenizer, node);
        } else if (node->kind == INLINE_TEXT && is_stored) {
            add_source(tokenizer, node->source);
        } else if (node->kind == INLINE_TEXT) {
            add_text(tokenizer, node->text, 0);
        } else if (is_wrapper(node)) {
            add_wrapped(tokenizer, node);
        } else {
            add_node(tokenizer, node);
        }
    }
}

struct tokens tokens_of(struct arena *arena, const struct inline_node *first, struct slice storage)
{
    struct tokenizer tokenizer = {.arena = arena,
                                  .storage = storage,
                                  .is_after_blank = storage.length > 0,
                                  .word = STRBUF(SIZE_MAX)};

    add_nodes(&tokenizer, first);
    strbuf_release(&tokenizer.word);
    return tokenizer.tokens;
}

static size_t blank_length(struct slice text)
{
    static const char *const blanks[] = {" ", "\n", "\t", "\r", "&nbsp;", "\xC2\xA0"};

    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        if (slice_starts_with(text, blanks[i])) {
            return strlen(blanks[i]);
        }
    }
    return 0;
}

size_t tokens_blank_end(struct slice storage, struct span part)
{
    size_t length = 0;

    do {
        length = blank_length(slice_part(storage, part.start, part.end));
        part.start += length;
    } while (length > 0);
    return part.start;
}
