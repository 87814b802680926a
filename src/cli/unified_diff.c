/* SPDX-License-Identifier: MIT */
#include "cli/unified_diff.h"

#include "base/diff.h"
#include "base/strmap.h"

enum { CONTEXT = 3 };

/* The lines of one side, each with its line end, and a number that equal lines share. */
struct lines {
    struct slice *texts;
    size_t *numbers;
    size_t count;
};

/* One line of the result: of both sides (' '), only the old ('-') or only the new ('+'). */
struct edit {
    char sign;
    struct slice line;
    size_t old_line; /* lines of each side before this one */
    size_t new_line;
};

struct edits {
    struct edit *items;
    size_t count;
    size_t old_line; /* lines of each side that the items hold */
    size_t new_line;
};

/* Edits [start, end) that are shown together. */
struct hunk {
    size_t start;
    size_t end;
};

static size_t number_of(struct arena *arena, struct strmap *known, struct slice line)
{
    size_t *number = strmap_find(known, line);
    if (number == NULL) {
        number = ARENA_NEW(arena, size_t);
        *number = strmap_count(known);
        strmap_put(known, line, number);
    }
    return *number;
}

static size_t count_line_ends(struct slice text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += text.start[i] == '\n' ? 1 : 0;
    }
    return count;
}

static struct lines split(struct arena *arena, struct strmap *known, struct slice text)
{
    size_t most = count_line_ends(text) + 1;
    struct lines lines = {
        .texts = ARENA_NEW_ARRAY(arena, struct slice, most),
        .numbers = ARENA_NEW_ARRAY(arena, size_t, most),
    };

    while (text.length > 0) {
        size_t end = slice_find_char(text, 0, '\n');
        struct slice line = slice_part(text, 0, end == SLICE_NOT_FOUND ? text.length : end + 1);
        lines.texts[lines.count] = line;
        lines.numbers[lines.count++] = number_of(arena, known, line);
        text = slice_part(text, line.length, text.length);
    }
    return lines;
}

static void add_edit(struct edits *edits, char sign, struct slice line)
{
    struct edit *edit = &edits->items[edits->count++];
    *edit = (struct edit){sign, line, edits->old_line, edits->new_line};
    edits->old_line += sign != '+' ? 1 : 0;
    edits->new_line += sign != '-' ? 1 : 0;
}

static void add_inserted(struct edits *edits, const struct lines *new_lines, size_t end)
{
    while (edits->new_line < end) {
        add_edit(edits, '+', new_lines->texts[edits->new_line]);
    }
}

static struct edits make_edits(struct arena *arena, const struct lines *old_lines,
                               const struct lines *new_lines)
{
    struct edits edits = {
        .items = ARENA_NEW_ARRAY(arena, struct edit, old_lines->count + new_lines->count + 1)};
    size_t *partner = ARENA_NEW_ARRAY(arena, size_t, old_lines->count + 1);

    diff_align(old_lines->numbers, old_lines->count, new_lines->numbers, new_lines->count, partner);
    for (size_t i = 0; i < old_lines->count; i++) {
        if (partner[i] == DIFF_NONE) {
            add_edit(&edits, '-', old_lines->texts[i]);
        } else {
            add_inserted(&edits, new_lines, partner[i]);
            add_edit(&edits, ' ', old_lines->texts[i]);
        }
    }
    add_inserted(&edits, new_lines, new_lines->count);
    return edits;
}

static size_t next_change(const struct edits *edits, size_t position)
{
    while (position < edits->count && edits->items[position].sign == ' ') {
        position++;
    }
    return position;
}

static size_t end_of_change(const struct edits *edits, size_t position)
{
    while (position < edits->count && edits->items[position].sign != ' ') {
        position++;
    }
    return position;
}

