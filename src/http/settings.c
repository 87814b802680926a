/* SPDX-License-Identifier: MIT */
#include "http/settings.h"

/*
 * Retries as Atlassian asks of clients (developer.atlassian.com, "Rate limiting");
 * as many requests at a time as API tokens were seen to get without a 429. Writes begin
 * with what is recommended for one space, and become more while nobody minds.
 */
struct http_settings http_settings_default(void)
{
    return (struct http_settings){
        .clock = clock_system(),
        .random = random_system(),
        .connect_timeout_ms = 15000,
        .stall_timeout_s = 60,
        .retry_base_ms = 2000,
        .retry_cap_ms = 30000,
        .ordered_pause_cap_s = 900,
        .refused_cap_ms = 15000,
        .retries = 4,
        .reads_first = 4,
        .reads_most = 8,
        .writes_first = 3,
        .writes_most = 6,
        .stopping_ms = 30000,
    };
}
