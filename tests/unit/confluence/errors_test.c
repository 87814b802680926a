/* SPDX-License-Identifier: MIT */
#include "confluence/errors_internal.h"

#include "unit.h"

#define JSON "application/json"
#define HTML "text/html;charset=UTF-8"

/* Answers as they were recorded or described, and what the user gets to read. */
static const struct {
    const char *name;
    struct http_answer answer;
    const char *body;
    enum error_kind kind;
    const char *message;
} cases[] = {
    {.name = "v2, a page that is not there",
     .answer = {.status = 404, .content_type = JSON, .attempts = 1, .trace = "9f1c"},
     .body = "{\"errors\":[{\"status\":404,\"code\":\"NOT_FOUND\",\"title\":\"Cannot find a page "
             "with id [7]\",\"detail\":null}]}",
     .kind = ERROR_NOT_FOUND,
     .message = "read page 7: HTTP 404: Cannot find a page with id [7] (trace 9f1c)"},
    {.name = "v2, bad credentials in disguise",
     .answer = {.status = 404, .content_type = JSON, .attempts = 1},
     .body = "{\"errors\":[{\"status\":404,\"code\":\"NOT_FOUND\",\"title\":\"Not "
             "Found\",\"detail\":null}]}",
     .kind = ERROR_ACCESS,
     .message = "read page 7: HTTP 404: Not Found, as for credentials that are not accepted"},
    {.name = "v2, a version that was taken",
     .answer = {.status = 409, .content_type = JSON, .attempts = 1},
     .body = "{\"errors\":[{\"status\":409,\"code\":\"CONFLICT\",\"title\":\"Version must be "
             "incremented when updating a page. Current Version: [3]. Provided version: "
             "[3]\",\"detail\":null}]}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 409: Version must be incremented when updating a page. Current "
                "Version: [3]. Provided version: [3]"},
    {.name = "v2, two errors and a detail",
     .answer = {.status = 400, .content_type = JSON, .attempts = 1},
     .body = "{\"errors\":[{\"title\":\"One\",\"detail\":\"because\"},{\"code\":\"TWO\"}]}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 400: One; because; TWO"},
    {.name = "v1, with a Java class",
     .answer = {.status = 400, .content_type = JSON, .attempts = 1},
     .body = "{\"statusCode\":400,\"data\":{\"authorized\":true,\"valid\":false,\"errors\":[],"
             "\"successful\":false},\"message\":\"com.atlassian.confluence.api.service.exceptions."
             "BadRequestException: Cannot move a page below itself\"}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 400: Cannot move a page below itself"},
    {.name = "v1, only details",
     .answer = {.status = 400, .content_type = JSON, .attempts = 1},
     .body =
         "{\"statusCode\":400,\"data\":{\"errors\":[{\"message\":{\"key\":\"k\",\"translation\":"
         "\"Title is too long\"}},{\"message\":{\"key\":\"other.key\"}}]},\"message\":\"\"}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 400: Title is too long; other.key"},
    {.name = "v1, no permission",
     .answer = {.status = 403, .content_type = JSON, .attempts = 1, .trace = "t"},
     .body = "{\"statusCode\":403,\"message\":\"com.atlassian.confluence.mvc.rest.common.exception."
             "StacklessResponseStatusException: 403 FORBIDDEN \\\"Request rejected because caller "
             "cannot access Confluence\\\"\"}",
     .kind = ERROR_ACCESS,
     .message = "read page 7: HTTP 403: Request rejected because caller cannot access Confluence "
                "(trace t)"},
    {.name = "the gateway, a scope is missing",
     .answer = {.status = 401, .content_type = JSON, .attempts = 1},
     .body = "{\"code\":401,\"message\":\"Unauthorized; scope does not match\"}",
     .kind = ERROR_ACCESS,
     .message = "read page 7: HTTP 401: Unauthorized; scope does not match"},
    {.name = "OAuth",
     .answer = {.status = 401, .content_type = JSON, .attempts = 1},
     .body = "{\"error\":\"invalid_token\",\"error_description\":\"it expired\"}",
     .kind = ERROR_ACCESS,
     .message = "read page 7: HTTP 401: it expired"},
    {.name = "Tomcat's page for a scoped token on the site",
     .answer = {.status = 401, .content_type = HTML, .attempts = 1},
     .body = "<!doctype html><html><head><title>HTTP Status 401 – Unauthorized</title>",
     .kind = ERROR_ACCESS,
     .message = "read page 7: HTTP 401: an HTML page titled \"HTTP Status 401 – Unauthorized\""},
    {.name = "a 404 that is not Confluence's",
     .answer = {.status = 404, .content_type = HTML, .attempts = 1},
     .body = "<html><title>Page not found</title>",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 404: an HTML page titled \"Page not found\""},
    {.name = "an endpoint that was removed",
     .answer = {.status = 410, .content_type = JSON, .attempts = 1},
     .body = "{\"message\":\"GoneException: This deprecated endpoint has been removed.\"}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 410: GoneException: This deprecated endpoint has been removed."},
    {.name = "Data Center, a wrong password",
     .answer = {.status = 401, .content_type = "text/plain", .attempts = 1},
     .body = "Basic Authentication Failure - Reason : AUTHENTICATED_FAILED\n",
     .kind = ERROR_ACCESS,
     .message = "read page 7: HTTP 401: plain text \"Basic Authentication Failure - Reason : "
                "AUTHENTICATED_FAILED\""},
    {.name = "too large",
     .answer = {.status = 413, .content_type = JSON, .attempts = 1},
     .body = "{\"statusCode\":413,\"message\":\"Request too large. Requests for this resource can "
             "be at most 5242880 bytes\"}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 413: Request too large. Requests for this resource can be at "
                "most 5242880 bytes"},
    {.name = "nothing but a status",
     .answer = {.status = 503, .content_type = "", .attempts = 5},
     .body = "",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 503: service unavailable (5 attempts)"},
    {.name = "a status nobody knows",
     .answer = {.status = 418, .content_type = JSON, .attempts = 1},
     .body = "{}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 418"},
    {.name = "a quota that is used up",
     .answer = {.status = 429, .content_type = JSON, .attempts = 1, .ordered_pause_ms = 3600000},
     .body = "{\"message\":\"Rate limit exceeded\"}",
     .kind = ERROR_HTTP,
     .message = "read page 7: HTTP 429: Rate limit exceeded (to be asked again in 60 minutes)"},
};

static void every_shape_becomes_one_clear_message(void **state)
{
    (void)state;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct http_answer answer = cases[i].answer;
        struct error error = {0};
        answer.body = slice_from(cases[i].body);
        assert_false(refusal_error(&answer, "read page 7", false, &error));
        assert_string_equal(error.message, cases[i].message);
        if (error.kind != cases[i].kind || error.code != answer.status) {
            fail_msg("%s: kind %d, code %d", cases[i].name, error.kind, error.code);
        }
    }
}

