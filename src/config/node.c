/* SPDX-License-Identifier: MIT */
#include "config/node_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/vec.h"

/* A place in the text: libyaml counts characters, we need bytes and lines. */
struct position {
    size_t character;
    size_t byte;
    size_t line; /* of the file */
};

struct builder {
    struct arena *arena;
    yaml_parser_t *parser;
    struct slice text;
    const struct node_place *place;
    struct position position; /* the last one asked for: the next is near */
    struct error *error;
};

/* An event in our own words; libyaml's is deleted as soon as it is read. */
struct token {
    yaml_event_type_t type;
    struct node node; /* the node that begins here */
    size_t end;       /* the byte behind the event */
};

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0U) == 0x80U;
}

static void step_forward(struct slice text, struct position *position)
{
    position->line += text.start[position->byte] == '\n';
    do {
        position->byte++;
    } while (position->byte < text.length && is_continuation(text.start[position->byte]));
    position->character++;
}

static void step_back(struct slice text, struct position *position)
{
    do {
        position->byte--;
    } while (position->byte > 0 && is_continuation(text.start[position->byte]));
    position->line -= text.start[position->byte] == '\n';
    position->character--;
}

static void go_to(struct builder *builder, size_t character)
{
    while (builder->position.character < character &&
           builder->position.byte < builder->text.length) {
        step_forward(builder->text, &builder->position);
    }
    while (builder->position.character > character) {
        step_back(builder->text, &builder->position);
    }
}

/* Some of libyaml's faults carry a place, some a byte offset, running out of memory neither. */
static bool fail_as_libyaml(struct builder *builder)
{
    const yaml_parser_t *parser = builder->parser;
    size_t column = parser->problem_mark.column + 1;

    if (parser->error == YAML_MEMORY_ERROR) {
        mem_fail();
    }
    if (parser->error == YAML_READER_ERROR) {
        go_to(builder, 0);
        while (builder->position.byte < parser->problem_offset &&
               builder->position.byte < builder->text.length) {
            step_forward(builder->text, &builder->position);
        }
        return error_set(builder->error, ERROR_INPUT, 0, "%s:%zu: %s", builder->place->file,
                         builder->position.line, parser->problem);
    }
    go_to(builder, parser->problem_mark.index);
    return error_set(builder->error, ERROR_INPUT, 0, "%s:%zu:%zu: %s", builder->place->file,
                     builder->position.line, column, parser->problem);
}

static enum node_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return NODE_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return NODE_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
        return NODE_BLOCK;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        break;
    }
    return NODE_PLAIN;
}

static struct slice copy_text(struct builder *builder, const yaml_char_t *text, size_t length)
{
    struct slice borrowed = {(const char *)text, length};
    return (struct slice){arena_copy(builder->arena, borrowed), length};
}

static void read_scalar(struct builder *builder, const yaml_event_t *event, struct node *node)
{
    node->kind = NODE_SCALAR;
    node->style = style_of(event->data.scalar.style);
    node->has_anchor = event->data.scalar.anchor != NULL;
    node->text = copy_text(builder, event->data.scalar.value, event->data.scalar.length);
}

static void read_node(struct builder *builder, const yaml_event_t *event, struct node *node)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        read_scalar(builder, event, node);
        break;
    case YAML_ALIAS_EVENT: {
        struct slice name = slice_from((const char *)event->data.alias.anchor);
        node->kind = NODE_ALIAS;
        node->text = (struct slice){arena_copy(builder->arena, name), name.length};
        break;
    }
    case YAML_SEQUENCE_START_EVENT:
        node->kind = NODE_LIST;
        node->is_flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
        node->has_anchor = event->data.sequence_start.anchor != NULL;
        break;
    case YAML_MAPPING_START_EVENT:
        node->kind = NODE_MAP;
        node->is_flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
        node->has_anchor = event->data.mapping_start.anchor != NULL;
        break;
    default:
        break;
    }
}

static bool next_token(struct builder *builder, struct token *token)
{
    yaml_event_t event;

    *token = (struct token){.type = YAML_NO_EVENT};
    if (!yaml_parser_parse(builder->parser, &event)) {
        return fail_as_libyaml(builder);
    }
    token->type = event.type;
    go_to(builder, event.start_mark.index);
    token->node.source.start = builder->position.byte;
    token->node.line = builder->position.line;
    token->node.column = event.start_mark.column + 1;
    go_to(builder, event.end_mark.index);
    token->node.source.end = builder->position.byte;
    token->end = builder->position.byte;
    read_node(builder, &event, &token->node);
    yaml_event_delete(&event);
    return true;
}

/* libyaml ends a block scalar behind its line ends, which belong to nobody. */
static void trim_source(struct slice text, struct node *node)
{
    struct slice source = slice_trim(slice_of_span(text, node->source));
    if (source.length > 0) {
        node->source.end = (size_t)(source.start - text.start) + source.length;
    }
}

