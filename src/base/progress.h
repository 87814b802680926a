/* SPDX-License-Identifier: MIT */
/*
 * How a long piece of work tells its caller how far it is, and asks whether to go on.
 *
 * The caller fills a struct progress and hands it down; whoever does the work calls
 *
 *     progress_report(progress, &(struct progress_event){
 *         .activity = "reading pages", .done = 150, .total = 1000});
 *     …
 *     if (!progress_continue(progress, error)) {
 *         return false;      // ERROR_INTERRUPTED; what was begun has been finished
 *     }
 *
 * A NULL progress, or one without functions, is allowed everywhere: nobody watches.
 * Work asks progress_continue where it can stop without leaving anything half done.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct progress_event {
    const char *activity; /* what is being done, for the user: "reading pages" */
    const char *subject;  /* to what just now: a path or a title; NULL: nothing to name */
    size_t done;          /* of `total`, in pages or whatever the activity counts */
    size_t total;         /* 0: not known */
};

struct progress {
    /* Borrows the event and its texts for the call only. */
    void (*report)(void *data, const struct progress_event *event);
    /* True once the user wants the work to end. */
    bool (*is_stopped)(void *data);
    void *data;
};

void progress_report(const struct progress *progress, const struct progress_event *event);

/* False (ERROR_INTERRUPTED) once the user wants the work to end. */
bool progress_continue(const struct progress *progress, struct error *error)
    __attribute__((warn_unused_result));

#endif
