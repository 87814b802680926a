/* SPDX-License-Identifier: MIT */
/*
 * References to characters: &nbsp; &#160; &#xA0;.
 *
 * Storage format may hold the 253 named entities of XHTML 1.0, which include the
 * five of XML (https://www.w3.org/TR/xhtml1/dtds.html#h-A2).
 */
#ifndef STORAGE_ENTITIES_H
#define STORAGE_ENTITIES_H

#include "base/slice.h"

/* The character of the entity, in UTF-8, or NULL. The name is without '&' and ';'; case counts. */
const char *entity_character(struct slice name);

#define REFERENCE_LONGEST 4

/*
 * Writes the character that a reference, from its '&' to its ';', stands for, and
 * returns its length in UTF-8: at most REFERENCE_LONGEST bytes, and never more
 * than the reference has. 0: the entity is unknown, or the number no character.
 */
size_t reference_decode(struct slice reference, char *utf8);

#endif
