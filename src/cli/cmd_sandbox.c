/* SPDX-License-Identifier: MIT */
#include "cli/commands.h"
#include "sandbox/sandbox.h"

struct sandbox_values {
    unsigned long long port;
    const char *port_file;
    const char *database;
    const char *seed;
    const char *space;
    const char *token;
    const char *log;
    unsigned long long delay_ms;
};

static const struct option_rule sandbox_command_options[] = {
    {
        .name = "port",
        .kind = OPTION_NUMBER,
        .argument = "N",
        .most = 65535,
        .offset = offsetof(struct sandbox_values, port),
        .help = "where to listen; 0, as without the option: any free port",
    },
    {
        .name = "port-file",
        .kind = OPTION_TEXT,
        .argument = "FILE",
        .offset = offsetof(struct sandbox_values, port_file),
        .help = "write the port to FILE once it listens",
    },
    {
        .name = "database",
        .kind = OPTION_TEXT,
        .argument = "FILE",
        .offset = offsetof(struct sandbox_values, database),
        .help = "keep everything in FILE; without it all is gone at the end",
    },
    {
        .name = "seed",
        .kind = OPTION_TEXT,
        .argument = "DIR",
        .offset = offsetof(struct sandbox_values, seed),
        .help = "make a space of the .xml files in DIR; their folders are the hierarchy, their "
                "names the titles",
    },
    {
        .name = "space",
        .kind = OPTION_TEXT,
        .argument = "KEY",
        .offset = offsetof(struct sandbox_values, space),
        .help = "the key of that space; SEED without the option",
    },
    {
        .name = "token",
        .kind = OPTION_TEXT,
        .argument = "TOKEN",
        .offset = offsetof(struct sandbox_values, token),
        .help = "let in only who has this token; without it, any but an empty one",
    },
    {
        .name = "log",
        .kind = OPTION_TEXT,
        .argument = "FILE",
        .offset = offsetof(struct sandbox_values, log),
        .help = "add a line of JSON to FILE for each request",
    },
    {
        .name = "delay",
        .kind = OPTION_NUMBER,
        .argument = "MS",
        .most = 60000,
        .offset = offsetof(struct sandbox_values, delay_ms),
        .help = "wait so many milliseconds before each answer",
    },
};

static bool run_sandbox(struct call *call, struct error *error)
{
    const struct sandbox_values *values = call->values;
    struct sandbox_options options = {
        .port = (unsigned short)values->port,
        .port_file = values->port_file,
        .database = values->database,
        .seed = values->seed,
        .space = values->space,
        .token = values->token,
        .log = values->log,
        .delay_ms = (long long)values->delay_ms,
        .messages = call->console->verbosity == VERBOSITY_QUIET ? NULL : stdout,
        .warnings = stderr,
    };
    return sandbox_run(&options, error);
}

const struct command command_sandbox = {
    .name = "sandbox",
    .summary = "run a Confluence-compatible server on this machine",
    .description =
        "Runs a Confluence-compatible server on the loopback interface, for trying things out "
        "and for tests, until it is interrupted. It prints its address; open that in a browser "
        "to read and edit its pages. Without --seed a new database gets a small demonstration "
        "space.\n\n"
        "    confsync sandbox --port 8090\n"
        "    CONFSYNC_USER=me@example.com CONFSYNC_TOKEN=x \\\n"
        "        confsync clone http://127.0.0.1:8090/wiki/spaces/DEMO",
    .options = sandbox_command_options,
    .option_count = sizeof sandbox_command_options / sizeof sandbox_command_options[0],
    .values_size = sizeof(struct sandbox_values),
    .run = run_sandbox,
};
