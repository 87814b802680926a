/* SPDX-License-Identifier: MIT */
/* Where in a text a fault is, in the words of an editor: line and column. */
#ifndef STORAGE_FAULT_H
#define STORAGE_FAULT_H

#include <stdarg.h>
#include <stddef.h>

#include "base/slice.h"
#include "storage/parse.h"

/* Fills in *fault for the byte `position` of the text; the message is cut to its field. */
void fault_set(struct xml_fault *fault, struct slice text, size_t position, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
