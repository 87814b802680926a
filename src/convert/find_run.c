/* SPDX-License-Identifier: MIT */
#include "convert/find_run.h"

#include <stdint.h>

enum {
    MOST_PLACES = 64,     /* looked at for one run */
    MOST_PART_PLACES = 8, /* and for each word of a run of which a part is sought */
    MOST_PARTS = 16,      /* of a run that are looked at closely */
    NEIGHBOURS = 4,       /* on either side */
    NEIGHBOUR_REACH = 16, /* with the punctuation between them */
    LIKE_PLACE = 2,       /* so many same neighbours make a place known again */
    TELLING_WORDS = 3, /* so many words that stand nowhere else are telling, be it a small part */
};

/* A place in the page that is being looked at: the nearest `left` and `right` of the expected one. */
struct places {
    const struct page_words *page;
    const size_t *items;
    size_t count;
    size_t left;  /* items before it are still to come */
    size_t right; /* items from it on, too */
    size_t expected;
    size_t rest; /* to be given at most */
};

struct candidate {
    struct run run;
    size_t likeness;
    size_t distance;
};

static size_t source_of(const struct page_words *page, size_t word)
{
    return page->tokens.items[page->words[word].token].source.start;
}

static size_t count_of(const struct word_index *index, size_t number)
{
    return index->starts[number + 1] - index->starts[number];
}

static size_t distance(size_t left, size_t right)
{
    return left > right ? left - right : right - left;
}

static struct places places_of(const struct run_search *search, size_t base_word, size_t most)
{
    size_t number = search->base->words[base_word].number;
    struct places places = {.page = search->page,
                            .items = search->page_index.items + search->page_index.starts[number],
                            .count = count_of(&search->page_index, number),
                            .expected =
                                search->expect(search->context, source_of(search->base, base_word)),
                            .rest = most};
    size_t end = places.count;

    while (places.left < end) {
        size_t middle = places.left + (end - places.left) / 2;
        if (source_of(search->page, places.items[middle]) < places.expected) {
            places.left = middle + 1;
        } else {
            end = middle;
        }
    }
    places.right = places.left;
    return places;
}

/* The next nearest place of the word. */
static bool next_place(struct places *places, size_t *word)
{
    bool has_left = places->left > 0;
    bool has_right = places->right < places->count;
    if (places->rest == 0 || (!has_left && !has_right)) {
        return false;
    }
    places->rest--;
    if (has_left && has_right) {
        size_t left = source_of(places->page, places->items[places->left - 1]);
        size_t right = source_of(places->page, places->items[places->right]);
        has_left = distance(left, places->expected) <= distance(right, places->expected);
    }
    *word = has_left ? places->items[--places->left] : places->items[places->right++];
    return true;
}

/* The word of the run that stands least often in the indexed page. */
static size_t rarest_word(const struct page_words *base, const struct word_index *index,
                          struct run run)
{
    size_t rarest = run.first;

    for (size_t i = run.first + 1; i < run.end; i++) {
        if (count_of(index, base->words[i].number) < count_of(index, base->words[rarest].number)) {
            rarest = i;
        }
    }
    return rarest;
}

/* How many words from these on are the same, each within one line. */
static size_t same_words(const struct page_words *left, struct run left_run,
                         const struct page_words *right, size_t right_first)
{
    size_t count = 0;

    while (left_run.first + count < left_run.end && right_first + count < right->count &&
           right->words[right_first + count].line == right->words[right_first].line &&
           left->words[left_run.first + count].number == right->words[right_first + count].number) {
        count++;
    }
    return count;
}

static bool is_there(const struct page_words *left, struct run run, const struct page_words *right,
                     size_t right_first)
{
    return same_words(left, run, right, right_first) == run.end - run.first;
}

static bool is_unique_in_base(const struct run_search *search, struct run run)
{
    const struct page_words *base = search->base;
    size_t rarest = rarest_word(base, &search->base_index, run);
    size_t number = base->words[rarest].number;
    size_t count = count_of(&search->base_index, number);
    size_t before = rarest - run.first;

    for (size_t i = 0; count <= MOST_PLACES && i < count; i++) {
        size_t word = search->base_index.items[search->base_index.starts[number] + i];
        if (word != rarest && word >= before && is_there(base, run, base, word - before)) {
            return false;
        }
    }
    return count <= MOST_PLACES;
}

/* The number of the next word before or behind that is no punctuation; the page's ends have one. */
static size_t next_neighbour(const struct page_words *page, size_t *at, bool is_before,
                             size_t *reach)
{
    for (; *reach > 0; --*reach) {
        if (is_before ? *at == 0 : *at >= page->count) {
            return SIZE_MAX;
        }
        const struct page_word *word = &page->words[is_before ? --*at : (*at)++];
        if (!word->is_punctuation) {
            return word->number;
        }
    }
    return SIZE_MAX - 1;
}

