/* SPDX-License-Identifier: MIT */
/*
 * The decision tables: what each side did to a page, and what follows. Pure, total,
 * and printed in docs/sync.md, which a test compares with the tables.
 *
 * A page as a whole and its attributes (body, title, place) are decided separately:
 * when the page stays on both sides, each attribute goes its own way.
 */
#ifndef SYNC_DECIDE_H
#define SYNC_DECIDE_H

#include <stdbool.h>

#include "base/strbuf.h"

/* What a side did to a page since the base. */
enum side_change {
    SIDE_ABSENT, /* never had it */
    SIDE_UNCHANGED,
    SIDE_MOVED,    /* only its place changed, which is not content */
    SIDE_EDITED,   /* body or title; perhaps moved too */
    SIDE_DELETED,  /* remote: proved by the trash, the archive or another space */
    SIDE_CREATED,  /* has it, and there is no base */
    SIDE_VANISHED, /* remote: not listed, and no proof that it was deleted */
};
#define SIDE_CHANGE_COUNT (SIDE_VANISHED + 1)

enum page_action {
    PAGE_IMPOSSIBLE,
    PAGE_ATTRIBUTES, /* stays on both sides: decide_attribute for each attribute */
    PAGE_CREATE_REMOTE,
    PAGE_CREATE_LOCAL,
    PAGE_TRASH_REMOTE,
    PAGE_TRASH_LOCAL,
    PAGE_RESTORE_LOCAL, /* deleted here, changed there: the file comes back */
    PAGE_JOIN,          /* on both sides without a base: adopted when equal, held when not */
    PAGE_FORGET,
    PAGE_HOLD, /* the user must decide */
};
#define PAGE_ACTION_COUNT (PAGE_HOLD + 1)

enum page_action decide_page(enum side_change local, enum side_change remote);

enum attribute_action {
    ATTRIBUTE_KEEP,
    ATTRIBUTE_PUSH,
    ATTRIBUTE_PULL,
    ATTRIBUTE_AGREE, /* both sides made the same change: the base follows */
    ATTRIBUTE_CLASH, /* body: merged or held; title: held; place: remote wins */
};
#define ATTRIBUTE_ACTION_COUNT (ATTRIBUTE_CLASH + 1)

/* `is_same`: both sides have the same value now. */
enum attribute_action decide_attribute(bool is_local_changed, bool is_remote_changed, bool is_same);

const char *side_change_name(enum side_change change);
const char *page_action_name(enum page_action action);

/* The page table as a Markdown table, local changes in rows. */
void decide_print_table(struct strbuf *text);

#endif
