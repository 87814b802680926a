/* SPDX-License-Identifier: MIT */
#include "cli/findings.h"

#include <string.h>

#include "base/limit.h"
#include "base/vec.h"
#include "cli/terminal.h"
#include "sync/marker.h"

#define FAULT_KIND "fault"

static void add(struct findings *findings, const struct finding *finding)
{
    findings->items = VEC_GROW(findings->arena, findings->items, findings->count);
    findings->items[findings->count++] = *finding;
}

void findings_add_fault(struct findings *findings, const char *path, size_t line, const char *text)
{
    const char *copy = arena_copy(findings->arena, slice_from(text));

    add(findings, &(struct finding){FAULT_KIND, path, line, 0, copy});
}

/* Takes the number in "12: why" away; 0 and nothing is taken: there is none. */
static size_t take_number(struct slice *rest)
{
    size_t end = slice_find_char(*rest, 0, ':');
    unsigned long long number = 0;

    if (end == SLICE_NOT_FOUND || !slice_parse_number(slice_part(*rest, 0, end), &number)) {
        return 0;
    }
    *rest = slice_part(*rest, end + 1, rest->length);
    return (size_t)number;
}

void findings_add_message(struct findings *findings, const char *path, const char *name,
                          const char *message)
{
    struct finding finding = {.kind = FAULT_KIND, .path = path};
    struct slice rest = slice_from(message);
    size_t length = strlen(name);

    if (slice_starts_with(rest, name) && message[length] == ':') {
        rest = slice_part(rest, length + 1, rest.length);
        finding.line = take_number(&rest);
        finding.column = finding.line > 0 ? take_number(&rest) : 0;
    }
    finding.text = arena_copy(findings->arena, slice_trim(rest));
    add(findings, &finding);
}

static size_t line_of_file(const struct checked_body *body, size_t line)
{
    return line > 0 ? body->line + line - 1 : 0;
}

static void add_note(struct findings *findings, const char *path, const struct checked_body *body,
                     const struct note *note)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);

    note_print(&text, note);
    add(findings, &(struct finding){
                      .kind = note_kind_name(note->kind),
                      .path = path,
                      .line = line_of_file(body, note->line),
                      .text = arena_copy(findings->arena, strbuf_slice(&text)),
                  });
}

/* Few, and nearly sorted. */
static void sort_by_line(struct finding *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct finding moved = items[i];
        size_t place = i;
        while (place > 0 && items[place - 1].line > moved.line) {
            items[place] = items[place - 1];
            place--;
        }
        items[place] = moved;
    }
}

/* "line 4: why", the 4 counted from where the body begins. */
static void add_fault_of_body(struct findings *findings, const char *path,
                              const struct checked_body *body, const struct error *error)
{
    const char *why = NULL;
    size_t line = error_split_line(error->message, &why);

    findings_add_fault(findings, path, line_of_file(body, line), why);
}

static void convert(struct findings *findings, const char *path, const struct checked_body *body,
                    const struct markdown_options *options)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {0};
    struct slice storage;
    struct error error;
    size_t first = findings->count;

    if (!convert_to_storage(arena, body->text, NULL, options, &storage, &report, &error)) {
        add_fault_of_body(findings, path, body, &error);
        return;
    }
    for (size_t i = 0; i < report.notes.count; i++) {
        add_note(findings, path, body, &report.notes.items[i]);
    }
    if (findings->count > first) {
        sort_by_line(findings->items + first, findings->count - first);
    }
}

void findings_check_body(struct findings *findings, const char *path,
                         const struct checked_body *body, const struct markdown_options *options)
{
    struct error error;

    if (marker_check(body->text, &error)) {
        convert(findings, path, body, options);
    } else {
        add_fault_of_body(findings, path, body, &error);
    }
}

void findings_append(struct strbuf *text, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        terminal_append_visible(text, slice_from(finding->path), false);
        if (finding->line > 0) {
            strbuf_append_format(text, ":%zu", finding->line);
        }
        if (finding->column > 0) {
            strbuf_append_format(text, ":%zu", finding->column);
        }
        strbuf_append(text, ": ");
        terminal_append_visible(text, slice_from(finding->text), false);
        strbuf_append_char(text, '\n');
    }
}
