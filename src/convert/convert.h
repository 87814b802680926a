/* SPDX-License-Identifier: MIT */
/*
 * A page's body between storage format and Markdown, without losing anything.
 *
 *     convert_to_markdown(arena, storage, &options, &base, error);
 *     … the user edits base.markdown …
 *     convert_to_storage(arena, edited, &base, &options, &result, error);
 *
 * The base is what both sides agreed on: exact storage, exact Markdown, and which
 * lines of the one are which bytes of the other. On the way back, blocks that say
 * the same as in the base keep the base's bytes, whatever they hold; only blocks
 * the user changed are written anew, inside the tags they had. Pure: bytes in,
 * bytes out.
 */
#ifndef CONVERT_CONVERT_H
#define CONVERT_CONVERT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "document/notes.h"
#include "markdown/options.h"

/* One block of the base: these lines of its Markdown are these bytes of its storage. */
struct block_map_entry {
    struct span storage; /* struct block_source.outer */
    size_t first_line;   /* from 1, both inside */
    size_t last_line;
};

/* All blocks that are in the Markdown, parents before their children, in the order of the text. */
struct block_map {
    struct block_map_entry *entries;
    size_t count;
};

struct conversion_base {
    struct slice storage;
    struct slice markdown;
    struct block_map map;
    bool is_opaque; /* the storage is malformed: one fence, to be pushed unchanged or not at all */
    size_t fault_line; /* is_opaque: where and why, in the storage */
    size_t fault_column;
    const char *fault; /* NULL unless is_opaque */
};

/*
 * Makes the Markdown of a body, and the base for the way back. Malformed storage
 * is not an error: see is_opaque. False only beyond LIMIT_PAGE or LIMIT_CONVERTED.
 */
bool convert_to_markdown(struct arena *arena, struct slice storage,
                         const struct markdown_options *options, struct conversion_base *base,
                         struct error *error) __attribute__((warn_unused_result));

/* What became of the blocks of a page on the way back to storage. */
struct conversion_report {
    size_t kept;    /* top-level blocks whose bytes were copied */
    size_t changed; /* written anew inside the tags they had */
    size_t added;
    size_t removed;
    struct notes notes; /* in the arena: what the new storage does not carry */
};

/*
 * Makes the storage of an edited body. `base` may be NULL: a new page. Markdown
 * that says the same as the base's gives the base's storage, byte for byte.
 * Fails (ERROR_INPUT, with the line) when a raw block is not well-formed, or an
 * opaque base was edited, or as markdown_read does.
 */
bool convert_to_storage(struct arena *arena, struct slice markdown,
                        const struct conversion_base *base, const struct markdown_options *options,
                        struct slice *storage, struct conversion_report *report,
                        struct error *error) __attribute__((warn_unused_result));

/* The block map as one text for the state, and back; the format is described in convert/block_map.c. */
struct slice block_map_write(struct arena *arena, const struct block_map *map);
bool block_map_parse(struct arena *arena, struct slice text, struct block_map *map,
                     struct error *error) __attribute__((warn_unused_result));

/* The top-level blocks of a Markdown text as line ranges that hold every non-blank line once. */
bool convert_split(struct arena *arena, struct slice markdown,
                   const struct markdown_options *options, struct block_map *blocks,
                   struct error *error) __attribute__((warn_unused_result));

#endif
