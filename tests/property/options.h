/* SPDX-License-Identifier: MIT */
/*
 * The arguments of the property tests: [--seed N] [--count N] [--all] [--verbose], and the
 * folder of pages as page_folder_find takes it.
 */
#ifndef TESTS_PROPERTY_OPTIONS_H
#define TESTS_PROPERTY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

struct property_options {
    uint64_t seed;
    size_t count; /* of what the test counts; preset by the test */
    bool is_all;  /* everything instead of a sample */
    bool is_verbose;
    struct strbuf folder; /* to be released */
};

/* Over what is preset in *options. False when an argument is not understood: told on stdout. */
bool property_options_read(struct property_options *options, int count, char **arguments)
    __attribute__((warn_unused_result));

#endif
