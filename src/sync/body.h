/* SPDX-License-Identifier: MIT */
/*
 * What the engine does with bodies: load a base, compare a file with it, merge.
 *
 * Two kinds of Markdown are kept apart. *Plain* is what the converter makes of a
 * storage body; *own* is what the user's file holds and says the same. A file that
 * merely says the same is never rewritten and never pushed.
 *
 * An ERROR_INPUT from here is about one page (a body that cannot be converted);
 * other errors end the run.
 */
#ifndef SYNC_BODY_H
#define SYNC_BODY_H

#include "convert/convert.h"
#include "sync/merge.h"
#include "sync/sync.h"

/* A page's base, as far as bodies go. */
struct base_body {
    bool exists;
    struct conversion_base plain; /* exact storage, plain Markdown, map */
    struct slice own;             /* what the file held: its own words, or plain.markdown */
};

/* Loads the base of a page; all in the arena. */
bool body_load(const struct sync *sync, struct arena *arena, long long id, struct base_body *base,
               struct error *error) __attribute__((warn_unused_result));

/* The dialect of the run's files, for a file whose attachments are there (NULL: no file yet). */
struct markdown_options body_options(const struct sync *sync, const char *attachments);

/* Plain Markdown of a storage body, for a file whose attachments are there (NULL: no file yet). */
bool body_convert(const struct sync *sync, struct arena *arena, struct slice storage,
                  const char *attachments, struct conversion_base *plain, struct error *error)
    __attribute__((warn_unused_result));

/* How the way of a text to storage would end. */
struct body_check {
    bool is_same;       /* it says what the base says */
    const char *fault;  /* it cannot be converted, and why; NULL: it can */
    struct notes notes; /* what it says and the storage would not */
};

/* Converts a text to storage for the sake of the answer only. `plain` NULL: a new page. */
bool body_try(const struct sync *sync, struct arena *arena, struct slice text,
              const struct conversion_base *plain, struct body_check *check, struct error *error)
    __attribute__((warn_unused_result));

/* Whether a Markdown text says the same as the storage. A text that cannot be converted does not. */
bool body_says_same(const struct sync *sync, struct arena *arena, struct slice text,
                    const struct conversion_base *plain, bool *is_same, struct error *error)
    __attribute__((warn_unused_result));

/* The file's text and a remote body, both against the base. */
struct body_sides {
    const struct base_body *base;
    struct slice local;
    const struct conversion_base *remote;
    struct merge_labels labels;
};

/*
 * What the file should hold for the remote body: the local text if that says the same,
 * else the remote's plain Markdown with the user's words for blocks that did not change,
 * else the plain Markdown. The local text may be empty; the labels do not count.
 */
bool body_follow(const struct sync *sync, struct arena *arena, const struct body_sides *sides,
                 struct slice *chosen, struct error *error) __attribute__((warn_unused_result));

/* Three-way merge of the file's text with a remote body. */
bool body_merge(const struct sync *sync, struct arena *arena, const struct body_sides *sides,
                struct merge_result *result, struct error *error)
    __attribute__((warn_unused_result));

/* As the state keeps it; `own` is the file's text. */
struct state_body body_to_state(struct arena *arena, const struct conversion_base *plain,
                                struct slice own);

#endif
