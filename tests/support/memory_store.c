/* SPDX-License-Identifier: MIT */
#include "memory_internal.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

void memory_set(char *field, size_t size, const char *text)
{
    size_t length = strlen(text);

    assert_true(length < size);
    memmove(field, text, length + 1);
}

void memory_set_slice(char *field, size_t size, struct slice text)
{
    assert_true(text.length < size);
    (void)memset(field, 0, size);
    if (text.length > 0) {
        memcpy(field, text.start, text.length);
    }
}

void memory_moment(struct memory_store *store)
{
    if (store->on_moment) {
        store->on_moment(store->context);
    }
}

/* False when the store has stopped working. */
bool memory_begin_change(struct memory_store *store, struct error *error)
{
    store->changes++;
    if (store->faults.stop != 0 && store->changes >= store->faults.stop) {
        return error_set(error, ERROR_NETWORK, 0, "no answer from the server");
    }
    memory_moment(store);
    return true;
}

void memory_store_init(struct memory_store *store)
{
    (void)memset(store, 0, sizeof *store);
    memory_remote_init(store);
    memory_local_init(store);
    store->world.root = world_id(world_add_page(&store->world, "Home", 0, "<p>welcome</p>"));
}
