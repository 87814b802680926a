/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limit.h"
#include "base/mem.h"
#include "http/exchange_internal.h"

/* A transfer slower than this, over settings.stall_timeout_s, is given up. */
enum { STALL_BYTES_PER_SECOND = 30 };

const char *http_method_name(enum http_method method)
{
    switch (method) {
    case HTTP_GET:
        return "GET";
    case HTTP_POST:
        return "POST";
    case HTTP_PUT:
        return "PUT";
    case HTTP_DELETE:
        return "DELETE";
    }
    return "";
}

bool http_method_is_idempotent(enum http_method method)
{
    return method != HTTP_POST;
}

void http_list_insert(struct http_list *list, struct http_exchange *position,
                      struct http_exchange *exchange)
{
    exchange->previous = position;
    exchange->next = position ? position->next : list->first;
    if (exchange->next) {
        exchange->next->previous = exchange;
    } else {
        list->last = exchange;
    }
    if (position) {
        position->next = exchange;
    } else {
        list->first = exchange;
    }
}

void http_list_remove(struct http_list *list, struct http_exchange *exchange)
{
    if (exchange->previous) {
        exchange->previous->next = exchange->next;
    } else {
        list->first = exchange->next;
    }
    if (exchange->next) {
        exchange->next->previous = exchange->previous;
    } else {
        list->last = exchange->previous;
    }
    exchange->previous = NULL;
    exchange->next = NULL;
}

struct http_exchange *http_exchange_new(const struct http_request *request, const char *root)
{
    assert(request->target[0] == '/');
    struct http_exchange *exchange = MEM_NEW(struct http_exchange);
    struct strbuf url = STRBUF(LIMIT_REQUEST);

    strbuf_append(&url, root);
    strbuf_append(&url, request->target);
    exchange->request = *request;
    exchange->url = strbuf_take(&url);
    exchange->purpose = mem_copy_text(request->purpose);
    exchange->body = STRBUF(LIMIT_ANSWER);
    exchange->answer = STRBUF(LIMIT_ANSWER);
    /* The caller's texts are not kept. */
    exchange->request.target = NULL;
    exchange->request.purpose = NULL;
    return exchange;
}

void http_exchange_reset(struct http_exchange *exchange)
{
    curl_easy_cleanup(exchange->transfer);
    exchange->transfer = NULL;
    strbuf_release(&exchange->answer);
}

void http_exchange_free(struct http_exchange *exchange)
{
    http_exchange_reset(exchange);
    strbuf_release(&exchange->body);
    free(exchange->purpose);
    free(exchange->url);
    free(exchange);
}

static size_t receive(const char *bytes, size_t size, size_t count, void *data)
{
    struct http_exchange *exchange = data;

    strbuf_append_slice(&exchange->answer, (struct slice){bytes, size * count});
    return exchange->answer.is_full ? 0 : size * count;
}

static size_t send_body(char *room, size_t size, size_t count, void *data)
{
    struct http_exchange *exchange = data;
    size_t rest = exchange->body.length - exchange->body_position;
    size_t length = rest < size * count ? rest : size * count;

    memcpy(room, exchange->body.bytes + exchange->body_position, length);
    exchange->body_position += length;
    return length;
}

/*
 * libcurl wants the body again when a connection it kept open turns out to be closed.
 * The server may have read the request before it closed, so only what may be sent
 * twice is, and that is noted; all else fails with CURLE_SEND_FAIL_REWIND.
 */
static int rewind_body(void *data, curl_off_t offset, int origin)
{
    struct http_exchange *exchange = data;

    if (offset != 0 || origin != SEEK_SET ||
        (exchange->body_position > 0 && !http_method_is_idempotent(exchange->request.method))) {
        return CURL_SEEKFUNC_FAIL;
    }
    exchange->was_sent = exchange->was_sent || exchange->body_position > 0;
    exchange->body_position = 0;
    return CURL_SEEKFUNC_OK;
}

static void write_body_once(struct http_exchange *exchange)
{
    if (!exchange->has_body && exchange->request.write_body) {
        exchange->request.write_body(exchange->request.data, &exchange->body);
    }
    exchange->has_body = true;
    exchange->body_position = 0;
}

