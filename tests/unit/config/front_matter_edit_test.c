/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "base/strbuf.h"
#include "config/front_matter.h"
#include "unit.h"

struct edit_case {
    const char *file;
    struct front_matter_change change;
    const char *expected;
};

static void check_edits(const struct edit_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct slice edited;
        struct error error;
        if (!front_matter_edit(arena, slice_from(cases[i].file), "a.md", &cases[i].change, &edited,
                               &error)) {
            fail_msg("case %zu: %s", i, error.message);
        }
        if (!slice_equals(edited, cases[i].expected)) {
            fail_msg("case %zu: found\n%s\nexpected\n%s", i, edited.start, cases[i].expected);
        }
    }
}

static void values_are_replaced_where_they_stand(void **state)
{
    (void)state;
    const struct edit_case cases[] = {
        {"---\ntitle: Old # comment\nx: 1\n---\nT",
         {.title = "New: one"},
         "---\ntitle: \"New: one\" # comment\nx: 1\n---\nT"},
        {"---\ntitle:   'Old'\n---\nT", {.title = "It's new"}, "---\ntitle:   'It''s new'\n---\nT"},
        {"---\ntitle: \"Old\"\n---\nT", {.title = "New"}, "---\ntitle: \"New\"\n---\nT"},
        {"---\ntitle: >-\n  Old\n  title\n\nx: 1\n---\nT",
         {.title = "New"},
         "---\ntitle: New\n\nx: 1\n---\nT"},
        {"---\ntitle:\nx: 1\n---\nT", {.title = "New"}, "---\ntitle: New\nx: 1\n---\nT"},
        {"---\ntitle: # none yet\nx: 1\n---\nT",
         {.title = "New"},
         "---\ntitle: New # none yet\nx: 1\n---\nT"},
        {"---\n\"title\": ~\n---\nT", {.title = "New"}, "---\n\"title\": New\n---\nT"},
        {"---\n{title: a, x: [1]}\n---\nT",
         {.title = "b, c"},
         "---\n{title: \"b, c\", x: [1]}\n---\nT"},
        {"---\nconfluence:\n    id: 1 # the page\n\n    space: A\n    version: 2 # seen\nx: 1\n---\nT",
         {.id = 11, .space = "B", .version = 3},
         "---\nconfluence:\n    id: 11 # the page\n\n    space: B\n    version: 3 # seen\nx: 1\n---\nT"},
        {"---\nconfluence: { version: 2 , id: '1', mine: yes }\n---\nT",
         {.id = 5, .version = 10},
         "---\nconfluence: { version: 10 , id: '5', mine: yes }\n---\nT"},
        {"---\nconfluence: {\n  id: 1,\n  version: 2\n}\n---\nT",
         {.version = 3},
         "---\nconfluence: {\n  id: 1,\n  version: 3\n}\n---\nT"},
        {"\xEF\xBB\xBF---\r\ntitle: A\r\n---\r\n\r\nT\r\n",
         {.title = "B"},
         "\xEF\xBB\xBF---\r\ntitle: B\r\n---\r\n\r\nT\r\n"},
        {"---\ntitle: A\n...\nT", {.title = "B"}, "---\ntitle: B\n...\nT"},
    };

    check_edits(cases, COUNT_OF(cases));
}

