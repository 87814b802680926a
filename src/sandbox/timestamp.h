/* SPDX-License-Identifier: MIT */
/* Moments as Confluence writes them: 2026-11-20T09:03:59.007Z. */
#ifndef SANDBOX_TIMESTAMP_H
#define SANDBOX_TIMESTAMP_H

#define TIMESTAMP_SIZE 32

/* Writes the moment, given in milliseconds since 1970, with its NUL. */
void timestamp_write(long long moment_ms, char text[TIMESTAMP_SIZE]);

#endif
