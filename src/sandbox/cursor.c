/* SPDX-License-Identifier: MIT */
#include "sandbox/cursor.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/mem.h"
#include "sandbox/base64.h"

struct slice cursor_write(struct arena *arena, const struct cursor *cursor)
{
    json_auto_t *json = json_pack("{s:I, s:s%, s:s%, s:I, s:I}", "id", (json_int_t)cursor->id,
                                  "contentOrder", cursor->order.start, cursor->order.length,
                                  "contentOrderText", cursor->text.start ? cursor->text.start : "",
                                  cursor->text.length, "contentOrderValue",
                                  (json_int_t)cursor->number, "piece", (json_int_t)cursor->piece);
    char *text = json ? json_dumps(json, JSON_COMPACT) : NULL;

    if (!text) {
        mem_fail();
    }
    struct slice encoded = base64_encode(arena, slice_from(text));
    free(text);
    return encoded;
}

static bool unpack(struct arena *arena, struct slice bytes, struct slice order,
                   struct cursor *cursor)
{
    json_auto_t *json = json_loadb(bytes.start, bytes.length, 0, NULL);
    json_int_t id = 0;
    json_int_t number = 0;
    json_int_t piece = 0;
    struct slice found = {0};
    struct slice text = {0};

    if (!json || json_unpack(json, "{s:I, s:s%, s:s%, s:I, s:I!}", "id", &id, "contentOrder",
                             &found.start, &found.length, "contentOrderText", &text.start,
                             &text.length, "contentOrderValue", &number, "piece", &piece) != 0) {
        return false;
    }
    if (!slice_equal(found, order)) {
        return false;
    }
    *cursor = (struct cursor){
        .id = id,
        .order = order,
        .text = {arena_copy(arena, text), text.length},
        .number = number,
        .piece = piece,
    };
    return true;
}

bool cursor_read(struct arena *arena, struct slice text, struct slice order, struct cursor *cursor,
                 struct problem *problem)
{
    struct slice bytes = {0};

    if (!base64_decode(arena, text, &bytes) || !unpack(arena, bytes, order, cursor)) {
        return problem_set(problem, 400, "INVALID_REQUEST_PARAMETER",
                           "Provided cursor is not valid for this request");
    }
    return true;
}
