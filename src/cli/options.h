/* SPDX-License-Identifier: MIT */
/*
 * Options of the command line, driven by tables.
 *
 * A command describes its options once, as rows of a table; parsing, the help text
 * and the checks of the manual pages all read that table. Each row says where its
 * value goes in the command's own struct:
 *
 *     struct convert_values { const char *base; bool is_fast; };
 *
 *     static const struct option_rule rules[] = {
 *         {.name = "base", .kind = OPTION_TEXT, .argument = "FILE",
 *          .offset = offsetof(struct convert_values, base), .help = "…"},
 *     };
 *
 * The kind and the type of the member must agree: OPTION_FLAG bool, OPTION_TEXT and
 * OPTION_CHOICE const char *, OPTION_NUMBER unsigned long long. What is not given on
 * the command line keeps the value it had.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

enum option_kind {
    OPTION_FLAG,   /* --name */
    OPTION_TEXT,   /* --name TEXT */
    OPTION_CHOICE, /* --name with one of the words in `argument`, which '|' divides */
    OPTION_NUMBER, /* --name N, at most `most` */
};

struct option_rule {
    const char *name; /* without the dashes */
    char letter;      /* of the short form; 0: none */
    enum option_kind kind;
    const char *argument; /* what the help calls the value; NULL for flags */
    unsigned long long most;
    size_t offset;    /* of the member in the command's struct */
    const char *help; /* lower case, no full stop */
};

/* A table and the struct its values go to. */
struct option_group {
    const struct option_rule *rules;
    size_t count;
    void *values;
};

/* Words as main gets them; the first is the name of the program or command. */
struct command_line {
    int count;
    char **words;
};

enum option_scan {
    OPTION_SCAN_ALL,     /* options may stand among and behind the arguments */
    OPTION_SCAN_LEADING, /* stop at the first argument */
};

/*
 * Reads the options that the groups know and sets *first to the position of the first
 * argument; with OPTION_SCAN_ALL, the words are reordered so that all arguments stand
 * behind the options. "--" ends the options. The values point into the words. Fails
 * with ERROR_USAGE, in words for the user: an option nobody knows (with the nearest
 * one), a missing, superfluous or wrong value.
 */
bool options_parse(const struct option_group *groups, size_t group_count, enum option_scan scan,
                   struct command_line line, size_t *first, struct error *error)
    __attribute__((warn_unused_result));

/* Whether one of the words in `choices`, divided by '|', is `word`. */
bool options_choice_holds(const char *choices, const char *word);

#endif
