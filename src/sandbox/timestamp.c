/* SPDX-License-Identifier: MIT */
#include "sandbox/timestamp.h"

#include <stdio.h>
#include <time.h>

void timestamp_write(long long moment_ms, char text[TIMESTAMP_SIZE])
{
    time_t seconds = (time_t)(moment_ms / 1000);
    struct tm parts = {0};
    char whole[TIMESTAMP_SIZE - 8];

    (void)gmtime_r(&seconds, &parts);
    (void)strftime(whole, sizeof whole, "%Y-%m-%dT%H:%M:%S", &parts);
    (void)snprintf(text, TIMESTAMP_SIZE, "%s.%03dZ", whole, (int)(moment_ms % 1000));
}
