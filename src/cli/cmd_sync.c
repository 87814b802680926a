/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/selection.h"
#include "cli/sync_run.h"

static bool run_sync(struct call *call, struct error *error)
{
    return sync_run_values(call, "sync", SYNC_BOTH, error);
}

const struct command command_sync = {
    .name = "sync",
    .summary = "bring files and Confluence in step",
    .usage = "[PATH...]",
    .description =
        "Sends what was changed in the files, brings what was changed in Confluence, and merges pages "
        "that were changed on both sides in different places. What cannot be merged is held as a "
        "conflict, outside your file (confsync help resolve).\n\n"
        "A run may be interrupted, or fail half-way, at any point: the next one finishes the work."
        "\n\n"
        "With PATH, only these pages are dealt with: " SELECTION_PATHS,
    .most_arguments = ARGUMENTS_UNLIMITED,
    .options = sync_rules,
    .option_count = SYNC_RULE_COUNT,
    .values_size = sizeof(struct sync_values),
    .run = run_sync,
};