static void missing_keys_are_added_as_lines_of_their_own(void **state)
{
    (void)state;
    const struct edit_case cases[] = {
        {"---\n# about tags\ntags: a\n---\n\nT",
         {.title = "A"},
         "---\ntitle: A\n# about tags\ntags: a\n---\n\nT"},
        {"---\ntags: a\n# end\n---\n\nT",
         {.id = 1, .space = "S", .version = 2},
         "---\ntags: a\n# end\nconfluence:\n  id: 1\n  space: S\n  version: 2\n---\n\nT"},
        {"---\n---\nT", {.title = "A", .id = 1}, "---\ntitle: A\nconfluence:\n  id: 1\n---\nT"},
        {"---\n# c\n---\nT", {.title = "A"}, "---\ntitle: A\n# c\n---\nT"},
        {"---\n  tags: a\n---\nT",
         {.title = "A", .id = 1},
         "---\n  title: A\n  tags: a\n  confluence:\n    id: 1\n---\nT"},
        {"---\nconfluence:\n   id: 1 # c\n   mine: 2\nx: 1\n---\nT",
         {.version = 2},
         "---\nconfluence:\n   id: 1 # c\n   version: 2\n   mine: 2\nx: 1\n---\nT"},
        {"---\nconfluence:\n  mine: |\n    text\n\nx: 1\n---\nT",
         {.version = 2},
         "---\nconfluence:\n  mine: |\n    text\n  version: 2\n\nx: 1\n---\nT"},
        {"---\nconfluence:\n---\nT",
         {.id = 1, .version = 2},
         "---\nconfluence: {id: 1, version: 2}\n---\nT"},
        {"---\nconfluence: ~ # soon\n---\nT", {.id = 1}, "---\nconfluence: {id: 1} # soon\n---\nT"},
        {"---\nconfluence: {}\n---\nT",
         {.id = 1, .version = 2},
         "---\nconfluence: {id: 1, version: 2}\n---\nT"},
        {"---\nconfluence: {id: 1, }\n---\nT",
         {.version = 2},
         "---\nconfluence: {id: 1, version: 2, }\n---\nT"},
        {"---\n{tags: a}\n---\nT",
         {.title = "A", .id = 1},
         "---\n{tags: a, title: A, confluence: {id: 1}}\n---\nT"},
        {"---\n{}\n---\nT", {.id = 1}, "---\n{confluence: {id: 1}}\n---\nT"},
        {"---\r\ntags: a\r\n---\r\nT\r\n",
         {.id = 1},
         "---\r\ntags: a\r\nconfluence:\r\n  id: 1\r\n---\r\nT\r\n"},
        {"---\ntags: |+\n  a\n\n---\nT",
         {.id = 1},
         "---\ntags: |+\n  a\n\nconfluence:\n  id: 1\n---\nT"},
    };

    check_edits(cases, COUNT_OF(cases));
}

static void files_without_front_matter_get_one(void **state)
{
    (void)state;
    const struct edit_case cases[] = {
        {"",
         {.title = "A", .id = 1, .space = "S", .version = 1, .body = SLICE_LITERAL("T\n")},
         "---\ntitle: A\nconfluence:\n  id: 1\n  space: S\n  version: 1\n---\n\nT\n"},
        {"", {.title = "A", .body = SLICE_LITERAL("")}, "---\ntitle: A\n---\n"},
        {"# Head\n\nT\n", {.id = 1}, "---\nconfluence:\n  id: 1\n---\n\n# Head\n\nT\n"},
        {"\xEF\xBB\xBF# Head\r\nT\r\n",
         {.title = "A"},
         "\xEF\xBB\xBF---\r\ntitle: A\r\n---\r\n\r\n# Head\r\nT\r\n"},
        {"---\n\nRule\n", {.title = "A"}, "---\ntitle: A\n---\n\n---\n\nRule\n"},
        {"\nT\n", {.title = "A"}, "---\ntitle: A\n---\n\n\nT\n"},
        {"T\n", {0}, "T\n"},
    };

    check_edits(cases, COUNT_OF(cases));
}

