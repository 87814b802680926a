/* SPDX-License-Identifier: MIT */
/*
 * The header line that carries the credentials. We make it ourselves: libcurl, told
 * user and password, would write them into the address of every redirection.
 */
#ifndef HTTP_AUTHORIZATION_H
#define HTTP_AUTHORIZATION_H

/*
 * "Authorization: Basic …" (RFC 7617), or "Authorization: Bearer …" (RFC 6750) when
 * there is no user. In memory of exactly its size, for http_wipe_text.
 */
char *http_authorization_line(const char *user, const char *token) __attribute__((returns_nonnull));

/* Overwrites the text and frees it. NULL is allowed. */
void http_wipe_text(char *text);

#endif
