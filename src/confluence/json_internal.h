/* SPDX-License-Identifier: MIT */
/*
 * Reading JSON that somebody else made: a member that is missing, null or of another
 * type is simply not there. Texts belong to the JSON value.
 */
#ifndef CONFLUENCE_JSON_INTERNAL_H
#define CONFLUENCE_JSON_INTERNAL_H

#include <jansson.h>
#include <stdbool.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "http/pool.h"

/* The member's text; NULL when it has none. */
const char *member_text(const json_t *object, const char *name);

/* Like member_text, but "" in place of NULL. */
const char *member_text_or_empty(const json_t *object, const char *name);

/* The member's number, or `otherwise`. */
long long member_number(const json_t *object, const char *name, long long otherwise);

/* The answer as JSON; NULL when it is not declared as JSON, or is none. Owned by the caller. */
json_t *answer_json(const struct http_answer *answer);

/*
 * What the answer is when it is not JSON, for messages: `an HTML page titled "Log in"`,
 * `plain text "upstream timed out"`, "an empty answer".
 */
void describe_answer(const struct http_answer *answer, struct strbuf *words);

/* A new value that must exist: out of memory ends the program. */
json_t *made_json(json_t *value);

/* Appends the value as compact JSON. */
void append_json(struct strbuf *text, const json_t *value);

#endif
