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

struct autolink {
    size_t start;
    size_t host_end;
    bool has_path;      /* or may have: not an e-mail address */
    size_t broken_at;   /* the ':', '.' or '@' without which it would be no address */
    const char *prefix; /* makes a URL of the address: "http://", "mailto:" or "" */
};

/*
 * Finds the first address at or after `from`. What a backslash was put into is
 * none: the byte AUTOLINK_BREAK may stand behind the ':' or '.'.
 */
bool autolink_find(struct slice text, size_t from, struct autolink *link);

/* Where the address ends, path and all. */
size_t autolink_end(struct slice text, const struct autolink *link);

/* No UTF-8 text holds this byte. */
#define AUTOLINK_BREAK '\xFF'

#endif
