/* SPDX-License-Identifier: MIT */
/* The addresses of pages in the browser, relative to /wiki, as answers carry them. */
#ifndef SANDBOX_LINK_H
#define SANDBOX_LINK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/page.h"

/* /spaces/KEY/pages/ID/The+title, or /spaces/KEY/overview for a home page. */
const char *link_webui(struct arena *arena, const struct page *page);

const char *link_editui(struct arena *arena, const struct page *page);
const char *link_edit_v2(struct arena *arena, const struct page *page);

/*
 * The short form, /x/AYAp: the id's bytes, lowest first, in Base64 with "/" as "-" and
 * "+" as "_", without the "A"s and "="s at its end.
 */
const char *link_tiny(struct arena *arena, long long id);

/* The id that a short form (behind "/x/") stands for; false when it is none. */
bool link_tiny_parse(struct arena *arena, struct slice name, long long *id)
    __attribute__((warn_unused_result));

#endif
