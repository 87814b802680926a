/* SPDX-License-Identifier: MIT */
#include "confluence/errors_internal.h"

#include <string.h>

#include "base/strbuf.h"
#include "confluence/json_internal.h"
#include "confluence/words_internal.h"
#include "http/status.h"

enum { MS_PER_SECOND = 1000, SECONDS_PER_MINUTE = 60 };

static void append_clean(struct strbuf *words, const char *text)
{
    if (!text || *text == '\0') {
        return;
    }
    if (words->length > 0) {
        strbuf_append(words, "; ");
    }
    words_clean(words, slice_from(text));
}

/* Cloud v2: {"errors":[{"status":400,"code":"…","title":"…","detail":null}]} */
static void read_v2(const json_t *answer, struct strbuf *words)
{
    size_t i = 0;
    const json_t *item = NULL;

    json_array_foreach(json_object_get(answer, "errors"), i, item)
    {
        const char *title = member_text(item, "title");
        const char *detail = member_text(item, "detail");
        append_clean(words, title ? title : member_text(item, "code"));
        if (detail && (!title || strcmp(detail, title) != 0)) {
            append_clean(words, detail);
        }
    }
}

/* Cloud v1 and Data Center: {"statusCode":…,"data":{"errors":[{"message":…}]},"message":"…"} */
static void read_v1_details(const json_t *answer, struct strbuf *words)
{
    size_t i = 0;
    const json_t *item = NULL;
    const json_t *data = json_object_get(answer, "data");

    json_array_foreach(json_object_get(data, "errors"), i, item)
    {
        const json_t *message = json_object_get(item, "message");
        const char *translation = member_text(message, "translation");
        append_clean(words, translation ? translation : member_text(message, "key"));
    }
}

/*
 * What the server says, "" when it says nothing. Besides the two above: the gateway's
 * {"code":401,"message":"…"}, OAuth's {"error":…,"error_description":…}, HTML and text.
 */
static void read_words(const struct http_answer *answer, struct strbuf *words)
{
    json_auto_t *json = answer_json(answer);

    if (!json) {
        if (answer->body.length > 0) {
            describe_answer(answer, words);
        }
        return;
    }
    read_v2(json, words);
    if (words->length == 0) {
        append_clean(words, member_text(json, "message"));
    }
    if (words->length == 0) {
        read_v1_details(json, words);
    }
    if (words->length == 0) {
        const char *description = member_text(json, "error_description");
        append_clean(words, description ? description : member_text(json, "error"));
    }
}

/*
 * Cloud v2 answers bad credentials with 404 and the bare title "Not Found"; when
 * something is really not there, the title names its id (seen on live sites).
 */
static bool is_disguised_rejection(const struct http_answer *answer)
{
    if (answer->status != HTTP_NOT_FOUND) {
        return false;
    }
    json_auto_t *json = answer_json(answer);
    const json_t *first = json_array_get(json_object_get(json, "errors"), 0);
    const char *title = member_text(first, "title");

    return title && strcmp(title, "Not Found") == 0;
}

static bool is_json(const struct http_answer *answer)
{
    json_auto_t *json = answer_json(answer);

    return json != NULL;
}

static enum error_kind kind_of(const struct http_answer *answer)
{
    if (answer->status == HTTP_UNAUTHORIZED || answer->status == HTTP_FORBIDDEN ||
        is_disguised_rejection(answer)) {
        return ERROR_ACCESS;
    }
    /* A 404 that Confluence did not say itself may be a proxy's or a wrong address's. */
    if (answer->status == HTTP_NOT_FOUND && is_json(answer)) {
        return ERROR_NOT_FOUND;
    }
    return ERROR_HTTP;
}

/* What is known beside the words, in brackets: attempts, how long to wait, the trace. */
static void append_notes(const struct http_answer *answer, struct strbuf *words)
{
    CLEANUP_STRBUF struct strbuf notes = STRBUF(MOST_QUOTED);
    long long pause_s = answer->ordered_pause_ms / MS_PER_SECOND;

    if (answer->attempts > 1) {
        strbuf_append_format(&notes, ", %d attempts", answer->attempts);
    }
    if (pause_s >= SECONDS_PER_MINUTE) {
        strbuf_append_format(&notes, ", to be asked again in %lld minutes",
                             pause_s / SECONDS_PER_MINUTE);
    }
    if (answer->trace) {
        strbuf_append(&notes, ", trace ");
        words_clean(&notes, slice_from(answer->trace));
    }
    if (notes.length > 0) {
        strbuf_append_format(words, " (%s)", strbuf_text(&notes) + strlen(", "));
    }
}

bool refusal_error(const struct http_answer *answer, const char *purpose, bool is_write,
                   struct error *error)
{
    CLEANUP_STRBUF struct strbuf quoted = STRBUF(MOST_QUOTED);
    CLEANUP_STRBUF struct strbuf words = STRBUF(ERROR_MESSAGE_SIZE);

    read_words(answer, &quoted);
    if (quoted.length == 0) {
        strbuf_append(&quoted, http_status_words(answer->status));
    }
    strbuf_append_format(&words, "HTTP %d%s%s", answer->status, quoted.length > 0 ? ": " : "",
                         strbuf_text(&quoted));
    if (is_disguised_rejection(answer)) {
        strbuf_append(&words, ", as for credentials that are not accepted");
    }
    append_notes(answer, &words);
    if (is_write && answer->is_after_doubt && answer->status < HTTP_SERVER_ERROR) {
        return error_set(error, ERROR_NETWORK, NETWORK_UNANSWERED,
                         "%s: no clear answer at first, then %s", purpose, strbuf_text(&words));
    }
    return error_set(error, kind_of(answer), answer->status, "%s: %s", purpose,
                     strbuf_text(&words));
}

bool nonsense_error(const struct http_answer *answer, const char *purpose, struct error *error)
{
    CLEANUP_STRBUF struct strbuf words = STRBUF(ERROR_MESSAGE_SIZE);

    strbuf_append_format(&words, "HTTP %d with ", answer->status);
    describe_answer(answer, &words);
    strbuf_append(&words, " in place of JSON");
    append_notes(answer, &words);
    return error_set(error, ERROR_INPUT, 0, "%s: %s", purpose, strbuf_text(&words));
}

static bool contains(const struct strbuf *words, const char *part)
{
    return strcasestr(strbuf_text(words), part) != NULL;
}

enum confluence_refusal refusal_kind(const struct http_answer *answer)
{
    CLEANUP_STRBUF struct strbuf words = STRBUF(MOST_QUOTED);

    if (answer->status == HTTP_CONFLICT) {
        return CONFLUENCE_VERSION_TAKEN;
    }
    if (answer->status != HTTP_BAD_REQUEST) {
        return CONFLUENCE_REFUSED;
    }
    /* The texts of Cloud and Data Center, from recorded answers. */
    read_words(answer, &words);
    if (contains(&words, "page with this title already exists") ||
        contains(&words, "page already exists with the")) {
        return CONFLUENCE_TITLE_TAKEN;
    }
    if (contains(&words, "error parsing xhtml") ||
        contains(&words, "cannot be converted to new editor format")) {
        return CONFLUENCE_BODY_INVALID;
    }
    return CONFLUENCE_REFUSED;
}
