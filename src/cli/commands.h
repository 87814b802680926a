/* SPDX-License-Identifier: MIT */
/* The list of commands, and the options that all of them take. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

/* In the order in which help shows them; ends with NULL. */
extern const struct command *const commands[];

extern const struct option_rule common_options[];
extern const size_t common_option_count;

/* Prints the version; --version means it too. */
extern const struct command command_version;

/* The command of that name. Fails with ERROR_USAGE, naming the nearest one. */
bool command_find(const char *name, const struct command **command, struct error *error)
    __attribute__((warn_unused_result));

#endif