static size_t same_neighbours(const struct run_search *search, size_t base_at, size_t page_at,
                              bool is_before)
{
    size_t base_reach = NEIGHBOUR_REACH;
    size_t page_reach = NEIGHBOUR_REACH;

    for (size_t count = 0; count < NEIGHBOURS; count++) {
        size_t left = next_neighbour(search->base, &base_at, is_before, &base_reach);
        size_t right = next_neighbour(search->page, &page_at, is_before, &page_reach);
        if (left != right || left == SIZE_MAX - 1) {
            return count;
        }
    }
    return NEIGHBOURS;
}

static size_t likeness_of(const struct run_search *search, struct run base, struct run found)
{
    return same_neighbours(search, base.first, found.first, true) +
           same_neighbours(search, base.end, found.end, false);
}

static bool is_better(const struct candidate *left, const struct candidate *right)
{
    return left->likeness > right->likeness ||
           (left->likeness == right->likeness && left->distance < right->distance);
}

bool find_run(const struct run_search *search, struct run base, struct run *found)
{
    size_t rarest = rarest_word(search->base, &search->page_index, base);
    size_t before = rarest - base.first;
    bool is_unique = is_unique_in_base(search, base);
    struct places places = places_of(search, rarest, MOST_PLACES);
    struct candidate best = {.run = {0, 0}};
    size_t word = 0;

    while (next_place(&places, &word)) {
        if (word < before || !is_there(search->base, base, search->page, word - before)) {
            continue;
        }
        struct run run = {word - before, word - before + (base.end - base.first)};
        struct candidate candidate = {run, likeness_of(search, base, run),
                                      distance(source_of(search->page, word), places.expected)};
        if ((is_unique || candidate.likeness >= LIKE_PLACE) &&
            (best.run.end == 0 || is_better(&candidate, &best)) &&
            search->is_free(search->context, base, run, is_unique)) {
            best = candidate;
        }
    }
    *found = best.run;
    return best.run.end > 0;
}

static struct run without_punctuation(const struct page_words *page, struct run run)
{
    while (run.first < run.end && page->words[run.first].is_punctuation) {
        run.first++;
    }
    while (run.first < run.end && page->words[run.end - 1].is_punctuation) {
        run.end--;
    }
    return run;
}

static size_t length_of(struct run run)
{
    return run.end - run.first;
}

/* A part must be words that the base has nowhere else, and not just any few of a long run. */
static bool is_telling(const struct run_search *search, struct run base, struct run part)
{
    bool is_enough = length_of(part) * 2 >= length_of(base) || length_of(part) >= TELLING_WORDS;

    return is_enough && is_unique_in_base(search, part);
}

/* Parts of a run, of which the longest is wanted. */
struct parts {
    const struct run_search *search;
    struct run base;
    struct run best;
    size_t rest; /* so many more are looked at closely */
};

/* The part that begins with this word of the base, there in the page. */
static void try_part(struct parts *parts, size_t base_word, size_t word)
{
    const struct run_search *search = parts->search;
    struct run left = {base_word, parts->base.end};
    size_t count = same_words(search->base, left, search->page, word);
    struct run part = without_punctuation(search->base, (struct run){base_word, base_word + count});
    struct run found;

    if (parts->rest == 0 || length_of(part) <= length_of(parts->best)) {
        return;
    }
    parts->rest--;
    if (is_telling(search, parts->base, part) && find_run(search, part, &found)) {
        parts->best = found;
    }
}

bool find_run_part(const struct run_search *search, struct run base, struct run *found)
{
    struct parts parts = {search, base, {0, 0}, MOST_PARTS};
    size_t steps = (size_t)MOST_PLACES * length_of(base);

    for (size_t i = base.first; i < base.end && steps > 0; i++) {
        struct places places = places_of(search, i, MOST_PART_PLACES);
        size_t word = 0;
        while (next_place(&places, &word) && steps > 0) {
            bool is_inside =
                i > base.first && word > 0 &&
                is_there(search->base, (struct run){i - 1, i + 1}, search->page, word - 1);
            size_t count =
                is_inside ? 0
                          : same_words(search->base, (struct run){i, base.end}, search->page, word);
            steps -= count + 1 < steps ? count + 1 : steps;
            if (count > length_of(parts.best)) {
                try_part(&parts, i, word);
            }
        }
    }
    *found = parts.best;
    return length_of(parts.best) > 0;
}