static void a_refusal_after_doubt_leaves_doubt(void **state)
{
    (void)state;
    struct http_answer answer = {
        .status = 409,
        .content_type = JSON,
        .attempts = 2,
        .is_after_doubt = true,
        .body = SLICE_LITERAL("{\"message\":\"stale\"}"),
    };
    struct error error = {0};

    assert_false(refusal_error(&answer, "update page 7", true, &error));

    assert_true(error_leaves_doubt(&error));
    assert_string_equal(error.message, "update page 7: no clear answer at first, then HTTP 409: "
                                       "stale (2 attempts)");
    assert_false(refusal_error(&answer, "read page 7", false, &error));
    assert_int_equal(error.kind, ERROR_HTTP);
}

static void what_is_not_json_says_so(void **state)
{
    (void)state;
    struct http_answer answer = {
        .status = 200,
        .content_type = HTML,
        .attempts = 1,
        .trace = "abc",
        .body = SLICE_LITERAL("<title>Log in with SSO</title>"),
    };
    struct error error = {0};

    assert_false(nonsense_error(&answer, "list pages", &error));

    assert_int_equal(error.kind, ERROR_INPUT);
    assert_string_equal(error.message, "list pages: HTTP 200 with an HTML page titled \"Log in "
                                       "with SSO\" in place of JSON (trace abc)");
}

static void refusals_that_can_be_helped_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        int status;
        enum confluence_refusal refusal;
    } refusals[] = {
        {"{}", 409, CONFLUENCE_VERSION_TAKEN},
        {"{\"errors\":[{\"title\":\"A page with this title already exists: A page already exists "
         "with the same TITLE in this space\"}]}",
         400, CONFLUENCE_TITLE_TAKEN},
        {"{\"message\":\"com.atlassian.confluence.api.service.exceptions.BadRequestException: A "
         "page with this title already exists: A page already exists with the title X in the space "
         "with key KEY\"}",
         400, CONFLUENCE_TITLE_TAKEN},
        {"{\"errors\":[{\"title\":\"Error parsing xhtml: Unexpected EOF\"}]}", 400,
         CONFLUENCE_BODY_INVALID},
        {"{\"errors\":[{\"title\":\"Content body cannot be converted to new editor format\"}]}",
         400, CONFLUENCE_BODY_INVALID},
        {"{\"errors\":[{\"title\":\"A folder exists with the same title in this space\"}]}", 400,
         CONFLUENCE_REFUSED},
        {"{}", 404, CONFLUENCE_REFUSED},
        {"{\"message\":\"Error parsing xhtml\"}", 500, CONFLUENCE_REFUSED},
    };

    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        struct http_answer answer = {
            .status = refusals[i].status,
            .content_type = JSON,
            .body = slice_from(refusals[i].body),
        };
        if (refusal_kind(&answer) != refusals[i].refusal) {
            fail_msg("%s", refusals[i].body);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_becomes_one_clear_message),
        cmocka_unit_test(a_refusal_after_doubt_leaves_doubt),
        cmocka_unit_test(what_is_not_json_says_so),
        cmocka_unit_test(refusals_that_can_be_helped_are_told_apart),
    };
    return cmocka_run_group_tests_name("confluence/errors", tests, NULL, NULL);
}
