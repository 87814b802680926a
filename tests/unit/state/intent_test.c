/* SPDX-License-Identifier: MIT */
#include "state/state.h"

#include "state_fixture.h"

static struct state_intents list(struct state_fixture *fixture)
{
    struct state_intents intents = {0};

    ASSERT_OK(state_list_intents(fixture->state, fixture->arena, fixture->mount, &intents, &error));
    return intents;
}

static void intents_come_back_until_they_are_dropped(void **state)
{
    struct state_fixture *fixture = *state;
    struct state_intent items[] = {
        {.kind = STATE_INTENT_CREATE,
         .parent = 3,
         .created_ms = 1000,
         .path = "a.md",
         .title = "A",
         .storage = SLICE_LITERAL("<p>a</p>")},
        {.kind = STATE_INTENT_RETITLE, .page = 5, .created_ms = 1001, .title = "B (moving 5)"},
        {.kind = STATE_INTENT_PUSH,
         .page = 6,
         .version = 8,
         .message = "token",
         .markdown = SLICE_LITERAL("b\n")},
    };
    struct state_intents added = {items, COUNT_OF(items)};

    ASSERT_OK(state_add_intents(fixture->state, fixture->mount, &added, &error));
    assert_int_not_equal(items[0].number, items[1].number);
    state_fixture_reopen(fixture);

    struct state_intents intents = list(fixture);
    assert_int_equal(intents.count, 3);
    assert_int_equal(intents.items[0].kind, STATE_INTENT_CREATE);
    assert_int_equal(intents.items[0].number, items[0].number);
    assert_int_equal(intents.items[0].parent, 3);
    assert_int_equal(intents.items[0].created_ms, 1000);
    assert_string_equal(intents.items[0].path, "a.md");
    assert_string_equal(intents.items[0].title, "A");
    assert_true(slice_equals(intents.items[0].storage, "<p>a</p>"));
    assert_int_equal(intents.items[1].kind, STATE_INTENT_RETITLE);
    assert_int_equal(intents.items[1].page, 5);
    assert_null(intents.items[1].path);
    assert_null(intents.items[1].storage.start);
    assert_int_equal(intents.items[2].kind, STATE_INTENT_PUSH);
    assert_int_equal(intents.items[2].version, 8);
    assert_string_equal(intents.items[2].message, "token");
    assert_true(slice_equals(intents.items[2].markdown, "b\n"));
    assert_null(intents.items[2].title);

    ASSERT_OK(state_drop_intent(fixture->state, fixture->mount, intents.items[0].number, &error));
    assert_int_equal(list(fixture).count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST_WITH_STATE(intents_come_back_until_they_are_dropped),
    };
    return cmocka_run_group_tests_name("state/intent", tests, NULL, NULL);
}
