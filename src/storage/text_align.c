/* SPDX-License-Identifier: MIT */
#include "storage/text_align.h"

#include <stdint.h>

#include "storage/tag.h"

#define STYLE    "style"
#define PROPERTY "text-align"

struct declaration {
    struct slice name;
    struct slice value;
    struct span span; /* with the semicolon */
};

/* The declaration at *position, which moves behind it; false: there is none. */
static bool next_declaration(struct slice style, size_t *position, struct declaration *declaration)
{
    if (*position >= style.length) {
        return false;
    }
    size_t end = slice_find_char(style, *position, ';');
    end = end == SLICE_NOT_FOUND ? style.length : end;
    struct slice whole = slice_part(style, *position, end);
    size_t colon = slice_find_char(whole, 0, ':');
    colon = colon == SLICE_NOT_FOUND ? whole.length : colon;
    declaration->name = slice_trim(slice_part(whole, 0, colon));
    declaration->value = slice_trim(slice_part(whole, colon + 1, whole.length));
    declaration->span = (struct span){*position, end < style.length ? end + 1 : end};
    *position = declaration->span.end;
    return true;
}

static enum text_align align_of_word(struct slice word)
{
    for (int align = TEXT_ALIGN_LEFT; align < TEXT_ALIGN_COUNT; align++) {
        if (slice_equals_any_case(word, text_align_name((enum text_align)align))) {
            return (enum text_align)align;
        }
    }
    return TEXT_ALIGN_UNSAID;
}

enum text_align text_align_of_style(struct slice style)
{
    enum text_align align = TEXT_ALIGN_UNSAID;
    struct declaration declaration;
    size_t position = 0;

    while (next_declaration(style, &position, &declaration)) {
        if (slice_equals_any_case(declaration.name, PROPERTY)) {
            align = align_of_word(declaration.value);
        }
    }
    return align;
}

static struct slice style_of(struct slice tag)
{
    struct tag_attribute attribute;
    size_t position = 0;

    while (tag_next_attribute(tag, &position, &attribute)) {
        if (slice_equals(attribute.name, STYLE)) {
            return attribute.value;
        }
    }
    return slice_from("");
}

enum text_align text_align_of_tag(struct slice tag)
{
    return text_align_of_style(style_of(tag));
}

void text_align_write(struct strbuf *storage, enum text_align align)
{
    if (align > TEXT_ALIGN_NONE) {
        strbuf_append_format(storage, " " STYLE "=\"" PROPERTY ": %s;\"", text_align_name(align));
    }
}

/* The declarations but for those of the alignment, which comes last. */
static void append_style(struct strbuf *out, struct slice style, enum text_align align)
{
    struct declaration declaration;
    size_t position = 0;

    while (next_declaration(style, &position, &declaration)) {
        if (declaration.name.length > 0 && !slice_equals_any_case(declaration.name, PROPERTY)) {
            struct slice bytes = slice_part(style, declaration.span.start, declaration.span.end);
            strbuf_append_slice(out, slice_trim(bytes));
            strbuf_append(out, slice_ends_with(bytes, ";") ? " " : "; ");
        }
    }
    if (align > TEXT_ALIGN_NONE) {
        strbuf_append_format(out, PROPERTY ": %s;", text_align_name(align));
    }
}

void text_align_append_tag(struct strbuf *storage, struct slice tag, enum text_align align)
{
    CLEANUP_STRBUF struct strbuf style = STRBUF(SIZE_MAX);
    enum text_align said = text_align_of_tag(tag);
    bool is_same = said == align || (said == TEXT_ALIGN_UNSAID && align == TEXT_ALIGN_NONE);

    /* A reference has a semicolon that ends no declaration. */
    if (is_same || slice_find_char(style_of(tag), 0, '&') != SLICE_NOT_FOUND) {
        strbuf_append_slice(storage, tag);
        return;
    }
    append_style(&style, style_of(tag), align);
    struct slice value = slice_trim(strbuf_slice(&style));
    tag_append_with(storage, tag, STYLE, value.length > 0 ? &value : NULL);
}

bool text_align_is_all(struct slice style)
{
    CLEANUP_STRBUF struct strbuf others = STRBUF(SIZE_MAX);

    append_style(&others, style, TEXT_ALIGN_NONE);
    return others.length == 0 && text_align_of_style(style) != TEXT_ALIGN_UNSAID;
}
