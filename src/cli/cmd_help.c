/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "cli/help.h"

enum { MOST_HELP = 64 * 1024 };

static bool run_help(struct call *call, struct error *error)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_HELP);
    const struct command *command = NULL;

    if (call->argument_count == 0) {
        help_append_overview(&text);
    } else {
        if (!command_find(call->arguments[0], &command, error)) {
            return false;
        }
        help_append_command(&text, command);
    }
    console_write(call->console, strbuf_slice(&text));
    return true;
}

const struct command command_help = {
    .name = "help",
    .summary = "list the commands, or explain one",
    .usage = "[COMMAND]",
    .description = "Lists the commands, or explains one: what it does, its arguments and options.",
    .most_arguments = 1,
    .run = run_help,
};
