/* SPDX-License-Identifier: MIT */
/* The server's own words, made fit for one line of a message. */
#ifndef CONFLUENCE_WORDS_INTERNAL_H
#define CONFLUENCE_WORDS_INTERNAL_H

#include "base/slice.h"
#include "base/strbuf.h"

/* The most of the server's words that a message quotes, in bytes. */
#define MOST_QUOTED 240

/*
 * Appends the text as one line: blanks and line ends run together, control characters
 * and invalid UTF-8 left out, names of Java classes of exceptions removed, and cut
 * with "..." where the buffer ends.
 */
void words_clean(struct strbuf *words, struct slice text);

#endif
