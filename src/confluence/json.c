/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/mem.h"
#include "confluence/json_internal.h"
#include "confluence/words_internal.h"

const char *member_text(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

const char *member_text_or_empty(const json_t *object, const char *name)
{
    const char *text = member_text(object, name);

    return text ? text : "";
}

long long member_number(const json_t *object, const char *name, long long otherwise)
{
    const json_t *member = json_object_get(object, name);

    return json_is_integer(member) ? json_integer_value(member) : otherwise;
}

json_t *answer_json(const struct http_answer *answer)
{
    /* Login pages and gateways answer in HTML; application/problem+json is JSON too. */
    if (!strstr(answer->content_type, "json")) {
        return NULL;
    }
    return json_loadb(answer->body.start, answer->body.length, 0, NULL);
}

/* The text between <title> and </title>; empty when there is no such thing. */
static struct slice html_title(struct slice page)
{
    const char *start = memmem(page.start, page.length, "<title", strlen("<title"));
    if (!start) {
        return (struct slice){0};
    }
    size_t from = slice_find_char(page, (size_t)(start - page.start), '>');
    size_t to = from == SLICE_NOT_FOUND ? from : slice_find(page, from, SLICE_LITERAL("</title"));
    if (to == SLICE_NOT_FOUND) {
        return (struct slice){0};
    }
    return slice_part(page, from + 1, to);
}

void describe_answer(const struct http_answer *answer, struct strbuf *words)
{
    struct slice body = slice_trim(answer->body);
    bool is_html = strstr(answer->content_type, "html") || slice_starts_with(body, "<");

    if (body.length == 0) {
        strbuf_append(words, "an empty answer");
        return;
    }
    CLEANUP_STRBUF struct strbuf quoted = STRBUF(MOST_QUOTED - sizeof "an HTML page titled \"\"");
    words_clean(&quoted, is_html ? html_title(body) : body);
    if (is_html && quoted.length == 0) {
        strbuf_append(words, "an HTML page");
        return;
    }
    strbuf_append_format(words, "%s \"%s\"", is_html ? "an HTML page titled" : "plain text",
                         strbuf_text(&quoted));
}

json_t *made_json(json_t *value)
{
    if (!value) {
        mem_fail();
    }
    return value;
}

static int append_part(const char *part, size_t length, void *data)
{
    strbuf_append_slice(data, (struct slice){part, length});
    return 0;
}

void append_json(struct strbuf *text, const json_t *value)
{
    if (json_dump_callback(value, append_part, text, JSON_COMPACT) != 0) {
        mem_fail();
    }
}
