/* SPDX-License-Identifier: MIT */
/* The few pieces of inline HTML that mean something here. */
#ifndef MARKDOWN_HTML_INTERNAL_H
#define MARKDOWN_HTML_INTERNAL_H

#include "document/document.h"

enum html_kind {
    HTML_OTHER, /* kept as text */
    HTML_COMMENT,
    HTML_BREAK,
    HTML_OPEN,       /* of `mark` */
    HTML_CLOSE,      /* of `mark` */
    HTML_ANCHOR,     /* <a id="…">; `id` as it stands there */
    HTML_ANCHOR_END, /* </a> */
};

struct html_tag {
    enum html_kind kind;
    enum mark mark;
    struct slice id;
};

/* Tags with other attributes than these are none of ours; <span> and <font> have to say a colour
   (html_colours_internal.h). */
struct html_tag html_tag_read(struct slice html);

#endif
