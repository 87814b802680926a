/* SPDX-License-Identifier: MIT */
/*
 * Faults to order: which requests are to fail, and how, so that tests can see what a
 * client makes of it. Ordered over POST /_sandbox/faults; see docs/sandbox.md.
 */
#ifndef SANDBOX_FAULTS_H
#define SANDBOX_FAULTS_H

#include <stdbool.h>

#include <jansson.h>

#include "base/cleanup.h"
#include "sandbox/problem.h"

struct faults;

enum fault_kind {
    FAULT_NONE,
    FAULT_DELAY, /* nothing but the delay, which all others can have too */
    FAULT_429,   /* as a rate limit, with or without Retry-After */
    FAULT_500,   /* an HTML page, as gateways answer */
    FAULT_503,
    FAULT_CUT_BEFORE,       /* the connection is closed, and nothing was done */
    FAULT_CUT_AFTER_COMMIT, /* it was done, then the connection is closed without an answer */
    FAULT_CUT_BODY,         /* it was done, and the connection is closed amid the answer's body */
    FAULT_NO_ACCESS,        /* as if the token were no longer valid */
};

struct fault {
    enum fault_kind kind;
    long long delay_ms;
    long long retry_after_s; /* -1: not told */
};

/* The name that orders, and the log, use. */
const char *fault_name(enum fault_kind kind);

struct faults *faults_new(void);
void faults_free(struct faults *faults);
DEFINE_CLEANUP(faults)

/*
 * {"kind":K, "method":M, "path":RE, "nth":N, "count":C, "delay_ms":D, "retry_after":S}:
 * of the requests with the method (any when absent) whose target the POSIX extended
 * regular expression matches (all when absent), the Nth (1) and the C-1 (0) after it,
 * or all after it when C is 0, get the fault.
 */
bool faults_order(struct faults *faults, json_t *order, struct problem *problem)
    __attribute__((warn_unused_result));

void faults_clear(struct faults *faults);

/* What is ordered, with how many requests each has matched and how many it has hit. */
json_t *faults_to_json(const struct faults *faults);

/* What happens to this request, which counts for every order that it matches. */
struct fault faults_meet(struct faults *faults, const char *method, const char *target);

#endif
