/* SPDX-License-Identifier: MIT */
/* <img src="…"> and <a href="…"> in a line of text. */
#ifndef MARKDOWN_HTML_LINKS_INTERNAL_H
#define MARKDOWN_HTML_LINKS_INTERNAL_H

#include "markdown/read_internal.h"

/* The image that the tag is, or NULL. What is dropped of it is noted. */
struct inline_node *html_image_read(const struct reader *reader, struct slice tag, size_t line);

/* The link that the tag begins, without its text, or NULL. */
struct inline_node *html_link_read(const struct reader *reader, struct slice tag);

/* The </a> behind the node on its level and before `stop` (NULL: anywhere), or NULL. */
cmark_node *html_link_end(cmark_node *node, const cmark_node *stop);

#endif
