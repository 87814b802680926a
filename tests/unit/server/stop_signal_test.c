/* SPDX-License-Identifier: MIT */
#include "server/stop_signal.h"

#include <poll.h>
#include <unistd.h>

#include "unit.h"

static bool is_readable(int descriptor)
{
    struct pollfd watched = {.fd = descriptor, .events = POLLIN};
    return poll(&watched, 1, 0) == 1;
}

static void a_signal_makes_the_descriptor_readable_and_does_not_kill(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM};

    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        struct stop_signal stop;
        struct error error;

        assert_true(stop_signal_open(&stop, &error));
        assert_false(is_readable(stop.descriptor));
        assert_int_equal(kill(getpid(), signals[i]), 0);
        assert_true(is_readable(stop.descriptor));
        stop_signal_close(&stop);
    }
}

static void closing_restores_the_signal_mask(void **state)
{
    (void)state;
    struct stop_signal stop;
    struct error error;
    sigset_t mask;

    assert_true(stop_signal_open(&stop, &error));
    assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &mask), 0);
    assert_true(sigismember(&mask, SIGTERM));
    stop_signal_close(&stop);
    assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &mask), 0);
    assert_false(sigismember(&mask, SIGTERM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_makes_the_descriptor_readable_and_does_not_kill),
        cmocka_unit_test(closing_restores_the_signal_mask),
    };
    return cmocka_run_group_tests_name("server/stop_signal", tests, NULL, NULL);
}
