/* SPDX-License-Identifier: MIT */
#include "base/random.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

static uint64_t system_next(void *data)
{
    (void)data;
    uint64_t number = 0;
    ssize_t got = 0;

    do {
        got = getrandom(&number, sizeof number, 0);
    } while (got < 0 && errno == EINTR);
    if (got != (ssize_t)sizeof number) {
        /* Without it nothing made of these numbers could be trusted; no caller can help. */
        (void)fputs("confsync: the system gives no random numbers\n", stderr);
        abort();
    }
    return number;
}

/* S. Vigna's splitmix64, public domain: https://prng.di.unimi.it/splitmix64.c */
static uint64_t seeded_next(void *data)
{
    uint64_t *state = data;
    *state += 0x9E3779B97F4A7C15U;
    uint64_t number = *state;

    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9U;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EBU;
    return number ^ (number >> 31);
}

struct random_source random_system(void)
{
    return (struct random_source){.next = system_next};
}

struct random_source random_seeded(uint64_t *state)
{
    return (struct random_source){.next = seeded_next, .data = state};
}

uint64_t random_next(struct random_source source)
{
    return source.next(source.data);
}

long long random_between(struct random_source source, long long low, long long high)
{
    assert(low <= high);
    uint64_t range = (uint64_t)high - (uint64_t)low + 1;
    if (range == 0) {
        return (long long)random_next(source);
    }
    /* Numbers below `uneven` would make the low results likelier. */
    uint64_t uneven = (UINT64_MAX - range + 1) % range;
    uint64_t number = random_next(source);
    while (number < uneven) {
        number = random_next(source);
    }
    /* Modulo 2^64, so that it fits whatever the signs. */
    uint64_t chosen = (uint64_t)low + number % range;
    return (long long)chosen;
}