static void bodies_are_replaced_behind_the_front_matter(void **state)
{
    (void)state;
    const struct edit_case cases[] = {
        {"---\ntitle: A\n---\n\nOld\n",
         {.body = SLICE_LITERAL("New\n")},
         "---\ntitle: A\n---\n\nNew\n"},
        {"---\ntitle: A\n---\nOld\n",
         {.body = SLICE_LITERAL("New\n")},
         "---\ntitle: A\n---\nNew\n"},
        {"---\ntitle: A\n---\nOld\n",
         {.body = SLICE_LITERAL("\nNew\n")},
         "---\ntitle: A\n---\n\n\nNew\n"},
        {"---\ntitle: A\n---", {.body = SLICE_LITERAL("New\n")}, "---\ntitle: A\n---\n\nNew\n"},
        {"---\ntitle: A\n---\n", {.body = SLICE_LITERAL("New\n")}, "---\ntitle: A\n---\n\nNew\n"},
        {"---\ntitle: A\n---\n\n", {.body = SLICE_LITERAL("New\n")}, "---\ntitle: A\n---\n\nNew\n"},
        {"---\ntitle: A\n---\n\nOld\n", {.body = SLICE_LITERAL("")}, "---\ntitle: A\n---\n\n"},
        {"---\r\ntitle: A\r\n---\r\n\r\nOld\r\n",
         {.body = SLICE_LITERAL("One\nTwo\n")},
         "---\r\ntitle: A\r\n---\r\n\r\nOne\r\nTwo\r\n"},
        {"Old\n", {.body = SLICE_LITERAL("New\n")}, "New\n"},
    };

    check_edits(cases, COUNT_OF(cases));
}

static void what_cannot_be_edited_is_refused(void **state)
{
    (void)state;
    const struct edit_case cases[] = {
        {"---\ntitle: &t A\ncopy: *t\n---\nT", {.title = "B"}, "a.md:2:8: title cannot be edited"},
        {"---\ntitle: A\ntitle: B\n---\nT", {.id = 1}, "a.md:3:1: "},
        {"---\nconfluence: &c\n  id: 1\nx: *c\nconfluence: 2\n---\nT", {.id = 2}, "a.md:5:1: "},
        {"---\n{confluence}\n---\nT", {.id = 2}, "a.md:1: "},
        {"---\ntitle: A\n---\nT", {.title = "B\nC"}, "a.md:1: "},
        {"T", {.body = SLICE_LITERAL("---\ntitle: X\n---\n")}, "a.md:1: "},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct slice edited = {0};
        struct error error;
        if (front_matter_edit(arena, slice_from(cases[i].file), "a.md", &cases[i].change, &edited,
                              &error)) {
            fail_msg("case %zu: accepted\n%s", i, edited.start);
        }
        assert_null(edited.start);
        if (!slice_starts_with(slice_from(error.message), cases[i].expected)) {
            fail_msg("case %zu: %s", i, error.message);
        }
    }
}

/* Lines a user may have in front matter, in any order; our own keys are put among them. */
static const char *const foreign_lines[] = {
    "# a comment",
    "",
    "tags: [a, b] # trailing",
    "weight: 12",
    "summary: |\n  several\n\n  lines # no comment",
    "folded: >-\n   text\n   text",
    "nested:\n  id: 5\n  version: 6\n  confluence:\n    version: 7",
    "list:\n- version: 1\n- title: x",
    "quoted: \"version: 9\"",
    "plain: two\n  lines",
    "\"odd key\": {version: 1, id: 2}",
    "caf\xC3\xA9: \xF0\x9F\x8E\x89",
};

static void append_confluence(struct strbuf *file, uint64_t choice)
{
    static const char *const forms[] = {
        "confluence:\n  id: 98305\n  version: 41\n",
        "confluence:\n      version: 41 # seen\n      id: 98305\n",
        "confluence: {id: 98305, space: \"A, B\", version: 41}\n",
        "confluence: {version: 41,\n  id: 98305}   # c\n",
        "confluence:\n\n  # ours\n  id: \"98305\"\n  version: '41'\n  mine: version\n",
    };
    strbuf_append(file, forms[choice % COUNT_OF(forms)]);
}

static void append_foreign_lines(struct strbuf *file, struct random_source random)
{
    uint64_t used = 0;
    for (uint64_t count = random_next(random) % 5; count > 0; count--) {
        uint64_t line = random_next(random) % COUNT_OF(foreign_lines);
        if ((used & (1ULL << line)) == 0) {
            strbuf_append(file, foreign_lines[line]);
            strbuf_append(file, "\n");
        }
        used |= 1ULL << line;
    }
}

