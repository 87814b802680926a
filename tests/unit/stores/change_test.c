/* SPDX-License-Identifier: MIT */
#include "stores/change_internal.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/strbuf.h"
#include "temporary.h"

#define OLD SLICE_LITERAL("old\n")
#define NEW SLICE_LITERAL("new\n")

struct fixture {
    struct temporary *temporary;
    struct folder *folder;
    struct changer changer;
};

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

#define TRASH ".confsync/trash/2026-11-23T18.15.00Z/"

static int set_up(void **state)
{
    struct fixture *fixture = MEM_NEW(struct fixture);
    struct error error;
    fixture->temporary = temporary_new();
    assert_true(folder_open(fixture->temporary->path, &fixture->folder, &error));
    changer_init(&fixture->changer, fixture->folder, fixed_clock);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    folder_free(fixture->folder);
    temporary_free(fixture->temporary);
    free(fixture);
    return 0;
}

static void apply(struct fixture *f, struct change *changes, size_t count)
{
    struct error error;
    if (!changes_apply(&f->changer, changes, count, &error)) {
        fail_msg("%s", error.message);
    }
}

static void assert_no_temporary_files(struct fixture *f)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct folder_entry *entries = NULL;
    size_t count = 0;
    struct error error;

    assert_true(folder_list(f->folder, arena, ".confsync/tmp", &entries, &count, &error));
    if (count > 0) {
        fail_msg("%s is left in .confsync/tmp", entries[0].name);
    }
}

static void files_are_created_replaced_and_removed(void **state)
{
    struct fixture *f = *state;
    struct change changes[] = {
        {.kind = CHANGE_CREATE, .path = "a/b/new.md", .contents = NEW},
        {.kind = CHANGE_REPLACE,
         .path = "b.md",
         .contents = NEW,
         .expected = OLD,
         .permissions = 0640,
         .is_old_kept = true},
        {.kind = CHANGE_REPLACE, .path = "c.md", .contents = NEW, .expected = OLD},
        {.kind = CHANGE_REMOVE, .path = "d.md", .expected = OLD},
    };
    struct stat status;

    temporary_write(f->temporary, "b.md", "old\n");
    temporary_write(f->temporary, "c.md", "old\n");
    temporary_write(f->temporary, "d.md", "old\n");
    apply(f, changes, COUNT_OF(changes));

    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        assert_int_equal(changes[i].outcome, OUTCOME_DONE);
    }
    temporary_assert_file(f->temporary, "a/b/new.md", "new\n");
    temporary_assert_file(f->temporary, "b.md", "new\n");
    temporary_assert_file(f->temporary, "c.md", "new\n");
    assert_false(temporary_exists(f->temporary, "d.md"));
    temporary_assert_file(f->temporary, TRASH "b.md", "old\n");
    temporary_assert_file(f->temporary, TRASH "d.md", "old\n");
    assert_false(temporary_exists(f->temporary, TRASH "c.md"));
    assert_no_temporary_files(f);
    assert_int_equal(stat(temporary_path(f->temporary, "b.md"), &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_int_equal(changes[1].stamp.inode, status.st_ino);
    assert_int_equal(changes[1].stamp.size, 4);
}

static void what_was_edited_meanwhile_stays(void **state)
{
    struct fixture *f = *state;
    struct change changes[] = {
        {.kind = CHANGE_REPLACE,
         .path = "a.md",
         .contents = NEW,
         .expected = OLD,
         .is_old_kept = true},
        {.kind = CHANGE_REMOVE, .path = "b.md", .expected = OLD},
        {.kind = CHANGE_CREATE, .path = "c.md", .contents = NEW},
        {.kind = CHANGE_REPLACE, .path = "gone.md", .contents = NEW, .expected = OLD},
        {.kind = CHANGE_REMOVE, .path = "gone.md", .expected = OLD},
        {.kind = CHANGE_REPLACE, .path = "link.md", .contents = NEW, .expected = OLD},
    };

    temporary_write(f->temporary, "a.md", "mine a\n");
    temporary_write(f->temporary, "b.md", "mine b\n");
    temporary_write(f->temporary, "c.md", "mine c\n");
    assert_int_equal(symlink("a.md", temporary_path(f->temporary, "link.md")), 0);
    apply(f, changes, COUNT_OF(changes));

    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        if (changes[i].outcome != OUTCOME_CHANGED) {
            fail_msg("change %zu: outcome %d", i, (int)changes[i].outcome);
        }
    }
    temporary_assert_file(f->temporary, "a.md", "mine a\n");
    temporary_assert_file(f->temporary, "b.md", "mine b\n");
    temporary_assert_file(f->temporary, "c.md", "mine c\n");
    temporary_assert_file(f->temporary, "link.md", "mine a\n");
    assert_false(temporary_exists(f->temporary, "gone.md"));
    assert_no_temporary_files(f);
}

