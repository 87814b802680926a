/* SPDX-License-Identifier: MIT */
#include "cli/help.h"

#include <string.h>

#include "cli/commands.h"

enum {
    LINE_WIDTH = 80,
    COMMAND_COLUMN = 12, /* where the summaries of the commands begin */
    OPTION_COLUMN = 30,  /* where the help of the options begins */
    LONGEST_NAME = 128,
};

/*
 * Appends words with as many as fit on a line. The first line has reached `column`
 * already; the others begin at `indent`.
 */
static void append_wrapped(struct strbuf *text, struct slice words, size_t column, size_t indent)
{
    bool is_line_begun = false;

    while ((words = slice_trim(words)).length > 0) {
        size_t space = slice_find_char(words, 0, ' ');
        size_t length = space == SLICE_NOT_FOUND ? words.length : space;
        if (is_line_begun && column + 1 + length > LINE_WIDTH) {
            strbuf_append_char(text, '\n');
            strbuf_append_repeated(text, ' ', indent);
            column = indent;
        } else if (is_line_begun) {
            strbuf_append_char(text, ' ');
            column++;
        }
        strbuf_append_slice(text, slice_part(words, 0, length));
        column += length;
        is_line_begun = true;
        words = slice_part(words, length, words.length);
    }
    strbuf_append_char(text, '\n');
}

/* Paragraphs, divided by empty lines. One that begins with a blank is kept as it is. */
static void append_description(struct strbuf *text, const char *description)
{
    struct slice rest = slice_from(description);

    while (rest.length > 0) {
        size_t end = slice_find(rest, 0, SLICE_LITERAL("\n\n"));
        struct slice paragraph = slice_part(rest, 0, end);
        strbuf_append_char(text, '\n');
        if (slice_starts_with(paragraph, " ")) {
            strbuf_append_slice(text, paragraph);
            strbuf_append_char(text, '\n');
        } else {
            append_wrapped(text, paragraph, 0, 0);
        }
        rest = end == SLICE_NOT_FOUND ? SLICE_LITERAL("") : slice_part(rest, end + 2, rest.length);
    }
}

void help_append_option_name(struct strbuf *text, const struct option_rule *rule)
{
    if (rule->letter != '\0') {
        strbuf_append_format(text, "-%c, ", rule->letter);
    } else {
        strbuf_append(text, "    ");
    }
    strbuf_append_format(text, "--%s", rule->name);
    if (rule->argument != NULL) {
        strbuf_append_format(text, " %s", rule->argument);
    }
}

/* A name, and beside it, or below where it is too long, what it means. */
static void append_entry(struct strbuf *text, struct slice name, const char *meaning, size_t column)
{
    size_t used = 2 + name.length;

    strbuf_append(text, "  ");
    strbuf_append_slice(text, name);
    if (used + 2 > column) {
        strbuf_append_char(text, '\n');
        used = 0;
    }
    strbuf_append_repeated(text, ' ', column - used);
    append_wrapped(text, slice_from(meaning), column, column);
}

static void append_options(struct strbuf *text, const char *heading,
                           const struct option_rule *rules, size_t count)
{
    if (count == 0) {
        return;
    }
    strbuf_append_format(text, "\n%s:\n", heading);
    for (size_t i = 0; i < count; i++) {
        CLEANUP_STRBUF struct strbuf name = STRBUF(LONGEST_NAME);
        help_append_option_name(&name, &rules[i]);
        append_entry(text, strbuf_slice(&name), rules[i].help, OPTION_COLUMN);
    }
}

void help_append_command(struct strbuf *text, const struct command *command)
{
    strbuf_append_format(text, "Usage: confsync %s%s%s%s\n", command->name,
                         command->option_count > 0 ? " [OPTION...]" : "",
                         command->usage != NULL ? " " : "",
                         command->usage != NULL ? command->usage : "");
    append_description(text, command->description);
    append_options(text, "Options", command->options, command->option_count);
    append_options(text, "Options of every command", common_options, common_option_count);
}

void help_append_overview(struct strbuf *text)
{
    strbuf_append(
        text, "Usage: confsync [-C DIR] COMMAND [OPTION...] [ARGUMENT...]\n"
              "\n"
              "Keeps Confluence spaces and directories of Markdown in step, both ways, without\n"
              "losing anything on either side.\n"
              "\n"
              "Commands:\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        append_entry(text, slice_from(commands[i]->name), commands[i]->summary, COMMAND_COLUMN);
    }
    append_options(text, "Options", common_options, common_option_count);
    strbuf_append(text, "\n'confsync help COMMAND' tells more about one of them.\n");
}