static void make_file(struct strbuf *file, struct random_source random)
{
    strbuf_append(file, random_next(random) % 4 == 0 ? "\xEF\xBB\xBF---\n" : "---\n");
    append_foreign_lines(file, random);
    strbuf_append(file, random_next(random) % 2 == 0 ? "title: A page\n" : "");
    append_confluence(file, random_next(random));
    strbuf_append(file, random_next(random) % 2 == 0 ? "z: 1\n# end\n" : "");
    strbuf_append(file, random_next(random) % 2 == 0 ? "---\n" : "...\n");
    strbuf_append(file, random_next(random) % 2 == 0 ? "\nversion: 41\n" : "version: 41");
}

static void use_carriage_returns(struct strbuf *file)
{
    CLEANUP_STRBUF struct strbuf copy = STRBUF(file->limit);
    for (size_t i = 0; i < file->length; i++) {
        strbuf_append(&copy, file->bytes[i] == '\n' ? "\r" : "");
        strbuf_append_char(&copy, file->bytes[i]);
    }
    strbuf_clear(file);
    strbuf_append_slice(file, strbuf_slice(&copy));
}

/* The bytes that differ lie between what both begin with and what both end with. */
static void assert_only_number_changed(struct slice old, struct slice new)
{
    size_t start = 0;
    size_t end = 0;

    while (old.start[start] == new.start[start]) {
        start++;
    }
    while (old.start[old.length - 1 - end] == new.start[new.length - 1 - end]) {
        end++;
    }
    assert_true(slice_equals(slice_part(old, start, old.length - end), "41"));
    assert_true(slice_equals(slice_part(new, start, new.length - end), "6230"));
}

static void editing_the_version_changes_nothing_else(void **state)
{
    (void)state;
    uint64_t seed = 3;
    struct random_source random = random_seeded(&seed);
    const struct front_matter_change change = {.version = 6230};

    for (size_t i = 0; i < 5000; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf file = STRBUF(4096);
        struct slice edited;
        struct error error;

        make_file(&file, random);
        if (i % 3 == 0) {
            use_carriage_returns(&file);
        }
        if (!front_matter_edit(arena, strbuf_slice(&file), "a.md", &change, &edited, &error)) {
            fail_msg("run %zu: %s\n%s", i, error.message, strbuf_text(&file));
        }
        assert_only_number_changed(strbuf_slice(&file), edited);
    }
}

static void setting_what_is_there_changes_nothing(void **state)
{
    (void)state;
    uint64_t seed = 5;
    struct random_source random = random_seeded(&seed);

    for (size_t i = 0; i < 2000; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf file = STRBUF(4096);
        struct front_matter page;
        struct slice edited;
        struct error error;

        make_file(&file, random);
        assert_true(front_matter_read(arena, strbuf_slice(&file), "a.md", &page, &error));
        const struct front_matter_change change = {page.title, page.id, page.space, page.version,
                                                   page.body};
        assert_true(
            front_matter_edit(arena, strbuf_slice(&file), "a.md", &change, &edited, &error));
        if (!slice_equal(edited, strbuf_slice(&file))) {
            fail_msg("run %zu:\n%s\nbecame\n%s", i, strbuf_text(&file), edited.start);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_replaced_where_they_stand),
        cmocka_unit_test(missing_keys_are_added_as_lines_of_their_own),
        cmocka_unit_test(files_without_front_matter_get_one),
        cmocka_unit_test(bodies_are_replaced_behind_the_front_matter),
        cmocka_unit_test(what_cannot_be_edited_is_refused),
        cmocka_unit_test(editing_the_version_changes_nothing_else),
        cmocka_unit_test(setting_what_is_there_changes_nothing),
    };
    return cmocka_run_group_tests_name("config/front_matter_edit", tests, NULL, NULL);
}
