/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limit.h"
#include "cli/body_line.h"
#include "cli/commands.h"
#include "cli/diff_texts.h"
#include "cli/selection.h"
#include "cli/session.h"
#include "cli/unified_diff.h"

struct diff_values {
    bool is_remote;
    bool is_storage;
};

static const struct option_rule diff_options[] = {
    {
        .name = "remote",
        .offset = offsetof(struct diff_values, is_remote),
        .help = "show what was changed in Confluence since the last sync",
    },
    {
        .name = "storage",
        .offset = offsetof(struct diff_values, is_storage),
        .help = "compare storage format, tag by tag, instead of Markdown",
    },
};

/* One mount. */
struct diffing {
    const struct console *console;
    const struct markdown_options *markdown;
    const struct report_style *style;
    struct diff_source source;
};

static bool is_renamed(const struct diffing *diffing, const struct page_facts *page)
{
    const struct page_side *side = diff_texts_side(&diffing->source, page);
    return side->exists && page->base.exists && strcmp(side->title, page->base.title) != 0;
}

/* "a/faq.md" as git has it, but from where the user is. */
static const char *label(const struct diffing *diffing, char letter, const struct page_facts *page)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH);
    const char *name = page->path == NULL ? page_facts_title(page)
                                          : path_view_show(diffing->style->arena,
                                                           &diffing->style->view, page->path);
    strbuf_append_format(&text, "%c/%s", letter, name);
    return strbuf_copy(&text, diffing->style->arena).start;
}

static void append_renaming(const struct diffing *diffing, const struct page_facts *page,
                            struct strbuf *text)
{
    terminal_append_visible(text, slice_from(label(diffing, 'a', page)), false);
    strbuf_append(text, ": title \"");
    terminal_append_visible(text, slice_from(page->base.title), false);
    strbuf_append(text, "\" -> \"");
    const char *title = diff_texts_side(&diffing->source, page)->title;
    terminal_append_visible(text, slice_from(title), false);
    strbuf_append(text, "\"\n");
}

/* What a push would not carry to Confluence, in lines of their own: no diff begins like that. */
static void append_notes(const struct diffing *diffing, const struct page_facts *page,
                         struct strbuf *text)
{
    for (size_t i = 0; diffing->source.side == DIFF_LOCAL && i < page->notes.count; i++) {
        terminal_append_visible(text, slice_from(label(diffing, 'b', page)), false);
        strbuf_append(text, ": ");
        report_append_body_note(text, &page->notes.items[i]);
        strbuf_append_char(text, '\n');
    }
}

/* A fault of the file itself begins with its path; others are given it. */
static void show_fault(const struct diffing *diffing, const struct page_facts *page)
{
    struct slice fault = slice_from(page->fault);

    if (page->path == NULL || slice_starts_with(fault, page->path)) {
        console_note(diffing->console, "%s", page->fault);
    } else {
        console_note(diffing->console, "%s: %s", page->path, page->fault);
    }
}

static bool place_error(const struct diffing *diffing, const struct page_facts *page,
                        struct error *error)
{
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_PATH);
    struct arena *arena = diffing->style->arena;

    if (page->path != NULL) {
        body_line_shift(error, arena, path_view_absolute(arena, &diffing->style->view, page->path),
                        diffing->markdown);
    }
    report_append_page(&name, diffing->style, page);
    return error_prefix(error, "%s", strbuf_text(&name));
}

static bool show_page(const struct diffing *diffing, size_t number, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    const struct page_facts *page = &diffing->source.scan->facts.pages[number];
    bool is_there = diff_texts_side(&diffing->source, page)->exists;
    struct diff_texts texts = {0};

    if (diff_texts_differ(&diffing->source, page) &&
        !diff_texts_read(&diffing->source, arena, number, &texts, error)) {
        return place_error(diffing, page, error);
    }
    struct diff_side before = {page->base.exists ? label(diffing, 'a', page) : NULL, texts.before};
    struct diff_side after = {is_there ? label(diffing, 'b', page) : NULL, texts.after};
    if (is_renamed(diffing, page)) {
        append_renaming(diffing, page, &text);
    }
    append_notes(diffing, page, &text);
    unified_diff_append(&text, &diffing->console->output, &before, &after);
    console_write(diffing->console, strbuf_slice(&text));
    return true;
}

static bool show_pages(const struct diffing *diffing, struct selection *selection,
                       struct error *error)
{
    const struct facts *facts = &diffing->source.scan->facts;

    for (size_t i = 0; i < facts->count; i++) {
        const struct page_facts *page = &facts->pages[i];
        if (!selection_holds(selection, facts, i)) {
            continue;
        }
        if (page->fault != NULL) {
            show_fault(diffing, page);
        } else if (!show_page(diffing, i, error)) {
            return false;
        }
    }
    return selection_check(selection, error);
}

static bool diff_mount(struct session *session, const struct config_mount *config,
                       struct selection *selection, struct error *error)
{
    const struct diff_values *values = session->call->values;
    CLEANUP(session_mount) struct session_mount *mount = NULL;
    struct sync_options options = {.direction = SYNC_BOTH, .is_dry_run = true};
    struct sync_scan *scan = NULL;

    if (!session_open_mount(session, config, values->is_remote ? SESSION_ONLINE : SESSION_OFFLINE,
                            &mount, error) ||
        !sync_scan(&mount->sync, session->call->arena, &options, &scan, error)) {
        return false;
    }
    struct diffing diffing = {
        .console = session->call->console,
        .markdown = &mount->markdown,
        .style = &mount->style,
        .source =
            {
                .sync = &mount->sync,
                .scan = scan,
                .side = values->is_remote ? DIFF_REMOTE : DIFF_LOCAL,
                .is_storage = values->is_storage,
            },
    };
    return show_pages(&diffing, selection, error);
}

static bool diff(struct session *session, struct error *error)
{
    struct selection selection;

    if (!session_open(session, ".", error) || !session_select(session, &selection, error)) {
        return false;
    }
    const struct config *config = session->workspace->config;
    for (size_t i = 0; i < config->mount_count; i++) {
        if (selection_enter(&selection, i) &&
            !diff_mount(session, &config->mounts[i], &selection, error)) {
            return false;
        }
    }
    return true;
}

static bool run_diff(struct call *call, struct error *error)
{
    struct session session;

    session_begin(&session, call, SESSION_READS);
    bool is_done = diff(&session, error);
    session_close(&session);
    return is_done;
}

const struct command command_diff = {
    .name = "diff",
    .summary = "show changes line by line",
    .usage = "[PATH...]",
    .description =
        "Shows as a unified diff what was changed in the files since the last sync: what a push "
        "would send. Needs no server. With --remote it shows instead what was changed in "
        "Confluence: what a pull would bring.\n\n"
        "With PATH, only these pages are looked at: " SELECTION_PATHS,
    .most_arguments = ARGUMENTS_UNLIMITED,
    .options = diff_options,
    .option_count = sizeof diff_options / sizeof diff_options[0],
    .values_size = sizeof(struct diff_values),
    .run = run_diff,
};
