/* SPDX-License-Identifier: MIT */
/*
 * What the files of the executor share.
 *
 * Steps are carried out in the plan's order, in windows of neighbouring steps of one
 * kind that do not depend on each other. Rules that hold everywhere:
 *
 * 1. A page's row in the state is saved only after both sides are what it says.
 * 2. No store is called while a state_change is open, and none inside `done`.
 * 3. A step that is not done breaks its page: no later step of the page is tried.
 * 4. What was wrong with one page goes into the report; a function here returns false
 *    only when the run as a whole cannot go on.
 */
#ifndef SYNC_EXECUTE_INTERNAL_H
#define SYNC_EXECUTE_INTERNAL_H

#include "base/strmap.h"
#include "sync/body.h"
#include "sync/sync.h"
#include "sync/sync_internal.h"

#define NO_STEP ((size_t)-1)

/* The most steps of a window: updates and creations; files; one body request takes 50. */
#define PUSH_WINDOW ((size_t)50)
#define FILE_WINDOW ((size_t)250)

/* What the file of a page holds, as far as it matters to the stamp. */
struct file_now {
    const char *title;
    long long version;
    bool is_marked;    /* it names its id */
    bool is_body_base; /* its body is base_body.own */
    struct file_stamp stamp;
};

/* What has become of a page in this run. */
struct page_work {
    bool is_broken; /* rule 3 */
    bool has_row;
    bool is_saved;            /* its base body was saved in this run */
    struct state_page row;    /* as it is in the state now */
    long long id;             /* also of pages that were created just now */
    long long version;        /* remote, now */
    const char *remote_title; /* as the server has it now */
    size_t remote_parent;     /* now */
    size_t key;
    long long retitle_intent; /* 0: none */
    long long merge_intent;   /* dropped when the base is saved; 0: none */
    bool is_moved_later;      /* a STEP_MOVE_LOCAL comes before its file may be written */
    size_t write_step;        /* its STEP_WRITE_LOCAL, or NO_STEP */
    struct file_now file;
    /* A push whose file could not be written at once: what was stored, and what was pushed. */
    const struct conversion_base *stored;
    struct slice pushed;
    struct slice pushed_from; /* what the file held then */
};

struct executor {
    const struct sync *sync;
    const struct sync_scan *scan;
    struct arena *arena; /* of the run */
    struct sync_report *report;
    struct page_work *work; /* by page of the facts */
    struct strmap *created; /* page_work of pages created in this run, by id */
    size_t done_writes;
    bool has_relocated;
};

/* A window of steps: the numbers of those that are to be tried. */
struct window {
    size_t *steps;
    size_t count;
};

/* The facts, the work, and the step of a step's number. */
const struct step *executor_step(const struct executor *executor, size_t step);
const struct page_facts *executor_facts(const struct executor *executor, size_t step);
struct page_work *executor_work(const struct executor *executor, size_t step);

/* Tells that this step is next. False: the user wants no more of it. */
bool executor_continue(const struct executor *executor, size_t step, struct error *error)
    __attribute__((warn_unused_result));

/* Sets a step's result; anything but DONE breaks the page. */
void executor_finish(struct executor *executor, size_t step, enum step_result result);

/* STEP_FAILED because of this error. */
void executor_fail(struct executor *executor, size_t step, const struct error *error);

/*
 * False for an error that ends the run. An error of one page (ERROR_INPUT) is put
 * into the report, and the run goes on.
 */
bool executor_survives(struct executor *executor, size_t step, const struct error *error)
    __attribute__((warn_unused_result));

/* The outcome of an operation as the result of its step. */
void executor_take_outcome(struct executor *executor, size_t step, enum outcome outcome,
                           const struct error *error);

/* The page has been created just now, and has this id. */
void executor_note_created(struct executor *executor, size_t step, long long id);

/* The id of a page that may be a parent; 0 for the top. False: it does not exist (yet). */
bool executor_parent_id(const struct executor *executor, size_t parent, long long *id);

/* Where a page is to be put locally. False: the parent has no file. */
bool executor_local_parent(const struct executor *executor, size_t parent, enum local_parent *kind,
                           size_t *key);

/* What a page looks like remotely, wherever its parent is seen from here. */
size_t executor_seen_parent(const struct executor *executor, const struct remote_page *seen);

