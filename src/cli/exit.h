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
 * The worse of two statuses, which is what a run ends with that came to both: from the
 * worst 130, 6, 4, 2, 1, 5, 3, 0 (docs/decisions/0013; 70 ends the program at once).
 */
enum exit_status exit_worse(enum exit_status left, enum exit_status right);

/*
 * What the user can do about an error of that kind, as the end of a sentence, or NULL
 * when the message itself says all there is.
 */
const char *exit_advice_for(const struct error *error);

#endif
