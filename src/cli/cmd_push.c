/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/selection.h"
#include "cli/sync_run.h"

static bool run_push(struct call *call, struct error *error)
{
    return sync_run_values(call, "push", SYNC_PUSH, error);
}

const struct command command_push = {
    .name = "push",
    .summary = "send changes of the files to Confluence",
    .usage = "[PATH...]",
    .description =
        "Sends what was changed in the files since the last sync to Confluence: edited, new, renamed, "
        "moved and deleted pages. A page that was changed on both sides in different places is "
        "merged; what cannot be merged is held as a conflict (confsync help resolve). Changes in "
        "Confluence only are left to confsync pull; a page that was deleted here and changed there "
        "is not deleted, and pull or sync brings its file back."
        "\n\n"
        "With PATH, only these pages are dealt with: " SELECTION_PATHS,
    .most_arguments = ARGUMENTS_UNLIMITED,
    .options = sync_rules,
    .option_count = SYNC_RULE_COUNT,
    .values_size = sizeof(struct sync_values),
    .run = run_push,
};
