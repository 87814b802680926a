/* SPDX-License-Identifier: MIT */
#include "remote_fixture.h"
#include "sandbox_process.h"

#define LOOK "GET /wiki/api/v2/pages?"
#define REFUSAL(title)                                                                             \
    "{\"errors\":[{\"status\":400,\"code\":\"BAD_REQUEST\",\"title\":\"" title "\"}]}"
#define NOT_FOUND                                                                                  \
    "{\"errors\":[{\"status\":404,\"code\":\"NOT_FOUND\",\"title\":\"Cannot find a page with id "  \
    "[1]\"}]}"

static void note_done(void *context, struct remote_operation *operation)
{
    struct remote_fixture *fixture = context;
    static const char *const outcomes[] = {"pending", "done", "changed", "refused", "unknown"};
    strbuf_append_format(&fixture->base.log, "%lld %s\n", operation->id,
                         outcomes[operation->outcome]);
}

static bool perform(struct remote_fixture *f, struct remote_operation *operations, size_t count,
                    struct error *error)
{
    const struct remote_observer observer = {note_done, f};
    return f->store->perform(f->store->data, f->base.arena, operations, count, &observer, error);
}

/* One operation against these replies: its outcome, and what the observer was told. */
static void check(struct remote_operation operation, const struct script_reply *replies,
                  size_t count, enum outcome expected)
{
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, count);
    if (!perform(&f, &operation, 1, &error)) {
        fail_msg("%s", error.message);
    }
    if (operation.outcome != expected) {
        fail_msg("outcome %d, expected %d: %s", (int)operation.outcome, (int)expected,
                 operation.error.message);
    }
    assert_true(f.base.log.length > 0);
    assert_int_equal(count_remote_sent(&f), count);
    close_remote(&f);
}

static const struct remote_operation update = {
    .action = REMOTE_UPDATE,
    .id = 1,
    .version = 4,
    .title = "T",
    .message = "m",
    .storage = {"<p>x</p>", 8},
};

static void a_page_is_created_below_its_parent(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "POST /wiki/api/v2/pages HTTP",
         .status = 200,
         .body = PAGE("12", "T", BELOW("98581") ",\"body\":{\"storage\":{\"value\":\"echo\"}}")},
        {.to = "POST /wiki/api/v2/pages?root-level=true ",
         .status = 200,
         .body = PAGE("13", "Top", CURRENT)},
    };
    struct remote_operation operations[] = {
        {.action = REMOTE_CREATE, .parent = 98581, .title = "T", .storage = {"<p/>", 4}},
        {.action = REMOTE_CREATE, .title = "Top", .storage = {"", 0}},
    };
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    assert_true(perform(&f, operations, COUNT_OF(operations), &error));

    assert_int_equal(operations[0].outcome, OUTCOME_DONE);
    assert_int_equal(operations[0].result.id, 12);
    assert_int_equal(operations[0].result.parent, 98581);
    assert_string_equal(operations[0].result.title, "T");
    assert_true(operations[0].result.is_mine);
    assert_null(operations[0].result.storage.start);
    assert_int_equal(operations[1].result.id, 13);
    assert_int_equal(operations[1].result.parent, 0);
    close_remote(&f);
}

static void an_update_succeeds_or_tells_why_not(void **state)
{
    (void)state;
    static const struct script_reply good[] = {
        {.to = "PUT /wiki/api/v2/pages/1 ", .status = 200, .body = PAGE("1", "T", BELOW("2"))},
    };
    static const struct script_reply outdated[] = {
        {.to = "PUT /wiki/api/v2/pages/1 ",
         .status = 409,
         .body = "{\"errors\":[{\"status\":409,\"code\":\"CONFLICT\",\"title\":\"Version must be "
                 "incremented when updating a page. Current Version: [4]. Provided version: "
                 "[4]\"}]}"},
    };
    static const struct script_reply repeated[] = {
        {.to = "PUT /wiki/api/v2/pages/1 ", .status = 503},
        {.to = "PUT /wiki/api/v2/pages/1 ",
         .status = 409,
         .body = "{\"errors\":[{\"status\":409,\"code\":\"CONFLICT\",\"title\":\"Version must be "
                 "incremented when updating a page. Current Version: [4]. Provided version: "
                 "[4]\"}]}"},
    };
    static const struct script_reply broken[] = {
        {.to = "PUT /wiki/api/v2/pages/1 ", .status = 500, .body = "{}"},
    };
    static const struct script_reply taken[] = {
        {.to = "PUT /wiki/api/v2/pages/1 ",
         .status = 400,
         .body = REFUSAL("A page with this title already exists: A page already exists with the "
                         "same TITLE in this space")},
    };
    static const struct script_reply gone[] = {
        {.to = "PUT /wiki/api/v2/pages/1 ", .status = 404, .body = NOT_FOUND},
    };

    check(update, good, COUNT_OF(good), OUTCOME_DONE);
    check(update, outdated, COUNT_OF(outdated), OUTCOME_CHANGED);
    check(update, repeated, COUNT_OF(repeated), OUTCOME_UNKNOWN);
    check(update, broken, COUNT_OF(broken), OUTCOME_UNKNOWN);
    check(update, taken, COUNT_OF(taken), OUTCOME_REFUSED);
    check(update, gone, COUNT_OF(gone), OUTCOME_CHANGED);
}

