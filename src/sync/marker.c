/* SPDX-License-Identifier: MIT */
/* Conflict markers in a text: no Markdown, so that they are looked for line by line. */
#include "sync/marker.h"

enum { MARKER_LENGTH = 7, SHORTEST_FENCE = 3, DEEPEST_INDENTATION = 3 };

/* The code block that a line is in. */
struct fence {
    char sign; /* '`' or '~'; 0: in none */
    size_t length;
};

static size_t count_leading(struct slice text, char byte)
{
    size_t count = 0;
    while (count < text.length && text.start[count] == byte) {
        count++;
    }
    return count;
}

static bool is_marker(struct slice line)
{
    size_t length = line.length > 0 && line.start[0] == '<' ? count_leading(line, '<')
                                                            : count_leading(line, '>');

    return length == MARKER_LENGTH &&
           (line.length == MARKER_LENGTH || line.start[MARKER_LENGTH] == ' ');
}

/* Reference: CommonMark 4.5. */
static void follow_fence(struct fence *fence, struct slice line)
{
    size_t indentation = count_leading(line, ' ');
    struct slice rest = slice_part(line, indentation, line.length);
    char sign = rest.length > 0 ? rest.start[0] : '\0';
    size_t length = count_leading(rest, sign);
    struct slice info = slice_part(rest, length, rest.length);

    if (indentation > DEEPEST_INDENTATION || (sign != '`' && sign != '~') ||
        length < SHORTEST_FENCE) {
        return;
    }
    if (fence->sign == 0) {
        bool is_span = sign == '`' && slice_find_char(info, 0, '`') != SLICE_NOT_FOUND;
        *fence = is_span ? *fence : (struct fence){sign, length};
    } else if (fence->sign == sign && length >= fence->length && slice_is_blank(info)) {
        *fence = (struct fence){0};
    }
}

size_t marker_find(struct slice text)
{
    struct fence fence = {0};
    size_t number = 1;

    for (size_t at = 0; at < text.length; number++) {
        size_t end = slice_find_char(text, at, '\n');
        end = end == SLICE_NOT_FOUND ? text.length : end;
        struct slice line = slice_part(text, at, end);
        if (fence.sign == 0 && is_marker(line)) {
            return number;
        }
        follow_fence(&fence, line);
        at = end + 1;
    }
    return 0;
}

bool marker_check(struct slice text, struct error *error)
{
    size_t line = marker_find(text);

    if (line == 0) {
        return true;
    }
    return error_set(
        error, ERROR_INPUT, 0,
        "line %zu: a conflict marker is left: settle it, and take out the marker lines", line);
}
