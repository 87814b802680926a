/* SPDX-License-Identifier: MIT */
#include "server/stop_signal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/signalfd.h>

static int open_descriptor(const sigset_t *signals)
{
    return signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* Takes the signals that came, so that they do not act once they are unblocked. */
static void drain(int descriptor)
{
    struct signalfd_siginfo signal;

    while (read(descriptor, &signal, sizeof signal) > 0) {
    }
}
#else
#include <stddef.h>
#include <sys/event.h>
#include <time.h>

/* A kqueue reports a signal even while it is blocked. */
static int open_descriptor(const sigset_t *signals)
{
    int descriptor = kqueue();
    struct kevent changes[2];

    (void)signals;
    EV_SET(&changes[0], SIGINT, EVFILT_SIGNAL, EV_ADD, 0, 0, NULL);
    EV_SET(&changes[1], SIGTERM, EVFILT_SIGNAL, EV_ADD, 0, 0, NULL);
    if (descriptor >= 0 && kevent(descriptor, changes, 2, NULL, 0, NULL) < 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

static void drain(int descriptor)
{
    sigset_t pending;
    int signal = 0;

    (void)descriptor;
    while (sigpending(&pending) == 0 &&
           (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM))) {
        (void)sigwait(&pending, &signal);
    }
}
#endif

bool stop_signal_open(struct stop_signal *stop, struct error *error)
{
    sigset_t signals;

    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &signals, &stop->previous);
    stop->descriptor = open_descriptor(&signals);
    if (stop->descriptor < 0) {
        int code = errno;
        (void)sigprocmask(SIG_SETMASK, &stop->previous, NULL);
        return error_set(error, ERROR_IO, code, "cannot watch for signals: %s", strerror(code));
    }
    return true;
}

void stop_signal_close(struct stop_signal *stop)
{
    drain(stop->descriptor);
    (void)close(stop->descriptor);
    (void)sigprocmask(SIG_SETMASK, &stop->previous, NULL);
}
