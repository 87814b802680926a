/* SPDX-License-Identifier: MIT */
#include "storage/parse.h"

#include <assert.h>
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "storage/attributes.h"
#include "storage/elements.h"
#include "storage/entities.h"
#include "storage/fault.h"
#include "storage/tag.h"

/*
 * The fragment is parsed inside a root element, so that it may have several tops,
 * loose text and comments. Expat counts the root's tag; position_of takes it off.
 *
 * No entity is declared. XML_UseForeignDTD makes expat believe that a DTD which it
 * does not read may declare them, so it hands out their names instead of failing.
 */
#define ROOT_OPEN  "<r>"
#define ROOT_CLOSE "</r>"
#define ROOT_SIZE  (sizeof ROOT_OPEN - 1)

#define REUSED_ATTRIBUTES 16 /* a check allocates only for elements with more */

struct parse {
    XML_Parser expat;
    struct arena *nodes;
    struct arena *texts;
    struct slice storage;
    struct xml_node *root;
    struct xml_node *current; /* the element whose children are being read */
    struct xml_node *last;    /* its last child so far */
    struct xml_node *text;    /* the text that may still grow */
    struct xml_node *cdata;   /* the section whose end is not yet read */
    size_t depth;
    struct xml_fault *fault;
    bool is_check;          /* nobody wants the tree: nodes that are done are used again */
    struct xml_node *spare; /* is_check: elements that are closed */
    struct xml_node *leaf;  /* is_check: whatever is no element */
    struct xml_attribute
        attributes[REUSED_ATTRIBUTES]; /* is_check: of the element that is being read */
    bool has_failed;                   /* *fault is filled in */
    bool has_returns; /* the storage holds carriage returns, which XML reads as line feeds */
};

/* What `%.*s` takes: no message is longer than its field. */
#define AS_TEXT(slice)                                                                             \
    (int)((slice).length < sizeof((struct xml_fault *)0)->message                                  \
              ? (slice).length                                                                     \
              : sizeof((struct xml_fault *)0)->message),                                           \
        (slice).start

/* Keeps the fault that was just set and makes expat return. */
static void stop(struct parse *parse)
{
    parse->has_failed = true;
    XML_StopParser(parse->expat, XML_FALSE);
}

/* Bytes of the event that expat reports, within the fragment. */
static struct span event_span(const struct parse *parse)
{
    size_t start = (size_t)XML_GetCurrentByteIndex(parse->expat) - ROOT_SIZE;

    return (struct span){start, start + (size_t)XML_GetCurrentByteCount(parse->expat)};
}

static bool is_before_fragment(const struct parse *parse)
{
    return XML_GetCurrentByteIndex(parse->expat) < (XML_Index)ROOT_SIZE;
}

/* XML reads CR LF, and CR alone, as LF. */
static struct slice without_returns(const struct parse *parse, struct slice text)
{
    if (!parse->has_returns || slice_find_char(text, 0, '\r') == SLICE_NOT_FOUND) {
        return text;
    }
    char *copy = ARENA_NEW_ARRAY(parse->texts, char, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] != '\r') {
            copy[length++] = text.start[i];
        } else if (i + 1 == text.length || text.start[i + 1] != '\n') {
            copy[length++] = '\n';
        }
    }
    return (struct slice){copy, length};
}

/* What comes next is no continuation of the text. */
static void end_text(struct parse *parse)
{
    if (parse->text) {
        parse->text->text = without_returns(parse, parse->text->text);
        parse->text = NULL;
    }
}

/* A node that was used and is done, or a new one. */
static struct xml_node *checked_node(struct parse *parse, enum xml_kind kind)
{
    struct xml_node **free_node = kind == XML_ELEMENT ? &parse->spare : &parse->leaf;
    struct xml_node *node = *free_node;

    if (!node) {
        node = ARENA_NEW(parse->nodes, struct xml_node);
    }
    *free_node = kind == XML_ELEMENT ? node->next : node;
    *node = (struct xml_node){0};
    return node;
}

