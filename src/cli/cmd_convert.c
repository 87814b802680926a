/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limit.h"
#include "cli/body_line.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/terminal.h"
#include "config/front_matter.h"
#include "convert/convert.h"

struct convert_values {
    const char *to;
    const char *base;
    const char *title;
    bool shows_colours;
};

static const struct option_rule convert_options[] = {
    {
        .name = "to",
        .kind = OPTION_CHOICE,
        .argument = "markdown|storage",
        .offset = offsetof(struct convert_values, to),
        .help = "what to make of the input; needed",
    },
    {
        .name = "base",
        .kind = OPTION_TEXT,
        .argument = "FILE",
        .offset = offsetof(struct convert_values, base),
        .help = "with --to storage: the storage format that the Markdown was made of; what was "
                "not edited keeps its bytes",
    },
    {
        .name = "title",
        .kind = OPTION_TEXT,
        .argument = "TITLE",
        .offset = offsetof(struct convert_values, title),
        .help = "with --to markdown: begin with front matter that holds this title",
    },
    {
        .name = "show-colours",
        .kind = OPTION_FLAG,
        .offset = offsetof(struct convert_values, shows_colours),
        .help = "with --to markdown: write the colours of text, as <span style=\"color: …\">; with "
                "--base: the Markdown was made so",
    },
};

static struct markdown_options options_of(const struct call *call)
{
    const struct convert_values *values = call->values;
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;

    options.shows_colours = values->shows_colours;
    return options;
}

/* Storage to a base, which must be well-formed: the command does not wrap up what is broken. */
static bool make_base(struct call *call, const struct input *input, struct conversion_base *base,
                      struct error *error)
{
    const struct markdown_options options = options_of(call);

    if (!convert_to_markdown(call->arena, input->text, &options, base, error)) {
        return error_prefix(error, "%s", input->name);
    }
    if (base->is_opaque) {
        return error_set(error, ERROR_INPUT, 0, "%s:%zu:%zu: %s", input->name, base->fault_line,
                         base->fault_column, base->fault);
    }
    return true;
}

static bool make_markdown(struct call *call, const struct input *input, struct slice *result,
                          struct error *error)
{
    const struct convert_values *values = call->values;
    struct conversion_base base = {0};

    if (!make_base(call, input, &base, error)) {
        return false;
    }
    *result = base.markdown;
    if (values->title == NULL) {
        return true;
    }
    struct front_matter_change change = {.title = values->title, .body = base.markdown};
    return front_matter_edit(call->arena, SLICE_LITERAL(""), input->name, &change, result, error);
}

/* What `confsync check` names, and what is lost of the base. */
static void print_notes(const struct call *call, const char *name, const struct notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
        CLEANUP_STRBUF struct strbuf shown = STRBUF(LIMIT_CONVERTED);
        strbuf_append(&text, name);
        if (notes->items[i].line > 0) {
            strbuf_append_format(&text, ":%zu", notes->items[i].line);
        }
        strbuf_append(&text, ": ");
        note_print(&text, &notes->items[i]);
        terminal_append_visible(&shown, strbuf_slice(&text), false);
        console_note(call->console, "%s", strbuf_text(&shown));
    }
}

static bool make_storage(struct call *call, struct input *input, struct slice *result,
                         struct error *error)
{
    const struct convert_values *values = call->values;
    const struct markdown_options options = options_of(call);
    struct conversion_base base = {0};
    struct conversion_report report;
    struct input base_input = {0};

    if (values->base != NULL && (!input_read(call->arena, values->base, &base_input, error) ||
                                 !make_base(call, &base_input, &base, error))) {
        return false;
    }
    if (!input_cut_front_matter(call->arena, input, error)) {
        return false;
    }
    if (!convert_to_storage(call->arena, input->text, values->base == NULL ? NULL : &base, &options,
                            result, &report, error)) {
        body_line_name(error, input->name);
        return false;
    }
    print_notes(call, input->name, &report.notes);
    console_detail(call->console, "blocks: %zu kept, %zu changed, %zu added, %zu removed",
                   report.kept, report.changed, report.added, report.removed);
    return true;
}

static bool check_options(const struct convert_values *values, struct error *error)
{
    if (values->to == NULL) {
        return error_set(error, ERROR_USAGE, 0, "convert needs --to markdown or --to storage");
    }
    if (values->base != NULL && strcmp(values->to, "storage") != 0) {
        return error_set(error, ERROR_USAGE, 0, "--base is for --to storage only");
    }
    return true;
}

static bool make(struct call *call, struct slice *result, struct error *error)
{
    const struct convert_values *values = call->values;
    const char *path = call->argument_count == 0 ? NULL : call->arguments[0];
    struct input input = {0};

    if (!input_read(call->arena, path, &input, error)) {
        return false;
    }
    return strcmp(values->to, "storage") == 0 ? make_storage(call, &input, result, error)
                                              : make_markdown(call, &input, result, error);
}

static bool run_convert(struct call *call, struct error *error)
{
    struct slice result = {0};

    if (!check_options(call->values, error)) {
        return false;
    }
    bool is_made = make(call, &result, error);
    if (is_made) {
        console_write(call->console, result);
    } else if (error->kind == ERROR_INPUT) {
        console_fault(call->console, error);
        call->is_explained = true;
    }
    return is_made;
}

const struct command command_convert = {
    .name = "convert",
    .summary = "convert one page between storage format and Markdown",
    .usage = "[FILE]",
    .description =
        "Converts one page between Confluence's storage format and Markdown, and prints it. "
        "Needs neither a server nor a workspace. Without FILE, or with -, standard input is "
        "read.\n\n"
        "    confsync convert --to markdown page.xml >page.md\n"
        "    confsync convert --to storage --base page.xml page.md\n\n"
        "With --base, blocks of the Markdown that say the same as before keep the bytes they "
        "have in the base; without, the page is written anew. Front matter at the start of the "
        "Markdown is left out. What does not arrive on Confluence is named, with its line, on "
        "standard error.\n\n"
        "When the input is malformed, the place and the fault are printed as FILE:LINE:COLUMN, "
        "nothing goes to standard output, and the exit status is 1.",
    .most_arguments = 1,
    .options = convert_options,
    .option_count = sizeof convert_options / sizeof convert_options[0],
    .values_size = sizeof(struct convert_values),
    .run = run_convert,
};
