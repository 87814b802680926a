/* SPDX-License-Identifier: MIT */
#include "storage/attributes.h"

#include "base/strbuf.h"
#include "storage/entities.h"
#include "storage/tag.h"

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
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

bool attributes_read(struct arena *texts, struct slice tag, size_t count, struct xml_node *element,
                     size_t *fault_at)
{
    struct tag_attribute raw;
    size_t position = 0;

    while (element->attribute_count < count && tag_next_attribute(tag, &position, &raw)) {
        struct xml_attribute *attribute = &element->attributes[element->attribute_count++];
        attribute->name = raw.name;
        attribute->value = raw.value;
        if (needs_decoding(raw.value) && !decode(texts, raw.value, &attribute->value, fault_at)) {
            *fault_at += (size_t)(raw.value.start - tag.start);
            return false;
        }
    }
    return true;
}
