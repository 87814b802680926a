/* SPDX-License-Identifier: MIT */
#include "storage/emoticon.h"

#include <ctype.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

#define ID_MOST ((size_t)200) /* bytes */

struct sign {
    const char *name;
    const char *text;
};

/* ac:name, and what stands behind "atlassian-" in ac:emoji-id. */
static const struct sign signs[] = {
    {"broken-heart", "💔"},   {"broken_heart", "💔"},  {"cheeky", "😛"},
    {"check_mark", "✅"},     {"cross", "❌"},         {"cross_mark", "❌"},
    {"heart", "❤️"},     {"info", "ℹ️"},     {"information", "ℹ️"},
    {"laugh", "😄"},          {"light-off", "🌑"},     {"light-on", "💡"},
    {"light_bulb_off", "🌑"}, {"light_bulb_on", "💡"}, {"minus", "➖"},
    {"plus", "➕"},           {"question", "❓"},      {"question_mark", "❓"},
    {"sad", "🙁"},         {"smile", "🙂"},      {"thumbs-down", "👎"},
    {"thumbs-up", "👍"},      {"thumbs_down", "👎"},   {"thumbs_up", "👍"},
    {"tick", "✅"},           {"warning", "⚠️"},  {"wink", "😉"},
    {"yellow-star", "⭐"},    {"yellow_star", "⭐"},
};
#define SIGN_COUNT (sizeof signs / sizeof signs[0])

static bool find_sign(struct slice name, struct slice *text)
{
    for (size_t i = 0; i < SIGN_COUNT; i++) {
        if (slice_equals(name, signs[i].name)) {
            *text = slice_from(signs[i].text);
            return true;
        }
    }
    return false;
}

/* 0: the digits are no code point of a sign. */
static uint32_t read_code_point(struct slice digits)
{
    uint32_t code_point = 0;

    if (digits.length == 0 || digits.length > 6) {
        return 0;
    }
    for (size_t i = 0; i < digits.length; i++) {
        int byte = (unsigned char)digits.start[i];
        if (!isxdigit(byte)) {
            return 0;
        }
        code_point =
            code_point * 16 + (uint32_t)(isdigit(byte) ? byte - '0' : (byte | ' ') - 'a' + 10);
    }
    bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return is_surrogate || code_point > 0x10FFFF || code_point <= ' ' ? 0 : code_point;
}

/* "1f468-200d-1f4bb". A letter or digit alone is no sign. */
static bool read_id(struct arena *arena, struct slice id, struct slice *text)
{
    CLEANUP_STRBUF struct strbuf characters = STRBUF(4 * ID_MOST);
    uint32_t last = 0;

    for (size_t start = 0; start <= id.length && id.length <= ID_MOST;) {
        size_t end = slice_find_char(id, start, '-');
        end = end == SLICE_NOT_FOUND ? id.length : end;
        last = read_code_point(slice_part(id, start, end));
        if (last == 0) {
            return false;
        }
        utf8_append(&characters, last);
        start = end + 1;
    }
    *text = strbuf_copy(&characters, arena);
    return last >= 0xA9 && !utf8_is_space(last);
}

bool emoticon_read(struct arena *arena, const struct xml_node *element, struct slice *text)
{
    const struct slice *id = xml_attribute_find(element, "ac:emoji-id");
    const struct slice *name = xml_attribute_find(element, "ac:name");

    if (id && id->length > 0) {
        return slice_starts_with(*id, "atlassian-")
                   ? find_sign(slice_part(*id, strlen("atlassian-"), id->length), text)
                   : read_id(arena, *id, text);
    }
    return name && find_sign(*name, text);
}
