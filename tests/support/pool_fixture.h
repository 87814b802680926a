/* SPDX-License-Identifier: MIT */
/*
 * A pool that talks to a scripted server, in a time that stands still, and what came
 * of its requests in the order in which they ended.
 */
#ifndef TESTS_SUPPORT_POOL_FIXTURE_H
#define TESTS_SUPPORT_POOL_FIXTURE_H

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/random.h"
#include "fake_time.h"
#include "http/pool.h"
#include "script_server.h"
#include "unit.h"

#define MOST_RESULTS 64

struct fixture {
    struct script_server *server;
    struct http_pool *pool;
    struct fake_time time;
    uint64_t seed;
    struct progress progress;
    bool is_stopped;
    size_t count;
    struct {
        int status; /* 0: an error */
        bool is_after_doubt;
        struct error error;
        char body[128];
        const char *purpose;
    } results[MOST_RESULTS];
};

struct request_of_test {
    struct fixture *fixture;
    const char *purpose;
    const char *body;
    void (*then)(struct fixture *fixture);
};

static inline bool is_stopped(void *data)
{
    const struct fixture *fixture = data;

    return fixture->is_stopped;
}

static inline void open_pool(struct fixture *fixture, const struct script_reply *replies,
                             size_t count)
{
    struct error error = {0};

    *fixture = (struct fixture){.time.now_ms = 1795168800000, .seed = 1};
    fixture->server = script_server_start(replies, count);
    fixture->progress = (struct progress){.is_stopped = is_stopped, .data = fixture};
    struct http_pool_options options = {
        .root = script_server_url(fixture->server),
        .user = "me@example.com",
        .token = "s3cret",
        .settings = http_settings_default(),
    };
    options.settings.clock = fake_time_clock(&fixture->time);
    options.settings.random = random_seeded(&fixture->seed);
    options.settings.progress = &fixture->progress;
    if (!http_pool_open(&options, &fixture->pool, &error)) {
        fail_msg("%s", error.message);
    }
}

static inline void close_pool(struct fixture *fixture)
{
    http_pool_free(fixture->pool);
    script_server_stop(fixture->server);
}

static inline void write_body(void *data, struct strbuf *body)
{
    const struct request_of_test *request = data;

    strbuf_append(body, request->body);
}

static inline void note_result(void *data, const struct http_answer *answer,
                               const struct error *error)
{
    struct request_of_test *request = data;
    struct fixture *fixture = request->fixture;

    assert_true((answer == NULL) != (error == NULL));
    assert_true(fixture->count < MOST_RESULTS);
    size_t i = fixture->count++;
    fixture->results[i].purpose = request->purpose;
    if (answer) {
        fixture->results[i].status = answer->status;
        fixture->results[i].is_after_doubt = answer->is_after_doubt;
        (void)snprintf(fixture->results[i].body, sizeof fixture->results[i].body, "%.*s",
                       (int)answer->body.length, answer->body.start);
    } else {
        fixture->results[i].error = *error;
    }
    if (request->then) {
        request->then(fixture);
    }
}

static inline void submit(struct request_of_test *request, enum http_method method,
                          const char *target)
{
    http_pool_submit(request->fixture->pool, &(struct http_request){
                                                 .method = method,
                                                 .target = target,
                                                 .purpose = request->purpose,
                                                 .write_body = request->body ? write_body : NULL,
                                                 .on_done = note_result,
                                                 .data = request,
                                                 .owner = request,
                                             });
}

static inline void run(struct fixture *fixture)
{
    struct error error = {0};

    if (!http_pool_run(fixture->pool, &error)) {
        fail_msg("%s", error.message);
    }
}

static inline bool has_header(const struct fixture *fixture, size_t position, const char *line)
{
    return strcasestr(script_server_request(fixture->server, position), line) != NULL;
}

#endif
