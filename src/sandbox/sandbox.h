/* SPDX-License-Identifier: MIT */
/*
 * The sandbox: a Confluence-compatible server on this machine, for trying things
 * out and for tests, and a small wiki in the browser to play the colleague with.
 *
 * It speaks Cloud's REST v2 for spaces and pages and the part of v1 that Cloud still
 * has for them, below http://127.0.0.1:PORT/wiki, and refuses what Confluence refuses
 * in Confluence's words. Everything is kept in SQLite, in memory or in a file.
 * docs/sandbox.md says what it does, how faults are ordered, and where it guesses.
 *
 * It listens on the loopback interface only.
 */
#ifndef SANDBOX_SANDBOX_H
#define SANDBOX_SANDBOX_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

struct sandbox_options {
    unsigned short port;   /* 0: any free one */
    const char *port_file; /* the port is written here once it listens; NULL: nowhere */
    const char *database;  /* made when it is not there; NULL: in memory */
    const char *seed;      /* directory of storage bodies to make a space of; NULL: none */
    const char *space;     /* the key of that space; NULL: SEED */
    const char *token;     /* the only password that is let in; NULL: any, but not none */
    const char *log;       /* one line of JSON for each request is added here; NULL: nowhere */
    long long delay_ms;    /* added to every answer; requests wait side by side */
    FILE *messages;        /* where the address goes; NULL: nowhere */
    FILE *warnings;        /* what of the seed was left out, or renamed; NULL: nowhere */
};

/*
 * Serves until the process gets SIGINT or SIGTERM, then returns true. Without `seed`
 * a new database gets a small demonstration space. ERROR_USAGE for options that do
 * not fit together, ERROR_IO when the port is taken or a file cannot be written,
 * ERROR_DATABASE and ERROR_INPUT for a database that cannot be used.
 */
bool sandbox_run(const struct sandbox_options *options, struct error *error)
    __attribute__((warn_unused_result));

#endif
