/* SPDX-License-Identifier: MIT */
#include "sandbox/faults.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct order {
    struct fault fault;
    char *method; /* NULL: any */
    char *path;
    regex_t expression; /* of the path */
    long long nth;
    long long count; /* 0: for ever */
    long long matched;
    long long hit;
    struct order *next;
};

struct faults {
    struct order *orders; /* as they were given */
};

static const char *const kind_names[] = {
    [FAULT_NONE] = "none",
    [FAULT_DELAY] = "delay",
    [FAULT_429] = "429",
    [FAULT_500] = "500",
    [FAULT_503] = "503",
    [FAULT_CUT_BEFORE] = "cut-before",
    [FAULT_CUT_AFTER_COMMIT] = "cut-after-commit",
    [FAULT_CUT_BODY] = "cut-body",
    [FAULT_NO_ACCESS] = "no-access",
};

const char *fault_name(enum fault_kind kind)
{
    return kind_names[kind];
}

struct faults *faults_new(void)
{
    return MEM_NEW(struct faults);
}

static void free_order(struct order *order)
{
    regfree(&order->expression);
    free(order->method);
    free(order->path);
    free(order);
}

void faults_clear(struct faults *faults)
{
    while (faults->orders) {
        struct order *first = faults->orders;
        faults->orders = first->next;
        free_order(first);
    }
}

void faults_free(struct faults *faults)
{
    if (faults) {
        faults_clear(faults);
        free(faults);
    }
}

static bool find_kind(const char *name, enum fault_kind *kind)
{
    for (size_t i = FAULT_DELAY; i < sizeof kind_names / sizeof kind_names[0]; i++) {
        if (strcmp(name, kind_names[i]) == 0) {
            *kind = (enum fault_kind)i;
            return true;
        }
    }
    return false;
}

static void append(struct faults *faults, struct order *order)
{
    struct order **end = &faults->orders;

    while (*end) {
        end = &(*end)->next;
    }
    *end = order;
}

bool faults_order(struct faults *faults, json_t *order, struct problem *problem)
{
    const char *kind_name = NULL;
    const char *method = NULL;
    const char *path = "";
    json_int_t nth = 1;
    json_int_t count = 1;
    json_int_t delay_ms = 0;
    json_int_t retry_after_s = -1;
    json_error_t fault;
    enum fault_kind kind = FAULT_NONE;

    if (json_unpack_ex(order, &fault, 0, "{s:s, s?s, s?s, s?I, s?I, s?I, s?I!}", "kind", &kind_name,
                       "method", &method, "path", &path, "nth", &nth, "count", &count, "delay_ms",
                       &delay_ms, "retry_after", &retry_after_s) != 0) {
        return problem_set(problem, 400, "BAD_REQUEST", "Not an order for a fault: %s", fault.text);
    }
    if (!find_kind(kind_name, &kind)) {
        return problem_set(problem, 400, "BAD_REQUEST", "No such kind of fault: %s", kind_name);
    }
    struct order *made = MEM_NEW(struct order);
    if (regcomp(&made->expression, path, REG_EXTENDED | REG_NOSUB) != 0) {
        free(made);
        return problem_set(problem, 400, "BAD_REQUEST", "Not a regular expression: %s", path);
    }
    made->fault = (struct fault){kind, delay_ms, retry_after_s};
    made->method = method ? mem_copy_text(method) : NULL;
    made->path = mem_copy_text(path);
    made->nth = nth;
    made->count = count;
    append(faults, made);
    return true;
}

json_t *faults_to_json(const struct faults *faults)
{
    json_t *list = json_array();

    for (const struct order *order = faults->orders; order; order = order->next) {
        (void)json_array_append_new(
            list, json_pack("{s:s, s:s?, s:s, s:I, s:I, s:I, s:I, s:I, s:I}", "kind",
                            fault_name(order->fault.kind), "method", order->method, "path",
                            order->path, "nth", (json_int_t)order->nth, "count",
                            (json_int_t)order->count, "delay_ms", (json_int_t)order->fault.delay_ms,
                            "retry_after", (json_int_t)order->fault.retry_after_s, "matched",
                            (json_int_t)order->matched, "hit", (json_int_t)order->hit));
    }
    return list;
}

/* Counts the request when the order is about it; true when it is one of those to hit. */
static bool is_hit(struct order *order, const char *method, const char *target)
{
    if ((order->method && strcmp(order->method, method) != 0) ||
        regexec(&order->expression, target, 0, NULL, 0) != 0) {
        return false;
    }
    order->matched++;
    return order->matched >= order->nth &&
           (order->count == 0 || order->matched < order->nth + order->count);
}

struct fault faults_meet(struct faults *faults, const char *method, const char *target)
{
    struct fault met = {.kind = FAULT_NONE, .retry_after_s = -1};

    for (struct order *order = faults->orders; order; order = order->next) {
        if (is_hit(order, method, target) && met.kind == FAULT_NONE) {
            order->hit++;
            met = order->fault;
        }
    }
    return met;
}
