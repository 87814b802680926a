/* SPDX-License-Identifier: MIT */
/* Writing HTML: whatever is not markup of ours is escaped. */
#ifndef SANDBOX_HTML_H
#define SANDBOX_HTML_H

#include "base/slice.h"
#include "base/strbuf.h"

/* Text for elements and for attribute values in double quotes. */
void html_append(struct strbuf *html, struct slice text);
void html_append_text(struct strbuf *html, const char *text);

/* Whether a link may lead there: to the web, by mail, within the site or the page. */
bool html_is_safe_link(struct slice address);

/* Whether a style may be kept: nothing in it can load anything. */
bool html_is_safe_style(struct slice style);

#endif
