/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/selection.h"
#include "cli/sync_run.h"

static bool run_pull(struct call *call, struct error *error)
{
    return sync_run_values(call, "pull", SYNC_PULL, error);
}

const struct command command_pull = {
    .name = "pull",
    .summary = "bring changes in Confluence into the files",
    .usage = "[PATH...]",
    .description =
        "Brings what was changed in Confluence since the last sync into the files: edited, new, "
        "renamed, moved and deleted pages. A page that was changed on both sides in different "
        "places is merged into the file; what cannot be merged is held as a conflict (confsync "
        "help resolve). Nothing is sent to Confluence."
        "\n\n"
        "With PATH, only these pages are dealt with: " SELECTION_PATHS,
    .most_arguments = ARGUMENTS_UNLIMITED,
    .options = sync_rules,
    .option_count = PULL_RULE_COUNT,
    .values_size = sizeof(struct sync_values),
    .run = run_pull,
};
