/* SPDX-License-Identifier: MIT */
#include "document/notes.h"

#include "unit.h"

static void notes_keep_their_own_copy_of_the_text(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct notes notes = {.arena = arena};
    char text[] = "a footnote";

    notes_add(&notes, NOTE_DROPPED, 7, slice_from(text));
    notes_add(&notes, NOTE_DEAD, 0, slice_from("../b.md"));
    text[0] = 'X';

    assert_int_equal(notes.count, 2);
    assert_int_equal(notes.items[0].kind, NOTE_DROPPED);
    assert_int_equal(notes.items[0].line, 7);
    assert_true(slice_equal(notes.items[0].text, slice_from("a footnote")));
    assert_true(slice_equal(notes.items[1].text, slice_from("../b.md")));
}

static void nobody_has_to_want_them(void **state)
{
    (void)state;

    notes_add(NULL, NOTE_LOST, 1, slice_from("<span>"));
}

static void what_is_lost_or_dropped_counts_as_a_loss_and_a_dead_address_does_not(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct notes notes = {.arena = arena};

    assert_false(notes_lose(&notes));
    notes_add(&notes, NOTE_DEAD, 1, slice_from("b.md"));
    notes_add(&notes, NOTE_OPEN, 1, slice_from("```"));
    notes_add(&notes, NOTE_UNSURE, 1, slice_from("- []"));
    assert_false(notes_lose(&notes));
    notes_add(&notes, NOTE_DROPPED, 2, slice_from("a comment"));
    assert_true(notes_lose(&notes));
}

static void a_note_on_a_line_that_had_it_before_is_forgotten_once(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct notes old = {.arena = arena};
    struct notes notes = {.arena = arena};
    struct slice old_text = SLICE_LITERAL("one <b>\ntwo <b>");
    struct slice text = SLICE_LITERAL("two <b>\nnew <b>\ntwo <b>\none <b>");

    notes_add(&old, NOTE_DROPPED, 1, slice_from("<b>"));
    notes_add(&old, NOTE_DROPPED, 2, slice_from("<b>"));
    for (size_t line = 0; line <= 4; line++) {
        notes_add(&notes, NOTE_DROPPED, line, slice_from("<b>"));
    }
    notes_add(&notes, NOTE_DEAD, 1, slice_from("<b>"));
    notes_forget(&notes, text, &old, old_text);

    assert_int_equal(notes.count, 4);
    assert_int_equal(notes.items[0].line, 0);
    assert_int_equal(notes.items[1].line, 2);
    assert_int_equal(notes.items[2].line, 3);
    assert_int_equal(notes.items[3].kind, NOTE_DEAD);
}

static void a_note_is_a_sentence(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(1000);
    const struct note notes[] = {
        {NOTE_LOST, 0, SLICE_LITERAL("<span style=\"color: red\">")},
        {NOTE_DROPPED, 3, SLICE_LITERAL("a comment")},
        {NOTE_DEAD, 4, SLICE_LITERAL("b.md")},
        {NOTE_OPEN, 5, SLICE_LITERAL("```c")},
        {NOTE_UNSURE, 6, SLICE_LITERAL("[!NOET] is no alert")},
    };

    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        strbuf_append(&text, note_kind_name(notes[i].kind));
        strbuf_append(&text, ": ");
        note_print(&text, &notes[i]);
        strbuf_append(&text, "\n");
    }

    assert_string_equal(strbuf_text(&text),
                        "lost: loses what Markdown does not show: <span style=\"color: red\">\n"
                        "dropped: drops a comment\n"
                        "dead: leads nowhere on Confluence: b.md\n"
                        "open: never ends, and makes code of all that follows: ```c\n"
                        "unsure: looks like a mistake: [!NOET] is no alert\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_keep_their_own_copy_of_the_text),
        cmocka_unit_test(nobody_has_to_want_them),
        cmocka_unit_test(what_is_lost_or_dropped_counts_as_a_loss_and_a_dead_address_does_not),
        cmocka_unit_test(a_note_on_a_line_that_had_it_before_is_forgotten_once),
        cmocka_unit_test(a_note_is_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