static void a_creation_without_an_answer_is_not_known(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "POST /wiki/api/v2/pages", .fault = SCRIPT_HANG_UP},
    };
    const struct remote_operation create = {
        .action = REMOTE_CREATE, .parent = 98581, .title = "T", .storage = {"<p/>", 4}};

    check(create, replies, COUNT_OF(replies), OUTCOME_UNKNOWN);
}

static void a_moved_page_is_looked_at(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "PUT /wiki/rest/api/content/1/move/append/2 ",
         .status = 200,
         .body = "{\"pageId\":\"1\"}"},
        {.to = LOOK, .status = 200, .body = RESULTS(PAGE("1", "T", BELOW("2")))},
    };
    struct remote_operation move = {.action = REMOTE_MOVE, .id = 1, .parent = 2};
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    assert_true(perform(&f, &move, 1, &error));

    assert_int_equal(move.outcome, OUTCOME_DONE);
    assert_int_equal(move.result.parent, 2);
    assert_string_equal(move.result.title, "T");
    assert_remote_log(&f, "1 done\n");
    close_remote(&f);
}

static void nothing_is_moved_to_the_top(void **state)
{
    (void)state;
    check((struct remote_operation){.action = REMOTE_MOVE, .id = 1}, NULL, 0, OUTCOME_REFUSED);
}

static void a_page_that_is_in_the_trash_already_is_done(void **state)
{
    (void)state;
    static const struct script_reply done[] = {
        {.to = "DELETE /wiki/api/v2/pages/1 ", .status = 204},
    };
    static const struct script_reply already[] = {
        {.to = "DELETE /wiki/api/v2/pages/1 ", .status = 404, .body = NOT_FOUND},
        {.to = LOOK, .status = 200, .body = RESULTS(PAGE("1", "T", ",\"status\":\"trashed\""))},
    };
    static const struct script_reply gone[] = {
        {.to = "DELETE /wiki/api/v2/pages/1 ", .status = 404, .body = NOT_FOUND},
        {.to = LOOK, .status = 200, .body = RESULTS("")},
        {.to = "GET /wiki/api/v2/pages/1?", .status = 404, .body = NOT_FOUND},
    };
    const struct remote_operation trash = {.action = REMOTE_TRASH, .id = 1};

    check(trash, done, COUNT_OF(done), OUTCOME_DONE);
    check(trash, already, COUNT_OF(already), OUTCOME_DONE);
    check(trash, gone, COUNT_OF(gone), OUTCOME_CHANGED);
}

static void a_page_is_restored_under_its_title(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = LOOK, .status = 200, .body = RESULTS(PAGE("1", "Kept", ",\"status\":\"trashed\""))},
        {.to = "PUT /wiki/api/v2/pages/1 ", .status = 200, .body = PAGE("1", "Kept", BELOW("2"))},
    };
    static const struct script_reply gone[] = {
        {.to = LOOK, .status = 200, .body = RESULTS("")},
        {.to = "GET /wiki/api/v2/pages/1?", .status = 404, .body = NOT_FOUND},
    };
    const struct remote_operation restore = {.action = REMOTE_RESTORE, .id = 1, .version = 4};

    check(restore, replies, COUNT_OF(replies), OUTCOME_DONE);
    check(restore, gone, COUNT_OF(gone), OUTCOME_CHANGED);
}

