/* SPDX-License-Identifier: MIT */
/*
 * Random numbers, so that tests can replace them. Passed by value; `data` must
 * outlive whoever got the source. The system's source is fit for secrets.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

struct random_source {
    uint64_t (*next)(void *data);
    void *data;
};

/* The kernel's random numbers. */
struct random_source random_system(void);

/*
 * The same numbers for the same seed on every machine (splitmix64). *state is the
 * seed before the first number, and is changed by each. Not for secrets.
 */
struct random_source random_seeded(uint64_t *state);

uint64_t random_next(struct random_source source);

/* Evenly from [low, high]; low must not be above high. */
long long random_between(struct random_source source, long long low, long long high);

#endif