static bool build(struct builder *builder, const struct token *first, size_t depth,
                  struct node **out);

/* A block collection ends with its last node: libyaml's own end is behind the comments. */
static void end_collection(struct node *node, const struct token *last)
{
    if (node->is_flow || node->count == 0) {
        node->source.end = last->end;
        return;
    }
    node->source.end = node->pairs[node->count - 1].value->source.end;
}

static bool build_list(struct builder *builder, struct node *list, size_t depth)
{
    struct token token;

    for (;;) {
        if (!next_token(builder, &token)) {
            return false;
        }
        if (token.type == YAML_SEQUENCE_END_EVENT) {
            end_collection(list, &token);
            return true;
        }
        list->pairs = VEC_GROW(builder->arena, list->pairs, list->count);
        list->pairs[list->count].key = NULL;
        if (!build(builder, &token, depth, &list->pairs[list->count].value)) {
            return false;
        }
        list->count++;
    }
}

static bool build_map(struct builder *builder, struct node *map, size_t depth)
{
    struct token token;

    for (;;) {
        if (!next_token(builder, &token)) {
            return false;
        }
        if (token.type == YAML_MAPPING_END_EVENT) {
            end_collection(map, &token);
            return true;
        }
        map->pairs = VEC_GROW(builder->arena, map->pairs, map->count);
        struct node_pair *pair = &map->pairs[map->count];
        if (!build(builder, &token, depth, &pair->key) || !next_token(builder, &token) ||
            !build(builder, &token, depth, &pair->value)) {
            return false;
        }
        map->count++;
    }
}

static bool build(struct builder *builder, const struct token *first, size_t depth,
                  struct node **out)
{
    struct node *node = ARENA_NEW(builder->arena, struct node);

    *node = first->node;
    trim_source(builder->text, node);
    *out = node;
    if (depth >= LIMIT_DEPTH) {
        return node_fail(node, builder->place->file, builder->error, "nested more than %d deep",
                         LIMIT_DEPTH);
    }
    switch (node->kind) {
    case NODE_LIST:
        return build_list(builder, node, depth + 1);
    case NODE_MAP:
        return build_map(builder, node, depth + 1);
    case NODE_SCALAR:
    case NODE_ALIAS:
        break;
    }
    return true;
}

static bool build_document(struct builder *builder, struct node **root)
{
    struct token token;
    struct node *document = NULL;

    do {
        if (!next_token(builder, &token)) {
            return false;
        }
        if (token.type == YAML_DOCUMENT_START_EVENT && document) {
            return node_fail(&token.node, builder->place->file, builder->error,
                             "a second YAML document begins here");
        }
        if (token.type == YAML_SCALAR_EVENT || token.type == YAML_ALIAS_EVENT ||
            token.type == YAML_SEQUENCE_START_EVENT || token.type == YAML_MAPPING_START_EVENT) {
            if (!build(builder, &token, 0, &document)) {
                return false;
            }
        }
    } while (token.type != YAML_STREAM_END_EVENT);
    *root = document;
    return true;
}

bool node_parse(struct arena *arena, struct slice text, const struct node_place *place,
                struct node **root, struct error *error)
{
    yaml_parser_t parser;
    struct builder builder = {
        .arena = arena,
        .parser = &parser,
        .text = text,
        .place = place,
        .position = {.line = place->first_line},
        .error = error,
    };

    if (!yaml_parser_initialize(&parser)) {
        mem_fail();
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser, (const unsigned char *)(text.length > 0 ? text.start : ""), text.length);
    bool is_built = build_document(&builder, root);
    yaml_parser_delete(&parser);
    return is_built;
}

bool node_find(const struct node *map, const char *key, const char *file, struct node **value,
               struct error *error)
{
    struct node *found = NULL;

    for (size_t i = 0; i < map->count; i++) {
        const struct node_pair *pair = &map->pairs[i];
        if (pair->key->kind != NODE_SCALAR || !slice_equals(pair->key->text, key)) {
            continue;
        }
        if (found) {
            return node_fail(pair->key, file, error, "the key \"%s\" is here for the second time",
                             key);
        }
        found = pair->value;
    }
    *value = found;
    return true;
}

bool node_is_null(const struct node *node)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (node->kind == NODE_SCALAR && node->style == NODE_PLAIN &&
            slice_equals(node->text, words[i])) {
            return true;
        }
    }
    return false;
}

bool node_fail(const struct node *node, const char *file, struct error *error, const char *format,
               ...)
{
    char message[ERROR_MESSAGE_SIZE];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(error, ERROR_INPUT, 0, "%s:%zu:%zu: %s", file, node->line, node->column,
                     message);
}
