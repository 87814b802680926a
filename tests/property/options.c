/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <string.h>

#include "base/slice.h"

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

void property_options_read(struct property_options *options, int count, char **arguments)
{
    options->rest[options->rest_count++] = arguments[0];
    for (int i = 1; i < count && options->rest_count < PROPERTY_ARGUMENTS;) {
        int taken = take_option(options, arguments + i);
        if (taken == 0) {
            options->rest[options->rest_count++] = arguments[i++];
        }
        i += taken;
    }
}