static void a_file_replaced_twice_is_twice_in_the_trash(void **state)
{
    struct fixture *f = *state;
    struct change first = {.kind = CHANGE_REPLACE,
                           .path = "a.md",
                           .contents = NEW,
                           .expected = OLD,
                           .is_old_kept = true};
    struct change second = {.kind = CHANGE_REMOVE, .path = "a.md", .expected = NEW};

    temporary_write(f->temporary, "a.md", "old\n");
    apply(f, &first, 1);
    apply(f, &second, 1);

    temporary_assert_file(f->temporary, TRASH "a.md", "old\n");
    temporary_assert_file(f->temporary, TRASH "a.md~2", "new\n");
}

static void moves_are_done_together_or_not_at_all(void **state)
{
    struct fixture *f = *state;
    struct change changes[] = {
        {.kind = CHANGE_MOVE, .path = "a.md", .target = "x/b.md"},
        {.kind = CHANGE_MOVE, .path = "a", .target = "x/b"},
    };

    temporary_write(f->temporary, "a.md", "old\n");
    temporary_mkdir(f->temporary, "a");
    temporary_write(f->temporary, "a/child.md", "child\n");
    temporary_mkdir(f->temporary, "x");
    temporary_mkdir(f->temporary, "x/b");
    apply(f, changes, COUNT_OF(changes));
    assert_int_equal(changes[0].outcome, OUTCOME_REFUSED);
    assert_int_equal(changes[1].outcome, OUTCOME_REFUSED);
    assert_int_equal(changes[0].error.code, EEXIST);
    temporary_assert_file(f->temporary, "a.md", "old\n");
    temporary_assert_file(f->temporary, "a/child.md", "child\n");
    assert_no_temporary_files(f);

    assert_int_equal(rmdir(temporary_path(f->temporary, "x/b")), 0);
    apply(f, changes, COUNT_OF(changes));
    assert_int_equal(changes[1].outcome, OUTCOME_DONE);
    temporary_assert_file(f->temporary, "x/b.md", "old\n");
    temporary_assert_file(f->temporary, "x/b/child.md", "child\n");

    changes[0] = (struct change){.kind = CHANGE_MOVE, .path = "gone.md", .target = "y.md"};
    apply(f, changes, 1);
    assert_int_equal(changes[0].outcome, OUTCOME_CHANGED);
}

static void a_place_that_cannot_be_reached_is_refused(void **state)
{
    struct fixture *f = *state;
    struct change changes[] = {
        {.kind = CHANGE_CREATE, .path = "file/a.md", .contents = NEW},
        {.kind = CHANGE_CREATE, .path = "link/a.md", .contents = NEW},
        {.kind = CHANGE_CREATE, .path = "good.md", .contents = NEW},
    };

    temporary_write(f->temporary, "file", "");
    assert_int_equal(symlink("/tmp", temporary_path(f->temporary, "link")), 0);
    apply(f, changes, COUNT_OF(changes));

    assert_int_equal(changes[0].outcome, OUTCOME_REFUSED);
    assert_int_equal(changes[1].outcome, OUTCOME_REFUSED);
    assert_int_equal(changes[2].outcome, OUTCOME_DONE);
    assert_no_temporary_files(f);
}

