/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"

static bool run_version(struct call *call, struct error *error)
{
    (void)error;
    console_write(call->console, SLICE_LITERAL("confsync " CONFSYNC_VERSION "\n"));
    return true;
}

const struct command command_version = {
    .name = "version",
    .summary = "print the version",
    .description = "Prints the version of the program.",
    .run = run_version,
};
