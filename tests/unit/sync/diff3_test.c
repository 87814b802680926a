/* SPDX-License-Identifier: MIT */
#include "sync/diff3.h"

#include <string.h>

#include "base/random.h"
#include "base/strbuf.h"
#include "unit.h"

enum { ROUNDS = 20000, LONGEST = 12, LETTERS = 5 };
static const uint64_t seed = 20240607;

/* A sequence from letters; equal letters are equal items. */
static struct sequence sequence_of(struct arena *arena, const char *text)
{
    struct slice letters = slice_from(text);
    size_t *items = ARENA_NEW_ARRAY(arena, size_t, letters.length);

    for (size_t i = 0; i < letters.length; i++) {
        items[i] = (size_t)letters.start[i];
    }
    return (struct sequence){items, letters.length};
}

static void append_part(struct strbuf *out, const char *text, struct span span)
{
    strbuf_append_slice(out, slice_part(slice_from(text), span.start, span.end));
}

/* The merge as text; conflicts as {local|base|remote}. Checks that the chunks hold everything. */
static const char *merge(struct strbuf *out, const char *base, const char *local,
                         const char *remote)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct chunks chunks = diff3(arena, sequence_of(arena, base), sequence_of(arena, local),
                                 sequence_of(arena, remote));
    struct chunk last = {0};

    strbuf_clear(out);
    for (size_t i = 0; i < chunks.count; i++) {
        const struct chunk *chunk = &chunks.items[i];
        assert_int_equal(chunk->base.start, last.base.end);
        assert_int_equal(chunk->local.start, last.local.end);
        assert_int_equal(chunk->remote.start, last.remote.end);
        if (chunk->kind == CHUNK_CONFLICT) {
            strbuf_append(out, "{");
            append_part(out, local, chunk->local);
            strbuf_append(out, "|");
            append_part(out, base, chunk->base);
            strbuf_append(out, "|");
            append_part(out, remote, chunk->remote);
            strbuf_append(out, "}");
        } else if (chunk->kind == CHUNK_REMOTE) {
            append_part(out, remote, chunk->remote);
        } else {
            append_part(out, local, chunk->local);
        }
        last = *chunk;
    }
    assert_int_equal(last.base.end, strlen(base));
    assert_int_equal(last.local.end, strlen(local));
    assert_int_equal(last.remote.end, strlen(remote));
    return strbuf_text(out);
}

static void known_sequences_merge_as_expected(void **state)
{
    (void)state;
    static const struct {
        const char *base;
        const char *local;
        const char *remote;
        const char *merged;
    } cases[] = {
        /* clang-format off */
        {"abc", "abc", "abc", "abc"},
        {"abc", "aXc", "abc", "aXc"},
        {"abc", "abc", "aXc", "aXc"},
        {"abc", "Xbc", "abY", "XbY"},
        {"abc", "aXc", "aXc", "aXc"},
        {"abc", "aXc", "aYc", "a{X|b|Y}c"},
        {"ab", "Xb", "aY", "XY"},            /* neighbours are different blocks */
        {"ab", "XYb", "aZ", "XYZ"},
        {"ab", "aXb", "aYb", "a{X||Y}b"},    /* two insertions at one point */
        {"ab", "aXb", "aXb", "aXb"},
        {"ab", "aXb", "aY", "aXY"},          /* an insertion before an edited block */
        {"ab", "aXb", "Yb", "YXb"},
        {"ab", "aXb", "YZb", "{aX|a|YZ}b"},  /* both add between a and b */
        {"abc", "ac", "aXc", "a{|b|X}c"},    /* deleted and edited */
        {"abc", "ac", "abcd", "acd"},
        {"abc", "ac", "ac", "ac"},
        {"abcd", "ad", "abXcd", "a{|bc|bXc}d"},
        {"", "X", "Y", "{X||Y}"},
        {"", "X", "X", "X"},
        {"a", "", "X", "{|a|X}"},
        {"abcdef", "aXcdYf", "abcZef", "aXcZYf"},
        {"abcdef", "aXYef", "abcZef", "a{XY|bcd|bcZ}ef"},
        /* clang-format on */
    };
    CLEANUP_STRBUF struct strbuf out = STRBUF(1000);

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *merged = merge(&out, cases[i].base, cases[i].local, cases[i].remote);
        if (strcmp(merged, cases[i].merged) != 0) {
            fail_msg("%s, %s, %s: found %s, expected %s", cases[i].base, cases[i].local,
                     cases[i].remote, merged, cases[i].merged);
        }
    }
}

