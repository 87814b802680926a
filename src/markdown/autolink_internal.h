/* SPDX-License-Identifier: MIT */
/*
 * Addresses in plain text that GitHub makes into links: http://, https://, ftp://,
 * www. and e-mail addresses, by the rules of GFM 0.29 §6.9. cmark-gfm's own
 * extension for this takes quadratic time, so the reader does it; the writer asks
 * the same question to break addresses that are no links.
 */
#ifndef MARKDOWN_AUTOLINK_INTERNAL_H
#define MARKDOWN_AUTOLINK_INTERNAL_H

#include <stdbool.h>

#include "base/slice.h"
#include "base/strbuf.h"

struct autolink {
    size_t start;
    size_t host_end;
    bool has_path;      /* or may have: not an e-mail address */
    size_t broken_at;   /* the ':', '.' or '@' without which it would be no address */
    const char *prefix; /* makes a URL of the address: "http://", "mailto:" or "" */
};

/* Finds the first address at or after `from`. */
bool autolink_find(struct slice text, size_t from, struct autolink *link);

/* Where the address ends, path and all. */
size_t autolink_end(struct slice text, const struct autolink *link);

/*
 * In Markdown a backslash keeps "http\://x" and "www\.x" from being addresses, and
 * \$`a`$ from being a formula, but it is gone when a parser is through. So the reader first puts this code point
 * behind the sign, where autolink_find finds no address across it, and takes it
 * out again afterwards. It is a noncharacter: no text has a use for it, least of
 * all there.
 */
#define AUTOLINK_BREAK "\uFDD0"

/* Appends Markdown with the breaks put in. */
void autolink_mark_breaks(struct strbuf *marked, struct slice markdown);

/* Takes the breaks behind ':', '.', '$', ']' and '^' (footnotes_internal.h) out of the text, in place; returns the new length. */
size_t autolink_drop_breaks(char *text, size_t length);

#endif
