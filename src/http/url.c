/* SPDX-License-Identifier: MIT */
#include "http/url.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <curl/curl.h>
#include <string.h>

#include "base/limit.h"
#include "base/mem.h"

static void curl_url_free(CURLU **url)
{
    curl_url_cleanup(*url);
}

/* One part of the address in the arena; "" when it has none. The port of the scheme is none. */
static const char *copy_part(CURLU *parsed, CURLUPart which, struct arena *arena)
{
    char *part = NULL;

    if (curl_url_get(parsed, which, &part, CURLU_NO_DEFAULT_PORT) != CURLUE_OK) {
        return "";
    }
    const char *copy = arena_copy(arena, slice_from(part));
    curl_free(part);
    return copy;
}

static bool has_part(CURLU *parsed, CURLUPart which)
{
    char *part = NULL;
    bool is_there = curl_url_get(parsed, which, &part, 0) == CURLUE_OK;

    curl_free(part);
    return is_there;
}

static bool is_loopback(const char *host)
{
    enum { LOOPBACK_NET = 127, NET_SHIFT = 24 };
    struct in_addr address;

    if (inet_pton(AF_INET, host, &address) == 1) {
        return ntohl(address.s_addr) >> NET_SHIFT == LOOPBACK_NET;
    }
    /* libcurl resolves localhost itself, never through DNS (since 7.78.0). */
    return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0;
}

static const char *lower_case(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, slice_from(text));

    for (char *at = copy; *at != '\0'; at++) {
        if (*at >= 'A' && *at <= 'Z') {
            *at = (char)(*at - 'A' + 'a');
        }
    }
    return copy;
}

static const char *join_origin(CURLU *parsed, const char *scheme, const char *host,
                               struct arena *arena)
{
    CLEANUP_STRBUF struct strbuf origin = STRBUF(LIMIT_PATH);
    const char *port = copy_part(parsed, CURLUPART_PORT, arena);

    strbuf_append_format(&origin, "%s://%s", scheme, host);
    if (*port != '\0') {
        strbuf_append_format(&origin, ":%s", port);
    }
    return strbuf_copy(&origin, arena).start;
}

static bool refuse(const char *text, struct error *error)
{
    /* What stands before an @ may be a password. */
    return error_set(error, ERROR_USAGE, 0, "not a web address (https://...)%s%s",
                     strchr(text, '@') ? "" : ": ", strchr(text, '@') ? "" : text);
}

bool http_url_parse(const char *text, struct arena *arena, struct http_url *url,
                    struct error *error)
{
    __attribute__((cleanup(curl_url_free))) CURLU *parsed = curl_url();
    if (!parsed) {
        mem_fail();
    }

    CURLUcode code = curl_url_set(parsed, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME);
    if (code != CURLUE_OK || strlen(text) >= LIMIT_PATH) {
        return refuse(text, error);
    }
    if (has_part(parsed, CURLUPART_USER) || has_part(parsed, CURLUPART_PASSWORD)) {
        return error_set(error, ERROR_USAGE, 0,
                         "the address of %s has a user name or password in it",
                         copy_part(parsed, CURLUPART_HOST, arena));
    }
    const char *scheme = copy_part(parsed, CURLUPART_SCHEME, arena);
    const char *host = lower_case(arena, copy_part(parsed, CURLUPART_HOST, arena));
    bool is_plain = strcmp(scheme, "http") == 0;
    if (*host == '\0' || (!is_plain && strcmp(scheme, "https") != 0)) {
        return refuse(text, error);
    }
    if (is_plain && !is_loopback(host)) {
        return error_set(error, ERROR_USAGE, 0,
                         "plain http would show the token to the network: use https://%s", host);
    }
    *url = (struct http_url){
        .origin = join_origin(parsed, scheme, host, arena),
        .host = host,
        .path = copy_part(parsed, CURLUPART_PATH, arena),
        .query = copy_part(parsed, CURLUPART_QUERY, arena),
        .is_plain = is_plain,
        .is_loopback = is_loopback(host),
    };
    return true;
}

void http_escape(struct strbuf *url, struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.start[i];
        bool is_plain = byte < 0x80U && (isalnum(byte) || strchr("-._~", byte));
        if (is_plain && byte != '\0') {
            strbuf_append_char(url, (char)byte);
        } else {
            strbuf_append_format(url, "%%%02X", byte);
        }
    }
}

static int digit_value(char digit)
{
    const char *digits = "0123456789abcdef";
    const char *at = digit == '\0' ? NULL : strchr(digits, tolower((unsigned char)digit));

    return at ? (int)(at - digits) : -1;
}

struct slice http_unescape(struct arena *arena, struct slice text)
{
    enum { ESCAPE_LENGTH = 3, BASE = 16 };
    char *copy = arena_copy(arena, text);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++, length++) {
        bool is_whole = text.start[i] == '%' && text.length - i >= ESCAPE_LENGTH;
        int high = is_whole ? digit_value(text.start[i + 1]) : -1;
        int low = is_whole ? digit_value(text.start[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            copy[length] = (char)(high * BASE + low);
            i += ESCAPE_LENGTH - 1;
        } else {
            copy[length] = text.start[i];
        }
    }
    copy[length] = '\0';
    return (struct slice){copy, length};
}
