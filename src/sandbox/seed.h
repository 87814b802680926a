/* SPDX-License-Identifier: MIT */
/*
 * Making a space of a directory tree of storage bodies.
 *
 *     index.xml           the home page's body
 *     guide.xml           a page "guide"
 *     guide/install.xml   a page below it
 *     notes/today.xml     below an empty page "notes", as there is no notes.xml
 *
 * Bodies are stored byte for byte, as if an editor had saved them. What is malformed is
 * left out, and a title that is taken gets " (2)"; both are said, with the file's name.
 * Names that start with a dot, and files that do not end in .xml, are not looked at.
 */
#ifndef SANDBOX_SEED_H
#define SANDBOX_SEED_H

#include <stdbool.h>
#include <stdio.h>

#include "sandbox/context.h"
#include "sandbox/problem.h"

/* Makes the space `key`; its home page is called like it. All or nothing. */
bool seed_space(struct sandbox *sandbox, const char *directory, const char *key, FILE *warnings,
                struct problem *problem) __attribute__((warn_unused_result));

#endif
