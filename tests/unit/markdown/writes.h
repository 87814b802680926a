/* SPDX-License-Identifier: MIT */
/* Tables of storage and the Markdown that is written of it, and of Markdown and what it reads as. */
#ifndef TESTS_MARKDOWN_WRITES_H
#define TESTS_MARKDOWN_WRITES_H

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "markdown/read.h"
#include "markdown/write.h"
#include "storage/read.h"
#include "unit.h"

struct write_case {
    const char *what;
    const char *storage;
    const char *markdown; /* without the line end at its end */
};

static inline void write_storage(const char *storage, struct strbuf *markdown)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *page = NULL;
    struct xml_fault fault;

    if (!storage_read(arena, slice_from(storage), &page, &fault)) {
        fail_msg("%s: %s", storage, fault.message);
    }
    markdown_write(markdown, page, &options);
}

static inline void check_writes(const struct write_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
        write_storage(cases[i].storage, &markdown);
        if (slice_ends_with(strbuf_slice(&markdown), "\n")) {
            strbuf_truncate(&markdown, markdown.length - 1);
        }
        if (strcmp(strbuf_text(&markdown), cases[i].markdown) != 0) {
            fail_msg("%s:\nwrote    %s\nexpected %s", cases[i].what, strbuf_text(&markdown),
                     cases[i].markdown);
        }
    }
}

struct read_case {
    const char *what;
    const char *markdown;
    const char *shown; /* see show_block */
};

static inline void show_target(struct strbuf *out, const struct target *target)
{
    static const char *const names[] = {"none", "url",   "page", "anchor", "file",
                                        "user", "space", "blog", "content"};
    const struct slice parts[] = {target->url,       target->title, target->space, target->anchor,
                                  target->file_name, target->date,  target->id};

    strbuf_append_format(out, "<%s", names[target->kind]);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i].length > 0) {
            strbuf_append_char(out, ' ');
            strbuf_append_slice(out, parts[i]);
        }
    }
    strbuf_append_char(out, '>');
}

static inline void show_macro(struct strbuf *out, const struct macro *macro)
{
    strbuf_append_char(out, '<');
    strbuf_append_slice(out, macro->name);
    for (size_t i = 0; i < macro->parameter_count; i++) {
        strbuf_append_char(out, ' ');
        strbuf_append_slice(out, macro->parameters[i].name);
        strbuf_append_char(out, '=');
        strbuf_append_slice(out, macro->parameters[i].value);
    }
    strbuf_append_char(out, '>');
    if (macro->body == MACRO_BODY_PLAIN || macro->text.length > 0) {
        strbuf_append_char(out, '"');
        strbuf_append_slice(out, macro->text);
        strbuf_append_char(out, '"');
    }
}

/* Text as it is, everything else with its name: strong(a) link<url b>(c) br raw"<x/>". */
static inline void show_inlines(struct strbuf *out, const struct inline_node *first)
{
    static const char *const marks[] = {"strong", "em",   "code", "strike", "u",   "sub",   "sup",
                                        "small",  "big",  "ins",  "mark",   "kbd", "samp",  "var",
                                        "abbr",   "cite", "tt",   "q",      "dfn", "colour"};
    static const char *const kinds[] = {"",   "",      "hidden",  "link", "image",
                                        "br", "macro", "element", "raw"};

    for (const struct inline_node *node = first; node; node = node->next) {
        strbuf_append(out, node->kind == INLINE_MARK ? marks[node->mark] : kinds[node->kind]);
        if (node->kind == INLINE_LINK || node->kind == INLINE_IMAGE) {
            show_target(out, &node->details->target);
        } else if (node->kind == INLINE_MACRO || node->kind == INLINE_ELEMENT) {
            show_macro(out, node->macro);
        }
        if (node->kind == INLINE_IMAGE || node->kind == INLINE_RAW) {
            strbuf_append_format(out, "\"%.*s\"", (int)node->text.length, node->text.start);
        } else {
            strbuf_append_slice(out, node->text);
        }
        if (node->details && node->details->title.length > 0) {
            strbuf_append_format(out, "\"%.*s\"", (int)node->details->title.length,
                                 node->details->title.start);
        }
        if (node->first_child) {
            strbuf_append_char(out, '(');
            show_inlines(out, node->first_child);
            strbuf_append_char(out, ')');
        }
    }
}

static inline void show_properties(struct strbuf *out, const struct block *block)
{
    strbuf_append(out, block_kind_name(block->kind));
    if (block->level > 0) {
        strbuf_append_format(out, "%d", block->level);
    }
    if (block->is_ordered) {
        strbuf_append_format(out, " from %u", block->start);
    }
    strbuf_append(out, block->is_task_list ? " of tasks" : "");
    strbuf_append(out, block->is_decision_list ? " of decisions" : "");
    strbuf_append(out, block->is_checked ? " done" : "");
    strbuf_append(out, block->is_header ? " header" : "");
    if (block->column_span > 1 || block->row_span > 1) {
        strbuf_append_format(out, " %ux%u", block->column_span, block->row_span);
    }
    if (block->macro) {
        show_macro(out, block->macro);
    }
    if (block->text.length > 0) {
        strbuf_append_format(out, " \"%.*s\"", (int)block->text.length, block->text.start);
    }
}

/* "paragraph 1: text", "list 1-2{item 1{…} item 2{…}}": properties, lines, what is inside. */
static inline void show_block(struct strbuf *out, const struct block *block)
{
    bool is_one_line = block->lines.first == block->lines.last;

    show_properties(out, block);
    strbuf_append_format(out, " %zu", block->lines.first);
    if (!is_one_line) {
        strbuf_append_format(out, "-%zu", block->lines.last);
    }
    if (block->content) {
        strbuf_append(out, ": ");
        show_inlines(out, block->content);
    }
    if (block->first_child) {
        strbuf_append_char(out, '{');
        for (const struct block *child = block->first_child; child; child = child->next) {
            show_block(out, child);
            strbuf_append(out, child->next ? " | " : "");
        }
        strbuf_append_char(out, '}');
    }
}

static inline void check_reads(const struct read_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf shown = STRBUF(LIMIT_CONVERTED);
        struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
        struct block *page = NULL;
        struct error error;
        if (!markdown_read(arena, slice_from(cases[i].markdown), &options, NULL, &page, &error)) {
            fail_msg("%s: %s", cases[i].what, error.message);
        }
        for (const struct block *block = page->first_child; block; block = block->next) {
            show_block(&shown, block);
            strbuf_append(&shown, block->next ? " | " : "");
        }
        if (strcmp(strbuf_text(&shown), cases[i].shown) != 0) {
            fail_msg("%s:\nread     %s\nexpected %s", cases[i].what, strbuf_text(&shown),
                     cases[i].shown);
        }
    }
}

/* `shown` is the message. */
static inline void check_refusals(const struct read_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
        struct block *page = NULL;
        struct error error;
        if (markdown_read(arena, slice_from(cases[i].markdown), &options, NULL, &page, &error)) {
            fail_msg("%s: was read", cases[i].what);
        }
        if (strcmp(error.message, cases[i].shown) != 0) {
            fail_msg("%s:\nsaid     %s\nexpected %s", cases[i].what, error.message, cases[i].shown);
        }
        assert_int_equal(error.kind, ERROR_INPUT);
    }
}

#endif
