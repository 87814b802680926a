/* SPDX-License-Identifier: MIT */
/*
 * Answers of a server: whatever comes, it is read or becomes an error that can be
 * shown. The first byte chooses status and content type, the rest is the body. The
 * body is also tried as the link to the next part of a list, and as an address that a
 * user types.
 */
#include <string.h>

#include "base/limit.h"
#include "base/utf8.h"
#include "confluence/errors_internal.h"
#include "confluence/json_internal.h"
#include "confluence/location.h"
#include "confluence/site_internal.h"
#include "fuzz.h"

static const int statuses[] = {200, 400, 401, 403, 404, 409, 429, 503};
static const char *const types[] = {"application/json", "text/html", "text/plain", ""};

static bool can_be_shown(const char *message)
{
    for (const char *at = message; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ' || *at == '\x7f') {
            return false;
        }
    }
    return utf8_is_valid(slice_from(message));
}

static void check_errors(const struct http_answer *answer)
{
    struct error error;

    PROMISE(!refusal_error(answer, "read page 7", true, &error));
    PROMISE(can_be_shown(error.message));
    PROMISE(!nonsense_error(answer, "read page 7", &error));
    PROMISE(can_be_shown(error.message));
    (void)refusal_kind(answer);
}

static void check_page(struct arena *arena, const json_t *row)
{
    struct confluence_page page;
    struct confluence_page copy;

    if (confluence_cloud.read_page(row, &page)) {
        PROMISE(confluence_is_id(page.id) && page.title && page.space_id && page.version_message);
        PROMISE((page.parent == CONFLUENCE_NO_PARENT) == (page.parent_id == NULL));
        confluence_copy_page(arena, &page, &copy);
        PROMISE(strcmp(page.title, copy.title) == 0 && slice_equal(page.body, copy.body));
    }
}

static void check_rows(struct arena *arena, const struct http_answer *answer)
{
    json_auto_t *json = answer_json(answer);
    struct confluence_user user;
    struct confluence_space space;
    const json_t *row = NULL;
    size_t i = 0;

    check_page(arena, json);
    (void)confluence_cloud.read_user(json, arena, &user);
    json_array_foreach(json_object_get(json, "results"), i, row)
    {
        check_page(arena, row);
        (void)confluence_cloud.read_space(row, arena, &space);
    }
}

static void check_link(const char *link)
{
    CLEANUP_STRBUF struct strbuf target = STRBUF(LIMIT_REQUEST);

    if (confluence_next_target(&confluence_cloud, link, "/wiki/api/v2/pages?limit=250&sort=id",
                               &target)) {
        PROMISE(slice_starts_with(strbuf_slice(&target), "/wiki/"));
        PROMISE(strstr(strbuf_text(&target), "limit") && strstr(strbuf_text(&target), "sort"));
    }
}

static void check_location(struct arena *arena, const char *text)
{
    struct confluence_location location;
    struct error error;

    if (confluence_location_parse(text, arena, &location, &error)) {
        PROMISE(location.site && (location.space_key || location.page_id));
        PROMISE(!location.page_id || confluence_is_id(location.page_id));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    uint8_t choice = size > 0 ? data[0] : 0;
    struct http_answer answer = {
        .status = statuses[choice % (sizeof statuses / sizeof statuses[0])],
        .attempts = 1,
        .content_type = types[choice / 8 % (sizeof types / sizeof types[0])],
        .is_after_doubt = choice >= 128,
    };

    if (size > 1) {
        answer.body = (struct slice){(const char *)data + 1, size - 1};
    }
    const char *text = arena_copy(arena, answer.body);
    check_errors(&answer);
    check_rows(arena, &answer);
    check_link(text);
    check_location(arena, text);
    return 0;
}
