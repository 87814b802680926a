/* SPDX-License-Identifier: MIT */
#include "sandbox/v2_page_writes.h"

#include "sandbox/argument.h"
#include "sandbox/page_json.h"
#include "sandbox/page_write.h"
#include "sandbox/wish.h"

/* Answers with the page as it is now; with its body when the request had one. */
static bool reply_page(struct call *call, long long id, bool with_body, enum page_shape shape)
{
    struct page page;

    if (!page_get(call->sandbox, call->arena, id, with_body, &page, &call->problem)) {
        return false;
    }
    struct page_view view = {
        .shape = shape,
        .representation = with_body ? "storage" : NULL,
        .body = page.body,
        .base = call_base(call),
    };
    json_auto_t *json = page_to_json(call->arena, &page, &view);
    return reply_json(call, 200, json);
}

bool v2_create_page(struct call *call)
{
    struct page_wish wish;
    long long id = 0;

    if (!wish_of_creation(call, &wish) ||
        !page_create(call->sandbox, call->arena, &wish, &id, &call->problem)) {
        return false;
    }
    call->has_written = true;
    return reply_page(call, id, wish.body.start != NULL, PAGE_SINGLE);
}

bool v2_update_page(struct call *call)
{
    struct page_wish wish;
    long long id = 0;
    bool has_changed = false;

    if (!argument_path_id(call, 0, "ContentId", &id) || !wish_of_update(call, id, &wish) ||
        !page_update(call->sandbox, call->arena, id, &wish, &has_changed, &call->problem)) {
        return false;
    }
    call->has_written = has_changed;
    return reply_page(call, id, wish.body.start != NULL, PAGE_SINGLE);
}

bool v2_rename_page(struct call *call)
{
    struct page_wish wish;
    long long id = 0;
    bool has_changed = false;

    if (!argument_path_id(call, 0, "ContentId", &id) || !wish_of_title(call, &wish) ||
        !page_rename(call->sandbox, call->arena, id, &wish, &has_changed, &call->problem)) {
        return false;
    }
    call->has_written = has_changed;
    return reply_page(call, id, false, PAGE_THIN);
}

bool v2_delete_page(struct call *call)
{
    long long id = 0;
    bool wants_purge = false;
    bool is_draft = false;

    if (!argument_path_id(call, 0, "ContentId", &id) ||
        !argument_flag(call, "purge", &wants_purge) || !argument_flag(call, "draft", &is_draft)) {
        return false;
    }
    enum page_deletion deletion = is_draft      ? PAGE_DELETE_DRAFT
                                  : wants_purge ? PAGE_DELETE_PURGE
                                                : PAGE_DELETE_TO_TRASH;
    if (!page_delete(call->sandbox, call->arena, id, deletion, &call->problem)) {
        return false;
    }
    call->has_written = true;
    return reply_empty(call, 204);
}
