/* SPDX-License-Identifier: MIT */
/*
 * ri:page, ri:attachment, ri:user and their like: what a link or an image leads to.
 *
 * The names of elements and attributes: "Confluence Storage Format", section
 * "Resource identifiers", Atlassian; ri:account-id is Cloud's, ri:userkey Data Center's.
 */
#ifndef STORAGE_RESOURCE_H
#define STORAGE_RESOURCE_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "document/document.h"
#include "storage/parse.h"

/*
 * Sets the target, which must be TARGET_NONE before. False: the element is another
 * resource, or one with more to it than a target can say. What Confluence notes for
 * itself (ri:version-at-save, ri:local-id) is not looked at.
 */
bool resource_read(const struct xml_node *element, struct target *target);

/* Appends the element; nothing for a target without one (none, anchor). */
void resource_write(struct strbuf *storage, const struct target *target);

#endif
