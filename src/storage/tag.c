/* SPDX-License-Identifier: MIT */
#include "storage/tag.h"

#include "storage/escape.h"

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct slice tag_name(struct slice tag)
{
    size_t start = tag.length > 1 && tag.start[1] == '/' ? 2 : 1;
    size_t end = start;

    while (end < tag.length && !is_space(tag.start[end]) && tag.start[end] != '/' &&
           tag.start[end] != '>') {
        end++;
    }
    return slice_part(tag, start, end);
}

static size_t name_end(struct slice tag)
{
    return (size_t)(tag_name(tag).start - tag.start) + tag_name(tag).length;
}

bool tag_next_attribute(struct slice tag, size_t *position, struct tag_attribute *attribute)
{
    size_t from = *position == 0 ? name_end(tag) : *position;
    size_t start = slice_skip_blanks(tag, from);
    if (start >= tag.length || tag.start[start] == '>' || tag.start[start] == '/') {
        *position = from;
        return false;
    }
    size_t end = start;
    while (end < tag.length && tag.start[end] != '=' && !is_space(tag.start[end])) {
        end++;
    }
    size_t quote = end;
    while (quote < tag.length && tag.start[quote] != '"' && tag.start[quote] != '\'') {
        quote++;
    }
    size_t closing =
        quote < tag.length ? slice_find_char(tag, quote + 1, tag.start[quote]) : SLICE_NOT_FOUND;
    if (closing == SLICE_NOT_FOUND) {
        *position = from;
        return false;
    }
    attribute->name = slice_part(tag, start, end);
    attribute->value = slice_part(tag, quote + 1, closing);
    attribute->span = (struct span){from, closing + 1};
    *position = closing + 1;
    return true;
}

struct span tag_find(struct slice text, const char *name)
{
    for (size_t at = slice_find_char(text, 0, '<'); at != SLICE_NOT_FOUND;
         at = slice_find_char(text, at + 1, '<')) {
        struct slice tag = slice_part(text, at, text.length);
        struct tag_attribute attribute;
        size_t end = 0;
        bool is_end_tag = slice_starts_with(tag, "</");
        if (is_end_tag || !slice_equals_any_case(tag_name(tag), name)) {
            continue;
        }
        while (tag_next_attribute(tag, &end, &attribute)) {
        }
        end = slice_find_char(tag, end, '>');
        if (end != SLICE_NOT_FOUND) {
            return (struct span){at, at + end + 1};
        }
    }
    return (struct span){0, 0};
}

void tag_append_renamed(struct strbuf *storage, struct slice tag, const char *name)
{
    struct slice old = tag_name(tag);

    strbuf_append_slice(storage, slice_part(tag, 0, (size_t)(old.start - tag.start)));
    strbuf_append(storage, name);
    strbuf_append_slice(storage, slice_part(tag, name_end(tag), tag.length));
}

void tag_append_with(struct strbuf *storage, struct slice tag, const char *name,
                     const struct slice *value)
{
    struct tag_attribute attribute;
    size_t position = 0;
    struct span old = {0, 0};

    while (tag_next_attribute(tag, &position, &attribute)) {
        if (slice_equals(attribute.name, name)) {
            old = attribute.span;
        }
    }
    if (old.start == old.end) {
        old = (struct span){position, position};
    }
    strbuf_append_slice(storage, slice_part(tag, 0, old.start));
    if (value) {
        xml_escape_attribute(storage, name, *value);
    }
    strbuf_append_slice(storage, slice_part(tag, old.end, tag.length));
}

size_t tag_end(struct slice storage, size_t start)
{
    struct slice tag = slice_part(storage, start, storage.length);
    struct tag_attribute attribute;
    size_t position = 0;

    while (tag_next_attribute(tag, &position, &attribute)) {
    }
    return start + slice_find_char(tag, position, '>') + 1;
}
