/* SPDX-License-Identifier: MIT */
#include "sync/merge.h"

#include <string.h>

#include "base/random.h"
#include "base/strbuf.h"
#include "sync/marker.h"
#include "unit.h"

enum { ROUNDS = 4000, MOST_BLOCKS = 8 };
static const uint64_t seed = 77;
static const struct merge_labels labels = {.base_version = 7, .remote_version = 9};

static struct merge_result merge(struct arena *arena, const char *base, const char *local,
                                 const char *remote)
{
    const struct merge_sides sides = {slice_from(base), slice_from(local), slice_from(remote)};
    struct merge_result result = {0};
    struct error error;

    if (!merge_bodies(arena, &sides, &labels, &result, &error)) {
        fail_msg("%s", error.message);
    }
    return result;
}

static void known_bodies_merge_as_expected(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *base;
        const char *local;
        const char *remote;
        const char *merged;
        bool has_conflict;
    } cases[] = {
        {"different blocks", "a\n\nb\n\nc\n", "A\n\nb\n\nc\n", "a\n\nb\n\nC\n", "A\n\nb\n\nC\n",
         false},
        {"neighbours", "a\n\nb\n", "A\n\nb\n", "a\n\nB\n", "A\n\nB\n", false},
        {"the same change", "a\n\nb\n", "A\n\nb\n", "A\n\nb\n", "A\n\nb\n", false},
        {"one adds, one changes", "a\n", "a\n\nx\n", "A\n", "A\n\nx\n", false},
        {"blank lines of one side", "a\n\nb\n\nc\n", "a\n\n\n\nb\n\nc\n", "a\n\nb\n\nC\n",
         "a\n\n\n\nb\n\nC\n", false},
        {"no line end at the end", "a\n\nb", "A\n\nb", "a\n\nb\n\nc", "A\n\nb\n\nc", false},
        {"the same block", "a\n\nb\n\nc\n", "a\n\nL\n\nc\n", "a\n\nR\n\nc\n",
         "a\n\n<<<<<<< local\nL\n||||||| base v7\nb\n=======\nR\n>>>>>>> remote v9\n\nc\n", true},
        {"deleted and changed", "a\n\nb\n", "a\n", "a\n\nB\n",
         "a\n\n<<<<<<< local\n||||||| base v7\nb\n=======\nB\n>>>>>>> remote v9\n", true},
        {"two blocks against one", "a\n", "x\n\ny\n", "z\n",
         "<<<<<<< local\nx\n\ny\n||||||| base v7\na\n=======\nz\n>>>>>>> remote v9\n", true},
        {"all new", "", "x\n", "y\n",
         "<<<<<<< local\nx\n||||||| base v7\n=======\ny\n>>>>>>> remote v9\n", true},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct merge_result result = merge(arena, cases[i].base, cases[i].local, cases[i].remote);
        if (!slice_equals(result.text, cases[i].merged) ||
            result.has_conflict != cases[i].has_conflict) {
            fail_msg("%s: found\n%.*s", cases[i].name, (int)result.text.length, result.text.start);
        }
    }
}

/* A body of random paragraphs out of a few. */
static const char *make_random(struct arena *arena, struct random_source random)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(1000);
    long long count = random_between(random, 0, MOST_BLOCKS);

    for (long long i = 0; i < count; i++) {
        strbuf_append(&text, i > 0 && random_between(random, 0, 3) == 0 ? "\n" : "");
        strbuf_append_format(&text, "%s%lld\n", i > 0 ? "\n" : "",
                             random_between(random, 0, MOST_BLOCKS));
    }
    return strbuf_copy(&text, arena).start;
}

/* The body with some lines left out, changed or added. */
static const char *make_changed(struct arena *arena, struct random_source random, const char *base)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(1000);
    struct slice rest = slice_from(base);

    while (rest.length > 0) {
        size_t end = slice_find_char(rest, 0, '\n') + 1;
        long long dice = random_between(random, 0, 11);
        if (dice == 0) {
            strbuf_append_format(&text, "\n%lld\n\n", random_between(random, 0, MOST_BLOCKS));
        } else if (dice == 1) {
            strbuf_append_format(&text, "%lld\n", random_between(random, 0, MOST_BLOCKS));
        } else if (dice > 2) {
            strbuf_append_slice(&text, slice_part(rest, 0, end));
        }
        rest = slice_part(rest, end, rest.length);
    }
    return strbuf_copy(&text, arena).start;
}

