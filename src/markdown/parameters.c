/* SPDX-License-Identifier: MIT */
#include "markdown/parameters_internal.h"

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "document/equal.h"
#include "markdown/query_internal.h"
#include "markdown/targets_internal.h"

struct slice parameter_value(struct arena *arena, const struct macro_parameter *parameter)
{
    CLEANUP_STRBUF struct strbuf value = STRBUF(LIMIT_CONVERTED);

    if (parameter->target_count == 0) {
        return parameter->value;
    }
    for (size_t i = 0; i < parameter->target_count; i++) {
        strbuf_append(&value, i > 0 ? " " : "");
        target_write_address(&value, &parameter->targets[i]);
    }
    return strbuf_copy(&value, arena);
}

/* False: a word of the value is no address. */
static bool read_targets(struct arena *arena, struct slice value, struct macro_parameter *parameter)
{
    for (size_t start = 0; start <= value.length;) {
        struct target target;
        size_t end = slice_find_char(value, start, ' ');
        end = end == SLICE_NOT_FOUND ? value.length : end;
        if (!target_read_address(arena, slice_part(value, start, end), &target)) {
            return false;
        }
        parameter->targets = VEC_GROW(arena, parameter->targets, parameter->target_count);
        parameter->targets[parameter->target_count++] = target;
        start = end + 1;
    }
    return true;
}

struct macro_parameter parameter_of(struct arena *arena, struct slice name, struct slice value)
{
    struct macro_parameter text = {.name = name, .value = value};
    struct macro_parameter resources = {.name = name};
    bool has_targets =
        slice_starts_with(value, CONFLUENCE_SCHEME) && read_targets(arena, value, &resources);

    return has_targets ? resources : text;
}

bool parameters_are_writable(struct arena *arena, const struct macro *macro)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        const struct macro_parameter *parameter = &macro->parameters[i];
        struct macro_parameter read =
            parameter_of(arena, parameter->name, parameter_value(arena, parameter));
        if (!macro_parameter_equal(parameter, &read)) {
            return false;
        }
    }
    return true;
}

void parameters_take_targets(struct arena *arena, struct macro *macro)
{
    for (size_t i = 0; i < macro->parameter_count; i++) {
        macro->parameters[i] =
            parameter_of(arena, macro->parameters[i].name, macro->parameters[i].value);
    }
}
