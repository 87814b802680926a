/* SPDX-License-Identifier: MIT */
/* The status codes of HTTP that this program treats specially (RFC 9110 §15, RFC 6585 §4). */
#ifndef HTTP_STATUS_H
#define HTTP_STATUS_H

enum http_status {
    HTTP_OK = 200,
    HTTP_REDIRECTION = 300,
    HTTP_CLIENT_ERROR = 400,
    HTTP_BAD_REQUEST = 400,
    HTTP_UNAUTHORIZED = 401,
    HTTP_FORBIDDEN = 403,
    HTTP_NOT_FOUND = 404,
    HTTP_CONFLICT = 409,
    HTTP_GONE = 410,
    HTTP_TOO_LARGE = 413,
    HTTP_TOO_MANY_REQUESTS = 429,
    HTTP_SERVER_ERROR = 500,
    HTTP_BAD_GATEWAY = 502,
    HTTP_UNAVAILABLE = 503,
    HTTP_GATEWAY_TIMEOUT = 504,
};

/* What the code means, in lower case: "not found"; "" for codes without a name here. */
const char *http_status_words(int status);

#endif
