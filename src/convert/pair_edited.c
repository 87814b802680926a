/* SPDX-License-Identifier: MIT */
#include "convert/pair_edited.h"

#include "base/diff.h"
#include "base/suggest.h"
#include "base/utf8.h"

/* Of so many bytes one may be another in the same word. */
enum { BYTES_A_SLIP = 4, LONGEST_WORD = 64 };

struct pairing {
    const struct tokens *before;
    const struct tokens *after;
    size_t *became;
    bool (*is_kind)(const struct inline_node *); /* NULL: words */
    struct arena *arena;
};

static bool is_wanted(const struct pairing *pairing, const struct token *token)
{
    return pairing->is_kind ? token->kind == TOKEN_NODE && pairing->is_kind(token->node)
                            : token->kind == TOKEN_WORD;
}

static bool is_one_word(const struct pairing *pairing, struct slice left, struct slice right)
{
    struct slice old = utf8_fold(pairing->arena, left);
    struct slice new = utf8_fold(pairing->arena, right);
    size_t longest = old.length > new.length ? old.length : new.length;
    size_t distance =
        suggest_distance(arena_copy(pairing->arena, old), arena_copy(pairing->arena, new));

    return longest <= LONGEST_WORD && distance * BYTES_A_SLIP <= longest;
}

static bool is_same(const struct pairing *pairing, size_t old, size_t new)
{
    return pairing->is_kind ||
           is_one_word(pairing, pairing->before->items[old].text, pairing->after->items[new].text);
}

static size_t count_wanted(const struct pairing *pairing, const struct tokens *tokens,
                           struct span part)
{
    size_t count = 0;

    for (size_t i = part.start; i < part.end; i++) {
        count += is_wanted(pairing, &tokens->items[i]);
    }
    return count;
}

/* Between tokens that stayed. */
static void pair_part(const struct pairing *pairing, struct span old, struct span new)
{
    size_t count = count_wanted(pairing, pairing->before, old);
    if (count != count_wanted(pairing, pairing->after, new)) {
        return;
    }
    size_t j = new.start;
    for (size_t i = old.start; i < old.end; i++) {
        if (is_wanted(pairing, &pairing->before->items[i])) {
            while (!is_wanted(pairing, &pairing->after->items[j])) {
                j++;
            }
            pairing->became[i] = is_same(pairing, i, j) ? j : DIFF_NONE;
            j++;
        }
    }
}

static void pair_all(struct pairing *pairing, size_t *became)
{
    struct span old = {0, 0};
    struct span new = {0, 0};

    pairing->became = became;
    for (; old.end <= pairing->before->count; old.end++) {
        bool is_last = old.end == pairing->before->count;
        if (is_last || became[old.end] != DIFF_NONE) {
            new.end = is_last ? pairing->after->count : became[old.end];
            pair_part(pairing, old, new);
            old.start = old.end + 1;
            new.start = new.end + 1;
        }
    }
}

void pair_edited(const struct tokens *before, const struct tokens *after, size_t *became,
                 bool (*is_kind)(const struct inline_node *))
{
    struct pairing pairing = {before, after, NULL, is_kind, NULL};

    pair_all(&pairing, became);
}

void pair_edited_words(struct arena *arena, const struct tokens *before, const struct tokens *after,
                       size_t *became)
{
    struct pairing pairing = {before, after, NULL, NULL, arena};

    pair_all(&pairing, became);
}
