/* SPDX-License-Identifier: MIT */
/*
 * The only door to malloc. Running out of memory ends the program with exit
 * status 70: the sync journal makes that as safe as a power cut, and no caller
 * has to handle it. All other code must not call malloc, calloc, realloc, strdup.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Zeroed memory for `count` items of `size` bytes; never NULL. Free with free(). */
void *mem_new(size_t count, size_t size) __attribute__((malloc, returns_nonnull));

/* Grows or shrinks a block of mem_new or mem_resize; added bytes are not zeroed. */
void *mem_resize(void *block, size_t count, size_t size) __attribute__((returns_nonnull));

/* A copy of the NUL-terminated text, which must not be NULL. Free with free(). */
char *mem_copy_text(const char *text) __attribute__((malloc, returns_nonnull));

/* Ends the program as running out of memory does. */
__attribute__((noreturn)) void mem_fail(void);

#define MEM_NEW(type)              ((type *)mem_new(1, sizeof(type)))
#define MEM_NEW_ARRAY(type, count) ((type *)mem_new((count), sizeof(type)))

#endif
