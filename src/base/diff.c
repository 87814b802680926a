/* SPDX-License-Identifier: MIT */
#include "base/diff.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

/* Steps after which the search for the middle settles for the furthest point reached. */
#define MOST_STEPS ((ptrdiff_t)512)

/*
 * Diagonal k holds the points with x - y = k. `forward[k]` is the furthest x that
 * was reached from the start of the stretch with the steps so far, `backward[k]`
 * the smallest x from its end. Both arrays are indexed from -bound to +bound.
 */
struct search {
    const size_t *left;
    const size_t *right;
    size_t *partner;
    ptrdiff_t *forward;
    ptrdiff_t *backward;
};

/* The points x0 <= x < x1, y0 <= y < y1 that are still to be compared. */
struct stretch {
    ptrdiff_t x0, x1;
    ptrdiff_t y0, y1;
};

struct point {
    ptrdiff_t x, y;
};

static bool is_equal(const struct search *search, ptrdiff_t x, ptrdiff_t y)
{
    return search->left[x] == search->right[y];
}

static void clear_diagonals(const struct search *search, struct stretch area, ptrdiff_t steps)
{
    ptrdiff_t start = area.x0 - area.y0;
    ptrdiff_t end = area.x1 - area.y1;
    for (ptrdiff_t k = -steps - 1; k <= steps + 1; k++) {
        search->forward[start + k] = -1;
        search->backward[end + k] = area.x1 + 1;
    }
}

/* One more step from the start. True when a path from the end was met, at *meeting. */
static bool step_forward(const struct search *search, struct stretch area, ptrdiff_t step,
                         struct point *meeting)
{
    ptrdiff_t start = area.x0 - area.y0;
    ptrdiff_t end = area.x1 - area.y1;
    bool is_odd = ((start - end) & 1) != 0;

    for (ptrdiff_t k = -step; k <= step; k += 2) {
        ptrdiff_t *diagonal = search->forward + start + k;
        ptrdiff_t x =
            step == 0 ? area.x0 : (diagonal[-1] + 1 > diagonal[1] ? diagonal[-1] + 1 : diagonal[1]);
        ptrdiff_t y = x - (start + k);
        if (x > area.x1 || y > area.y1 || y < area.y0 || x < area.x0) {
            *diagonal = -1;
            continue;
        }
        while (x < area.x1 && y < area.y1 && is_equal(search, x, y)) {
            x++;
            y++;
        }
        *diagonal = x;
        ptrdiff_t from_end = start + k - end;
        if (is_odd && from_end >= -(step - 1) && from_end <= step - 1 &&
            x >= search->backward[start + k]) {
            *meeting = (struct point){x, y};
            return true;
        }
    }
    return false;
}

static bool step_backward(const struct search *search, struct stretch area, ptrdiff_t step,
                          struct point *meeting)
{
    ptrdiff_t start = area.x0 - area.y0;
    ptrdiff_t end = area.x1 - area.y1;
    bool is_odd = ((start - end) & 1) != 0;

    for (ptrdiff_t k = -step; k <= step; k += 2) {
        ptrdiff_t *diagonal = search->backward + end + k;
        ptrdiff_t x =
            step == 0 ? area.x1 : (diagonal[1] - 1 < diagonal[-1] ? diagonal[1] - 1 : diagonal[-1]);
        ptrdiff_t y = x - (end + k);
        if (x < area.x0 || y < area.y0 || y > area.y1 || x > area.x1) {
            *diagonal = area.x1 + 1;
            continue;
        }
        while (x > area.x0 && y > area.y0 && is_equal(search, x - 1, y - 1)) {
            x--;
            y--;
        }
        *diagonal = x;
        ptrdiff_t from_start = end + k - start;
        if (!is_odd && from_start >= -step && from_start <= step && search->forward[end + k] >= x) {
            *meeting = (struct point){x, y};
            return true;
        }
    }
    return false;
}

/* The furthest point that was reached from the start: where to cut when the bound is hit. */
static struct point furthest_point(const struct search *search, struct stretch area, ptrdiff_t step)
{
    ptrdiff_t start = area.x0 - area.y0;
    struct point best = {area.x0, area.y0};

    for (ptrdiff_t k = -step; k <= step; k += 2) {
        ptrdiff_t x = search->forward[start + k];
        ptrdiff_t y = x - (start + k);
        if (x >= area.x0 && x + y > best.x + best.y) {
            best = (struct point){x, y};
        }
    }
    return best;
}

/* A point on a shortest path, or on a good one, through a stretch whose ends differ. */
static struct point find_middle(const struct search *search, struct stretch area)
{
    ptrdiff_t most = area.x1 - area.x0 + area.y1 - area.y0;
    ptrdiff_t bound = most < MOST_STEPS ? most : MOST_STEPS;
    struct point meeting = {area.x0, area.y0};

    clear_diagonals(search, area, bound);
    for (ptrdiff_t step = 0; step < bound; step++) {
        if (step_forward(search, area, step, &meeting) ||
            step_backward(search, area, step, &meeting)) {
            return meeting;
        }
    }
    return furthest_point(search, area, bound - 1);
}

static void pair(const struct search *search, ptrdiff_t x, ptrdiff_t y)
{
    search->partner[x] = (size_t)y;
}

/* Pairs the equal items at both ends of the stretch and returns what is left between. */
static struct stretch pair_ends(const struct search *search, struct stretch area)
{
    while (area.x0 < area.x1 && area.y0 < area.y1 && is_equal(search, area.x0, area.y0)) {
        pair(search, area.x0++, area.y0++);
    }
    while (area.x0 < area.x1 && area.y0 < area.y1 && is_equal(search, area.x1 - 1, area.y1 - 1)) {
        pair(search, --area.x1, --area.y1);
    }
    return area;
}

/* Recurses into the first half and goes on with the second: the depth is logarithmic in practice. */
static void align(const struct search *search, struct stretch area)
{
    for (;;) {
        area = pair_ends(search, area);
        if (area.x0 == area.x1 || area.y0 == area.y1) {
            return;
        }
        struct point middle = find_middle(search, area);
        bool is_corner = (middle.x == area.x0 && middle.y == area.y0) ||
                         (middle.x == area.x1 && middle.y == area.y1);
        if (is_corner) {
            return; /* nothing in common */
        }
        align(search, (struct stretch){area.x0, middle.x, area.y0, middle.y});
        area.x0 = middle.x;
        area.y0 = middle.y;
    }
}

void diff_align(const size_t *left, size_t left_count, const size_t *right, size_t right_count,
                size_t *partner)
{
    struct search search = {.left = left, .right = right, .partner = partner};

    for (size_t i = 0; i < left_count; i++) {
        partner[i] = DIFF_NONE;
    }
    struct stretch all = {0, (ptrdiff_t)left_count, 0, (ptrdiff_t)right_count};
    struct stretch between = pair_ends(&search, all);
    if (between.x0 == between.x1 || between.y0 == between.y1) {
        return; /* most often one side has something there, or none: there is nothing to search */
    }
    size_t diagonals = left_count + right_count + 2 * (size_t)MOST_STEPS + 5;
    ptrdiff_t *points = MEM_NEW_ARRAY(ptrdiff_t, 2 * diagonals);
    ptrdiff_t middle = (ptrdiff_t)right_count + MOST_STEPS + 2;
    search.forward = points + middle;
    search.backward = points + diagonals + middle;
    align(&search, between);
    free(points);
}
