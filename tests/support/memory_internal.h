/* SPDX-License-Identifier: MIT */
/* What the files of the memory store share. */
#ifndef TESTS_SUPPORT_MEMORY_INTERNAL_H
#define TESTS_SUPPORT_MEMORY_INTERNAL_H

#include "memory_store.h"

/* Copies a text into a field of a world; it must fit. */
void memory_set(char *field, size_t size, const char *text);
void memory_set_slice(char *field, size_t size, struct slice text);

/* Tells the test that a crash could happen now. */
void memory_moment(struct memory_store *store);

/* A change is about to be made. False when the store has stopped working. */
bool memory_begin_change(struct memory_store *store, struct error *error);

/* NULL: no such page, or not current. */
struct world_page *world_find_current(struct world *world, long long id);

/* Whether a current page other than `except` has the title, in any case. */
bool world_is_title_free(const struct world *world, const char *title, size_t except);

/* The file was changed just now. */
void world_touch(struct world *world, size_t file);

void memory_remote_init(struct memory_store *store);
void memory_local_init(struct memory_store *store);

#endif
