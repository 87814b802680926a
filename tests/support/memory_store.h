/* SPDX-License-Identifier: MIT */
/*
 * The third filling of sync/store.h: a Confluence and a directory that live in one
 * struct without pointers, so that a test can copy a whole world at any moment and go
 * on from there.
 *
 * The server is as strict as the real one (unique titles whatever their case, parents
 * that exist, versions that count up by one, children that move up when their parent
 * is trashed) and as awkward (moves and deletions are unconditional, a move does not
 * change the version unless moves_make_versions, comments change a body without a new version).
 *
 * Files have paths that never change ("f007.md" is number 7); where a file hangs is a
 * number beside it.
 */
#ifndef TESTS_SUPPORT_MEMORY_STORE_H
#define TESTS_SUPPORT_MEMORY_STORE_H

#include "sync/store.h"

#define WORLD_PAGES 64
#define WORLD_FILES 64
#define WORLD_TITLE 64
#define WORLD_BODY  1500
#define WORLD_NONE  ((size_t)-1)

enum { WORLD_FIRST_ID = 101 };

/* A page of the server; its id is WORLD_FIRST_ID plus its place. */
struct world_page {
    enum remote_status status;
    long long parent;
    long long version;
    bool is_mine;
    char title[WORLD_TITLE];
    char storage[WORLD_BODY];
    const char *large_storage; /* shown instead when it is set; the test's */
    char message[WORLD_TITLE];
};

struct world_file {
    bool exists;
    bool is_faulty;
    long long id;
    long long version;
    size_t parent;           /* WORLD_NONE: the top */
    long long changed;       /* the world's clock when it was changed last */
    char title[WORLD_TITLE]; /* "": not in the front matter */
    char body[WORLD_BODY];
};

struct world {
    struct world_page pages[WORLD_PAGES];
    size_t page_count;
    struct world_file files[WORLD_FILES];
    size_t file_count;
    long long root;  /* id of the root page */
    long long clock; /* counts changes */
    bool has_conflict_files[WORLD_PAGES];
    size_t remote_writes;
    size_t local_writes;
    size_t requests;
};

/* What may go wrong with one change: counted from 1, over both sides. 0: never. */
struct memory_faults {
    size_t lose_answer;  /* done, but nobody hears of it */
    size_t lose_request; /* not done, and nobody hears of that either */
    size_t stop;         /* the store as a whole refuses from here on */
};

struct memory_store {
    struct world world;
    struct memory_faults faults;
    size_t changes; /* counts changes of both sides, for the faults */
    /* Called before and after every change, when a crash could leave the world as it is. */
    void (*on_moment)(void *context);
    void *context;
    bool moves_make_versions; /* a server that counts a move as an edit */
    struct slice created_as;  /* what CREATE answers that was stored; start NULL: it does not say */
    struct remote_store remote;
    struct local_store local;
};

/* An empty world with a root page and its stores; the memory is the caller's. */
void memory_store_init(struct memory_store *store);

/* What people do. Each gives the page's or file's place, or WORLD_NONE. */
size_t world_add_page(struct world *world, const char *title, long long parent,
                      const char *storage);
size_t world_add_file(struct world *world, const char *title, size_t parent, const char *body);
void world_edit_page(struct world *world, size_t page, const char *title, const char *storage);
void world_edit_file(struct world *world, size_t file, const char *title, const char *body);

/* True if it is possible. */
bool world_move_page(struct world *world, size_t page, long long parent);
bool world_move_file(struct world *world, size_t file, size_t parent);
bool world_trash_page(struct world *world, size_t page);
void world_delete_file(struct world *world, size_t file);

/* The page or file with this title; WORLD_NONE: none. */
size_t world_find_page(const struct world *world, const char *title);
size_t world_find_file(const struct world *world, const char *title);

long long world_id(size_t page);

#endif
