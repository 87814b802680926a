/* SPDX-License-Identifier: MIT */
/*
 * Looks at the page files of a mount: at each alone, and whether they get along with each
 * other. Reads no state and asks no server.
 */
#ifndef CLI_CHECK_MOUNT_H
#define CLI_CHECK_MOUNT_H

#include "cli/findings.h"
#include "cli/selection.h"
#include "cli/session.h"

struct check {
    const struct session *session;
    struct selection selection; /* entered */
    struct findings findings;
    size_t file_count; /* that were looked at */
};

/* Adds what is found in the selected pages. False when the mount as a whole cannot be read. */
bool check_mount(struct check *check, const struct config_mount *mount, struct error *error)
    __attribute__((warn_unused_result));

#endif
