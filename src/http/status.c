/* SPDX-License-Identifier: MIT */
#include "http/status.h"

#include <stddef.h>

static const struct {
    int status;
    const char *words;
} names[] = {
    {HTTP_BAD_REQUEST, "bad request"},
    {HTTP_UNAUTHORIZED, "unauthorized"},
    {HTTP_FORBIDDEN, "forbidden"},
    {HTTP_NOT_FOUND, "not found"},
    {HTTP_CONFLICT, "conflict"},
    {HTTP_GONE, "gone"},
    {HTTP_TOO_LARGE, "request too large"},
    {HTTP_TOO_MANY_REQUESTS, "too many requests"},
    {HTTP_SERVER_ERROR, "internal server error"},
    {HTTP_BAD_GATEWAY, "bad gateway"},
    {HTTP_UNAVAILABLE, "service unavailable"},
    {HTTP_GATEWAY_TIMEOUT, "gateway timeout"},
};

const char *http_status_words(int status)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].status == status) {
            return names[i].words;
        }
    }
    return "";
}
