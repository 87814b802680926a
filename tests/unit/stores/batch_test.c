/* SPDX-License-Identifier: MIT */
/*
 * Disks that fail in the middle of a batch. The linker puts the functions here between
 * the batch and the folder (unit_wraps in meson.build): they note what is asked for,
 * and refuse what the test tells them to.
 */
#include "stores/batch_internal.h"

#include <errno.h>
#include <limits.h>

#include "base/strbuf.h"
#include "stores/undo_internal.h"
#include "temporary.h"

#define OLD       SLICE_LITERAL("old\n")
#define NEW       SLICE_LITERAL("new\n")
#define TRASH     ".confsync/trash/2026-11-23T18.15.00Z/"
#define TEMPORARY ".confsync/tmp"

struct disk {
    unsigned working_exchanges; /* so many work, then none does */
    unsigned failing_moves;     /* so many fail, then all work */
    const char *unsyncable;     /* a path; NULL: none */
    unsigned saved_before;      /* which exchange comes just after an editor's save; 0: none does */
    unsigned exchanges;
    struct temporary *temporary; /* for that save */
    struct strbuf log;           /* "sync PATH" and "remove PATH", a line each */
};

static struct disk *disk(void)
{
    static struct disk disk;
    return &disk;
}

bool real_exchange(struct folder *folder, const char *left, const char *right,
                   struct error *error) __asm__("__real_folder_exchange");
bool real_move(struct folder *folder, const char *from, const char *to,
               struct error *error) __asm__("__real_folder_move");
bool real_remove(struct folder *folder, const char *path,
                 struct error *error) __asm__("__real_folder_remove");
bool real_sync(struct folder *folder, const char *path,
               struct error *error) __asm__("__real_folder_sync");

bool watched_exchange(struct folder *folder, const char *left, const char *right,
                      struct error *error) __asm__("__wrap_folder_exchange");
bool watched_move(struct folder *folder, const char *from, const char *to,
                  struct error *error) __asm__("__wrap_folder_move");
bool watched_remove(struct folder *folder, const char *path,
                    struct error *error) __asm__("__wrap_folder_remove");
bool watched_sync(struct folder *folder, const char *path,
                  struct error *error) __asm__("__wrap_folder_sync");

/* As many editors do: the text goes to a new file, which takes the name of the old one. */
static void save(struct temporary *temporary, const char *path, const char *text)
{
    char from[PATH_MAX];

    temporary_write(temporary, "editor", text);
    (void)snprintf(from, sizeof from, "%s", temporary_path(temporary, "editor"));
    assert_int_equal(rename(from, temporary_path(temporary, path)), 0);
}

static bool refuse(struct error *error)
{
    return error_set(error, ERROR_IO, EIO, "the disk is broken");
}

bool watched_exchange(struct folder *folder, const char *left, const char *right,
                      struct error *error)
{
    if (++disk()->exchanges == disk()->saved_before) {
        save(disk()->temporary, right, "saved\n");
    }
    if (disk()->working_exchanges == 0) {
        return refuse(error);
    }
    disk()->working_exchanges--;
    return real_exchange(folder, left, right, error);
}

bool watched_move(struct folder *folder, const char *from, const char *to, struct error *error)
{
    if (disk()->failing_moves > 0) {
        disk()->failing_moves--;
        return refuse(error);
    }
    return real_move(folder, from, to, error);
}

bool watched_remove(struct folder *folder, const char *path, struct error *error)
{
    strbuf_append_format(&disk()->log, "remove %s\n", path);
    return real_remove(folder, path, error);
}

bool watched_sync(struct folder *folder, const char *path, struct error *error)
{
    strbuf_append_format(&disk()->log, "sync %s\n", path);
    if (disk()->unsyncable && strcmp(path, disk()->unsyncable) == 0) {
        return refuse(error);
    }
    return real_sync(folder, path, error);
}

static long long some_time(void *data)
{
    (void)data;
    return 1795457700000; /* 2026-11-23 18:15:00 */
}

static void do_not_sleep(void *data, long long duration_ms)
{
    (void)data;
    (void)duration_ms;
}

