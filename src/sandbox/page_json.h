/* SPDX-License-Identifier: MIT */
/* Pages, versions and spaces as v2's answers show them. The caller owns what is returned. */
#ifndef SANDBOX_PAGE_JSON_H
#define SANDBOX_PAGE_JSON_H

#include <jansson.h>

#include "base/arena.h"
#include "sandbox/page.h"
#include "sandbox/space.h"

enum page_shape {
    PAGE_ROW,    /* of a listing */
    PAGE_SINGLE, /* asked for by itself, created or updated */
    PAGE_THIN,   /* what renaming answers with */
};

struct page_view {
    enum page_shape shape;
    const char *representation; /* of the body; NULL: the body is {} */
    struct slice body;          /* in that representation */
    const char *base;           /* for _links.base of PAGE_SINGLE and PAGE_THIN */
};

json_t *page_to_json(struct arena *arena, const struct page *page, const struct page_view *view);

/* {number, createdAt, message, minorEdit, authorId, ncsStepVersion} */
json_t *version_to_json(const struct page *page);

/* {id, status, title, type, spaceId, childPosition} */
json_t *child_to_json(const struct page *page);

json_t *space_to_json(const struct space *space);

/* An id as v2 writes it: a string; JSON null for 0. */
json_t *id_to_json(long long id);

#endif
