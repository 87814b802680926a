/* SPDX-License-Identifier: MIT */
#include "storage/parameter.h"

#include "base/vec.h"
#include "storage/elements.h"
#include "storage/escape.h"
#include "storage/read_internal.h"
#include "storage/resource.h"

#define OLD_DEFAULT "ac:default-parameter"

bool parameter_is(const struct xml_node *element)
{
    return element_is(element, "ac:parameter") || element_is(element, OLD_DEFAULT);
}

struct slice parameter_name(const struct xml_node *element)
{
    const struct slice *name = xml_attribute_find(element, "ac:name");

    return name ? *name : slice_from("");
}

static bool is_in_link(const struct target *target)
{
    return target->kind == TARGET_PAGE || target->kind == TARGET_BLOG_POST ||
           target->kind == TARGET_NONE;
}

/* What an ac:link leads to, which must say nothing else. */
static bool read_link(const struct xml_node *link, struct target *target)
{
    if (link->attribute_count > 0) {
        return false;
    }
    for (const struct xml_node *child = link->first_child; child; child = child->next) {
        if (!reader_is_filler(child) && !resource_read(child, target)) {
            return false;
        }
    }
    return is_in_link(target);
}

static bool read_target(const struct xml_node *node, struct target *target)
{
    *target = (struct target){.kind = TARGET_NONE};
    return element_is(node, "ac:link") ? read_link(node, target)
                                       : resource_read(node, target) && !is_in_link(target);
}

bool parameter_read_targets(struct arena *arena, const struct xml_node *element,
                            struct macro_parameter *parameter)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        struct target target;
        if (reader_is_filler(child)) {
            continue;
        }
        if (!read_target(child, &target)) {
            return false;
        }
        parameter->targets = VEC_GROW(arena, parameter->targets, parameter->target_count);
        parameter->targets[parameter->target_count++] = target;
    }
    return parameter->target_count > 0;
}

static void write_target(struct strbuf *storage, const struct target *target)
{
    if (target->kind == TARGET_NONE) {
        strbuf_append(storage, "<ac:link/>");
        return;
    }
    strbuf_append(storage, is_in_link(target) ? "<ac:link>" : "");
    resource_write(storage, target);
    strbuf_append(storage, is_in_link(target) ? "</ac:link>" : "");
}

static void write_content(struct strbuf *storage, const struct macro_parameter *parameter)
{
    xml_escape_text(storage, parameter->value);
    for (size_t i = 0; i < parameter->target_count; i++) {
        write_target(storage, &parameter->targets[i]);
    }
}

void parameter_write(struct strbuf *storage, const struct macro_parameter *parameter)
{
    strbuf_append(storage, "<ac:parameter");
    xml_escape_attribute(storage, "ac:name", parameter->name);
    strbuf_append(storage, ">");
    write_content(storage, parameter);
    strbuf_append(storage, "</ac:parameter>");
}

void parameter_write_as(struct strbuf *storage, const struct xml_node *element,
                        const struct macro_parameter *parameter)
{
    if (!element_is(element, OLD_DEFAULT)) {
        parameter_write(storage, parameter);
        return;
    }
    strbuf_append(storage, "<" OLD_DEFAULT ">");
    write_content(storage, parameter);
    strbuf_append(storage, "</" OLD_DEFAULT ">");
}
