/* SPDX-License-Identifier: MIT */
/*
 * Footnotes, [^1] and [^1]: text. Confluence has none; the page gets what a reader
 * sees: a raised link at the reference, and where the definition stands a paragraph
 * that begins with one which leads back. Anchors called fn-1 and fnref-1 make that
 * known again:
 *
 *     word<anchor fnref-1/><sup><link to fn-1>1</link></sup>
 *     <p><anchor fn-1/><sup><link to fnref-1>1</link></sup> text</p>
 *
 * cmark-gfm's own support drops definitions nobody refers to, moves the others, and
 * without it takes "[^1]: word" for the definition of a link. So the reader puts breaks
 * (autolink_internal.h) into the brackets, which keep them text and tell them from
 * escaped ones.
 */
#ifndef MARKDOWN_FOOTNOTES_INTERNAL_H
#define MARKDOWN_FOOTNOTES_INTERNAL_H

#include <cmark-gfm.h>
#include <stdbool.h>

#include "base/strbuf.h"
#include "base/strmap.h"
#include "document/document.h"

/* Whether a line begins with the definition of a footnote, be it in code. */
bool footnotes_are_in(struct slice markdown);

/* Appends Markdown with breaks in footnotes and references to them. */
void footnotes_mark(struct strbuf *marked, struct slice markdown);

struct footnote {
    size_t start; /* of the brackets in the text */
    size_t end;   /* behind them, and behind the ':' of a definition */
    struct slice label;
    bool is_definition;
};

/* Letters and digits of any script, and single - . _ between them: means nothing else in Markdown. */
bool footnote_is_label(struct slice label);

/* The first marked footnote with such a label at or after `from`. */
bool footnote_find(struct slice text, size_t from, struct footnote *footnote);

/* Whether a line of text that begins with the node begins with a definition. */
bool footnote_begins(cmark_node *node, struct footnote *footnote);

/* Enters the labels that are defined in the tree. */
void footnotes_collect(struct strmap *labels, struct arena *arena, cmark_node *document);

/* The nodes for a reference, or for the start of a definition. */
struct inline_node *footnote_make(struct arena *arena, struct slice label, bool is_definition);

/* The last node of such a reference that `node` begins, and its label; or NULL. */
const struct inline_node *footnote_match(const struct inline_node *node, bool is_definition,
                                         struct slice *label);

/* The same of definitions in a page of ours: those that the writer writes as such. */
struct strmap *footnotes_defined(struct arena *arena, const struct block *page);

/* Whether a paragraph there can be written as a definition. */
bool footnote_is_place(const struct block *block);

#endif
