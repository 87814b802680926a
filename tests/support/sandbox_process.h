/* SPDX-License-Identifier: MIT */
/*
 * The sandbox as a server in a process of its own, with a space made of files, for
 * tests of what talks to Confluence:
 *
 *     temporary_mkdir(temporary, "seed");
 *     temporary_write(temporary, "seed/A.xml", "<p>a</p>");      // the page "A"
 *     pid_t sandbox = sandbox_start(temporary, address, sizeof address);
 *     … talk to address: http://127.0.0.1:PORT/wiki, space SEED, any user and token …
 *     sandbox_stop(sandbox);
 */
#ifndef TESTS_SUPPORT_SANDBOX_PROCESS_H
#define TESTS_SUPPORT_SANDBOX_PROCESS_H

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"
#include "sandbox/sandbox.h"
#include "temporary.h"

/* Serves the pages of temporary's "seed"; writes the site's address. Ends with the test. */
static inline pid_t sandbox_start(struct temporary *temporary, char *address, size_t size)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    char port_file[PATH_MAX];
    char seed[PATH_MAX];
    struct slice port = {NULL, 0};
    struct error error;

    (void)snprintf(port_file, sizeof port_file, "%s", temporary_path(temporary, "port"));
    (void)snprintf(seed, sizeof seed, "%s", temporary_path(temporary, "seed"));
    pid_t process = fork();
    if (process == 0) {
        const struct sandbox_options options = {.port_file = port_file, .seed = seed};
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        _exit(sandbox_run(&options, &error) ? 0 : 1);
    }
    for (int tries = 0; port.length == 0 && tries < 2000; tries++) {
        (void)nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
        if (file_read(arena, port_file, 64, &port, &error)) {
            port = slice_trim(port);
        }
    }
    if (port.length == 0) {
        fail_msg("the sandbox did not start");
    }
    (void)snprintf(address, size, "http://127.0.0.1:%.*s/wiki", (int)port.length, port.start);
    return process;
}

static inline void sandbox_stop(pid_t process)
{
    int status = 0;
    assert_int_equal(kill(process, SIGTERM), 0);
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

#endif