/* The next hunk from `from` on, which is no longer than what shows each change's context once. */
static bool find_hunk(const struct edits *edits, size_t from, struct hunk *hunk)
{
    size_t change = next_change(edits, from);
    if (change == edits->count) {
        return false;
    }
    hunk->start = change - from > CONTEXT ? change - CONTEXT : from;
    for (;;) {
        size_t end = end_of_change(edits, change);
        change = next_change(edits, end);
        if (change == edits->count || change - end > 2 * (size_t)CONTEXT) {
            hunk->end = edits->count - end > CONTEXT ? end + CONTEXT : edits->count;
            return true;
        }
    }
}

/* "-12,7": where lines begin, from 1, and how many; an empty range names the line before it. */
static void append_range(struct strbuf *text, char sign, size_t lines_before, size_t count)
{
    strbuf_append_format(text, "%c%zu", sign, count == 0 ? lines_before : lines_before + 1);
    if (count != 1) {
        strbuf_append_format(text, ",%zu", count);
    }
}

static enum style style_of(char sign)
{
    switch (sign) {
    case '-':
        return STYLE_RED;
    case '+':
        return STYLE_GREEN;
    default:
        return STYLE_PLAIN;
    }
}

static void append_edit(struct strbuf *text, const struct terminal *terminal,
                        const struct edit *edit)
{
    bool has_end = slice_ends_with(edit->line, "\n");
    struct slice words = slice_part(edit->line, 0, edit->line.length - (has_end ? 1 : 0));
    enum style style = style_of(edit->sign);

    terminal_append_style(terminal, text, style);
    strbuf_append_char(text, edit->sign);
    if (terminal->is_terminal) {
        terminal_append_visible(text, words, false);
    } else {
        strbuf_append_slice(text, words);
    }
    terminal_append_style(terminal, text, STYLE_PLAIN);
    strbuf_append(text, has_end ? "\n" : "\n\\ No newline at end of file\n");
}

static void append_hunk(struct strbuf *text, const struct terminal *terminal,
                        const struct edits *edits, struct hunk hunk)
{
    const struct edit *first = &edits->items[hunk.start];
    size_t old_count = 0;
    size_t new_count = 0;

    for (size_t i = hunk.start; i < hunk.end; i++) {
        old_count += edits->items[i].sign != '+' ? 1 : 0;
        new_count += edits->items[i].sign != '-' ? 1 : 0;
    }
    terminal_append_style(terminal, text, STYLE_CYAN);
    strbuf_append(text, "@@ ");
    append_range(text, '-', first->old_line, old_count);
    strbuf_append_char(text, ' ');
    append_range(text, '+', first->new_line, new_count);
    strbuf_append(text, " @@");
    terminal_append_style(terminal, text, STYLE_PLAIN);
    strbuf_append_char(text, '\n');
    for (size_t i = hunk.start; i < hunk.end; i++) {
        append_edit(text, terminal, &edits->items[i]);
    }
}

static void append_heading(struct strbuf *text, const struct terminal *terminal, const char *sign,
                           const char *label)
{
    terminal_append_style(terminal, text, STYLE_BOLD);
    strbuf_append(text, sign);
    terminal_append_visible(text, slice_from(label == NULL ? "/dev/null" : label), false);
    terminal_append_style(terminal, text, STYLE_PLAIN);
    strbuf_append_char(text, '\n');
}

void unified_diff_append(struct strbuf *text, const struct terminal *terminal,
                         const struct diff_side *old_side, const struct diff_side *new_side)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(strmap) struct strmap *known = strmap_new();
    struct lines old_lines = split(arena, known, old_side->text);
    struct lines new_lines = split(arena, known, new_side->text);
    struct edits edits = make_edits(arena, &old_lines, &new_lines);
    struct hunk hunk = {0};

    for (size_t from = 0; find_hunk(&edits, from, &hunk); from = hunk.end) {
        if (from == 0) {
            append_heading(text, terminal, "--- ", old_side->label);
            append_heading(text, terminal, "+++ ", new_side->label);
        }
        append_hunk(text, terminal, &edits, hunk);
    }
}
