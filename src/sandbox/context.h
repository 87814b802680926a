/* SPDX-License-Identifier: MIT */
/* What all parts of the sandbox share: its database, and where time and chance come from. */
#ifndef SANDBOX_CONTEXT_H
#define SANDBOX_CONTEXT_H

#include "base/clock.h"
#include "base/random.h"
#include "database/database.h"
#include "sandbox/uuid.h"

struct faults;
struct request_log;

struct sandbox {
    struct database *database;
    struct clock clock;
    struct random_source random; /* for what nobody may guess */
    struct random_source chance; /* for ids and positions: the same in every run */
    const char *token;           /* NULL: every password is let in */
    unsigned short port;
    long long delay_ms; /* added to every answer */
    struct faults *faults;
    struct request_log *log;  /* NULL: none is kept */
    char form_key[UUID_SIZE]; /* proves that a form came from a page of ours */
};

#endif
