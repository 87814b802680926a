/* SPDX-License-Identifier: MIT */
#include "sync/decide.h"

#include <assert.h>

/*
 * [local][remote]. A pair that is not listed cannot occur. Not symmetrical on purpose:
 * the remote side is shared and the local one is not, so any remote change, even a
 * move, saves a page from a local deletion, but a local move does not save a file.
 */
static const enum page_action page_actions[SIDE_CHANGE_COUNT][SIDE_CHANGE_COUNT] = {
    [SIDE_ABSENT][SIDE_CREATED] = PAGE_CREATE_LOCAL,

    [SIDE_UNCHANGED][SIDE_UNCHANGED] = PAGE_ATTRIBUTES,
    [SIDE_UNCHANGED][SIDE_MOVED] = PAGE_ATTRIBUTES,
    [SIDE_UNCHANGED][SIDE_EDITED] = PAGE_ATTRIBUTES,
    [SIDE_UNCHANGED][SIDE_DELETED] = PAGE_TRASH_LOCAL,
    [SIDE_UNCHANGED][SIDE_VANISHED] = PAGE_HOLD,

    [SIDE_MOVED][SIDE_UNCHANGED] = PAGE_ATTRIBUTES,
    [SIDE_MOVED][SIDE_MOVED] = PAGE_ATTRIBUTES,
    [SIDE_MOVED][SIDE_EDITED] = PAGE_ATTRIBUTES,
    [SIDE_MOVED][SIDE_DELETED] = PAGE_TRASH_LOCAL,
    [SIDE_MOVED][SIDE_VANISHED] = PAGE_HOLD,

    [SIDE_EDITED][SIDE_UNCHANGED] = PAGE_ATTRIBUTES,
    [SIDE_EDITED][SIDE_MOVED] = PAGE_ATTRIBUTES,
    [SIDE_EDITED][SIDE_EDITED] = PAGE_ATTRIBUTES,
    [SIDE_EDITED][SIDE_DELETED] = PAGE_HOLD,
    [SIDE_EDITED][SIDE_VANISHED] = PAGE_HOLD,

    [SIDE_DELETED][SIDE_UNCHANGED] = PAGE_TRASH_REMOTE,
    [SIDE_DELETED][SIDE_MOVED] = PAGE_RESTORE_LOCAL,
    [SIDE_DELETED][SIDE_EDITED] = PAGE_RESTORE_LOCAL,
    [SIDE_DELETED][SIDE_DELETED] = PAGE_FORGET,
    [SIDE_DELETED][SIDE_VANISHED] = PAGE_FORGET,

    [SIDE_CREATED][SIDE_ABSENT] = PAGE_CREATE_REMOTE,
    [SIDE_CREATED][SIDE_CREATED] = PAGE_JOIN,
    [SIDE_CREATED][SIDE_DELETED] = PAGE_HOLD,
    [SIDE_CREATED][SIDE_VANISHED] = PAGE_HOLD,
};

enum page_action decide_page(enum side_change local, enum side_change remote)
{
    assert(local < SIDE_CHANGE_COUNT && remote < SIDE_CHANGE_COUNT);
    return page_actions[local][remote];
}

enum attribute_action decide_attribute(bool is_local_changed, bool is_remote_changed, bool is_same)
{
    /* [is_local_changed][is_remote_changed][is_same] */
    static const enum attribute_action actions[2][2][2] = {
        [false][false][false] = ATTRIBUTE_KEEP, [false][false][true] = ATTRIBUTE_KEEP,
        [false][true][false] = ATTRIBUTE_PULL,  [false][true][true] = ATTRIBUTE_AGREE,
        [true][false][false] = ATTRIBUTE_PUSH,  [true][false][true] = ATTRIBUTE_AGREE,
        [true][true][false] = ATTRIBUTE_CLASH,  [true][true][true] = ATTRIBUTE_AGREE,
    };
    return actions[is_local_changed][is_remote_changed][is_same];
}

const char *side_change_name(enum side_change change)
{
    static const char *const names[] = {
        [SIDE_ABSENT] = "absent",     [SIDE_UNCHANGED] = "unchanged", [SIDE_MOVED] = "moved",
        [SIDE_EDITED] = "edited",     [SIDE_DELETED] = "deleted",     [SIDE_CREATED] = "created",
        [SIDE_VANISHED] = "vanished",
    };
    return names[change];
}

const char *page_action_name(enum page_action action)
{
    static const char *const names[] = {
        [PAGE_IMPOSSIBLE] = "–",
        [PAGE_ATTRIBUTES] = "by attribute",
        [PAGE_CREATE_REMOTE] = "create remote",
        [PAGE_CREATE_LOCAL] = "create local",
        [PAGE_TRASH_REMOTE] = "trash remote",
        [PAGE_TRASH_LOCAL] = "trash local",
        [PAGE_RESTORE_LOCAL] = "restore local",
        [PAGE_JOIN] = "adopt or hold",
        [PAGE_FORGET] = "forget",
        [PAGE_HOLD] = "hold",
    };
    return names[action];
}

void decide_print_table(struct strbuf *text)
{
    strbuf_append(text, "| local \\ remote |");
    for (int remote = 0; remote < SIDE_CHANGE_COUNT; remote++) {
        strbuf_append_format(text, " %s |", side_change_name((enum side_change)remote));
    }
    strbuf_append(text, "\n|---|");
    for (int remote = 0; remote < SIDE_CHANGE_COUNT; remote++) {
        strbuf_append(text, "---|");
    }
    strbuf_append(text, "\n");
    /* Nothing vanishes locally without a trace: a missing file is a deleted one. */
    for (int local = 0; local < SIDE_VANISHED; local++) {
        strbuf_append_format(text, "| **%s** |", side_change_name((enum side_change)local));
        for (int remote = 0; remote < SIDE_CHANGE_COUNT; remote++) {
            enum page_action action =
                decide_page((enum side_change)local, (enum side_change)remote);
            strbuf_append_format(text, " %s |", page_action_name(action));
        }
        strbuf_append(text, "\n");
    }
}
