/* SPDX-License-Identifier: MIT */
/*
 * Storage format as a tree of XML nodes that all know their bytes.
 *
 * Confluence's storage format is an XML fragment with undeclared prefixes (ac:,
 * ri:, at:) and the named entities of XHTML. Nothing is normalised: a name stays
 * as it was spelled, and every node has the exact range of its bytes, so that
 * whoever keeps a node can copy what was there.
 */
#ifndef STORAGE_PARSE_H
#define STORAGE_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"
#include "storage/element_kind.h"

enum xml_kind {
    XML_ELEMENT,
    XML_TEXT,   /* character data, CDATA and entities in a row are separate nodes */
    XML_CDATA,  /* one section; text is what is inside */
    XML_ENTITY, /* one reference: &nbsp; &lt; &#160; &#xA0;; text is its character */
    XML_COMMENT,
    XML_INSTRUCTION, /* <?…?> */
};

struct xml_attribute {
    struct slice name;
    struct slice value; /* decoded */
};

/* There are many at a time, of some bytes of storage each: it must be small. */
struct xml_node {
    enum xml_kind kind : 8;
    enum element_kind element : 8; /* of elements; ELEMENT_OTHER for the root */
    unsigned attribute_count;
    union {
        struct slice name; /* elements: as spelled, with prefix */
        struct slice text; /* all others: decoded */
    };
    struct xml_attribute *attributes;
    struct span outer; /* bytes of the whole node */
    struct span inner; /* elements: between the tags; empty, at outer.end, for <x/> */
    struct xml_node *parent;
    struct xml_node *first_child;
    struct xml_node *previous;
    struct xml_node *next;
};

/* Where and why a text is not well-formed. */
struct xml_fault {
    size_t line;   /* from 1 */
    size_t column; /* from 1, in characters of the line */
    char message[160];
};

/*
 * Parses a storage fragment. *root is an element without a name whose children
 * are the top-level nodes; its ranges are the whole text. The tree points into
 * `storage` and the arena. False when the text is not well-formed, not UTF-8, has
 * an entity nobody knows, or nests deeper than LIMIT_DEPTH: then *fault says where.
 */
bool storage_parse(struct arena *arena, struct slice storage, struct xml_node **root,
                   struct xml_fault *fault) __attribute__((warn_unused_result));

/*
 * The same for who keeps texts and no nodes: the nodes live in one arena, and what had
 * to be decoded in the other.
 */
bool storage_parse_apart(struct arena *nodes, struct arena *texts, struct slice storage,
                         struct xml_node **root, struct xml_fault *fault)
    __attribute__((warn_unused_result));

/* Whether storage_parse can parse it, for who needs no tree. `fault` may be NULL. */
bool storage_is_well_formed(struct slice storage, struct xml_fault *fault);

/* The value of an attribute, or NULL. Names count as they are spelled. */
const struct slice *xml_attribute_find(const struct xml_node *element, const char *name);

/* The first child element of that name, or NULL. */
struct xml_node *xml_child_find(const struct xml_node *element, const char *name);

#endif