static void unchanged_sides_and_equal_sides_give_the_other_byte_for_byte(void **state)
{
    (void)state;
    uint64_t number = seed;
    struct random_source random = random_seeded(&number);

    for (int round = 0; round < ROUNDS; round++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        const char *base = make_random(arena, random);
        const char *other = make_random(arena, random);
        assert_true(slice_equals(merge(arena, base, other, base).text, other));
        assert_true(slice_equals(merge(arena, base, base, other).text, other));
        assert_true(slice_equals(merge(arena, base, other, other).text, other));
    }
}

static void swapping_the_sides_gives_the_same_merge(void **state)
{
    (void)state;
    uint64_t number = seed + 1;
    struct random_source random = random_seeded(&number);
    size_t clean = 0;

    for (int round = 0; round < ROUNDS; round++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        const char *base = make_random(arena, random);
        const char *local = make_changed(arena, random, base);
        const char *remote = make_changed(arena, random, base);
        struct merge_result one = merge(arena, base, local, remote);
        const char *const sides[] = {remote, local};
        struct merge_result other = merge(arena, base, sides[0], sides[1]);
        assert_int_equal(one.has_conflict, other.has_conflict);
        if (!one.has_conflict) {
            clean++;
            assert_true(slice_equal(one.text, other.text));
        }
    }
    assert_in_range(clean, ROUNDS / 4, ROUNDS);
}

static void merging_a_merge_again_changes_nothing(void **state)
{
    (void)state;
    uint64_t number = seed + 2;
    struct random_source random = random_seeded(&number);

    for (int round = 0; round < ROUNDS; round++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        const char *base = make_random(arena, random);
        const char *local = make_changed(arena, random, base);
        const char *remote = make_changed(arena, random, base);
        struct merge_result merged = merge(arena, base, local, remote);
        if (!merged.has_conflict) {
            struct merge_result again =
                merge(arena, remote, arena_copy(arena, merged.text), remote);
            assert_true(slice_equal(again.text, merged.text));
        }
    }
}

static void the_users_own_wrapping_survives_in_blocks_that_did_not_change(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        const char *own;
        const char *text;
        const char *restyled;
    } cases[] = {
        {"a b\n\nc\n", "a\nb\n\nc\n", "a b\n\nC\n", "a\nb\n\nC\n"},
        {"a b\n\nc\n", "a\nb\n\nc\n", "x\n\na b\n\nc\n", "x\n\na\nb\n\nc\n"},
        {"a b\n\nc\n", "a\nb\n\n\nc\n", "a b\n\nc\n", "a\nb\n\n\nc\n"},
        {"a b\n\nc\n", "a b c\n", "a b\n\nC\n", "a b\n\nC\n"},
        {"", "", "x\n", "x\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct slice restyled;
        struct error error;
        assert_true(merge_restyle(arena, slice_from(cases[i].plain), slice_from(cases[i].own),
                                  slice_from(cases[i].text), &restyled, &error));
        if (!slice_equals(restyled, cases[i].restyled)) {
            fail_msg("case %zu: found\n%.*s", i, (int)restyled.length, restyled.start);
        }
    }
}

static void a_conflict_has_markers_that_are_found(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    assert_int_not_equal(marker_find(merge(arena, "a\n", "b\n", "c\n").text), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_bodies_merge_as_expected),
        cmocka_unit_test(unchanged_sides_and_equal_sides_give_the_other_byte_for_byte),
        cmocka_unit_test(swapping_the_sides_gives_the_same_merge),
        cmocka_unit_test(merging_a_merge_again_changes_nothing),
        cmocka_unit_test(the_users_own_wrapping_survives_in_blocks_that_did_not_change),
        cmocka_unit_test(a_conflict_has_markers_that_are_found),
    };
    return cmocka_run_group_tests_name("sync/merge", tests, NULL, NULL);
}