static void link_node(struct parse *parse, struct xml_node *node)
{
    node->previous = parse->last;
    if (parse->last) {
        parse->last->next = node;
    } else {
        parse->current->first_child = node;
    }
    parse->last = node;
}

static struct xml_node *add_node(struct parse *parse, enum xml_kind kind, struct span outer)
{
    end_text(parse);
    struct xml_node *node =
        parse->is_check ? checked_node(parse, kind) : ARENA_NEW(parse->nodes, struct xml_node);
    node->kind = kind;
    node->outer = outer;
    node->inner = outer;
    node->parent = parse->current;
    if (!parse->is_check) {
        link_node(parse, node);
    }
    return node;
}

/* Attributes of a tree that nobody wants are read for their faults alone. */
static void make_room(struct parse *parse, struct xml_node *element, size_t count)
{
    bool is_reused = parse->is_check && count <= REUSED_ATTRIBUTES;

    element->attributes = is_reused   ? parse->attributes
                          : count > 0 ? ARENA_NEW_ARRAY(parse->nodes, struct xml_attribute, count)
                                      : NULL;
}

static size_t count_attributes(const XML_Char **attributes)
{
    size_t count = 0;
    while (attributes[2 * count]) {
        count++;
    }
    return count;
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct parse *parse = data;
    (void)name;
    if (parse->has_failed || is_before_fragment(parse)) {
        return;
    }
    struct span outer = event_span(parse);
    if (++parse->depth > LIMIT_DEPTH) {
        fault_set(parse->fault, parse->storage, outer.start, "more than %d nested elements",
                  LIMIT_DEPTH);
        stop(parse);
        return;
    }
    struct slice tag = slice_of_span(parse->storage, outer);
    struct xml_node *element = add_node(parse, XML_ELEMENT, outer);
    size_t fault_at = 0;
    element->name = tag_name(tag);
    if (!parse->is_check) {
        element->element = element_kind_of_name(element->name);
    }
    element->inner = (struct span){outer.end, outer.end};
    size_t count = count_attributes(attributes);
    make_room(parse, element, count);
    if (!attributes_read(parse->texts, tag, count, element, &fault_at)) {
        size_t end = slice_find_char(tag, fault_at, ';');
        struct slice reference = slice_part(tag, fault_at, end + 1);
        fault_set(parse->fault, parse->storage, outer.start + fault_at, "unknown entity %.*s",
                  AS_TEXT(reference));
        stop(parse);
        return;
    }
    parse->current = element;
    parse->last = NULL;
}

/* For <x/> too, and then without bytes of its own. */
static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct parse *parse = data;
    struct xml_node *element = parse->current;
    if (parse->has_failed) {
        return;
    }
    struct span tag = event_span(parse);
    end_text(parse);
    if (element == parse->root) {
        if (tag.start < parse->storage.length) {
            fault_set(parse->fault, parse->storage, tag.start, "</%.100s> closes no open element",
                      name);
            stop(parse);
        }
        return;
    }
    if (tag.start != tag.end) {
        element->inner.end = tag.start;
        element->outer.end = tag.end;
    }
    parse->current = element->parent;
    parse->last = element;
    parse->depth--;
    if (parse->is_check) {
        element->next = parse->spare;
        parse->spare = element;
    }
}

/* One event for each line, each line end, and each reference to a character that XML itself knows. */
static void XMLCALL on_text(void *data, const XML_Char *bytes, int length)
{
    struct parse *parse = data;
    (void)bytes;
    (void)length;
    if (parse->has_failed || parse->cdata) {
        return;
    }
    struct span outer = event_span(parse);
    struct slice source = slice_of_span(parse->storage, outer);
    if (slice_starts_with(source, "&")) {
        CLEANUP_STRBUF struct strbuf character = STRBUF(REFERENCE_LONGEST);
        reference_append(&character, source);
        add_node(parse, XML_ENTITY, outer)->text = strbuf_copy(&character, parse->texts);
        return;
    }
    if (!parse->text) {
        parse->text = add_node(parse, XML_TEXT, (struct span){outer.start, outer.start});
    }
    parse->text->outer.end = outer.end;
    parse->text->inner.end = outer.end;
    parse->text->text = slice_of_span(parse->storage, parse->text->outer);
}

