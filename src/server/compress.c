/* SPDX-License-Identifier: MIT */
#include "server/compress_internal.h"

#include <string.h>
#include <strings.h>

#define ZLIB_CONST
#include <zlib.h>

#include "base/limit.h"

/* Smaller bodies fit into one packet anyway. The level favours speed: this is loopback. */
enum { WORTH_IT = 1024, LEVEL = 1, GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8 };

/* Whether the field lists gzip, and not with a weight of zero (RFC 9110, 12.5.3). */
static bool accepts_gzip(const char *accepted)
{
    const char *found = accepted ? strcasestr(accepted, "gzip") : NULL;

    if (!found) {
        return false;
    }
    const char *weight = found + strlen("gzip");
    return strncmp(weight, ";q=0", 4) != 0 || weight[4] == '.';
}

/* An empty slice when zlib refuses or nothing is gained. */
static struct slice deflate_whole(struct arena *arena, struct slice body)
{
    z_stream stream = {0};

    if (deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return (struct slice){0};
    }
    char *room = ARENA_NEW_ARRAY(arena, char, body.length);
    stream.next_in = (const Bytef *)body.start;
    stream.avail_in = (uInt)body.length;
    stream.next_out = (Bytef *)room;
    stream.avail_out = (uInt)body.length;
    int result = deflate(&stream, Z_FINISH);
    size_t length = stream.total_out;
    (void)deflateEnd(&stream);
    return result == Z_STREAM_END ? (struct slice){room, length} : (struct slice){0};
}

void compress_response(const struct server_request *request, struct server_response *response)
{
    if (response->body.length < WORTH_IT || response->body.length > LIMIT_ANSWER) {
        return;
    }
    server_response_add(response, "Vary", "Accept-Encoding");
    if (!accepts_gzip(server_request_field(request, "Accept-Encoding"))) {
        return;
    }
    struct slice compressed = deflate_whole(request->arena, response->body);
    if (compressed.length > 0) {
        response->body = compressed;
        server_response_add(response, "Content-Encoding", "gzip");
    }
}
