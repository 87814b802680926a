/* SPDX-License-Identifier: MIT */
/*
 * What is left of v1 on Cloud, as far as it concerns pages: who am I, moving, archiving.
 * What Cloud has removed answers 410, see unknown.c.
 */
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "sandbox/argument.h"
#include "sandbox/call.h"
#include "sandbox/page_json.h"
#include "sandbox/page_write.h"
#include "sandbox/wish.h"

#define BAD_REQUEST_PREFIX "com.atlassian.confluence.api.service.exceptions.BadRequestException: "

/* In v1 a bad request carries the name of the exception in front of its text. */
static bool refuse_as_v1(struct call *call)
{
    char text[PROBLEM_TITLE_SIZE];

    if (call->problem.status == 400) {
        memcpy(text, call->problem.title, sizeof text);
        (void)problem_set(&call->problem, 400, "BAD_REQUEST", BAD_REQUEST_PREFIX "%s", text);
    }
    return false;
}

static json_t *user_to_json(struct call *call)
{
    const struct user *user = &call->user;
    CLEANUP_STRBUF struct strbuf self = STRBUF(LIMIT_PATH);

    strbuf_append_format(&self, "%s/rest/api/user?accountId=%s", call_base(call),
                         user->account_id.start);
    return json_pack(
        "{s:s, s:s%, s:s, s:s%, s:s%, s:s%, s:{s:s, s:i, s:i, s:b}, s:b, s:b, s:s, s:s,"
        " s:s, s:{s:s, s:s}, s:{s:s, s:s, s:s}}",
        "type", "known", "accountId", user->account_id.start, user->account_id.length,
        "accountType", "atlassian", "email", user->login.start, user->login.length, "publicName",
        user->name.start, user->name.length, "displayName", user->name.start, user->name.length,
        "profilePicture", "path", "/wiki/aa-avatar/default", "width", 48, "height", 48, "isDefault",
        1, "isExternalCollaborator", 0, "isGuest", 0, "locale", "en-GB", "accountStatus", "active",
        "timeZone", "Etc/UTC", "_expandable", "operations", "", "personalSpace", "", "_links",
        "self", strbuf_text(&self), "base", call_base(call), "context", "/wiki");
}

static bool get_current_user(struct call *call)
{
    json_auto_t *json = user_to_json(call);
    return reply_json(call, 200, json);
}

static bool read_id(struct call *call, size_t capture, const char *name, long long *id)
{
    unsigned long long number = 0;

    if (!slice_parse_number(call->captures[capture], &number) || number == 0) {
        return argument_refuse(call, name, call->captures[capture], "ContentId");
    }
    *id = (long long)number;
    return true;
}

static bool read_placing(struct call *call, enum page_placing *placing)
{
    static const char *const names[] = {
        [PAGE_PLACE_BEFORE] = "before",
        [PAGE_PLACE_AFTER] = "after",
        [PAGE_PLACE_APPEND] = "append",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (slice_equals(call->captures[1], names[i])) {
            *placing = (enum page_placing)i;
            return true;
        }
    }
    return argument_refuse(call, "position", call->captures[1], "before, after or append");
}

static bool move_page(struct call *call)
{
    enum page_placing placing = PAGE_PLACE_APPEND;
    long long id = 0;
    long long target = 0;

    if (!read_id(call, 0, "pageId", &id) || !read_placing(call, &placing) ||
        !read_id(call, 2, "targetId", &target) ||
        !page_move(call->sandbox, call->arena, id, placing, target, &call->problem)) {
        return refuse_as_v1(call);
    }
    call->has_written = true;
    json_auto_t *json = json_pack("{s:o}", "pageId", id_to_json(id));
    return reply_json(call, 200, json);
}

/* {"pages":[{"id":123}]}: with one page, as sites without Premium allow. */
static bool read_archived_id(struct call *call, long long *id)
{
    json_auto_t *json = NULL;
    json_int_t number = 0;

    if (!call_json(call, &json)) {
        return false;
    }
    const json_t *pages = json_object_get(json, "pages");
    if (json_array_size(pages) > 1) {
        return problem_set(&call->problem, 400, "BAD_REQUEST",
                           "Cannot use bulk archive feature for non premium edition");
    }
    if (json_unpack(json_array_get(pages, 0), "{s:I}", "id", &number) != 0) {
        return problem_set(&call->problem, 400, "BAD_REQUEST", "No page to archive was given");
    }
    *id = number;
    return true;
}

/* The task is done at once; whoever polls it finds it finished. */
static bool archive_pages(struct call *call)
{
    CLEANUP_STRBUF struct strbuf link = STRBUF(LIMIT_PATH);
    long long task = 0;
    long long id = 0;

    if (!read_archived_id(call, &id) ||
        !page_archive(call->sandbox, call->arena, id, &call->problem) ||
        !page_new_id(call->sandbox, &task, &call->problem)) {
        return refuse_as_v1(call);
    }
    call->has_written = true;
    strbuf_append_format(&link, "/rest/api/longtask/%lld", task);
    json_auto_t *json =
        json_pack("{s:o, s:{s:s}}", "id", id_to_json(task), "links", "status", strbuf_text(&link));
    return reply_json(call, 202, json);
}

static bool get_task(struct call *call)
{
    long long id = 0;

    if (!read_id(call, 0, "id", &id)) {
        return refuse_as_v1(call);
    }
    json_auto_t *json =
        json_pack("{s:o, s:i, s:i, s:b, s:b, s:[], s:[]}", "id", id_to_json(id), "elapsedTime", 0,
                  "percentageComplete", 100, "successful", 1, "finished", 1, "messages", "errors");
    return reply_json(call, 200, json);
}

const struct route v1_routes[] = {
    {"GET", "/wiki/rest/api/user/current", get_current_user},
    {"PUT", "/wiki/rest/api/content/{id}/move/{position}/{target}", move_page},
    {"POST", "/wiki/rest/api/content/archive", archive_pages},
    {"GET", "/wiki/rest/api/longtask/{id}", get_task},
    {0},
};
