/* SPDX-License-Identifier: MIT */
#include "sandbox/argument.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { LIMIT_DEFAULT = 25, LIMIT_MOST = 250, VALUE_SHOWN = 200 };

bool argument_refuse(struct call *call, const char *name, struct slice value, const char *type)
{
    struct slice shown = utf8_is_valid(value) ? utf8_cut(value, VALUE_SHOWN) : SLICE_LITERAL("?");

    return problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                       "Provided value {%.*s} for '%s' is not the correct type. Expected type is "
                       "%s",
                       (int)shown.length, shown.start, name, type);
}

/* A whole number from 1 that fits. */
static bool parse_id(struct slice text, long long *id)
{
    unsigned long long number = 0;

    if (!slice_parse_number(text, &number) || number == 0 || number > LLONG_MAX) {
        return false;
    }
    *id = (long long)number;
    return true;
}

bool argument_path_id(struct call *call, size_t capture, const char *type, long long *id)
{
    return parse_id(call->captures[capture], id) ||
           argument_refuse(call, "id", call->captures[capture], type);
}

bool argument_limit(struct call *call, long long *limit)
{
    const struct slice *given = parameters_find(&call->query, "limit");
    long long number = 0;

    if (!given) {
        *limit = LIMIT_DEFAULT;
        return true;
    }
    char *end = NULL;
    CLEANUP_STRBUF struct strbuf digits = STRBUF(LIMIT_PATH);
    strbuf_append_slice(&digits, *given);
    number = strtoll(strbuf_text(&digits), &end, 10);
    if (given->length == 0 || *end != '\0' || digits.length != strlen(strbuf_text(&digits))) {
        return argument_refuse(call, "limit", *given, "int");
    }
    if (number < 1 || number > LIMIT_MOST) {
        return problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                           "Provided value {%lld} for 'limit' is not between 1 and %d", number,
                           LIMIT_MOST);
    }
    *limit = number;
    return true;
}

bool argument_flag(struct call *call, const char *name, bool *flag)
{
    const struct slice *given = parameters_find(&call->query, name);

    *flag = given && slice_equals(*given, "true");
    return !given || *flag || slice_equals(*given, "false") ||
           argument_refuse(call, name, *given, "boolean");
}

bool argument_number(struct call *call, const char *name, long long *number)
{
    const struct slice *given = parameters_find(&call->query, name);

    *number = 0;
    return !given || parse_id(*given, number) || argument_refuse(call, name, *given, "int");
}

static void append_in_capitals(struct strbuf *text, const char *name)
{
    for (; *name != '\0'; name++) {
        strbuf_append_char(text, (char)(toupper)((unsigned char)*name));
    }
}

/* "T is one of [A, B_C]." as the detail of the refusal. */
static void list_names(struct call *call, const struct choice *choice)
{
    CLEANUP_STRBUF struct strbuf detail = STRBUF(LIMIT_PATH);

    strbuf_append_format(&detail, "%s is one of [", choice->type);
    for (size_t i = 0; choice->names[i]; i++) {
        strbuf_append(&detail, i > 0 ? ", " : "");
        append_in_capitals(&detail, choice->names[i]);
    }
    strbuf_append(&detail, "].");
    call->problem.detail = strbuf_copy(&detail, call->arena).start;
}

static bool choose(struct call *call, const char *name, struct slice value,
                   const struct choice *choice, size_t *position)
{
    for (size_t i = 0; choice->names[i]; i++) {
        if (slice_equals(value, choice->names[i])) {
            *position = i;
            return true;
        }
    }
    (void)argument_refuse(call, name, value, choice->type);
    list_names(call, choice);
    return false;
}

bool argument_choice(struct call *call, const char *name, const struct choice *choice,
                     size_t *position)
{
    const struct slice *given = parameters_find(&call->query, name);

    return !given || choose(call, name, *given, choice, position);
}

struct slice argument_text(const struct call *call, const char *name)
{
    const struct slice *given = parameters_find(&call->query, name);

    return given ? *given : (struct slice){0};
}

struct value_list {
    struct slice *values;
    size_t count;
    bool is_given;
};

static void add_values(struct arena *arena, struct value_list *list, struct slice text)
{
    for (size_t start = 0; start <= text.length;) {
        size_t end = slice_find_char(text, start, ',');
        if (end == SLICE_NOT_FOUND) {
            end = text.length;
        }
        struct slice value = slice_trim(slice_part(text, start, end));
        if (value.length > 0) {
            list->values = VEC_GROW(arena, list->values, list->count);
            list->values[list->count++] = value;
        }
        start = end + 1;
    }
}

/* All values of a list parameter; refused beyond `most`. */
static bool collect(struct call *call, const char *name, size_t most, struct value_list *list)
{
    for (size_t i = 0; i < call->query.count; i++) {
        if (slice_equals(call->query.items[i].name, name)) {
            list->is_given = true;
            add_values(call->arena, list, call->query.items[i].value);
        }
    }
    if (list->count > most) {
        return problem_set(&call->problem, 400, "INVALID_REQUEST_PARAMETER",
                           "At most %zu values are allowed for '%s'", most, name);
    }
    return true;
}

/* The array as text in the arena; *list stays as it is when nothing was given. */
static void write_list(struct call *call, const struct value_list *values, const json_t *array,
                       const char **list)
{
    if (!values->is_given) {
        return;
    }
    char *text = json_dumps(array, JSON_COMPACT);
    if (!text) {
        mem_fail();
    }
    *list = arena_copy(call->arena, slice_from(text));
    free(text);
}

bool argument_ids(struct call *call, const char *name, size_t most, const char **list)
{
    json_auto_t *array = json_array();
    struct value_list values = {0};

    if (!collect(call, name, most, &values)) {
        return false;
    }
    for (size_t i = 0; i < values.count; i++) {
        long long id = 0;
        if (!parse_id(values.values[i], &id)) {
            return argument_refuse(call, name, values.values[i], "long");
        }
        (void)json_array_append_new(array, json_integer(id));
    }
    write_list(call, &values, array, list);
    return true;
}

bool argument_choices(struct call *call, const char *name, const struct choice *choice,
                      const char **list)
{
    json_auto_t *array = json_array();
    struct value_list values = {0};

    if (!collect(call, name, SIZE_MAX, &values)) {
        return false;
    }
    for (size_t i = 0; i < values.count; i++) {
        size_t position = 0;
        if (!choose(call, name, values.values[i], choice, &position)) {
            return false;
        }
        (void)json_array_append_new(array, json_string(choice->names[position]));
    }
    write_list(call, &values, array, list);
    return true;
}

bool argument_texts(struct call *call, const char *name, size_t most, const char **list)
{
    json_auto_t *array = json_array();
    struct value_list values = {0};

    if (!collect(call, name, most, &values)) {
        return false;
    }
    for (size_t i = 0; i < values.count; i++) {
        json_t *text = json_stringn(values.values[i].start, values.values[i].length);
        if (!text) {
            return argument_refuse(call, name, values.values[i], "String");
        }
        (void)json_array_append_new(array, text);
    }
    write_list(call, &values, array, list);
    return true;
}
