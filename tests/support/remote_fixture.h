/* SPDX-License-Identifier: MIT */
/*
 * A remote store over an open site (site_fixture.h) whose space is DOCS with the home
 * page 98581. What a visitor sees is written to the fixture's log, a line a page:
 * "ID <PARENT vVERSION STATUS "TITLE" BODY".
 */
#ifndef TESTS_SUPPORT_REMOTE_FIXTURE_H
#define TESTS_SUPPORT_REMOTE_FIXTURE_H

#include "site_fixture.h"
#include "stores/remote_store.h"

#define SPACE_REPLY                                                                                \
    {                                                                                              \
        .to = "GET /wiki/api/v2/spaces?keys=", .status = 200,                                      \
        .body = "{\"results\":[{\"id\":\"98445\",\"key\":\"DOCS\",\"name\":\"Documentation\","     \
                "\"homepageId\":\"98581\"}]}"                                                      \
    }

/* A page as the API writes it. Columns: id, title, more members. */
#define PAGE(id, title, more)                                                                      \
    "{\"id\":\"" id "\",\"title\":\"" title "\",\"spaceId\":\"98445\"" more                        \
    ",\"version\":{\"number\":3,\"authorId\":\"557058:1\"}}"
#define CURRENT       ",\"status\":\"current\""
#define BELOW(parent) CURRENT ",\"parentType\":\"page\",\"parentId\":\"" parent "\""
#define RESULTS(rows) "{\"results\":[" rows "],\"_links\":{}}"
#define HOME          PAGE("98581", "Home", CURRENT)

struct remote_fixture {
    struct site_fixture base;
    struct remote_site *remote;
    const struct remote_store *store;
};

/* The replies come after those for who we are and for the space. */
static inline void open_remote(struct remote_fixture *fixture, const char *root,
                               const struct script_reply *replies, size_t count)
{
    struct script_reply all[MOST_REPLIES] = {SPACE_REPLY};
    struct error error = {0};

    for (size_t i = 0; i < count; i++) {
        all[i + 1] = replies[i];
    }
    open_site(&fixture->base, all, count + 1);
    const struct remote_site_options options = {
        .confluence = fixture->base.site,
        .url = "https://example.atlassian.net/wiki",
        .space = "DOCS",
        .root = root,
    };
    if (!remote_site_open(&options, &fixture->remote, &error)) {
        fail_msg("%s", error.message);
    }
    fixture->store = remote_site_store(fixture->remote);
}

static inline void close_remote(struct remote_fixture *fixture)
{
    remote_site_free(fixture->remote);
    close_site(&fixture->base);
}

/* The request after those for who we are and for the space. */
static inline const char *remote_sent(const struct remote_fixture *fixture, size_t position)
{
    return sent(&fixture->base, position + 1);
}

static inline size_t count_remote_sent(const struct remote_fixture *fixture)
{
    return count_sent(&fixture->base) - 1;
}

static inline bool note_remote_page(void *context, const struct remote_page *page,
                                    struct error *error)
{
    static const char *const statuses[] = {"current", "trashed", "archived", "elsewhere",
                                           "unknown"};
    struct remote_fixture *fixture = context;

    (void)error;
    strbuf_append_format(&fixture->base.log, "%lld <%lld v%lld %s \"%s\"%s%.*s\n", page->id,
                         page->parent, page->version, statuses[page->status], page->title,
                         page->storage.start ? " " : "", (int)page->storage.length,
                         page->storage.start ? page->storage.start : "");
    return true;
}

static inline struct remote_visitor remote_visitor(struct remote_fixture *fixture)
{
    return (struct remote_visitor){note_remote_page, fixture};
}

static inline void assert_remote_log(struct remote_fixture *fixture, const char *expected)
{
    assert_string_equal(strbuf_text(&fixture->base.log), expected);
}

#endif