static void make_random(struct random_source random, char *text)
{
    size_t length = (size_t)random_between(random, 0, LONGEST);

    for (size_t i = 0; i < length; i++) {
        text[i] = (char)('a' + random_between(random, 0, LETTERS - 1));
    }
    text[length] = '\0';
}

static void a_side_that_did_not_change_leaves_the_word_to_the_other(void **state)
{
    (void)state;
    uint64_t number = seed;
    struct random_source random = random_seeded(&number);
    CLEANUP_STRBUF struct strbuf out = STRBUF(1000);

    for (int round = 0; round < ROUNDS; round++) {
        char base[LONGEST + 1];
        char other[LONGEST + 1];
        make_random(random, base);
        make_random(random, other);
        assert_string_equal(merge(&out, base, other, base), other);
        assert_string_equal(merge(&out, base, base, other), other);
        assert_string_equal(merge(&out, base, other, other), other);
    }
}

/* {l|b|r} → {r|b|l} everywhere. */
static void swap_conflicts(const char *text, struct strbuf *out)
{
    while (*text) {
        const char *first = strchr(text, '{');
        if (!first) {
            strbuf_append(out, text);
            return;
        }
        const char *second = strchr(first, '|');
        const char *third = strchr(second + 1, '|');
        const char *end = strchr(third, '}');
        strbuf_append_slice(out, (struct slice){text, (size_t)(first - text)});
        strbuf_append_format(out, "{%.*s|%.*s|%.*s}", (int)(end - third - 1), third + 1,
                             (int)(third - second - 1), second + 1, (int)(second - first - 1),
                             first + 1);
        text = end + 1;
    }
}

static void swapping_the_sides_swaps_only_the_conflicts(void **state)
{
    (void)state;
    uint64_t number = seed + 1;
    struct random_source random = random_seeded(&number);
    CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
    CLEANUP_STRBUF struct strbuf swapped = STRBUF(1000);

    for (int round = 0; round < ROUNDS; round++) {
        char base[LONGEST + 1];
        char local[LONGEST + 1];
        char remote[LONGEST + 1];
        make_random(random, base);
        make_random(random, local);
        make_random(random, remote);
        strbuf_clear(&swapped);
        swap_conflicts(merge(&out, base, local, remote), &swapped);
        const char *const sides[] = {remote, local};
        assert_string_equal(merge(&out, base, sides[0], sides[1]), strbuf_text(&swapped));
    }
}

/* Changes some letters of the base into new ones that no other change makes. */
static void change(struct random_source random, const char *base, char *text, char *fresh)
{
    size_t length = 0;

    for (size_t i = 0; base[i]; i++) {
        long long dice = random_between(random, 0, 9);
        if (dice == 0) {
            continue;
        }
        if (dice == 1) {
            text[length++] = (*fresh)++;
        }
        text[length++] = dice == 2 ? (*fresh)++ : base[i];
    }
    text[length] = '\0';
}

static void what_somebody_wrote_is_in_the_merge(void **state)
{
    (void)state;
    uint64_t number = seed + 2;
    struct random_source random = random_seeded(&number);
    CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
    size_t clean = 0;

    for (int round = 0; round < ROUNDS; round++) {
        char base[LONGEST + 1];
        char local[2 * LONGEST + 1];
        char remote[2 * LONGEST + 1];
        char fresh = 'A';
        make_random(random, base);
        change(random, base, local, &fresh);
        change(random, base, remote, &fresh);
        const char *merged = merge(&out, base, local, remote);
        clean += strchr(merged, '{') == NULL;
        for (char letter = 'A'; letter < fresh; letter++) {
            if (!strchr(merged, letter)) {
                fail_msg("seed %llu: %s, %s, %s: %s lost %c", (unsigned long long)seed, base, local,
                         remote, merged, letter);
            }
        }
    }
    assert_in_range(clean, ROUNDS / 2, ROUNDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_sequences_merge_as_expected),
        cmocka_unit_test(a_side_that_did_not_change_leaves_the_word_to_the_other),
        cmocka_unit_test(swapping_the_sides_swaps_only_the_conflicts),
        cmocka_unit_test(what_somebody_wrote_is_in_the_merge),
    };
    return cmocka_run_group_tests_name("sync/diff3", tests, NULL, NULL);
}