/*
 * Whether the file still is the one of this page: another page's can take its place while
 * we work. One that names no id, or no title, goes with any.
 */
bool executor_is_file_of(const struct local_page *file, long long id, const char *title);

/* Reads the page's file. One that is another page's now, changed its title, or is gone, is OUTDATED. */
bool executor_read_file(struct executor *executor, struct arena *arena, size_t step,
                        struct local_page *file, bool *is_usable, struct error *error)
    __attribute__((warn_unused_result));

/* Saving the base: save.c. */

/* What a page's row is to become; NULL, 0 and false leave things as they are. */
struct base_change {
    const char *title;
    bool has_parent;
    long long parent;
    long long version;
    const struct conversion_base *plain; /* with it: the file's text */
    struct slice own;
    bool is_own_partial; /* the file holds local changes on top: it is not what the base says */
};

/* Saves the row. To be called inside a state_change when it is one of several. */
bool executor_save(struct executor *executor, size_t page, const struct base_change *change,
                   struct error *error) __attribute__((warn_unused_result));

/* Files to be changed in one batch; `save` saves what became of them, inside a state_change. */
struct file_changes {
    struct local_operation *operations; /* with their owners */
    size_t count;
    bool (*save)(struct executor *executor, const struct file_changes *changes,
                 struct error *error);
    void *context; /* for `save` */
};

/* Changes the files, and saves also when that ended early: what was done is done. */
bool executor_change_files(struct executor *executor, const struct file_changes *changes,
                           struct error *error) __attribute__((warn_unused_result));

/* An intent to be saved, and where its number goes. */
struct intention {
    struct state_intent intent;
    long long *number;
};

/* Saves intents; they are on the disk when it returns. */
bool executor_intend(struct executor *executor, struct arena *arena, struct intention *intentions,
                     size_t count, struct error *error) __attribute__((warn_unused_result));

/* Removes the row. */
bool executor_forget(struct executor *executor, size_t page, struct error *error)
    __attribute__((warn_unused_result));

/* The end of a run: notes paths and stamps of files, labels of versions. */
bool executor_save_files(struct executor *executor, struct error *error)
    __attribute__((warn_unused_result));

/* Fetching, and sending: fetch.c. */
/* A body that the scan did not keep, or that is read afresh. */
struct fetched_page {
    bool is_found;
    long long version;
    const char *title;
    const char *message;
    struct slice storage;
};

/* Fetches these pages into fetched[], same order; all in the arena. */
bool executor_fetch(const struct executor *executor, struct arena *arena, const long long *ids,
                    size_t count, struct fetched_page *fetched, struct error *error)
    __attribute__((warn_unused_result));

/* The remote bodies of the steps' pages: what the scan kept, else fetched. Not found: OUTDATED. */
bool executor_remote_bodies(struct executor *executor, struct arena *arena,
                            const struct window *window, struct fetched_page *fetched,
                            struct error *error) __attribute__((warn_unused_result));

/* Sends operations whose outcomes are read when all are known. Fails as remote->perform. */
bool executor_perform(const struct executor *executor, struct arena *arena,
                      struct remote_operation *operations, size_t count, struct error *error)
    __attribute__((warn_unused_result));

/* Carrying out: each takes a window of steps of its kind. */
bool execute_moves(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_trashings(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_restorations(struct executor *executor, const struct window *window,
                          struct error *error) __attribute__((warn_unused_result));
bool execute_updates(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_creations(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_new_files(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_relocations(struct executor *executor, const struct window *window,
                         struct error *error) __attribute__((warn_unused_result));
bool execute_writes(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_removals(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_records(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));
bool execute_forgettings(struct executor *executor, const struct window *window,
                         struct error *error) __attribute__((warn_unused_result));
bool execute_holds(struct executor *executor, const struct window *window, struct error *error)
    __attribute__((warn_unused_result));

/* A merge that did not work out after all: the conflict is noted and the step HELD. */
bool executor_hold_body(struct executor *executor, size_t step, const struct body_sides *sides,
                        struct error *error) __attribute__((warn_unused_result));

/* Conflicts that are no longer any. */
bool executor_clear_conflicts(struct executor *executor, struct error *error)
    __attribute__((warn_unused_result));

#endif
