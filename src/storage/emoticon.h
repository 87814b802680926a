/* SPDX-License-Identifier: MIT */
/*
 * ac:emoticon as the Unicode characters that it shows.
 *
 * ac:emoji-id holds code points in hexadecimal, joined by '-', or the name of a sign
 * of Atlassian's own; ac:name one of the emoticons that Confluence had before
 * ("Confluence Storage Format", section "Emojis", Atlassian). ac:emoji-fallback is
 * of no use: it may hold the letters \uD83D.
 */
#ifndef STORAGE_EMOTICON_H
#define STORAGE_EMOTICON_H

#include <stdbool.h>

#include "base/arena.h"
#include "storage/parse.h"

/* The characters of the element; false: it has none. */
bool emoticon_read(struct arena *arena, const struct xml_node *element, struct slice *text);

#endif
