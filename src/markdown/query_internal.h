/* SPDX-License-Identifier: MIT */
/*
 * The addresses of what only Confluence knows: confluence:KIND?key=value&key=value.
 * Keys and values are percent-encoded, but for what reads well and ends nothing.
 */
#ifndef MARKDOWN_QUERY_INTERNAL_H
#define MARKDOWN_QUERY_INTERNAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/strbuf.h"

#define CONFLUENCE_SCHEME "confluence:"

/* Appends a part of a path, or what stands behind '#'. */
void query_encode(struct strbuf *out, struct slice text);

/* Decodes what is encoded; when the result is not text, it was no encoding: the part stays. */
struct slice query_decode(struct arena *arena, struct slice part);

/* Appends the key and the value to what ends with '?' or another value. */
void query_write(struct strbuf *out, struct slice key, struct slice value);

/* The same, but nothing when the value is empty. */
void query_write_known(struct strbuf *out, const char *key, struct slice value);

/* One key and its value, decoded. */
struct query_part {
    struct slice key;
    struct slice value;
};

/* The part at *position of "key=value&…", which moves behind it. False at the end. */
bool query_next(struct arena *arena, struct slice query, size_t *position, struct query_part *part);

/* The value of the first part with that key, decoded; or empty. */
struct slice query_find(struct arena *arena, struct slice query, const char *key);

/* What is before '?' and '#', what is between them, and what is behind '#'; encoded. */
struct address {
    struct slice kind; /* without the scheme */
    struct slice query;
    struct slice fragment;
};

/* False: the destination does not have the scheme. */
bool address_read(struct slice destination, struct address *address);

#endif
