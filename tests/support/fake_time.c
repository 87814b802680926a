/* SPDX-License-Identifier: MIT */
#include "fake_time.h"

static long long now_ms(void *data)
{
    const struct fake_time *time = data;

    return time->now_ms;
}

static void sleep_ms(void *data, long long duration_ms)
{
    struct fake_time *time = data;

    time->now_ms += duration_ms;
    time->slept_ms += duration_ms;
}

struct clock fake_time_clock(struct fake_time *time)
{
    return (struct clock){
        .now_ms = now_ms,
        .monotonic_ms = now_ms,
        .sleep_ms = sleep_ms,
        .data = time,
    };
}
