/* SPDX-License-Identifier: MIT */
/* What went over the network so far. */
#ifndef HTTP_COUNTS_H
#define HTTP_COUNTS_H

#include <stddef.h>

/* Bytes are those of bodies, as they were on the wire: before unpacking. */
struct http_counts {
    size_t requests; /* with repetitions and redirections */
    size_t retries;
    size_t bytes_sent;
    size_t bytes_received;
};

#endif
