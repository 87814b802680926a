/* SPDX-License-Identifier: MIT */
/*
 * key="value" lists, as they stand in cf: comments and in the info strings of
 * fences: cf:toc maxLevel="3". In a value, &amp; &quot; &lt; &gt; and numeric
 * references stand for their characters.
 */
#ifndef MARKDOWN_ATTRIBUTES_INTERNAL_H
#define MARKDOWN_ATTRIBUTES_INTERNAL_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "document/document.h"

/* Letters, digits, '_', '.', ':' and single '-' inside: what can be a key. */
bool attribute_is_key(struct slice key);

/* A key, or nothing: what can be a parameter's name here. ="value" is the one without a name. */
bool attribute_is_name(struct slice name);

/* Whether a macro of the name can be written cf:begin NAME: "layout" ends a layout. */
bool container_is_name(struct slice name);

/*
 * Appends a blank and key="value". What would end a comment (-->, and -- at all:
 * cmark-gfm takes such a comment for text) or the line is written as a reference.
 */
void attribute_write(struct strbuf *out, struct slice key, struct slice value);

/*
 * The same for the info string of a fence, out of which Markdown takes references and backslashes
 * before it is read: quotes in a value stay quotes, unless what follows could be the next key.
 */
void attribute_write_info(struct strbuf *out, struct slice key, struct slice value);

/* The next word at *position, which moves behind it and the blanks after it; empty at the end. */
struct slice attribute_next_word(struct slice text, size_t *position);

/*
 * Reads all that is in the text and adds it to the macro's parameters. False, and
 * nothing added, when it is not a list of key="value".
 */
bool attribute_list_read(struct arena *arena, struct slice text, struct macro *macro);

/* The same of an info string: a value ends at the quote behind which the text or a new key stands. */
bool attribute_info_read(struct arena *arena, struct slice text, struct macro *macro);

/* The text with its references (the five of XML, &nbsp; and numeric ones) decoded. */
struct slice reference_decode(struct arena *arena, struct slice text);

/* Appends text for HTML: & < > " ] and line ends as references. */
void reference_encode(struct strbuf *out, struct slice text);

#endif
