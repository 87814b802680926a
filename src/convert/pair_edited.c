/* SPDX-License-Identifier: MIT */
#include "convert/pair_edited.h"

#include "base/diff.h"

struct pairing {
    const struct tokens *before;
    const struct tokens *after;
    size_t *became;
    bool (*is_kind)(const struct inline_node *);
};

static bool is_wanted(const struct pairing *pairing, const struct token *token)
{
    return token->kind == TOKEN_NODE && pairing->is_kind(token->node);
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
            pairing->became[i] = j++;
        }
    }
}

void pair_edited(const struct tokens *before, const struct tokens *after, size_t *became,
                 bool (*is_kind)(const struct inline_node *))
{
    const struct pairing pairing = {before, after, became, is_kind};
    struct span old = {0, 0};
    struct span new = {0, 0};

    for (; old.end <= before->count; old.end++) {
        bool is_last = old.end == before->count;
        if (is_last || became[old.end] != DIFF_NONE) {
            new.end = is_last ? after->count : became[old.end];
            pair_part(&pairing, old, new);
            old.start = old.end + 1;
            new.start = new.end + 1;
        }
    }
}
