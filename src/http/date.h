/* SPDX-License-Identifier: MIT */
/* Points in time as servers write them. */
#ifndef HTTP_DATE_H
#define HTTP_DATE_H

#include <stdbool.h>

/* An HTTP date (RFC 9110 §5.6.7, all three forms). False, and *ms untouched, for anything else. */
bool http_date_parse(const char *text, long long *ms);

/* ISO 8601 with date and time: "2026-11-20T10:00:00.123Z"; without a zone it is UTC. */
bool http_date_parse_iso(const char *text, long long *ms);

#endif
