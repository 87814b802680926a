/* SPDX-License-Identifier: MIT */
#include "storage/attributes.h"

#include "base/strbuf.h"
#include "storage/entities.h"

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

static bool needs_decoding(struct slice value)
{
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.start[i];
        if (byte == '&' || byte == '\t' || byte == '\n' || byte == '\r') {
            return true;
        }
    }
    return false;
}

/* On failure *fault_at is the position in the value. */
static bool decode(struct arena *arena, struct slice raw, struct slice *value, size_t *fault_at)
{
    CLEANUP_STRBUF struct strbuf decoded = STRBUF(raw.length);

    for (size_t at = 0; at < raw.length;) {
        if (raw.start[at] == '&') {
            size_t end = slice_find_char(raw, at, ';') + 1;
            if (!reference_append(&decoded, slice_part(raw, at, end))) {
                *fault_at = at;
                return false;
            }
            at = end;
            continue;
        }
        bool is_line_end =
            raw.start[at] == '\r' && at + 1 < raw.length && raw.start[at + 1] == '\n';
        strbuf_append_char(&decoded, is_space(raw.start[at]) ? ' ' : raw.start[at]);
        at += is_line_end ? 2 : 1;
    }
    *value = strbuf_copy(&decoded, arena);
    return true;
}

bool attributes_read(struct arena *arena, struct slice tag, size_t count, struct xml_node *element,
                     size_t *fault_at)
{
    size_t at = tag_name(tag).length + 1;

    element->attributes = count > 0 ? ARENA_NEW_ARRAY(arena, struct xml_attribute, count) : NULL;
    for (size_t i = 0; i < count; i++) {
        while (is_space(tag.start[at])) {
            at++;
        }
        size_t name_end = at;
        while (tag.start[name_end] != '=' && !is_space(tag.start[name_end])) {
            name_end++;
        }
        size_t quote = name_end;
        while (tag.start[quote] != '"' && tag.start[quote] != '\'') {
            quote++;
        }
        size_t end = slice_find_char(tag, quote + 1, tag.start[quote]);
        struct slice value = slice_part(tag, quote + 1, end);
        if (needs_decoding(value) && !decode(arena, value, &value, fault_at)) {
            *fault_at += quote + 1;
            return false;
        }
        element->attributes[i] = (struct xml_attribute){slice_part(tag, at, name_end), value};
        at = end + 1;
    }
    element->attribute_count = count;
    return true;
}
