/* SPDX-License-Identifier: MIT */
/*
 * References to characters: &nbsp; &#160; &#xA0;.
 *
 * Storage format may hold the 253 named entities of XHTML 1.0, which include the
 * five of XML (https://www.w3.org/TR/xhtml1/dtds.html#h-A2).
 */
#ifndef STORAGE_ENTITIES_H
#define STORAGE_ENTITIES_H

#include <stdbool.h>

#include "base/strbuf.h"

/* The character of the entity, in UTF-8, or NULL. The name is without '&' and ';'; case counts. */
const char *entity_character(struct slice name);

#define REFERENCE_LONGEST ((size_t)4) /* bytes of the character */

/*
 * Appends the character that a reference, from its '&' to its ';', stands for: never
 * more bytes than the reference has. False, and nothing appended: the entity is
 * unknown, or the number no character.
 */
bool reference_append(struct strbuf *text, struct slice reference);

#endif
