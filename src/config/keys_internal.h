/* SPDX-License-Identifier: MIT */
/*
 * Maps of config.yaml whose keys are known: a table says who reads each.
 *
 * All functions fail (ERROR_INPUT) with "FILE:LINE:COLUMN: problem".
 */
#ifndef CONFIG_KEYS_INTERNAL_H
#define CONFIG_KEYS_INTERNAL_H

#include "config/config.h"
#include "config/node_internal.h"

#define KEY_COUNT(keys) (sizeof(keys) / sizeof((keys)[0]))

struct reader {
    struct arena *arena;
    const char *file;
    struct config *config;
    struct error *error;
};

/* One key that a map may have. Columns: name, whether it must be there, who reads it into `target`. */
struct key {
    const char *name;
    bool is_required;
    bool (*read)(struct reader *reader, const struct node *value, void *target);
};

/* Reads the keys in the order of the table. */
bool config_read_map(struct reader *reader, const struct node *map, const struct key *keys,
                     size_t count, void *target);

/* A scalar that says something, without control characters. */
bool config_read_text(struct reader *reader, const struct node *value, const char **text);

/* The map that the key `markdown` has. */
bool config_read_markdown(struct reader *reader, const struct node *value,
                          struct config_markdown *markdown);

#endif