static void many_changes_go_in_one_batch(void **state)
{
    struct fixture *f = *state;
    enum { MANY = 300 };
    struct change *changes = MEM_NEW_ARRAY(struct change, MANY);
    char paths[MANY][32];

    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "d%zu/p%zu.md", i % 7, i);
        changes[i] = (struct change){.kind = CHANGE_CREATE, .path = paths[i], .contents = NEW};
    }
    apply(f, changes, MANY);

    for (size_t i = 0; i < MANY; i++) {
        assert_int_equal(changes[i].outcome, OUTCOME_DONE);
        temporary_assert_file(f->temporary, paths[i], "new\n");
    }
    free(changes);
    assert_no_temporary_files(f);
}

/* Needs the right to mount a small file system. */
static void a_full_disk_changes_nothing(void **state)
{
    struct fixture *f = *state;
    CLEANUP_STRBUF struct strbuf large = STRBUF((size_t)1024 * 1024);
    struct error error;
    CLEANUP(folder) struct folder *folder = NULL;
    struct changer changer;

    temporary_mkdir(f->temporary, "small");
    if (mount("tmpfs", temporary_path(f->temporary, "small"), "tmpfs", 0, "size=256k") != 0) {
        skip();
    }
    temporary_write(f->temporary, "small/a.md", "old\n");
    strbuf_append_repeated(&large, 'x', large.limit);
    struct change changes[] = {
        {.kind = CHANGE_REPLACE, .path = "a.md", .contents = NEW, .expected = OLD},
        {.kind = CHANGE_CREATE, .path = "b.md", .contents = strbuf_slice(&large)},
    };
    assert_true(folder_open(temporary_path(f->temporary, "small"), &folder, &error));
    changer_init(&changer, folder, fixed_clock);
    bool is_applied = changes_apply(&changer, changes, COUNT_OF(changes), &error);
    temporary_assert_file(f->temporary, "small/a.md", "old\n");
    bool is_clean = !temporary_exists(f->temporary, "small/b.md") &&
                    !temporary_exists(f->temporary, "small/.confsync/tmp/0") &&
                    !temporary_exists(f->temporary, "small/.confsync/tmp/1");
    folder_free(TAKE(folder));
    assert_int_equal(umount(temporary_path(f->temporary, "small")), 0);

    assert_false(is_applied);
    assert_int_equal(error.code, ENOSPC);
    assert_true(is_clean);
    assert_int_equal(changes[0].outcome, OUTCOME_PENDING);
    assert_int_equal(changes[1].outcome, OUTCOME_PENDING);
}

/* The work that is killed at every system call: both kinds of batches, one of them with a
   file that somebody edited after it was looked at. */
static void work(struct fixture *f)
{
    struct change changes[] = {
        {.kind = CHANGE_CREATE, .path = "new/a.md", .contents = NEW},
        {.kind = CHANGE_REPLACE,
         .path = "b.md",
         .contents = NEW,
         .expected = OLD,
         .is_old_kept = true},
        {.kind = CHANGE_REPLACE, .path = "edited.md", .contents = NEW, .expected = OLD},
        {.kind = CHANGE_REMOVE, .path = "d.md", .expected = OLD},
        {.kind = CHANGE_REMOVE, .path = "edited too.md", .expected = OLD},
    };
    struct change moves[] = {
        {.kind = CHANGE_MOVE, .path = "m.md", .target = "to/n.md"},
        {.kind = CHANGE_MOVE, .path = "m", .target = "to/n"},
    };
    struct error error;

    if (!changer_recover(&f->changer, &error) ||
        !changes_apply(&f->changer, changes, COUNT_OF(changes), &error) ||
        !changes_apply(&f->changer, moves, COUNT_OF(moves), &error)) {
        _exit(1);
    }
}

static void prepare_work(struct fixture *f)
{
    temporary_write(f->temporary, "b.md", "old\n");
    temporary_write(f->temporary, "edited.md", "mine\n");
    temporary_write(f->temporary, "d.md", "old\n");
    temporary_write(f->temporary, "edited too.md", "mine too\n");
    temporary_write(f->temporary, "m.md", "moved\n");
    temporary_mkdir(f->temporary, "m");
    temporary_write(f->temporary, "m/child.md", "child\n");
}

