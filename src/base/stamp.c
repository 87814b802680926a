/* SPDX-License-Identifier: MIT */
#include "base/stamp.h"

bool file_stamp_proves(const struct file_stamp *known, const struct file_stamp *now,
                       long long granularity_ns)
{
    if (known->size != now->size || known->inode != now->inode ||
        known->modified_ns != now->modified_ns || known->changed_ns != now->changed_ns) {
        return false;
    }
    /* ctime moves with every change and cannot be set back by programs as mtime can. */
    return known->changed_ns + granularity_ns < known->taken_ns &&
           known->modified_ns + granularity_ns < known->taken_ns;
}

bool file_stamp_is_moved(const struct file_stamp *before, const struct file_stamp *after)
{
    return before->inode == after->inode && before->size == after->size &&
           before->modified_ns == after->modified_ns;
}
