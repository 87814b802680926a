/* SPDX-License-Identifier: MIT */
#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "cli/exit.h"

/* A signal handler can reach nothing else. */
static volatile sig_atomic_t is_wanted;

static void note_signal(int signal)
{
    (void)signal;
    if (is_wanted) {
        _exit(STATUS_INTERRUPTED);
    }
    is_wanted = 1;
}

void interrupt_watch(void)
{
    struct sigaction ask_to_end = {.sa_handler = note_signal};
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    sigaction(SIGINT, &ask_to_end, NULL);
    sigaction(SIGTERM, &ask_to_end, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

bool interrupt_is_wanted(void)
{
    return is_wanted != 0;
}
