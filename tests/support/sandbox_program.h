/* SPDX-License-Identifier: MIT */
/*
 * The real program's sandbox, run as a process of its own for a test, with a space SEED
 * of as many pages as wanted: "Page 000" with the body <p>0</p>, and so on. The program
 * is $CONFSYNC. Functions fail the test when something cannot be done.
 */
#ifndef TESTS_SUPPORT_SANDBOX_PROGRAM_H
#define TESTS_SUPPORT_SANDBOX_PROGRAM_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "temporary.h"

#define SANDBOX_TOKEN "right"

struct sandbox_program {
    struct temporary *directory;
    pid_t process;
    char origin[64];  /* "http://127.0.0.1:PORT" */
    char address[80]; /* of the site */
};

static inline void sandbox_program_exec(struct temporary *directory)
{
    char port_file[PATH_MAX + 16];
    char seed[PATH_MAX + 16];
    char log[PATH_MAX + 16];
    const char *program = getenv("CONFSYNC");

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)snprintf(port_file, sizeof port_file, "%s/port", directory->path);
    (void)snprintf(seed, sizeof seed, "%s/seed", directory->path);
    (void)snprintf(log, sizeof log, "%s/log", directory->path);
    (void)execl(program, program, "sandbox", "--quiet", "--port-file", port_file, "--seed", seed,
                "--token", SANDBOX_TOKEN, "--log", log, NULL);
    _exit(127);
}

static inline void sandbox_program_wait_for_port(struct sandbox_program *sandbox)
{
    const struct timespec nap = {.tv_nsec = 2000000};
    const int most_naps = 10000;
    int port = 0;

    for (int i = 0; i < most_naps && port == 0; i++) {
        FILE *file = fopen(temporary_path(sandbox->directory, "port"), "r");
        char text[16] = "";
        if (file && fgets(text, sizeof text, file) && strchr(text, '\n')) {
            port = (int)strtol(text, NULL, 10);
        }
        if (file) {
            (void)fclose(file);
        }
        (void)nanosleep(&nap, NULL);
    }
    assert_int_not_equal(port, 0);
    (void)snprintf(sandbox->origin, sizeof sandbox->origin, "http://127.0.0.1:%d", port);
    (void)snprintf(sandbox->address, sizeof sandbox->address, "%s/wiki", sandbox->origin);
}

static inline struct sandbox_program *sandbox_program_start(size_t pages)
{
    struct sandbox_program *sandbox = MEM_NEW(struct sandbox_program);

    sandbox->directory = temporary_new();
    temporary_mkdir(sandbox->directory, "seed");
    for (size_t i = 0; i < pages; i++) {
        char name[32];
        char body[32];
        (void)snprintf(name, sizeof name, "seed/Page %03zu.xml", i);
        (void)snprintf(body, sizeof body, "<p>%zu</p>", i);
        temporary_write(sandbox->directory, name, body);
    }
    (void)fflush(NULL);
    sandbox->process = fork();
    assert_true(sandbox->process >= 0);
    if (sandbox->process == 0) {
        sandbox_program_exec(sandbox->directory);
    }
    sandbox_program_wait_for_port(sandbox);
    return sandbox;
}

static inline void sandbox_program_stop(struct sandbox_program *sandbox)
{
    (void)kill(sandbox->process, SIGTERM);
    (void)waitpid(sandbox->process, NULL, 0);
    temporary_free(sandbox->directory);
    free(sandbox);
}

#endif
