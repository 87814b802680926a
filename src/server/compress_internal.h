/* SPDX-License-Identifier: MIT */
/* Content-Encoding: gzip. Private to the module; the only user of zlib. */
#ifndef SERVER_COMPRESS_INTERNAL_H
#define SERVER_COMPRESS_INTERNAL_H

#include "server/server.h"

/*
 * Replaces the body by a compressed one where the client accepts that and it pays,
 * and adds the header fields that say so.
 */
void compress_response(const struct server_request *request, struct server_response *response);

#endif
