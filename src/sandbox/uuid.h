/* SPDX-License-Identifier: MIT */
/* Random names for things: 8-4-4-4-12 hexadecimal digits (RFC 4122, version 4). */
#ifndef SANDBOX_UUID_H
#define SANDBOX_UUID_H

#include "base/random.h"

#define UUID_SIZE 37

/* Writes a new one, with its NUL. */
void uuid_make(struct random_source random, char text[UUID_SIZE]);

#endif
