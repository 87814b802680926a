/* SPDX-License-Identifier: MIT */
#include "http/date.h"

#include <ctype.h>
#include <curl/curl.h>
#include <string.h>
#include <time.h>

enum { MS_PER_SECOND = 1000 };

bool http_date_parse(const char *text, long long *ms)
{
    time_t seconds = isalpha((unsigned char)*text) ? curl_getdate(text, NULL) : -1;

    if (seconds < 0) {
        return false;
    }
    *ms = (long long)seconds * MS_PER_SECOND;
    return true;
}

bool http_date_parse_iso(const char *text, long long *ms)
{
    struct tm parts = {0};
    const char *rest = strptime(text, "%Y-%m-%dT%H:%M", &parts);

    if (rest && *rest == ':') {
        rest = strptime(rest, ":%S", &parts);
    }
    if (rest && *rest == '.') {
        rest += 1 + strspn(rest + 1, "0123456789");
    }
    if (rest && *rest != '\0' && strcmp(rest, "Z") != 0) {
        rest = strptime(rest, "%z", &parts);
    }
    if (!rest || (*rest != '\0' && strcmp(rest, "Z") != 0)) {
        return false;
    }
    /* timegm overwrites tm_gmtoff. */
    long offset = parts.tm_gmtoff;
    *ms = ((long long)timegm(&parts) - offset) * MS_PER_SECOND;
    return true;
}
