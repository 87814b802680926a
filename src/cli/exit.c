/* SPDX-License-Identifier: MIT */
#include "cli/exit.h"

#include <errno.h>
#include <stddef.h>

enum exit_status exit_status_of(enum error_kind kind)
{
    switch (kind) {
    case ERROR_USAGE:
        return STATUS_USAGE;
    case ERROR_CONFLICT:
        return STATUS_CONFLICTS;
    case ERROR_STOPPED:
        return STATUS_STOPPED;
    case ERROR_NETWORK:
    case ERROR_ACCESS:
        return STATUS_NO_ACCESS;
    case ERROR_INTERRUPTED:
        return STATUS_INTERRUPTED;
    case ERROR_INPUT:
    case ERROR_IO:
    case ERROR_NOT_FOUND:
    case ERROR_HTTP:
    case ERROR_DATABASE:
        return STATUS_FAILED;
    }
    return STATUS_FAILED;
}

/* The higher, the worse. */
static int rank_of(enum exit_status status)
{
    static const enum exit_status from_the_best[] = {
        STATUS_DONE,  STATUS_CONFLICTS, STATUS_PARTLY,    STATUS_FAILED,
        STATUS_USAGE, STATUS_STOPPED,   STATUS_NO_ACCESS, STATUS_INTERRUPTED,
    };
    int rank = 0;

    while (from_the_best[rank] != status) {
        rank++;
    }
    return rank;
}

enum exit_status exit_worse(enum exit_status left, enum exit_status right)
{
    return rank_of(left) >= rank_of(right) ? left : right;
}

/* SQLite's result codes, https://www.sqlite.org/rescode.html; the low byte says what kind. */
enum { SQLITE_CORRUPT = 11, SQLITE_NOT_A_DATABASE = 26, KIND_OF_CODE = 0xFF };

static bool is_damaged(int code)
{
    return (code & KIND_OF_CODE) == SQLITE_CORRUPT ||
           (code & KIND_OF_CODE) == SQLITE_NOT_A_DATABASE;
}

const char *exit_advice_for(const struct error *error)
{
    switch (error->kind) {
    case ERROR_NETWORK:
        return "check the address and the connection, then run the same command again";
    case ERROR_ACCESS:
        return "check CONFSYNC_USER and CONFSYNC_TOKEN, or where else the token comes from, and "
               "what that user may see";
    case ERROR_INTERRUPTED:
        return "run the same command again to go on";
    case ERROR_IO:
        return error->code == ENOSPC || error->code == EDQUOT
                   ? "make room, then run the same command again"
                   : NULL;
    case ERROR_DATABASE:
        return is_damaged(error->code) ? "move it away, and the next run makes a new one" : NULL;
    case ERROR_USAGE:
    case ERROR_INPUT:
    case ERROR_NOT_FOUND:
    case ERROR_HTTP:
    case ERROR_CONFLICT:
    case ERROR_STOPPED:
        return NULL;
    }
    return NULL;
}
