/* SPDX-License-Identifier: MIT */
#include "sync/decide.h"

#include "base/file.h"
#include "base/limit.h"
#include "unit.h"

static void every_pair_that_can_occur_has_an_action(void **state)
{
    (void)state;
    for (int local = SIDE_UNCHANGED; local <= SIDE_DELETED; local++) {
        for (int remote = SIDE_UNCHANGED; remote < SIDE_CHANGE_COUNT; remote++) {
            if (remote != SIDE_CREATED) {
                assert_int_not_equal(decide_page((enum side_change)local, (enum side_change)remote),
                                     PAGE_IMPOSSIBLE);
            }
        }
    }
    assert_int_equal(decide_page(SIDE_ABSENT, SIDE_CREATED), PAGE_CREATE_LOCAL);
    assert_int_equal(decide_page(SIDE_CREATED, SIDE_ABSENT), PAGE_CREATE_REMOTE);
    assert_int_equal(decide_page(SIDE_CREATED, SIDE_CREATED), PAGE_JOIN);
}

static void what_has_a_base_cannot_be_new(void **state)
{
    (void)state;
    for (int other = SIDE_UNCHANGED; other <= SIDE_DELETED; other++) {
        assert_int_equal(decide_page(SIDE_CREATED, (enum side_change)other),
                         other == SIDE_DELETED ? PAGE_HOLD : PAGE_IMPOSSIBLE);
        assert_int_equal(decide_page((enum side_change)other, SIDE_CREATED), PAGE_IMPOSSIBLE);
        assert_int_equal(decide_page(SIDE_ABSENT, (enum side_change)other), PAGE_IMPOSSIBLE);
    }
}

static enum page_action mirrored(enum page_action action)
{
    switch (action) {
    case PAGE_CREATE_REMOTE:
        return PAGE_CREATE_LOCAL;
    case PAGE_CREATE_LOCAL:
        return PAGE_CREATE_REMOTE;
    case PAGE_TRASH_REMOTE:
        return PAGE_TRASH_LOCAL;
    case PAGE_TRASH_LOCAL:
        return PAGE_TRASH_REMOTE;
    case PAGE_IMPOSSIBLE:
    case PAGE_ATTRIBUTES:
    case PAGE_RESTORE_LOCAL:
    case PAGE_JOIN:
    case PAGE_FORGET:
    case PAGE_HOLD:
        return action;
    }
    return action;
}

/* The remote side is shared, so its changes weigh more than the same ones on this side. */
static bool is_asymmetrical_on_purpose(int local, int remote)
{
    bool is_local_deletion =
        local == SIDE_DELETED && (remote == SIDE_MOVED || remote == SIDE_EDITED);
    bool is_remote_deletion =
        remote == SIDE_DELETED &&
        (local == SIDE_MOVED || local == SIDE_EDITED || local == SIDE_CREATED);
    bool is_unproved = local == SIDE_VANISHED || remote == SIDE_VANISHED;
    return is_local_deletion || is_remote_deletion || is_unproved ||
           (local == SIDE_DELETED && remote == SIDE_CREATED);
}

static void swapping_the_sides_mirrors_the_action(void **state)
{
    (void)state;
    for (int local = 0; local < SIDE_CHANGE_COUNT; local++) {
        for (int remote = 0; remote < SIDE_CHANGE_COUNT; remote++) {
            if (!is_asymmetrical_on_purpose(local, remote)) {
                assert_int_equal(
                    decide_page((enum side_change)remote, (enum side_change)local),
                    mirrored(decide_page((enum side_change)local, (enum side_change)remote)));
            }
        }
    }
}

static void no_content_that_only_one_side_has_is_deleted(void **state)
{
    (void)state;
    for (int change = 0; change < SIDE_CHANGE_COUNT; change++) {
        enum side_change other = (enum side_change)change;
        assert_int_not_equal(decide_page(SIDE_EDITED, other), PAGE_TRASH_LOCAL);
        assert_int_not_equal(decide_page(SIDE_CREATED, other), PAGE_TRASH_LOCAL);
        assert_int_not_equal(decide_page(other, SIDE_EDITED), PAGE_TRASH_REMOTE);
        assert_int_not_equal(decide_page(other, SIDE_CREATED), PAGE_TRASH_REMOTE);
    }
}

static void what_merely_vanished_deletes_nothing(void **state)
{
    (void)state;
    for (int local = 0; local < SIDE_CHANGE_COUNT; local++) {
        enum page_action action = decide_page((enum side_change)local, SIDE_VANISHED);
        assert_true(action == PAGE_HOLD || action == PAGE_FORGET || action == PAGE_IMPOSSIBLE);
        if (local != SIDE_DELETED) {
            assert_int_not_equal(action, PAGE_FORGET);
        }
    }
}

static void an_attribute_goes_where_it_did_not_change(void **state)
{
    (void)state;
    assert_int_equal(decide_attribute(false, false, true), ATTRIBUTE_KEEP);
    assert_int_equal(decide_attribute(true, false, false), ATTRIBUTE_PUSH);
    assert_int_equal(decide_attribute(false, true, false), ATTRIBUTE_PULL);
    assert_int_equal(decide_attribute(true, true, true), ATTRIBUTE_AGREE);
    assert_int_equal(decide_attribute(true, true, false), ATTRIBUTE_CLASH);
}

static void the_document_shows_the_table(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf table = STRBUF(LIMIT_PAGE);
    struct slice document;
    struct error error;

    decide_print_table(&table);
    if (!file_read(arena, SYNC_DOCUMENT, LIMIT_PAGE, &document, &error)) {
        fail_msg("%s", error.message);
    }
    if (slice_find(document, 0, strbuf_slice(&table)) == SLICE_NOT_FOUND) {
        fail_msg("docs/sync.md must hold this table:\n%s", strbuf_text(&table));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_that_can_occur_has_an_action),
        cmocka_unit_test(what_has_a_base_cannot_be_new),
        cmocka_unit_test(swapping_the_sides_mirrors_the_action),
        cmocka_unit_test(no_content_that_only_one_side_has_is_deleted),
        cmocka_unit_test(what_merely_vanished_deletes_nothing),
        cmocka_unit_test(an_attribute_goes_where_it_did_not_change),
        cmocka_unit_test(the_document_shows_the_table),
    };
    return cmocka_run_group_tests_name("sync/decide", tests, NULL, NULL);
}
