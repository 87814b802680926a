/* SPDX-License-Identifier: MIT */
/*
 * What a command is: a name, what help says, a table of options, and a function.
 *
 * Every command has its own file, cmd_<name>.c, which defines its struct command;
 * commands.c lists them all. main.c reads the options, makes a struct call and runs
 * the command.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/error.h"
#include "cli/console.h"
#include "cli/exit.h"
#include "cli/options.h"

#define ARGUMENTS_UNLIMITED ((size_t)-1)

/* One run of a command. Everything in it outlives the run. */
struct call {
    struct arena *arena;
    struct console *console;
    const void *values;     /* the command's own struct, filled from its options */
    char *const *arguments; /* what is left of the command line */
    size_t argument_count;
    enum exit_status status; /* STATUS_DONE unless the command sets another */
    bool is_explained;       /* the command has said itself what went wrong */
};

struct command {
    const char *name;
    const char *summary;     /* for the list of commands: lower case, no full stop */
    const char *usage;       /* of the arguments: "[FILE]"; NULL: none */
    const char *description; /* for --help; paragraphs are divided by an empty line */
    size_t least_arguments;
    size_t most_arguments;
    const struct option_rule *options;
    size_t option_count;
    size_t values_size;   /* of the command's own struct; 0: none */
    const void *defaults; /* what it starts as; NULL: all zero */
    /*
     * False: *error says why, and its kind gives the exit status, unless is_explained is
     * set: then nothing is printed any more. True: the exit status is call->status.
     */
    bool (*run)(struct call *call, struct error *error);
};

/* Options that every command takes, before or behind its name. */
struct common_values {
    const char *directory; /* -C; NULL: where we are */
    bool is_quiet;
    bool is_verbose;
    bool wants_help;
    bool wants_version;
};

#endif
