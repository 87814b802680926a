/* SPDX-License-Identifier: MIT */
#include "server/listen_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 128 };

static bool prepare(int listener)
{
    int yes = 1;
    int flags = fcntl(listener, F_GETFL);

    return flags >= 0 && fcntl(listener, F_SETFL, (unsigned)flags | O_NONBLOCK) == 0 &&
           fcntl(listener, F_SETFD, FD_CLOEXEC) == 0 &&
           setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0;
}

static bool bind_and_listen(int listener, unsigned short *port)
{
    union {
        struct sockaddr any;
        struct sockaddr_in internet;
    } address = {.internet = {.sin_family = AF_INET,
                              .sin_port = htons(*port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof address;

    if (bind(listener, &address.any, sizeof address.internet) != 0 ||
        listen(listener, BACKLOG) != 0 || getsockname(listener, &address.any, &length) != 0) {
        return false;
    }
    *port = ntohs(address.internet.sin_port);
    return true;
}

bool listen_on_loopback(unsigned short *port, int *listener, struct error *error)
{
    int opened = socket(AF_INET, SOCK_STREAM, 0);

    if (opened < 0 || !prepare(opened) || !bind_and_listen(opened, port)) {
        int code = errno;
        if (opened >= 0) {
            (void)close(opened);
        }
        return error_set(error, ERROR_IO, code, "cannot listen on 127.0.0.1 port %hu: %s", *port,
                         strerror(code));
    }
    *listener = opened;
    return true;
}
