/* SPDX-License-Identifier: MIT */
/*
 * Files and the base follow the remote side: the last two links of a page's chain.
 * A window of pages is written in one batch, then saved in one transaction.
 */
#ifndef SYNC_FOLLOW_INTERNAL_H
#define SYNC_FOLLOW_INTERNAL_H

#include "sync/execute_internal.h"

struct follow {
    size_t page;
    size_t write_step;      /* gets the result; NO_STEP: nothing is written, only saved … */
    bool is_label;          /* … but the version, where that works: else the next run writes it */
    struct local_page file; /* as it was read; it must still be so when it is written */
    struct base_body base;
    /* What the remote side has now; with takes_body it becomes the base. */
    const struct conversion_base *remote;
    bool takes_body;
    long long version;  /* of the front matter, and of the base; 0: stays */
    bool keeps_version; /* only of the front matter */
    /* What the file should say. If it does not say the same as `remote`: with is_partial the
       rest are local changes that stay local, without the file gets the remote's Markdown. */
    struct slice text;
    bool is_partial;
    const char *file_title; /* to be written; NULL: stays, or is written with the id */
    /* To be saved, whatever becomes of the file. */
    const char *base_title;
    bool has_parent;
    long long parent;

    /* Set by follow_all. */
    struct slice chosen;
    bool is_same; /* `chosen` says the same as `remote` */
};

bool follow_all(struct executor *executor, struct arena *arena, struct follow *follows,
                size_t count, struct error *error) __attribute__((warn_unused_result));

#endif
