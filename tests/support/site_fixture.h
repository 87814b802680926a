/* SPDX-License-Identifier: MIT */
/*
 * An open site behind which a scripted server stands, in a time that stands still.
 * The first reply, to the question who we are, is added by the fixture.
 */
#ifndef TESTS_SUPPORT_SITE_FIXTURE_H
#define TESTS_SUPPORT_SITE_FIXTURE_H

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/limit.h"
#include "base/random.h"
#include "base/strbuf.h"
#include "confluence/confluence.h"
#include "fake_time.h"
#include "script_server.h"
#include "unit.h"

#define USER_TARGET  "GET /wiki/rest/api/user/current "
#define MOST_REPLIES 64

static const struct confluence_space docs_space = {
    .id = "98445", .key = "DOCS", .name = "Documentation", .homepage_id = "98581"};

struct site_fixture {
    struct script_server *server;
    struct confluence *site;
    struct arena *arena;
    struct fake_time time;
    uint64_t seed;
    struct progress progress;
    bool is_stopped;
    struct strbuf log; /* what callbacks wrote down */
    size_t stop_after; /* pages; 0: never */
    size_t pages;
};

static inline bool site_is_stopped(void *data)
{
    const struct site_fixture *fixture = data;

    return fixture->is_stopped;
}

static inline struct confluence_options site_options(struct site_fixture *fixture,
                                                     const char *address)
{
    struct confluence_options options = {
        .site = address,
        .user = "me@example.com",
        .token = "s3cret",
        .http = http_settings_default(),
    };

    fixture->progress = (struct progress){.is_stopped = site_is_stopped, .data = fixture};
    options.http.clock = fake_time_clock(&fixture->time);
    options.http.random = random_seeded(&fixture->seed);
    options.http.progress = &fixture->progress;
    return options;
}

static inline void open_site(struct site_fixture *fixture, const struct script_reply *replies,
                             size_t count)
{
    struct script_reply all[MOST_REPLIES] = {
        {.to = USER_TARGET,
         .status = 200,
         .body = "{\"type\":\"known\",\"accountId\":\"557058:1\",\"displayName\":\"Ada\","
                 "\"email\":\"me@example.com\"}"},
    };
    struct error error = {0};
    char address[128];

    assert_true(count + 1 < MOST_REPLIES);
    for (size_t i = 0; i < count; i++) {
        all[i + 1] = replies[i];
    }
    *fixture = (struct site_fixture){
        .time.now_ms = 1795168800000,
        .seed = 1,
        .arena = arena_new(),
        .log = STRBUF(LIMIT_PAGE),
    };
    fixture->server = script_server_start(all, count + 1);
    (void)snprintf(address, sizeof address, "%s/wiki", script_server_url(fixture->server));
    struct confluence_options options = site_options(fixture, address);
    if (!confluence_open(&options, &fixture->site, &error)) {
        fail_msg("%s", error.message);
    }
}

static inline void close_site(struct site_fixture *fixture)
{
    confluence_free(fixture->site);
    script_server_stop(fixture->server);
    arena_free(fixture->arena);
    strbuf_release(&fixture->log);
}

/* The request after the one for who we are. */
static inline const char *sent(const struct site_fixture *fixture, size_t position)
{
    return script_server_request(fixture->server, position + 1);
}

static inline size_t count_sent(const struct site_fixture *fixture)
{
    return script_server_count(fixture->server) - 1;
}

static inline void assert_starts_with(const char *text, const char *start)
{
    if (strncmp(text, start, strlen(start)) != 0) {
        fail_msg("found \"%.*s\", expected \"%s\"", (int)strcspn(text, "\r\n"), text, start);
    }
}

/* Writes "ID vVERSION "TITLE" BODY" for each page; fails after stop_after of them. */
static inline bool note_page(void *data, const struct confluence_page *page, struct error *error)
{
    struct site_fixture *fixture = data;

    strbuf_append_format(&fixture->log, "%s v%d \"%s\"%s%.*s\n", page->id, page->version,
                         page->title, page->has_body ? " " : "", (int)page->body.length,
                         page->body.start ? page->body.start : "");
    fixture->pages++;
    if (fixture->stop_after > 0 && fixture->pages >= fixture->stop_after) {
        return error_set(error, ERROR_STOPPED, 0, "enough pages");
    }
    return true;
}

#endif
