/* SPDX-License-Identifier: MIT */
#include "sandbox/problem.h"

#include <stdarg.h>
#include <stdio.h>

bool problem_set(struct problem *problem, int status, const char *code, const char *format, ...)
{
    va_list arguments;

    problem->status = status;
    problem->code = code;
    problem->detail = NULL;
    va_start(arguments, format);
    (void)vsnprintf(problem->title, sizeof problem->title, format, arguments);
    va_end(arguments);
    return false;
}

bool problem_no_page(struct problem *problem, long long id)
{
    return problem_set(problem, 404, "NOT_FOUND", "Cannot find a page with id [%lld]", id);
}

bool problem_title_taken(struct problem *problem)
{
    return problem_set(problem, 400, "BAD_REQUEST",
                       "A page with this title already exists: A page already exists with the same "
                       "TITLE in this space");
}