static void lost_credentials_end_the_run(void **state)
{
    (void)state;
    static const struct script_reply replies[] = {
        {.to = "PUT /wiki/api/v2/pages/1 ", .status = 403, .body = "{}"},
        {.to = USER_TARGET, .status = 401, .body = "{}"},
    };
    struct remote_operation operation = update;
    struct remote_fixture f;
    struct error error = {0};

    open_remote(&f, NULL, replies, COUNT_OF(replies));
    assert_false(perform(&f, &operation, 1, &error));

    assert_int_equal(error.kind, ERROR_ACCESS);
    assert_int_equal(operation.outcome, OUTCOME_REFUSED);
    close_remote(&f);
}

static void a_stopped_run_leaves_the_rest_pending(void **state)
{
    (void)state;
    struct remote_operation operations[] = {update, update};
    struct remote_fixture f;
    struct error error = {0};

    operations[1].id = 2;
    open_remote(&f, NULL, NULL, 0);
    f.base.is_stopped = true;
    assert_false(perform(&f, operations, COUNT_OF(operations), &error));

    assert_int_equal(error.kind, ERROR_INTERRUPTED);
    assert_int_equal(operations[0].outcome, OUTCOME_PENDING);
    assert_int_equal(operations[1].outcome, OUTCOME_PENDING);
    assert_remote_log(&f, "");
    close_remote(&f);
}

/* A site that is no script: the sandbox, with the pages A, A/B and C below the home page. */
struct live {
    struct temporary *temporary;
    struct confluence *confluence;
    struct remote_fixture f; /* without the script: only what the visitors and checks use */
    pid_t sandbox;
    char address[128];
};

static int set_up_live(void **state)
{
    struct live *live = MEM_NEW(struct live);
    struct error error;

    live->temporary = temporary_new();
    temporary_mkdir(live->temporary, "seed");
    temporary_mkdir(live->temporary, "seed/A");
    temporary_write(live->temporary, "seed/A.xml", "<p>a</p>");
    temporary_write(live->temporary, "seed/A/B.xml", "<p>b</p>");
    temporary_write(live->temporary, "seed/C.xml", "<p>c</p>");
    live->sandbox = sandbox_start(live->temporary, live->address, sizeof live->address);
    live->f.base.arena = arena_new();
    live->f.base.log = STRBUF(LIMIT_PAGE);
    const struct confluence_options options = {.site = live->address,
                                               .user = "me@example.com",
                                               .token = "x",
                                               .http = http_settings_default()};
    if (!confluence_open(&options, &live->confluence, &error)) {
        fail_msg("%s", error.message);
    }
    const struct remote_site_options site = {
        .confluence = live->confluence, .url = live->address, .space = "SEED"};
    if (!remote_site_open(&site, &live->f.remote, &error)) {
        fail_msg("%s", error.message);
    }
    live->f.store = remote_site_store(live->f.remote);
    *state = live;
    return 0;
}

static int tear_down_live(void **state)
{
    struct live *live = *state;
    remote_site_free(live->f.remote);
    confluence_free(live->confluence);
    sandbox_stop(live->sandbox);
    arena_free(live->f.base.arena);
    strbuf_release(&live->f.base.log);
    temporary_free(live->temporary);
    free(live);
    return 0;
}

struct wanted {
    const char *title;
    struct remote_page page;
    struct arena *arena;
};

static bool take_wanted(void *context, const struct remote_page *page, struct error *error)
{
    struct wanted *wanted = context;
    (void)error;
    if (strcmp(page->title, wanted->title) == 0) {
        wanted->page = *page;
        wanted->page.storage.start = arena_copy(wanted->arena, page->storage);
    }
    return true;
}

/* The current page with this title, as the listing or, with its body, the search tells it. */
static struct remote_page page_called(struct live *live, const char *title)
{
    struct wanted wanted = {.title = title, .arena = live->f.base.arena};
    const struct remote_visitor visitor = {take_wanted, &wanted};
    struct error error;

    if (!live->f.store->find(live->f.store->data, title, &visitor, &error)) {
        fail_msg("%s", error.message);
    }
    return wanted.page;
}

