/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"

#include <string.h>

#include "base/suggest.h"

extern const struct command command_check;
extern const struct command command_clone;
extern const struct command command_convert;
extern const struct command command_diff;
extern const struct command command_help;
extern const struct command command_pull;
extern const struct command command_push;
extern const struct command command_resolve;
extern const struct command command_sandbox;
extern const struct command command_status;
extern const struct command command_sync;

/* clang-format off */
const struct command *const commands[] = {
    &command_clone,
    &command_status,
    &command_diff,
    &command_pull,
    &command_push,
    &command_sync,
    &command_resolve,
    &command_check,
    &command_convert,
    &command_sandbox,
    &command_help,
    &command_version,
    NULL,
};
/* clang-format on */

const struct option_rule common_options[] = {
    {
        .letter = 'C',
        .name = "directory",
        .kind = OPTION_TEXT,
        .argument = "DIR",
        .offset = offsetof(struct common_values, directory),
        .help = "run as if started in DIR",
    },
    {
        .letter = 'q',
        .name = "quiet",
        .offset = offsetof(struct common_values, is_quiet),
        .help = "print errors only",
    },
    {
        .letter = 'v',
        .name = "verbose",
        .offset = offsetof(struct common_values, is_verbose),
        .help = "print details of what is done",
    },
    {
        .letter = 'h',
        .name = "help",
        .offset = offsetof(struct common_values, wants_help),
        .help = "print this help",
    },
    {
        .name = "version",
        .offset = offsetof(struct common_values, wants_version),
        .help = "print the version",
    },
};
const size_t common_option_count = sizeof common_options / sizeof common_options[0];

bool command_find(const char *name, const struct command **command, struct error *error)
{
    const char *guess = NULL;

    for (size_t i = 0; commands[i] != NULL; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            *command = commands[i];
            return true;
        }
        guess = suggest_better(name, guess, commands[i]->name);
    }
    if (guess != NULL) {
        return error_set(error, ERROR_USAGE, 0, "no such command: %s; did you mean %s?", name,
                         guess);
    }
    return error_set(error, ERROR_USAGE, 0, "no such command: %s; confsync help lists them", name);
}
