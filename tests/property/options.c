/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "page_folder.h"

enum { MOST_ARGUMENTS = 16 };

static bool read_number(const char *text, unsigned long long *number)
{
    return text && slice_parse_number(slice_from(text), number);
}

/* Takes the option at the front; returns how many arguments it is, 0: it is no option. */
static int take_option(struct property_options *options, char **arguments)
{
    unsigned long long number = 0;

    if (strcmp(arguments[0], "--all") == 0) {
        options->is_all = true;
        return 1;
    }
    if (strcmp(arguments[0], "--verbose") == 0) {
        options->is_verbose = true;
        return 1;
    }
    if (strcmp(arguments[0], "--seed") == 0 && read_number(arguments[1], &number)) {
        options->seed = number;
        return 2;
    }
    if (strcmp(arguments[0], "--count") == 0 && read_number(arguments[1], &number)) {
        options->count = (size_t)number;
        return 2;
    }
    return 0;
}

bool property_options_read(struct property_options *options, int count, char **arguments)
{
    char *rest[MOST_ARGUMENTS] = {arguments[0]};
    int rest_count = 1;

    options->folder = STRBUF(LIMIT_PATH);
    for (int i = 1; i < count && rest_count < MOST_ARGUMENTS;) {
        int taken = take_option(options, arguments + i);
        if (taken == 0) {
            rest[rest_count++] = arguments[i++];
        }
        i += taken;
    }
    if (!page_folder_find(&options->folder, rest_count, rest)) {
        printf("usage: %s [--seed N] [--count N] [--all] [--verbose] [--shared DIR] FOLDER\n",
               arguments[0]);
        return false;
    }
    return true;
}
