/* SPDX-License-Identifier: MIT */
/*
 * ac:parameter: text, or resources that the macro is about.
 *
 * Pages and blog posts stand in an ac:link, the other resources (ri:user …) do not; an
 * empty ac:link is the page itself. Confluence 4 had ac:default-parameter for the
 * parameter without a name.
 */
#ifndef STORAGE_PARAMETER_H
#define STORAGE_PARAMETER_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "document/document.h"
#include "storage/parse.h"

/* Whether the element is a parameter of a macro. */
bool parameter_is(const struct xml_node *element);

/* The parameter's name, which may be empty. */
struct slice parameter_name(const struct xml_node *element);

/*
 * Sets the targets to the resources that the element holds; they live in the arena. False: it
 * holds anything else, or a resource otherwise than it is written.
 */
bool parameter_read_targets(struct arena *arena, const struct xml_node *element,
                            struct macro_parameter *parameter);

/* Appends the element. */
void parameter_write(struct strbuf *storage, const struct macro_parameter *parameter);

/* The same where the element was, which has that name: as Confluence 4 had it if it was so. */
void parameter_write_as(struct strbuf *storage, const struct xml_node *element,
                        const struct macro_parameter *parameter);

#endif
