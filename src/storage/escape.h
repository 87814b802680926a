/* SPDX-License-Identifier: MIT */
/* Text as XML has it. What XML cannot hold is left out (https://www.w3.org/TR/xml/#charsets). */
#ifndef STORAGE_ESCAPE_H
#define STORAGE_ESCAPE_H

#include "base/strbuf.h"

/* Character data; U+00A0 is written as &nbsp;, as Confluence's editor does. */
void xml_escape_text(struct strbuf *storage, struct slice text);

/* As xml_escape_text, with line ends as spaces: Confluence Cloud would show them as line breaks. */
void xml_escape_line(struct strbuf *storage, struct slice text);

/* ` name="value"`. */
void xml_escape_attribute(struct strbuf *storage, const char *name, struct slice value);

/* One CDATA section, or several where the text holds "]]>". */
void xml_escape_cdata(struct strbuf *storage, struct slice text);

#endif
