/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <stddef.h>
#include <time.h>

enum { MS_PER_SECOND = 1000, NS_PER_MS = 1000000 };

static long long read_ms(clockid_t which)
{
    struct timespec time = {0};

    (void)clock_gettime(which, &time);
    return (long long)time.tv_sec * MS_PER_SECOND + time.tv_nsec / NS_PER_MS;
}

static long long system_now_ms(void *data)
{
    (void)data;
    return read_ms(CLOCK_REALTIME);
}

static long long system_monotonic_ms(void *data)
{
    (void)data;
    return read_ms(CLOCK_MONOTONIC);
}

static void system_sleep_ms(void *data, long long duration_ms)
{
    (void)data;
    struct timespec time = {
        .tv_sec = (time_t)(duration_ms / MS_PER_SECOND),
        .tv_nsec = (long)(duration_ms % MS_PER_SECOND) * NS_PER_MS,
    };

    (void)nanosleep(&time, NULL);
}

struct clock clock_system(void)
{
    return (struct clock){
        .now_ms = system_now_ms,
        .monotonic_ms = system_monotonic_ms,
        .sleep_ms = system_sleep_ms,
    };
}

long long clock_now_ms(struct clock clock)
{
    return clock.now_ms(clock.data);
}

long long clock_monotonic_ms(struct clock clock)
{
    return clock.monotonic_ms(clock.data);
}

void clock_sleep_ms(struct clock clock, long long duration_ms)
{
    if (duration_ms > 0) {
        clock.sleep_ms(clock.data, duration_ms);
    }
}
