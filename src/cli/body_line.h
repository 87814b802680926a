/* SPDX-License-Identifier: MIT */
/*
 * Faults in Markdown say "line 4: why", counted from where the body begins. People look
 * for the line in the file, where front matter stands before it.
 */
#ifndef CLI_BODY_LINE_H
#define CLI_BODY_LINE_H

#include "base/arena.h"
#include "base/error.h"
#include "convert/convert.h"

/* "line 4: why" becomes "NAME:4: why"; any other message gets NAME as its prefix. */
void body_line_name(struct error *error, const char *name);

/*
 * In "line 4: why", counts from the start of the file. Does nothing to other messages,
 * and where the file cannot be read.
 */
void body_line_shift(struct error *error, struct arena *arena, const char *path,
                     const struct markdown_options *options);

#endif
