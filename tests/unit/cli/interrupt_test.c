/* SPDX-License-Identifier: MIT */
#include "cli/interrupt.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

/* How a child ends that gets so many signals and then exits with 0 by itself. */
static int status_after(int signal, int count)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        interrupt_watch();
        for (int i = 0; i < count; i++) {
            (void)raise(signal);
        }
        _exit(interrupt_is_wanted() ? 1 : 0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void the_first_signal_is_only_noted(void **state)
{
    (void)state;
    assert_int_equal(status_after(SIGINT, 0), 0);
    assert_int_equal(status_after(SIGINT, 1), 1);
    assert_int_equal(status_after(SIGTERM, 1), 1);
}

static void the_second_signal_ends_the_program(void **state)
{
    (void)state;
    assert_int_equal(status_after(SIGINT, 2), 130);
    assert_int_equal(status_after(SIGTERM, 2), 130);
}

static void a_broken_pipe_is_no_signal(void **state)
{
    (void)state;
    assert_int_equal(status_after(SIGPIPE, 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_signal_is_only_noted),
        cmocka_unit_test(the_second_signal_ends_the_program),
        cmocka_unit_test(a_broken_pipe_is_no_signal),
    };
    return cmocka_run_group_tests_name("cli/interrupt", tests, NULL, NULL);
}
