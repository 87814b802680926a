/* SPDX-License-Identifier: MIT */
#include "storage/resource.h"

#include <string.h>

#include "storage/elements.h"
#include "storage/escape.h"
#include "storage/read_internal.h"

#define VALUE_MOST 3

/* One kind of resource: its element, and which attribute is which part of the target. */
struct resource_rule {
    const char *name;
    enum target_kind kind;
    struct {
        const char *name;
        size_t offset; /* of the part in struct target */
    } values[VALUE_MOST];
    enum user_key user_key;
};

#define PART(member) offsetof(struct target, member)

/* The first value must be there. */
static const struct resource_rule rules[] = {
    {"ri:page", TARGET_PAGE, {{"ri:content-title", PART(title)}, {"ri:space-key", PART(space)}}, 0},
    {"ri:attachment", TARGET_ATTACHMENT, {{"ri:filename", PART(file_name)}}, 0},
    {"ri:url", TARGET_URL, {{"ri:value", PART(url)}}, 0},
    {"ri:user", TARGET_USER, {{"ri:account-id", PART(id)}}, USER_ACCOUNT_ID},
    {"ri:user", TARGET_USER, {{"ri:userkey", PART(id)}}, USER_KEY},
    {"ri:user", TARGET_USER, {{"ri:username", PART(id)}}, USER_NAME},
    {"ri:space", TARGET_SPACE, {{"ri:space-key", PART(space)}}, 0},
    {"ri:blog-post",
     TARGET_BLOG_POST,
     {{"ri:content-title", PART(title)},
      {"ri:posting-day", PART(date)},
      {"ri:space-key", PART(space)}},
     0},
    {"ri:content-entity", TARGET_CONTENT, {{"ri:content-id", PART(id)}}, 0},
};
#define RULE_COUNT (sizeof rules / sizeof rules[0])

static struct slice *part_of(struct target *target, const struct resource_rule *rule, size_t i)
{
    return (struct slice *)(void *)((char *)target + rule->values[i].offset);
}

static bool is_note(struct slice name)
{
    return slice_equals(name, "ri:version-at-save") || slice_equals(name, "ri:local-id");
}

/* Sets the part that the attribute is. */
static bool take_attribute(const struct resource_rule *rule, const struct xml_attribute *attribute,
                           struct target *target)
{
    for (size_t i = 0; i < VALUE_MOST && rule->values[i].name; i++) {
        if (slice_equals(attribute->name, rule->values[i].name)) {
            *part_of(target, rule, i) = attribute->value;
            return true;
        }
    }
    return is_note(attribute->name);
}

static bool take_attributes(const struct resource_rule *rule, const struct xml_node *element,
                            struct target *target)
{
    *target = (struct target){.kind = rule->kind, .user_key = rule->user_key};
    for (size_t i = 0; i < element->attribute_count; i++) {
        if (!take_attribute(rule, &element->attributes[i], target)) {
            return false;
        }
    }
    return part_of(target, rule, 0)->length > 0;
}

/* The page or the like that a file is attached to, as the parts of the file's target. */
static bool take_owner(const struct xml_node *element, struct target *file)
{
    struct target owner = {.kind = TARGET_NONE};
    bool is_owner = file->kind == TARGET_ATTACHMENT && !target_has_owner(file) &&
                    resource_read(element, &owner) &&
                    (owner.kind == TARGET_PAGE || owner.kind == TARGET_SPACE ||
                     owner.kind == TARGET_BLOG_POST || owner.kind == TARGET_CONTENT);
    if (is_owner) {
        file->title = owner.title;
        file->space = owner.space;
        file->date = owner.date;
        file->id = owner.id;
    }
    return is_owner;
}

static bool take_children(const struct xml_node *element, struct target *target)
{
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        bool is_known =
            reader_is_filler(child) || (child->kind == XML_ELEMENT && take_owner(child, target));
        if (!is_known) {
            return false;
        }
    }
    return true;
}

bool resource_read(const struct xml_node *element, struct target *target)
{
    struct target read;

    for (size_t i = 0; i < RULE_COUNT && target->kind == TARGET_NONE; i++) {
        if (element_is(element, rules[i].name) && take_attributes(&rules[i], element, &read) &&
            take_children(element, &read)) {
            *target = read;
            return true;
        }
    }
    return false;
}

static const struct resource_rule *rule_of(const struct target *target)
{
    for (size_t i = 0; i < RULE_COUNT; i++) {
        if (rules[i].kind == target->kind && rules[i].user_key == target->user_key) {
            return &rules[i];
        }
    }
    return NULL;
}

/* A page's blog post has a date, and content needs nothing but its id. */
static struct target owner_of(const struct target *file)
{
    struct target owner = {.kind = TARGET_SPACE, .title = file->title, .space = file->space};

    if (file->id.length > 0) {
        owner.kind = TARGET_CONTENT;
        owner.id = file->id;
    } else if (file->date.length > 0) {
        owner.kind = TARGET_BLOG_POST;
        owner.date = file->date;
    } else if (file->title.length > 0) {
        owner.kind = TARGET_PAGE;
    }
    return owner;
}

void resource_write(struct strbuf *storage, const struct target *target)
{
    const struct resource_rule *rule = rule_of(target);
    struct target parts = *target;
    if (!rule) {
        return;
    }
    strbuf_append_format(storage, "<%s", rule->name);
    for (size_t i = VALUE_MOST; i-- > 0;) {
        bool is_there = rule->values[i].name && (i == 0 || part_of(&parts, rule, i)->length > 0);
        if (is_there) {
            xml_escape_attribute(storage, rule->values[i].name, *part_of(&parts, rule, i));
        }
    }
    if (!target_has_owner(target)) {
        strbuf_append(storage, "/>");
        return;
    }
    struct target owner = owner_of(target);
    strbuf_append(storage, ">");
    resource_write(storage, &owner);
    strbuf_append_format(storage, "</%s>", rule->name);
}
