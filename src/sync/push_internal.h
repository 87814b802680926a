/* SPDX-License-Identifier: MIT */
/*
 * What updating and creating pages have in common: a window of pages is sent, what
 * the server stored is read back, then files and base follow (follow_internal.h).
 */
#ifndef SYNC_PUSH_INTERNAL_H
#define SYNC_PUSH_INTERNAL_H

#include "sync/execute_internal.h"

/* One page on its way. */
struct push {
    size_t step;
    const char *message; /* of the version, by which the run recognises its own work */
    bool is_given_up;    /* its step has got its result, and it is not DONE */
    struct local_page file;
    struct base_body base;
    struct slice text;   /* Markdown of what is sent: the file's, or the merge */
    bool takes_body;     /* the base takes over body and version */
    bool is_partial;     /* only a title is sent: what the text has of its own stays local */
    bool is_sent;        /* false: the server has all of it already */
    struct slice before; /* an update: what the page held when it was sent */
    struct remote_operation operation;
    bool is_stored_known;
    struct conversion_base stored; /* what the server made of it */
    long long intent;              /* of a creation; 0: none */
};

struct pushes {
    struct push *items;
    size_t count;
};

/* A text for versions by which this window recognises its own work. */
const char *push_message(struct executor *executor, struct arena *arena);

/* Gives a page up with this result. */
void push_give_up(struct executor *executor, struct push *push, enum step_result result);

/* Gives a page up because of an error of its own; false for one that ends the run. */
bool push_survives(struct executor *executor, struct push *push, const struct error *error)
    __attribute__((warn_unused_result));

/*
 * Reports what was sent and accepted as done, when the run ends before base and file
 * can follow; the next run finds it.
 */
void push_finish_accepted(struct executor *executor, const struct pushes *pushes);

/*
 * Fetches what the server stored, where the answers did not tell, and settles updates
 * without an answer. Pushes that did not get through are given up.
 */
bool push_read_back(struct executor *executor, struct arena *arena, struct pushes *pushes,
                    struct error *error) __attribute__((warn_unused_result));

/* Lets files and base follow. Files that are moved first are left for later. */
bool push_conclude(struct executor *executor, struct arena *arena, struct pushes *pushes,
                   struct error *error) __attribute__((warn_unused_result));

#endif
