/* SPDX-License-Identifier: MIT */
/* What the parts of the rendering share. */
#ifndef SANDBOX_RENDERER_H
#define SANDBOX_RENDERER_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "storage/parse.h"

struct renderer {
    struct strbuf html;
    const char *space_key;
};

/* Appends the children, or what is in them as text only. */
void render_children(struct renderer *renderer, const struct xml_node *parent);
void render_text(struct renderer *renderer, const struct xml_node *parent);

/* Appends an element of the ac: namespace; false when there is no rule for it. */
bool render_extension(struct renderer *renderer, const struct xml_node *element);

/* The value of an attribute; empty when it is not there. */
struct slice render_attribute(const struct xml_node *element, const char *name);

#endif
