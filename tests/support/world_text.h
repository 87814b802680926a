/* SPDX-License-Identifier: MIT */
/* Worlds as text, for comparing them. */
#ifndef TESTS_SUPPORT_WORLD_TEXT_H
#define TESTS_SUPPORT_WORLD_TEXT_H

#include "base/strbuf.h"
#include "memory_store.h"

/* Both sides, each page in a line with its title, its parent and its words, sorted. */
void world_write(struct strbuf *remote, struct strbuf *local, const struct world *world);

/* Fails the test, showing both, when the sides differ. */
void world_expect_equal_sides(const struct world *world);

#endif
