/* SPDX-License-Identifier: MIT */
/* `body-format`: in which representation bodies are answered. The sandbox has no ADF and no editor format. */
#ifndef SANDBOX_FORMAT_H
#define SANDBOX_FORMAT_H

#include <stdbool.h>

#include "sandbox/call.h"
#include "sandbox/page.h"

/* Of a listing, which knows storage and ADF only. */
bool format_of_listing(struct call *call, bool *with_body) __attribute__((warn_unused_result));

/* Of a single page: its name, or NULL when no body is wanted. */
bool format_of_page(struct call *call, const char **name) __attribute__((warn_unused_result));

/* The body of the page, which must have been read, in the format. */
struct slice format_body(struct call *call, const struct page *page, const char *name);

#endif
