/* SPDX-License-Identifier: MIT */
/*
 * A YAML text as a tree that knows where in the text every node stands, made of
 * libyaml's events. config.c reads config.yaml from it; front_matter*.c find with
 * it the bytes of our keys, so that they can replace just those.
 *
 * Nodes live in the arena. Errors (ERROR_INPUT) read "FILE:LINE:COLUMN: problem".
 */
#ifndef CONFIG_NODE_INTERNAL_H
#define CONFIG_NODE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

enum node_kind { NODE_SCALAR, NODE_ALIAS, NODE_LIST, NODE_MAP };

/* How a scalar is written. */
enum node_style { NODE_PLAIN, NODE_SINGLE_QUOTED, NODE_DOUBLE_QUOTED, NODE_BLOCK };

struct node_pair {
    struct node *key; /* NULL in lists */
    struct node *value;
};

struct node {
    enum node_kind kind;
    enum node_style style;   /* NODE_SCALAR */
    bool is_flow;            /* NODE_LIST, NODE_MAP: written with [] or {} */
    bool has_anchor;         /* other nodes may refer to it */
    struct slice text;       /* NODE_SCALAR: its value, decoded; NODE_ALIAS: the name */
    struct span source;      /* bytes of the text, without comments and line end behind it */
    size_t line;             /* of source.start in the file, from 1 */
    size_t column;           /* in characters, from 1 */
    struct node_pair *pairs; /* NODE_LIST: the items; NODE_MAP: keys with values */
    size_t count;
};

/* A text inside a file: what messages call the file, and its line on which the text begins. */
struct node_place {
    const char *file;
    size_t first_line;
};

/*
 * Parses the one document in the text, which must not begin with a byte order
 * mark. *root is NULL when it holds nothing but blanks and comments.
 */
bool node_parse(struct arena *arena, struct slice text, const struct node_place *place,
                struct node **root, struct error *error) __attribute__((warn_unused_result));

/*
 * The value of a key of the map, or NULL in *value. Fails when the key is there
 * twice: which of the two counts is not ours to guess.
 */
bool node_find(const struct node *map, const char *key, const char *file, struct node **value,
               struct error *error) __attribute__((warn_unused_result));

/* The scalar says nothing: `key:`, `~`, `null`. */
bool node_is_null(const struct node *node);

/* Fails with "FILE:LINE:COLUMN: " and the text; always returns false. */
bool node_fail(const struct node *node, const char *file, struct error *error, const char *format,
               ...) __attribute__((format(printf, 4, 5)));

#endif
