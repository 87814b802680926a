/* SPDX-License-Identifier: MIT */
/* From the command line to a command, and from its end to the exit status. */
#include <errno.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/interrupt.h"

enum { MOST_HELP = 64 * 1024 };

/* One run of the program. */
struct run {
    struct arena *arena;
    struct console *console;
    struct common_values common;
    struct command_line line;
};

static struct option_group common_group(struct run *run)
{
    return (struct option_group){common_options, common_option_count, &run->common};
}

static void print_overview(const struct run *run)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_HELP);
    help_append_overview(&text);
    console_write(run->console, strbuf_slice(&text));
}

static void print_help(const struct run *run, const struct command *command)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(MOST_HELP);
    help_append_command(&text, command);
    console_write(run->console, strbuf_slice(&text));
}

static bool check_arguments(const struct command *command, const struct call *call,
                            struct error *error)
{
    if (call->argument_count < command->least_arguments) {
        return error_set(error, ERROR_USAGE, 0, "%s needs %s; confsync help %s explains them",
                         command->name, command->usage, command->name);
    }
    if (call->argument_count > command->most_arguments) {
        return error_set(error, ERROR_USAGE, 0, "%s: one argument too many: %s", command->name,
                         call->arguments[command->most_arguments]);
    }
    return true;
}

static bool enter_directory(const char *directory, struct error *error)
{
    if (directory == NULL || chdir(directory) == 0) {
        return true;
    }
    return error_set(error, ERROR_IO, errno, "cannot enter %s: %s", directory, strerror(errno));
}

static void set_verbosity(const struct run *run)
{
    if (run->common.is_quiet) {
        run->console->verbosity = VERBOSITY_QUIET;
    } else if (run->common.is_verbose) {
        run->console->verbosity = VERBOSITY_VERBOSE;
    }
}

/* Runs a command whose name is the first word. */
static bool run_command(struct run *run, const struct command *command, struct call *call,
                        struct error *error)
{
    void *values = arena_alloc(run->arena, 1, command->values_size + 1);
    struct option_group groups[] = {
        {command->options, command->option_count, values},
        common_group(run),
    };
    size_t first = 0;

    if (command->defaults != NULL) {
        memcpy(values, command->defaults, command->values_size);
    }
    if (!options_parse(groups, 2, OPTION_SCAN_ALL, run->line, &first, error)) {
        return error_prefix(error, "%s", command->name);
    }
    if (run->common.wants_help) {
        print_help(run, command);
        return true;
    }
    call->values = values;
    call->arguments = run->line.words + first;
    call->argument_count = (size_t)run->line.count - first;
    set_verbosity(run);
    return check_arguments(command, call, error) && enter_directory(run->common.directory, error) &&
           command->run(call, error);
}

/* Finds out what is wanted and does it. */
static bool run_program(struct run *run, struct call *call, struct error *error)
{
    const struct command *command = NULL;
    struct option_group common = common_group(run);
    size_t first = 0;

    if (!options_parse(&common, 1, OPTION_SCAN_LEADING, run->line, &first, error)) {
        return false;
    }
    bool is_named = first < (size_t)run->line.count;
    if (run->common.wants_version) {
        return command_version.run(call, error);
    }
    if (!is_named && run->common.wants_help) {
        print_overview(run);
        return true;
    }
    if (!is_named) {
        return error_set(error, ERROR_USAGE, 0, "no command given; confsync help lists them");
    }
    run->line.count -= (int)first;
    run->line.words += first;
    return command_find(run->line.words[0], &command, error) &&
           run_command(run, command, call, error);
}

int main(int argc, char **argv)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct console console = console_open();
    struct run run = {.arena = arena, .console = &console, .line = {argc, argv}};
    struct call call = {.arena = arena, .console = &console};
    struct error error;

    setlocale(LC_CTYPE, "");
    interrupt_watch();
    bool is_done = run_program(&run, &call, &error);
    if (!is_done && !call.is_explained) {
        console_error(&console, &error);
    }
    enum exit_status status =
        is_done ? call.status : exit_worse(call.status, exit_status_of(error.kind));
    if (!console_finish(&console, &error)) {
        console_error(&console, &error);
        status = exit_worse(status, STATUS_FAILED);
    }
    return (int)status;
}
