/* SPDX-License-Identifier: MIT */
/*
 * Signals. SIGINT and SIGTERM ask the program to end: what runs is finished, the
 * state is committed, nothing new is begun. A second one ends it at once, which is
 * safe too, as any crash is. SIGPIPE is ignored: writing then fails with EPIPE.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

/* To be called once, before anything is begun. */
void interrupt_watch(void);

/* Whether the user asked the program to end. */
bool interrupt_is_wanted(void);

#endif
