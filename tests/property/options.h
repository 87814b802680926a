/* SPDX-License-Identifier: MIT */
/* Arguments of property programs: [--seed N] [--count N] [--all] [--verbose], and those of pages.h. */
#ifndef TESTS_PROPERTY_OPTIONS_H
#define TESTS_PROPERTY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROPERTY_ARGUMENTS = 8 };

struct property_options {
    uint64_t seed;
    size_t count; /* of what the test counts; preset by the test */
    bool is_all;  /* everything instead of a sample */
    bool is_verbose;
    char *rest[PROPERTY_ARGUMENTS]; /* the other arguments, for pages_check */
    int rest_count;
};

/* Over what is preset in *options. */
void property_options_read(struct property_options *options, int count, char **arguments);

#endif
