/* SPDX-License-Identifier: MIT */
/* What the files of the scan share. */
#ifndef SYNC_SCAN_INTERNAL_H
#define SYNC_SCAN_INTERNAL_H

#include "base/strmap.h"
#include "sync/body.h"
#include "sync/sync.h"
#include "sync/sync_internal.h"

/* How a file's body compares with the base. */
enum file_body {
    FILE_BODY_SAME,     /* byte for byte what it was */
    FILE_BODY_REWORDED, /* says the same in other words */
    FILE_BODY_CHANGED,
};

/* A file of the local listing. */
struct file_entry {
    struct local_page page;       /* texts in the arena; without the body */
    const struct state_page *row; /* the base it was compared with; NULL: none */
    enum file_body body;
    const char *fault;       /* of its body, which cannot be sent, with the line; NULL: none */
    struct notes notes;      /* on its body, with lines of the file */
    long long claim;         /* the page that it is; 0: a new one */
    bool is_claimed_by_path; /* the file does not say so itself */
    bool is_on_other;        /* it says so, but is where another page's file was */
    bool has_twin;           /* another file says the same, and is not taken for it */
    bool is_second;          /* another file is the page that it was taken for */
    size_t twin;             /* that file, if this one says so too; LOCAL_NONE: none */
    const char *doubt;       /* it cannot be the page that it names, and why; NULL: it can */
    size_t index;            /* in the facts */
};

struct scanner {
    const struct sync *sync;
    const struct sync_options *options;
    struct arena *arena;
    struct sync_scan *scan;
    struct state_pages rows;     /* by id */
    struct strmap *rows_by_path; /* const struct state_page */
    struct remote_page *remote;  /* by id; without bodies */
    size_t remote_count;
    struct file_entry *files;
    size_t file_count;
    const struct state_page **known; /* rows that were handed to local->list, by path */
    struct state_intents intents;    /* temporary titles that are under way */
    struct state_conflicts conflicts;
};

/* Settles the intents of an interrupted run, and loads those that remain. */
bool scan_recover(struct scanner *scanner, struct error *error) __attribute__((warn_unused_result));

bool scan_list_remote(struct scanner *scanner, struct error *error)
    __attribute__((warn_unused_result));
bool scan_list_local(struct scanner *scanner, struct error *error)
    __attribute__((warn_unused_result));

/* Compares the body of a file that was read with the base, and tries whether it could be sent. */
bool scan_body(struct scanner *scanner, struct file_entry *entry, struct slice body,
               struct error *error) __attribute__((warn_unused_result));

/* Finds new files that are pages which are already there, with the same title and body. */
bool scan_adopt(struct scanner *scanner, struct error *error) __attribute__((warn_unused_result));

/*
 * The files by page, new ones (claim 0) first and by path. Of twins, one keeps the page;
 * the others, and files with ids that nobody knows, stay the page whose file was there
 * (so that this page does not count as deleted) or become new ones, in doubt both times.
 */
struct file_entry **scan_order_files(struct scanner *scanner);

/* Puts the three trees side by side. */
void scan_join(struct scanner *scanner);

/* Asks what became of the pages that are not listed. */
bool scan_look(struct scanner *scanner, struct error *error) __attribute__((warn_unused_result));

/* Fetches the bodies of pages whose version moved, and compares and merges them. */
bool scan_compare(struct scanner *scanner, struct error *error) __attribute__((warn_unused_result));

/* NULL: there is none. */
const struct state_page *scan_find_row(const struct scanner *scanner, long long id);
const struct remote_page *scan_find_remote(const struct scanner *scanner, long long id);

#endif
