/* SPDX-License-Identifier: MIT */
#include "base/limit.h"
#include "cli/commands.h"
#include "cli/selection.h"
#include "cli/sync_run.h"

struct status_values {
    bool is_local;
    bool wants_json;
};

static const struct option_rule status_options[] = {
    {
        .name = "local",
        .offset = offsetof(struct status_values, is_local),
        .help = "show only what was changed here since the last sync; needs no server",
    },
    {
        .name = "json",
        .offset = offsetof(struct status_values, wants_json),
        .help = "print the result as JSON (docs/json-output.md)",
    },
};

static bool run_status(struct call *call, struct error *error)
{
    const struct status_values *values = call->values;
    struct sync_run run = {
        .command = "status",
        .direction = SYNC_BOTH,
        .purpose = SYNC_TELLS,
        .reach = values->is_local ? SESSION_OFFLINE : SESSION_ONLINE,
        .wants_json = values->wants_json,
    };
    return sync_run_here(&run, call, error);
}

const struct command command_status = {
    .name = "status",
    .summary = "show what a sync would do",
    .usage = "[PATH...]",
    .description =
        "Shows which pages would be pushed, pulled and merged, which conflicts are open, and what "
        "is held back and why. Changes nothing, neither files nor Confluence. The exit status is "
        "what sync would end with: 3 when there are conflicts, 5 when pages are held back for "
        "another reason, 4 when a brake would stop it.\n\n"
        "With PATH, only these pages are looked at: " SELECTION_PATHS,
    .most_arguments = ARGUMENTS_UNLIMITED,
    .options = status_options,
    .option_count = sizeof status_options / sizeof status_options[0],
    .values_size = sizeof(struct status_values),
    .run = run_status,
};
