/* SPDX-License-Identifier: MIT */
/*
 * Time, so that tests can replace it. Milliseconds everywhere. Passed by value;
 * `data` must outlive whoever got the clock.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

struct clock {
    /* Since 1970-01-01 UTC, for comparing with dates that came from elsewhere. May jump. */
    long long (*now_ms)(void *data);
    /* Since some moment, never backwards: for measuring how long something took. */
    long long (*monotonic_ms)(void *data);
    /* Waits; a signal may end it early. */
    void (*sleep_ms)(void *data, long long duration_ms);
    void *data;
};

/* The machine's own time. */
struct clock clock_system(void);

long long clock_now_ms(struct clock clock);
long long clock_monotonic_ms(struct clock clock);
void clock_sleep_ms(struct clock clock, long long duration_ms);

#endif
