/* SPDX-License-Identifier: MIT */
/* What the program's exit status says, and which error leads to which. */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

#include "base/error.h"

enum exit_status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
    STATUS_CONFLICTS = 3, /* conflicts are left for the user */
    STATUS_STOPPED = 4,   /* a brake or an identity check stopped the run */
    STATUS_PARTLY = 5,    /* some pages failed, the others are done */
    STATUS_NO_ACCESS = 6, /* credentials, permission or network */
    STATUS_INTERRUPTED = 130,
};

enum exit_status exit_status_of(enum error_kind kind);

/*
 * What the user can do about an error of that kind, as the end of a sentence, or NULL
 * when the message itself says all there is.
 */
const char *exit_advice_for(const struct error *error);

#endif
