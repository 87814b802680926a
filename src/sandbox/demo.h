/* SPDX-License-Identifier: MIT */
/* The space that a new sandbox has when nothing else was asked for. */
#ifndef SANDBOX_DEMO_H
#define SANDBOX_DEMO_H

#include <stdbool.h>

#include "sandbox/context.h"
#include "sandbox/problem.h"

/* Makes the space DEMO, all or nothing. */
bool demo_space(struct sandbox *sandbox, struct problem *problem)
    __attribute__((warn_unused_result));

#endif
