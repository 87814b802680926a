/* SPDX-License-Identifier: MIT */
#include "convert/find_run.h"

#include <stdint.h>

enum {
    MOST_STEPS = 2048,    /* from word to word in looking for one run, … */
    STEPS_A_WORD = 8,     /* … with so many more for each of its words */
    MOST_PART_PLACES = 8, /* for each word of a run of which a part is sought */
    MOST_PARTS = 16,      /* of it that are looked at closely */
    NEIGHBOURS = 4,       /* on either side */
    NEIGHBOUR_REACH = 16, /* with the punctuation between them */
    MOST_LIKENESS = 2 * NEIGHBOURS,
    LIKE_PLACE = 2,    /* so many same neighbours make a place known again */
    TELLING_WORDS = 3, /* of a long run are enough, be they a small part */
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
    return page->items[word].source.start;
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
    size_t number = search->base->items[base_word].number;
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
        if (count_of(index, base->items[i].number) < count_of(index, base->items[rarest].number)) {
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
           right->items[right_first + count].line == right->items[right_first].line &&
           left->items[left_run.first + count].number == right->items[right_first + count].number) {
        count++;
    }
    return count;
}

static size_t length_of(struct run run)
{
    return run.end - run.first;
}

static size_t most_steps(struct run run)
{
    return MOST_STEPS + STEPS_A_WORD * length_of(run);
}

static void use_steps(size_t *steps, size_t used)
{
    *steps -= used < *steps ? used : *steps;
}

static bool is_there(const struct page_words *left, struct run run, const struct page_words *right,
                     size_t right_first, size_t *steps)
{
    size_t last = right_first + length_of(run) - 1;
    bool fits = last < right->count && right->items[last].line == right->items[right_first].line;
    size_t count = fits ? same_words(left, run, right, right_first) : 0;

    use_steps(steps, count + 1);
    return fits && count == length_of(run);
}

static bool is_unique_in_base(const struct run_search *search, struct run run)
{
    const struct page_words *base = search->base;
    size_t rarest = rarest_word(base, &search->base_index, run);
    size_t number = base->items[rarest].number;
    size_t count = count_of(&search->base_index, number);
    size_t before = rarest - run.first;
    size_t steps = most_steps(run);

    for (size_t i = 0; i < count && steps > 0; i++) {
        size_t word = search->base_index.items[search->base_index.starts[number] + i];
        if (word != rarest && word >= before && is_there(base, run, base, word - before, &steps)) {
            return false;
        }
    }
    return steps > 0;
}

/* The number of the next word before or behind that is no punctuation; the page's ends have one. */
static size_t next_neighbour(const struct page_words *page, size_t *at, bool is_before,
                             size_t *reach)
{
    for (; *reach > 0; --*reach) {
        if (is_before ? *at == 0 : *at >= page->count) {
            return SIZE_MAX;
        }
        const struct page_word *word = &page->items[is_before ? --*at : (*at)++];
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
    struct places places = places_of(search, rarest, SIZE_MAX);
    struct candidate best = {.run = {0, 0}};
    size_t steps = most_steps(base);
    size_t word = 0;

    while (steps > 0 && next_place(&places, &word)) {
        if (word < before || !is_there(search->base, base, search->page, word - before, &steps)) {
            continue;
        }
        struct run run = {word - before, word - before + (base.end - base.first)};
        struct candidate candidate = {run, likeness_of(search, base, run),
                                      distance(source_of(search->page, word), places.expected)};
        use_steps(&steps, NEIGHBOUR_REACH);
        if ((is_unique || candidate.likeness >= LIKE_PLACE) &&
            (best.run.end == 0 || is_better(&candidate, &best)) &&
            search->is_free(search->context, run, is_unique)) {
            best = candidate;
            if (best.likeness == MOST_LIKENESS) {
                break;
            }
        }
    }
    *found = best.run;
    return best.run.end > 0;
}

static struct run without_punctuation(const struct page_words *page, struct run run)
{
    while (run.first < run.end && page->items[run.first].is_punctuation) {
        run.first++;
    }
    while (run.first < run.end && page->items[run.end - 1].is_punctuation) {
        run.end--;
    }
    return run;
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
static void try_part(struct parts *parts, size_t base_word, size_t word, size_t *steps)
{
    const struct run_search *search = parts->search;
    struct run left = {base_word, parts->base.end};
    size_t count = same_words(search->base, left, search->page, word);
    struct run part = without_punctuation(search->base, (struct run){base_word, base_word + count});
    struct run found;

    use_steps(steps, count + 1);
    if (parts->rest == 0 || length_of(part) <= length_of(parts->best)) {
        return;
    }
    parts->rest--;
    if (is_telling(search, parts->base, part) && find_run(search, part, &found)) {
        parts->best = found;
    }
}

/* Whether the part goes on before these words, and was looked at from there. */
static bool goes_on_before(const struct run_search *search, struct run base, size_t base_word,
                           size_t word)
{
    return base_word > base.first && word > 0 &&
           search->page->items[word - 1].line == search->page->items[word].line &&
           search->page->items[word - 1].number == search->base->items[base_word - 1].number;
}

bool find_run_part(const struct run_search *search, struct run base, struct run *found)
{
    struct parts parts = {search, base, {0, 0}, MOST_PARTS};
    size_t steps = most_steps(base);

    for (size_t i = base.first; i < base.end && steps > 0; i++) {
        struct places places = places_of(search, i, MOST_PART_PLACES);
        size_t word = 0;
        while (steps > 0 && next_place(&places, &word)) {
            if (!goes_on_before(search, base, i, word)) {
                try_part(&parts, i, word, &steps);
            }
        }
    }
    *found = parts.best;
    return length_of(parts.best) > 0;
}
