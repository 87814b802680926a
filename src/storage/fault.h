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

/* The position of the first byte that is not UTF-8 as RFC 3629 has it, or SLICE_NOT_FOUND. */
size_t fault_find_bad_utf8(struct slice text);

#endif
