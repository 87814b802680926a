/* SPDX-License-Identifier: MIT */
/* Where the parts of a page's file are: what reading and editing have in common. */
#ifndef CONFIG_FRONT_MATTER_INTERNAL_H
#define CONFIG_FRONT_MATTER_INTERNAL_H

#include <stdbool.h>

#include "config/front_matter.h"
#include "config/node_internal.h"

#define FRONT_MATTER_MARK "---"

struct page_layout {
    size_t start;              /* behind the byte order mark */
    bool has_front;            /* there is front matter, perhaps without keys */
    struct span front;         /* its lines, without the marker lines */
    struct node *root;         /* a map whose positions count from front.start; NULL: no keys */
    bool has_separator;        /* a blank line is between the front matter and the body */
    size_t body;               /* where the body begins */
    bool has_carriage_returns; /* lines end in CRLF */
};

bool page_layout_find(struct arena *arena, struct slice bytes, const char *file,
                      struct page_layout *layout, struct error *error)
    __attribute__((warn_unused_result));

#endif
