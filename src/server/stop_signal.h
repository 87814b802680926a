/* SPDX-License-Identifier: MIT */
/*
 * SIGINT and SIGTERM as a descriptor that becomes readable, so that a polling loop
 * ends cleanly instead of being killed, and no handler needs a global variable.
 */
#ifndef SERVER_STOP_SIGNAL_H
#define SERVER_STOP_SIGNAL_H

#include <signal.h>
#include <stdbool.h>

#include "base/error.h"

struct stop_signal {
    int descriptor;
    sigset_t previous; /* the process's signal mask before */
};

/* From now on the two signals only make the descriptor readable. */
bool stop_signal_open(struct stop_signal *stop, struct error *error)
    __attribute__((warn_unused_result));

/* Closes the descriptor; later signals act as they did before stop_signal_open. */
void stop_signal_close(struct stop_signal *stop);

#endif
