/* SPDX-License-Identifier: MIT */
/*
 * Why a request was not carried out: a refusal in Confluence's words, or a failure
 * of the sandbox itself.
 *
 * Functions of this module that can fail return bool and take `struct problem *` as
 * their last parameter. On false, either `status` is set (a refusal) or it is still 0
 * and `error` is filled in, which becomes a 500. So `&problem->error` can be handed
 * to the functions of other modules as it is.
 */
#ifndef SANDBOX_PROBLEM_H
#define SANDBOX_PROBLEM_H

#include <stdbool.h>

#include "base/error.h"

#define PROBLEM_TITLE_SIZE 1024

struct problem {
    int status;       /* of the answer; 0: see error */
    const char *code; /* v2's word for it: "NOT_FOUND" */
    char title[PROBLEM_TITLE_SIZE];
    const char *detail; /* NULL: none */
    struct error error;
};

/* Always returns false. */
bool problem_set(struct problem *problem, int status, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The two refusals that several places speak. The first as v2 answers for pages. */
bool problem_no_page(struct problem *problem, long long id);
bool problem_title_taken(struct problem *problem);

#endif
