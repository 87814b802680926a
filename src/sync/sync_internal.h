/* SPDX-License-Identifier: MIT */
/* What scan and execute share. */
#ifndef SYNC_SYNC_INTERNAL_H
#define SYNC_SYNC_INTERNAL_H

#include "sync/sync.h"

/* Beside page_facts, same number: what only carrying out needs. */
struct scan_page {
    const struct state_page *row; /* NULL: no base */
    const char *remote_title;     /* as the server has it, even when it is a temporary one */
    long long retitle_intent;     /* the intent of that temporary title; 0: none */
    long long merge_intent;       /* of a merge that an interrupted run began; 0: none */
    struct slice merged_from;     /* BODY_REMOTE_INCLUDES: what the file held when it was merged */
    struct slice storage;         /* remote body of remote.version; start NULL: not fetched, or not
                                      kept because there were too many */
    struct file_stamp stamp;      /* of the file, when it was listed */
    bool is_file_as_known;        /* it was not read: it holds what the base says */
    bool is_title_implied;        /* of struct local_page */
    bool is_reworded;             /* it says what the base says, in other words than before */
};

/*
 * Whether this page, found under the title of a creation that got no answer, is what
 * the creation made: this account's, without a file so far, and it says what was sent.
 * The server may write that down in its own way.
 */
bool creation_made(const struct sync *sync, const struct remote_page *page, struct slice sent,
                   bool *is_made, struct error *error) __attribute__((warn_unused_result));

/* The page of the facts with this id; facts->count: there is none. 0 is no id. */
size_t facts_find(const struct facts *facts, long long id);

#endif