static const struct clock fixed_clock = {some_time, some_time, do_not_sleep, NULL};

struct fixture {
    struct temporary *temporary;
    struct folder *folder;
    struct changer changer;
};

static int set_up(void **state)
{
    struct fixture *fixture = MEM_NEW(struct fixture);
    struct error error;

    *disk() = (struct disk){.working_exchanges = UINT_MAX, .log = STRBUF(65536)};
    fixture->temporary = temporary_new();
    disk()->temporary = fixture->temporary;
    assert_true(folder_open(fixture->temporary->path, &fixture->folder, &error));
    changer_init(&fixture->changer, fixture->folder, fixed_clock);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    strbuf_release(&disk()->log);
    folder_free(fixture->folder);
    temporary_free(fixture->temporary);
    free(fixture);
    return 0;
}

/* Replaces a.md and says what came of it; the old text is wanted in the trash. */
static bool replace(struct fixture *f, struct change *change, struct error *error)
{
    *change = (struct change){.kind = CHANGE_REPLACE,
                              .path = "a.md",
                              .contents = NEW,
                              .expected = OLD,
                              .is_old_kept = true};
    return changes_apply(&f->changer, change, 1, error);
}

/* The next run, whose disk works again. */
static void recover(struct fixture *f)
{
    struct error error;

    disk()->working_exchanges = UINT_MAX;
    disk()->failing_moves = 0;
    disk()->unsyncable = NULL;
    if (!changer_recover(&f->changer, &error)) {
        fail_msg("%s", error.message);
    }
}

static void assert_named(const struct error *error, const char *path)
{
    if (!strstr(error->message, path)) {
        fail_msg("\"%s\" does not name %s", error->message, path);
    }
}

static void an_old_text_that_cannot_go_to_the_trash_goes_back(void **state)
{
    struct fixture *f = *state;
    struct change change;
    struct error error;

    temporary_write(f->temporary, "a.md", "old\n");
    disk()->failing_moves = 1;
    assert_false(replace(f, &change, &error));

    assert_int_equal(change.outcome, OUTCOME_PENDING);
    recover(f);
    temporary_assert_file(f->temporary, "a.md", "old\n");
}

static void a_save_while_a_changed_file_is_put_back_is_not_lost(void **state)
{
    struct fixture *f = *state;
    struct change change;
    struct error error;

    temporary_write(f->temporary, "a.md", "mine\n");
    disk()->saved_before = 2;
    assert_false(replace(f, &change, &error));

    assert_int_equal(change.outcome, OUTCOME_CHANGED);
    assert_named(&error, TRASH "a.md");
    temporary_assert_file(f->temporary, "a.md", "saved\n");
    temporary_assert_file(f->temporary, TRASH "a.md", "mine\n");
}

static void a_save_while_an_old_text_goes_back_is_not_lost(void **state)
{
    struct fixture *f = *state;
    struct change change;
    struct error error;

    temporary_write(f->temporary, "a.md", "old\n");
    disk()->failing_moves = 1;
    disk()->saved_before = 2;
    assert_false(replace(f, &change, &error));

    assert_named(&error, TRASH "a.md");
    temporary_assert_file(f->temporary, "a.md", "saved\n");
    temporary_assert_file(f->temporary, TRASH "a.md", "old\n");
}

static void an_old_text_that_cannot_go_back_either_is_kept_and_named(void **state)
{
    struct fixture *f = *state;
    struct change change;
    struct error error;

    temporary_write(f->temporary, "a.md", "old\n");
    disk()->failing_moves = 1;
    disk()->working_exchanges = 1;
    assert_false(replace(f, &change, &error));

    assert_named(&error, TRASH "a.md");
    assert_named(&error, "the disk is broken");
    assert_int_equal(change.outcome, OUTCOME_DONE);
    recover(f);
    temporary_assert_file(f->temporary, "a.md", "new\n");
    temporary_assert_file(f->temporary, TRASH "a.md", "old\n");
}