static void XMLCALL on_entity(void *data, const XML_Char *name, int is_parameter)
{
    struct parse *parse = data;
    (void)is_parameter;
    if (parse->has_failed) {
        return;
    }
    struct span outer = event_span(parse);
    const char *character = entity_character(slice_from(name));
    if (!character) {
        fault_set(parse->fault, parse->storage, outer.start, "unknown entity &%.100s;", name);
        stop(parse);
        return;
    }
    add_node(parse, XML_ENTITY, outer)->text = slice_from(character);
}

static void XMLCALL on_cdata_start(void *data)
{
    struct parse *parse = data;
    if (!parse->has_failed) {
        parse->cdata = add_node(parse, XML_CDATA, event_span(parse));
    }
}

static void XMLCALL on_cdata_end(void *data)
{
    struct parse *parse = data;
    struct span end = event_span(parse);
    if (parse->has_failed) {
        return;
    }
    parse->cdata->inner = (struct span){parse->cdata->outer.end, end.start};
    parse->cdata->outer.end = end.end;
    parse->cdata->text = without_returns(parse, slice_of_span(parse->storage, parse->cdata->inner));
    parse->cdata = NULL;
}

/* A comment or an instruction, whose marks have these lengths. */
static void add_marked(struct parse *parse, enum xml_kind kind, size_t open, size_t close)
{
    if (parse->has_failed) {
        return;
    }
    struct span outer = event_span(parse);
    struct xml_node *node = add_node(parse, kind, outer);
    node->inner = (struct span){outer.start + open, outer.end - close};
    node->text = without_returns(parse, slice_of_span(parse->storage, node->inner));
}

static void XMLCALL on_comment(void *data, const XML_Char *text)
{
    (void)text;
    add_marked(data, XML_COMMENT, strlen("<!--"), strlen("-->"));
}

static void XMLCALL on_instruction(void *data, const XML_Char *target, const XML_Char *text)
{
    (void)target;
    (void)text;
    add_marked(data, XML_INSTRUCTION, strlen("<?"), strlen("?>"));
}

/* A closing tag that does not fit; expat points at its name. */
static void describe_mismatch(struct parse *parse, size_t name_at)
{
    struct slice open = parse->current->name;
    size_t tag_at = name_at < 2 ? 0 : name_at - 2;

    if (tag_at >= parse->storage.length) {
        fault_set(parse->fault, parse->storage, parse->current->outer.start,
                  "<%.*s> is never closed", AS_TEXT(open));
        return;
    }
    struct slice tag = slice_part(parse->storage, tag_at, parse->storage.length);
    struct slice found = tag_name(tag);
    if (parse->current == parse->root) {
        fault_set(parse->fault, parse->storage, tag_at, "</%.*s> closes no open element",
                  AS_TEXT(found));
        return;
    }
    fault_set(parse->fault, parse->storage, tag_at, "</%.*s> stands where </%.*s> is expected",
              AS_TEXT(found), AS_TEXT(open));
}

/* Sets the fault for what expat found. */
static void describe_error(struct parse *parse)
{
    enum XML_Error code = XML_GetErrorCode(parse->expat);
    XML_Index index = XML_GetCurrentByteIndex(parse->expat) - (XML_Index)ROOT_SIZE;
    size_t position = index < 0 ? 0 : (size_t)index;

    if (code == XML_ERROR_TAG_MISMATCH) {
        describe_mismatch(parse, position);
        return;
    }
    if (parse->cdata && code == XML_ERROR_UNCLOSED_CDATA_SECTION) {
        position = parse->cdata->outer.start;
    }
    size_t valid = utf8_valid_length(parse->storage);
    bool is_encoding = code == XML_ERROR_INVALID_TOKEN || code == XML_ERROR_PARTIAL_CHAR;
    if (is_encoding && valid < parse->storage.length) {
        fault_set(parse->fault, parse->storage, valid, "not UTF-8");
        return;
    }
    if (position > parse->storage.length) {
        position = parse->storage.length;
    }
    fault_set(parse->fault, parse->storage, position, "%s", XML_ErrorString(code));
}

