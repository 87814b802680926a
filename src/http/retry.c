/* SPDX-License-Identifier: MIT */
#include "http/retry.h"

#include <stddef.h>

#include "base/slice.h"
#include "http/date.h"
#include "http/status.h"

enum { MS_PER_SECOND = 1000, PERCENT = 100, SPREAD_LOW = 70, SPREAD_HIGH = 130 };

static bool is_worth_repeating(const struct http_outcome *outcome)
{
    if (outcome->status == 0) {
        return !outcome->is_hopeless && (outcome->is_idempotent || !outcome->was_sent);
    }
    switch (outcome->status) {
    case HTTP_TOO_MANY_REQUESTS:
        return true;
    case HTTP_BAD_GATEWAY:
    case HTTP_UNAVAILABLE:
    case HTTP_GATEWAY_TIMEOUT:
        return outcome->is_idempotent;
    default:
        return outcome->is_idempotent && outcome->status >= HTTP_SERVER_ERROR &&
               outcome->ordered_pause_ms > 0;
    }
}

static long long smaller(long long left, long long right)
{
    return left < right ? left : right;
}

static long long own_pause(const struct http_settings *settings, int retries)
{
    long long pause = settings->retry_base_ms;

    for (int i = 0; i < retries && pause < settings->retry_cap_ms; i++) {
        pause *= 2;
    }
    pause = smaller(pause, settings->retry_cap_ms);
    pause = pause * random_between(settings->random, SPREAD_LOW, SPREAD_HIGH) / PERCENT;
    return smaller(pause, settings->retry_cap_ms);
}

/* The last attempt is at the end of the time, not some time before. */
static long long refused_pause(const struct http_settings *settings,
                               const struct http_outcome *outcome)
{
    long long left = settings->refused_cap_ms - outcome->refused_ms;
    return left > 0 ? smaller(own_pause(settings, outcome->retries), left) : HTTP_GIVE_UP;
}

long long http_retry_pause(const struct http_settings *settings, const struct http_outcome *outcome)
{
    if (outcome->retries >= settings->retries || !is_worth_repeating(outcome)) {
        return HTTP_GIVE_UP;
    }
    if (outcome->is_refused) {
        return refused_pause(settings, outcome);
    }
    if (outcome->ordered_pause_ms == 0) {
        return own_pause(settings, outcome->retries);
    }
    if (outcome->ordered_pause_ms > (long long)settings->ordered_pause_cap_s * MS_PER_SECOND) {
        return HTTP_GIVE_UP;
    }
    return outcome->ordered_pause_ms;
}

/* Seconds, as Retry-After has them. A number that no clock can hold is as good as the largest. */
static bool parse_seconds(const char *text, long long *ms)
{
    const unsigned long long most = 1ULL << 40;
    unsigned long long seconds = 0;

    if (!slice_parse_number(slice_trim(slice_from(text)), &seconds)) {
        return false;
    }
    *ms = (long long)(seconds < most ? seconds : most) * MS_PER_SECOND;
    return true;
}

long long http_ordered_pause(struct clock clock, const char *retry_after, const char *reset)
{
    long long pause = 0;
    long long moment = 0;

    if (retry_after && parse_seconds(retry_after, &pause)) {
        return pause;
    }
    if ((retry_after && http_date_parse(retry_after, &moment)) ||
        (reset && http_date_parse_iso(reset, &moment))) {
        pause = moment - clock_now_ms(clock);
    }
    return pause > 0 ? pause : 0;
}