/* Runs the work in a process that is killed at its n-th system call; false when it ended before. */
static bool work_until_killed(struct fixture *f, unsigned long last)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) {
            _exit(2);
        }
        (void)raise(SIGSTOP);
        work(f);
        _exit(0);
    }
    for (unsigned long call = 0; waitpid(child, &status, 0) == child && WIFSTOPPED(status);
         call++) {
        if (call > last) {
            (void)kill(child, SIGKILL);
        } else {
            (void)ptrace(PTRACE_SYSCALL, child, NULL, NULL);
        }
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 2) {
        skip();
    }
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) != 0);
    return WIFSIGNALED(status);
}

static void assert_nothing_lost(struct fixture *f)
{
    bool is_replaced = temporary_exists(f->temporary, TRASH "b.md");
    bool is_removed = temporary_exists(f->temporary, TRASH "d.md");
    bool is_moved = temporary_exists(f->temporary, "to/n.md");

    temporary_assert_file(f->temporary, "b.md", is_replaced ? "new\n" : "old\n");
    temporary_assert_file(f->temporary, is_removed ? TRASH "d.md" : "d.md", "old\n");
    assert_int_not_equal(is_removed, temporary_exists(f->temporary, "d.md"));
    temporary_assert_file(f->temporary, "edited.md", "mine\n");
    temporary_assert_file(f->temporary, "edited too.md", "mine too\n");
    temporary_assert_file(f->temporary, is_moved ? "to/n.md" : "m.md", "moved\n");
    temporary_assert_file(f->temporary, is_moved ? "to/n/child.md" : "m/child.md", "child\n");
    if (temporary_exists(f->temporary, "new/a.md")) {
        temporary_assert_file(f->temporary, "new/a.md", "new\n");
    }
    assert_no_temporary_files(f);
}

static void killed_at_any_system_call_nothing_is_lost(void **state)
{
    (void)state;
    bool is_killed = true;
    unsigned long last = 0;

    for (; is_killed; last++) {
        void *fresh = NULL;
        struct error error;
        set_up(&fresh);
        struct fixture *f = fresh;
        prepare_work(f);
        is_killed = work_until_killed(f, last);
        if (!changer_recover(&f->changer, &error)) {
            fail_msg("killed at call %lu: %s", last, error.message);
        }
        assert_nothing_lost(f);
        tear_down(&fresh);
    }
    assert_true(last > 100);
}

/* From here on the process lives on a system that knows neither openat2 nor exchanging files. */
static bool forget_new_calls(void)
{
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 4, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[4])),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, RENAME_EXCHANGE | RENAME_NOREPLACE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    };
    const struct sock_fprog program = {COUNT_OF(rules), rules};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static void older_systems_get_the_same_result(void **state)
{
    struct fixture *f = *state;
    int status = 0;

    prepare_work(f);
    pid_t child = fork();
    if (child == 0) {
        if (!forget_new_calls()) {
            _exit(2);
        }
        work(f);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WEXITSTATUS(status) == 2) {
        skip();
    }
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);

    assert_nothing_lost(f);
    temporary_assert_file(f->temporary, "new/a.md", "new\n");
    temporary_assert_file(f->temporary, "b.md", "new\n");
    assert_true(temporary_exists(f->temporary, TRASH "d.md"));
    assert_true(temporary_exists(f->temporary, "to/n/child.md"));
    assert_false(temporary_exists(f->temporary, TRASH "edited.md"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_are_created_replaced_and_removed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_edited_meanwhile_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_replaced_twice_is_twice_in_the_trash, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(moves_are_done_together_or_not_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_place_that_cannot_be_reached_is_refused, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(many_changes_go_in_one_batch, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(older_systems_get_the_same_result, set_up, tear_down),
        cmocka_unit_test(killed_at_any_system_call_nothing_is_lost),
    };
    return cmocka_run_group_tests_name("stores/change", tests, NULL, NULL);
}