static bool feed(struct parse *parse, struct slice bytes, bool is_last)
{
    enum XML_Status status =
        XML_Parse(parse->expat, bytes.start, (int)bytes.length, is_last ? XML_TRUE : XML_FALSE);

    if (status != XML_STATUS_OK && !parse->has_failed) {
        describe_error(parse);
        parse->has_failed = true;
    }
    return status == XML_STATUS_OK;
}

/* A check asks for no more than it takes to say what is wrong and where. */
static void set_handlers(struct parse *parse)
{
    XML_SetUserData(parse->expat, parse);
    XML_SetElementHandler(parse->expat, on_start, on_end);
    XML_SetSkippedEntityHandler(parse->expat, on_entity);
    XML_SetCdataSectionHandler(parse->expat, on_cdata_start, on_cdata_end);
    XML_UseForeignDTD(parse->expat, XML_TRUE);
    if (parse->is_check) {
        return;
    }
    XML_SetCharacterDataHandler(parse->expat, on_text);
    XML_SetCommentHandler(parse->expat, on_comment);
    XML_SetProcessingInstructionHandler(parse->expat, on_instruction);
}

static bool run(struct parse *parse, struct xml_node **root)
{
    struct xml_node *top = ARENA_NEW(parse->nodes, struct xml_node);

    if (parse->storage.length > LIMIT_CONVERTED) {
        fault_set(parse->fault, parse->storage, 0, "larger than %zu bytes", LIMIT_CONVERTED);
        return false;
    }
    top->outer = (struct span){0, parse->storage.length};
    top->inner = top->outer;
    parse->root = top;
    parse->current = top;
    parse->has_returns = slice_find_char(parse->storage, 0, '\r') != SLICE_NOT_FOUND;
    parse->expat = XML_ParserCreate("UTF-8");
    if (!parse->expat) {
        mem_fail();
    }
    set_handlers(parse);
    bool is_parsed = feed(parse, SLICE_LITERAL(ROOT_OPEN), false) &&
                     feed(parse, parse->storage, false) &&
                     feed(parse, SLICE_LITERAL(ROOT_CLOSE), true);
    XML_ParserFree(parse->expat);
    if (is_parsed) {
        *root = top;
    }
    return is_parsed;
}

bool storage_parse_apart(struct arena *nodes, struct arena *texts, struct slice storage,
                         struct xml_node **root, struct xml_fault *fault)
{
    struct parse parse = {.nodes = nodes, .texts = texts, .storage = storage, .fault = fault};

    return run(&parse, root);
}

bool storage_parse(struct arena *arena, struct slice storage, struct xml_node **root,
                   struct xml_fault *fault)
{
    return storage_parse_apart(arena, arena, storage, root, fault);
}

bool storage_is_well_formed(struct slice storage, struct xml_fault *fault)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct xml_node *root = NULL;
    struct xml_fault ignored = {0};
    struct parse parse = {.nodes = arena,
                          .texts = arena,
                          .storage = storage,
                          .fault = fault ? fault : &ignored,
                          .is_check = true};

    return run(&parse, &root);
}

const struct slice *xml_attribute_find(const struct xml_node *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        if (slice_equals(element->attributes[i].name, name)) {
            return &element->attributes[i].value;
        }
    }
    return NULL;
}

struct xml_node *xml_child_find(const struct xml_node *element, const char *name)
{
    for (struct xml_node *child = element->first_child; child; child = child->next) {
        if (child->kind == XML_ELEMENT && slice_equals(child->name, name)) {
            return child;
        }
    }
    return NULL;
}
