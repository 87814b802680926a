/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_OUT_OF_MEMORY = 70 };

void mem_fail(void)
{
    (void)fputs("confsync: out of memory\n", stderr);
    _Exit(EXIT_OUT_OF_MEMORY);
}

void *mem_new(size_t count, size_t size)
{
    void *block = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

    if (!block) {
        mem_fail();
    }
    return block;
}

void *mem_resize(void *block, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        mem_fail();
    }
    size_t bytes = count * size;
    void *resized = realloc(block, bytes > 0 ? bytes : 1);
    if (!resized) {
        mem_fail();
    }
    return resized;
}

char *mem_copy_text(const char *text)
{
    char *copy = strdup(text);

    if (!copy) {
        mem_fail();
    }
    return copy;
}