static void set_method(struct http_exchange *exchange, const struct http_transport *transport)
{
    CURL *transfer = exchange->transfer;
    enum http_method method = exchange->request.method;

    if (method != HTTP_GET) {
        curl_easy_setopt(transfer, CURLOPT_CUSTOMREQUEST, http_method_name(method));
    }
    if (method == HTTP_GET || method == HTTP_DELETE) {
        curl_easy_setopt(transfer, CURLOPT_HTTPHEADER, transport->headers);
        return;
    }
    write_body_once(exchange);
    curl_easy_setopt(transfer, CURLOPT_POST, 1L);
    curl_easy_setopt(transfer, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)exchange->body.length);
    curl_easy_setopt(transfer, CURLOPT_READFUNCTION, send_body);
    curl_easy_setopt(transfer, CURLOPT_READDATA, exchange);
    curl_easy_setopt(transfer, CURLOPT_SEEKFUNCTION, rewind_body);
    curl_easy_setopt(transfer, CURLOPT_SEEKDATA, exchange);
    curl_easy_setopt(transfer, CURLOPT_HTTPHEADER, transport->headers_with_body);
}

/* libcurl refuses a directory when the bundle it was built for is not there beside it. */
static void leave_absent_bundle(CURL *transfer, const char *file)
{
    const char *built_in = curl_version_info(CURLVERSION_NOW)->cainfo;
    bool is_absent = built_in && access(built_in, R_OK) != 0;

    if (is_absent && (!file || *file == '\0')) {
        curl_easy_setopt(transfer, CURLOPT_CAINFO, NULL);
    }
}

/* libcurl itself ignores CURL_CA_BUNDLE; the curl program does not, and users expect it. */
static void set_trust(CURL *transfer)
{
    const char *bundle = getenv("CURL_CA_BUNDLE");
    const char *file = bundle ? bundle : getenv("SSL_CERT_FILE");
    const char *directory = getenv("SSL_CERT_DIR");

    curl_easy_setopt(transfer, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(transfer, CURLOPT_SSL_VERIFYHOST, 2L);
    if (file && *file != '\0') {
        curl_easy_setopt(transfer, CURLOPT_CAINFO, file);
    }
    if (directory && *directory != '\0') {
        curl_easy_setopt(transfer, CURLOPT_CAPATH, directory);
        leave_absent_bundle(transfer, file);
    }
}

static void set_connection(CURL *transfer, const struct http_transport *transport)
{
    const struct http_settings *settings = transport->settings;

    /* CURLOPT_NOSIGNAL stays off: libcurl then shields us from SIGPIPE, and we have no threads. */
    curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(transfer, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(transfer, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(transfer, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(transfer, CURLOPT_CONNECTTIMEOUT_MS, (long)settings->connect_timeout_ms);
    curl_easy_setopt(transfer, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES_PER_SECOND);
    curl_easy_setopt(transfer, CURLOPT_LOW_SPEED_TIME, (long)settings->stall_timeout_s);
    if (transport->url->is_loopback) {
        /* Plain http is allowed only because it does not leave this machine. */
        curl_easy_setopt(transfer, CURLOPT_NOPROXY, "*");
    }
    /*
     * One connection for all where the handshake agrees on HTTP/2. Without TLS this
     * would hold back all requests until the first is answered.
     */
    curl_easy_setopt(transfer, CURLOPT_PIPEWAIT, transport->url->is_plain ? 0L : 1L);
}

void http_exchange_prepare(struct http_exchange *exchange, const struct http_transport *transport)
{
    CURL *transfer = curl_easy_init();
    if (!transfer) {
        mem_fail();
    }

    exchange->transfer = transfer;
    exchange->answer = STRBUF(LIMIT_ANSWER);
    exchange->failure[0] = '\0';
    curl_easy_setopt(transfer, CURLOPT_URL, exchange->url);
    curl_easy_setopt(transfer, CURLOPT_PRIVATE, exchange);
    curl_easy_setopt(transfer, CURLOPT_ERRORBUFFER, exchange->failure);
    curl_easy_setopt(transfer, CURLOPT_USERAGENT, "confsync/" CONFSYNC_VERSION);
    curl_easy_setopt(transfer, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(transfer, CURLOPT_WRITEDATA, exchange);
    set_connection(transfer, transport);
    set_trust(transfer);
    set_method(exchange, transport);
}
