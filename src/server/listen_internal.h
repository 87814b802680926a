/* SPDX-License-Identifier: MIT */
/* The listening socket. Private to the module. */
#ifndef SERVER_LISTEN_INTERNAL_H
#define SERVER_LISTEN_INTERNAL_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Listens on 127.0.0.1. *port is the wanted one, or 0, and becomes the one that was
 * got. The caller closes the socket.
 */
bool listen_on_loopback(unsigned short *port, int *listener, struct error *error)
    __attribute__((warn_unused_result));

#endif
