/* SPDX-License-Identifier: MIT */
/*
 * A clock that stands still until somebody sleeps, and then jumps: tests of pauses
 * take no time and see how long they were.
 *
 *     struct fake_time time = {.now_ms = 1795168800000};
 *     settings.clock = fake_time_clock(&time);
 */
#ifndef TESTS_SUPPORT_FAKE_TIME_H
#define TESTS_SUPPORT_FAKE_TIME_H

#include "base/clock.h"

struct fake_time {
    long long now_ms;
    long long slept_ms; /* all sleeps together */
};

struct clock fake_time_clock(struct fake_time *time);

#endif
