/* SPDX-License-Identifier: MIT */
#include "base/progress.h"

void progress_report(const struct progress *progress, const struct progress_event *event)
{
    if (progress != NULL && progress->report != NULL) {
        progress->report(progress->data, event);
    }
}

bool progress_continue(const struct progress *progress, struct error *error)
{
    if (progress == NULL || progress->is_stopped == NULL || !progress->is_stopped(progress->data)) {
        return true;
    }
    return error_set(error, ERROR_INTERRUPTED, 0, "interrupted");
}
