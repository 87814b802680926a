/* SPDX-License-Identifier: MIT */
/*
 * What Confluence Cloud's editor keeps as ac:adf-extension: nodes of the Atlassian
 * Document Format that storage format has no element for. Two of them have a form
 * in the document:
 *
 *     panel of the type "note"   a macro of the name ADF_NOTE, with a rich body
 *     decision-list              a list that is_decision_list
 *
 * Behind the node may stand ac:adf-fallback, the same content for who does not know
 * the node. It goes when the content changes: Confluence shows the node.
 */
#ifndef STORAGE_ADF_H
#define STORAGE_ADF_H

#include "base/strbuf.h"
#include "storage/read_internal.h"

/* No macro of Confluence has a colon in its name. */
#define ADF_PREFIX "adf:"
#define ADF_NOTE   ADF_PREFIX "note"

/* The block that the element is; NULL: another element, or it holds something that has no place. */
struct block *adf_read(const struct reader *reader, const struct xml_node *element);

bool adf_is_macro(const struct macro *macro);
bool adf_is_decision(const struct block *item);

/* What stands before and behind the content: of a panel, a list, an item; the item knows its own. */
void adf_write_note_open(struct strbuf *storage);
void adf_write_note_close(struct strbuf *storage);
void adf_write_list_open(struct strbuf *storage);
void adf_write_list_close(struct strbuf *storage);
void adf_write_item_open(struct strbuf *storage, const struct block *item);
void adf_write_item_close(struct strbuf *storage, const struct block *item);

/*
 * Appends the bytes before and behind an item's text with the state that it has now,
 * and with tags around the text where it had none.
 */
void adf_append_item_open(struct strbuf *storage, struct slice open, const struct block *after);
void adf_append_item_close(struct strbuf *storage, struct slice close, const struct block *after);

/* Appends the bytes behind the content of a panel or a list, without the fallback in them. */
void adf_append_without_fallback(struct strbuf *storage, struct slice close);

#endif