static void without_a_trash_it_is_kept_among_the_temporary_files(void **state)
{
    struct fixture *f = *state;
    struct change change;
    struct error error;

    temporary_write(f->temporary, "a.md", "old\n");
    disk()->failing_moves = 2;
    disk()->working_exchanges = 1;
    assert_false(replace(f, &change, &error));

    assert_named(&error, TEMPORARY "/0" CHANGE_KEPT_SUFFIX);
    assert_int_equal(change.outcome, OUTCOME_DONE);
    recover(f);
    temporary_assert_file(f->temporary, "a.md", "new\n");
    temporary_assert_file(f->temporary, TEMPORARY "/0" CHANGE_KEPT_SUFFIX, "old\n");
}

static void where_nothing_can_be_renamed_the_next_run_undoes_the_batch(void **state)
{
    struct fixture *f = *state;
    struct change change;
    struct error error;

    temporary_write(f->temporary, "a.md", "old\n");
    disk()->failing_moves = 3;
    disk()->working_exchanges = 1;
    assert_false(replace(f, &change, &error));

    assert_named(&error, TEMPORARY "/0");
    assert_int_equal(change.outcome, OUTCOME_PENDING);
    assert_false(replace(f, &change, &error));
    assert_int_equal(error.code, EEXIST);
    recover(f);
    temporary_assert_file(f->temporary, "a.md", "old\n");
    assert_true(replace(f, &change, &error));
    temporary_assert_file(f->temporary, "a.md", "new\n");
}

/* Where a line begins in what the disk was asked for, from there on; fails the test if it is not. */
static const char *find_line(const char *from, const char *line)
{
    const char *found = strstr(from, line);
    if (!found) {
        fail_msg("\"%s\" is not in:\n%s", line, from);
    }
    return found;
}

static void what_to_undo_is_forgotten_after_all_places_are_on_the_disk(void **state)
{
    static const char *const places[] = {"sync x/y\n", "sync x\n", "sync \n",
                                         "sync .confsync/trash/2026-11-23T18.15.00Z\n"};
    struct fixture *f = *state;
    struct change changes[] = {
        {.kind = CHANGE_CREATE, .path = "x/y/new.md", .contents = NEW},
        {.kind = CHANGE_REMOVE, .path = "a.md", .expected = OLD},
    };
    struct error error;

    temporary_write(f->temporary, "a.md", "old\n");
    assert_true(changes_apply(&f->changer, changes, COUNT_OF(changes), &error));

    const char *log = strbuf_text(&disk()->log);
    const char *forgotten = find_line(log, "remove " UNDO_PATH "\n");
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        if (find_line(log, places[i]) > forgotten) {
            fail_msg("too late: %s", places[i]);
        }
    }
    /* Else a power cut brings the note back, and the next run undoes what the base knows as done. */
    (void)find_line(forgotten, "sync " TEMPORARY "\n");
}

static void what_does_not_reach_the_disk_is_undone_by_the_next_run(void **state)
{
    struct fixture *f = *state;
    struct change change;
    struct error error;

    temporary_mkdir(f->temporary, "x");
    temporary_write(f->temporary, "x/a.md", "old\n");
    change = (struct change){.kind = CHANGE_REMOVE, .path = "x/a.md", .expected = OLD};
    disk()->unsyncable = "x";
    assert_false(changes_apply(&f->changer, &change, 1, &error));

    assert_int_equal(change.outcome, OUTCOME_PENDING);
    recover(f);
    temporary_assert_file(f->temporary, "x/a.md", "old\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_old_text_that_cannot_go_to_the_trash_goes_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_save_while_a_changed_file_is_put_back_is_not_lost, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_save_while_an_old_text_goes_back_is_not_lost, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_old_text_that_cannot_go_back_either_is_kept_and_named,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_trash_it_is_kept_among_the_temporary_files,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(where_nothing_can_be_renamed_the_next_run_undoes_the_batch,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_to_undo_is_forgotten_after_all_places_are_on_the_disk,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_does_not_reach_the_disk_is_undone_by_the_next_run,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests_name("stores/batch", tests, NULL, NULL);
}
