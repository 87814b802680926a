/* SPDX-License-Identifier: MIT */
/*
 * Where pages stand: parents, the order of siblings, moving, and what happens to the
 * children of a page that goes.
 *
 * Positions are sparse. A page that is put between two others gets a number between
 * theirs; where there is none left, all siblings get new ones. Neither makes a new
 * version of anything.
 */
#ifndef SANDBOX_PAGE_TREE_H
#define SANDBOX_PAGE_TREE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/context.h"
#include "sandbox/page.h"
#include "sandbox/problem.h"

/* Sets position and has_position for a page that becomes the last child of page->parent. */
bool tree_place_last(struct sandbox *sandbox, struct page *page, struct problem *problem)
    __attribute__((warn_unused_result));

/* The same beside a sibling; parent and space become the sibling's. */
bool tree_place_beside(struct sandbox *sandbox, struct page *page, const struct page *sibling,
                       bool is_before, struct problem *problem) __attribute__((warn_unused_result));

/* Refused (400) when `parent` is the page itself or stands below it. */
bool tree_check_loop(struct sandbox *sandbox, long long page, long long parent,
                     struct problem *problem) __attribute__((warn_unused_result));

/*
 * Stores the page where tree_place_… has put it, and takes what is below it along when
 * that is in another space; refused when a title is taken there.
 */
bool tree_move(struct sandbox *sandbox, const struct page *page, long long old_space,
               struct problem *problem) __attribute__((warn_unused_result));

/* Puts the page into the trash; its children move up to its parent, behind those already there. */
bool tree_trash(struct sandbox *sandbox, const struct page *page, struct problem *problem)
    __attribute__((warn_unused_result));

/*
 * Where a page from the trash goes back to: its former parent while that is there and
 * not in the trash itself, else the top of the space (0).
 */
bool tree_former_parent(struct sandbox *sandbox, long long page, long long *parent,
                        struct problem *problem) __attribute__((warn_unused_result));

#endif
