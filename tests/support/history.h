/* SPDX-License-Identifier: MIT */
/*
 * Random people at work on both sides of a world. What they type is new each time
 * ("w7" in a body, "T7" as a title), so that it can be told whether it is still there.
 */
#ifndef TESTS_SUPPORT_HISTORY_H
#define TESTS_SUPPORT_HISTORY_H

#include "base/random.h"
#include "engine.h"

#define MOST_TYPED 400

struct history {
    struct random_source random;
    struct engine *engine;
    int typed;                       /* words and titles share the numbers */
    int noted;                       /* of them, those that history_note has seen */
    bool is_word_wanted[MOST_TYPED]; /* typed, and nobody has taken it away */
    bool is_title_wanted[MOST_TYPED];
};

/* A new world in sync, then changed by some people on both sides. The engine is to be released. */
void history_start(struct history *history, struct engine *engine, uint64_t *seed,
                   const char *state_path);

/* One more change on either side. */
void history_change(struct history *history);

/* A few more changes on both sides. */
void history_change_both(struct history *history);

/* People have made the world of `before`: what they typed must stay, what they took away may go. */
void history_note(struct history *history, const struct world *before);

/* Fails the test unless everything that must stay is live on one of the two sides. */
void history_expect_live(const struct history *history);

/* From 0 to sides - 1. */
long long history_roll(struct history *history, long long sides);

#endif