static void do_one(struct live *live, struct remote_operation *operation, enum outcome expected)
{
    struct error error = {0};
    if (!perform(&live->f, operation, 1, &error)) {
        fail_msg("%s", error.message);
    }
    if (operation->outcome != expected) {
        fail_msg("outcome %d, expected %d: %s", (int)operation->outcome, (int)expected,
                 operation->error.message);
    }
}

static void a_live_site_is_listed(void **state)
{
    struct live *live = *state;
    struct remote_visitor visitor = remote_visitor(&live->f);
    struct error error;

    if (!live->f.store->list(live->f.store->data, &visitor, &error)) {
        fail_msg("%s", error.message);
    }

    const struct remote_page a = page_called(live, "A");
    const struct remote_page b = page_called(live, "B");
    assert_int_equal(a.parent, remote_site_identity(live->f.remote)->root);
    assert_int_equal(b.parent, a.id);
    assert_true(slice_equals(b.storage, "<p>b</p>"));
    assert_non_null(strstr(strbuf_text(&live->f.base.log), "current \"C\"\n"));
    bool has_children = false;
    assert_true(live->f.store->has_children(live->f.store->data, a.id, &has_children, &error));
    assert_true(has_children);
    assert_true(live->f.store->has_children(live->f.store->data, b.id, &has_children, &error));
    assert_false(has_children);
}

static void a_live_site_takes_every_operation(void **state)
{
    struct live *live = *state;
    const struct remote_page a = page_called(live, "A");
    const struct remote_page b = page_called(live, "B");
    struct remote_operation create = {
        .action = REMOTE_CREATE, .parent = a.id, .title = "New", .storage = {"<p>n</p>", 8}};
    do_one(live, &create, OUTCOME_DONE);
    assert_int_equal(create.result.parent, a.id);
    assert_true(create.result.is_mine);
    const long long created = create.result.id;
    do_one(live, &create, OUTCOME_REFUSED); /* the title is taken */

    struct remote_operation change = {.action = REMOTE_UPDATE,
                                      .id = b.id,
                                      .version = b.version + 1,
                                      .title = "B two",
                                      .message = "m",
                                      .storage = {"<p>b2</p>", 9}};
    do_one(live, &change, OUTCOME_DONE);
    assert_int_equal(change.result.version, b.version + 1);
    do_one(live, &change, OUTCOME_CHANGED); /* somebody else's version by now */
    assert_true(slice_equals(page_called(live, "B two").storage, "<p>b2</p>"));

    struct remote_operation move = {.action = REMOTE_MOVE, .id = b.id, .parent = created};
    do_one(live, &move, OUTCOME_DONE);
    assert_int_equal(move.result.parent, created);

    struct remote_operation trash = {.action = REMOTE_TRASH, .id = b.id};
    do_one(live, &trash, OUTCOME_DONE);
    do_one(live, &trash, OUTCOME_DONE);
    struct remote_visitor visitor = remote_visitor(&live->f);
    struct error error;
    strbuf_clear(&live->f.base.log);
    assert_true(live->f.store->look(live->f.store->data, &b.id, 1, &visitor, &error));
    assert_non_null(strstr(strbuf_text(&live->f.base.log), "trashed \"B two\""));

    struct remote_operation restore = {
        .action = REMOTE_RESTORE, .id = b.id, .version = b.version + 2};
    do_one(live, &restore, OUTCOME_DONE);
    assert_true(slice_equals(page_called(live, "B two").storage, "<p>b2</p>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_created_below_its_parent),
        cmocka_unit_test(an_update_succeeds_or_tells_why_not),
        cmocka_unit_test(a_creation_without_an_answer_is_not_known),
        cmocka_unit_test(a_moved_page_is_looked_at),
        cmocka_unit_test(nothing_is_moved_to_the_top),
        cmocka_unit_test(a_page_that_is_in_the_trash_already_is_done),
        cmocka_unit_test(a_page_is_restored_under_its_title),
        cmocka_unit_test(lost_credentials_end_the_run),
        cmocka_unit_test(a_stopped_run_leaves_the_rest_pending),
        cmocka_unit_test_setup_teardown(a_live_site_is_listed, set_up_live, tear_down_live),
        cmocka_unit_test_setup_teardown(a_live_site_takes_every_operation, set_up_live,
                                        tear_down_live),
    };
    return cmocka_run_group_tests_name("stores/remote_perform", tests, NULL, NULL);
}
