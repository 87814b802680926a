/* SPDX-License-Identifier: MIT */
/*
 * Web addresses, taken apart (RFC 3986) and checked before anything is sent to them:
 * only https, and plain http to this machine alone, because whatever is sent carries
 * credentials.
 */
#ifndef HTTP_URL_H
#define HTTP_URL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/strbuf.h"

/* Texts live in the arena and are never NULL. */
struct http_url {
    const char *origin; /* scheme, host and port: "https://host", "http://127.0.0.1:8080" */
    const char *host;   /* lower case; an IPv6 address in brackets */
    const char *path;   /* still escaped, starts with a slash, without "." and ".." */
    const char *query;  /* still escaped, without the question mark; "" when there is none */
    bool is_plain;      /* http, not https */
    bool is_loopback;   /* 127.0.0.0/8, ::1 or localhost */
};

/*
 * ERROR_USAGE for anything but an absolute https address (http for loopback), and
 * for one with a user name or a password in it, which this does not repeat.
 */
bool http_url_parse(const char *text, struct arena *arena, struct http_url *url,
                    struct error *error) __attribute__((warn_unused_result));

/* Appends the text with everything but letters, digits and "-._~" as %XX. */
void http_escape(struct strbuf *url, struct slice text);

/* The text with each %XX as that byte; what is no %XX stays as it is. In the arena. */
struct slice http_unescape(struct arena *arena, struct slice text);

#endif
