/* SPDX-License-Identifier: MIT */
#include "cli/report.h"

#include <string.h>

#include "base/limit.h"

enum { WORD_COLUMNS = 10, LONGEST_WORDS = 128 };

static const struct {
    enum change change;
    const char *word;
} change_words[] = {
    {CHANGE_NEW, "new"},      {CHANGE_DELETED, "deleted"}, {CHANGE_RESTORED, "restored"},
    {CHANGE_BODY, "changed"}, {CHANGE_TITLE, "renamed"},   {CHANGE_PLACE, "moved"},
};

void report_append_count(struct strbuf *text, size_t count, const char *one, const char *several)
{
    strbuf_append_format(text, "%zu %s", count, count == 1 ? one : several);
}

void report_append_duration(struct strbuf *text, long long elapsed_ms)
{
    long long seconds = elapsed_ms / 1000;
    if (elapsed_ms < 1000) {
        strbuf_append_format(text, "%lld ms", elapsed_ms);
    } else if (seconds < 10) {
        strbuf_append_format(text, "%lld.%lld s", seconds, elapsed_ms % 1000 / 100);
    } else if (seconds < 60) {
        strbuf_append_format(text, "%lld s", seconds);
    } else {
        strbuf_append_format(text, "%lld min %lld s", seconds / 60, seconds % 60);
    }
}

static void append_quoted(struct strbuf *text, const char *title)
{
    strbuf_append_char(text, '"');
    terminal_append_visible(text, slice_from(title), false);
    strbuf_append_char(text, '"');
}

static void append_path(struct strbuf *text, const struct report_style *style, const char *path)
{
    const char *shown = path_view_show(style->arena, &style->view, path);
    terminal_append_visible(text, slice_from(shown), false);
}

void report_append_page(struct strbuf *text, const struct report_style *style,
                        const struct page_facts *page)
{
    strbuf_append(text, "page ");
    append_quoted(text, page_facts_title(page));
    if (page->path != NULL) {
        strbuf_append(text, " (");
        append_path(text, style, page->path);
        strbuf_append_char(text, ')');
    }
}

/* One side's words for what becomes of a page: "changed, renamed". */
static void append_words(struct strbuf *text, unsigned change)
{
    bool is_first = true;
    for (size_t i = 0; i < sizeof change_words / sizeof change_words[0]; i++) {
        if ((change & change_words[i].change) != 0) {
            strbuf_append(text, is_first ? "" : ", ");
            strbuf_append(text, change_words[i].word);
            is_first = false;
        }
    }
}

/* What the functions below share. */
struct writer {
    struct strbuf *text;
    const struct report_style *style;
    const struct sync_scan *scan;
    const struct changes *changes;
    bool has_hints; /* say which command does it */
};

static void begin_style(const struct writer *writer, enum style style)
{
    terminal_append_style(writer->style->terminal, writer->text, style);
}

static void append_styled(const struct writer *writer, enum style style, const char *words)
{
    begin_style(writer, style);
    terminal_append_visible(writer->text, slice_from(words), false);
    begin_style(writer, STYLE_PLAIN);
}

/* Where a page without a file will be: its parent, if that has one. */
static void append_parent(const struct writer *writer, const struct page_facts *page)
{
    const struct facts *facts = &writer->scan->facts;
    size_t parent = page->remote.parent;

    if (parent < facts->count && facts->pages[parent].path != NULL) {
        strbuf_append(writer->text, " below ");
        append_path(writer->text, writer->style, facts->pages[parent].path);
    }
}

/* `"FAQ"`, or the old and the new title of a renamed page; nothing of a faulty file. */
static void append_title(const struct writer *writer, const struct page_change *change)
{
    const struct page_facts *page = change->page;
    bool is_renamed = ((change->remote | change->local) & CHANGE_TITLE) != 0 && page->base.exists;

    begin_style(writer, STYLE_DIM);
    if (is_renamed && change->title != NULL) {
        append_quoted(writer->text, page->base.title);
        strbuf_append(writer->text, " -> ");
        append_quoted(writer->text, change->title);
    } else {
        append_quoted(writer->text, page_facts_title(page));
    }
    begin_style(writer, STYLE_PLAIN);
}

/* `faq.md  "FAQ"`, or, where there is no file yet, `"FAQ" below support.md`. */
static void append_names(const struct writer *writer, const struct page_change *change)
{
    const struct page_facts *page = change->page;

    if (page->path != NULL) {
        append_path(writer->text, writer->style, page->path);
    }
    if (page->path != NULL && page->fault == NULL) {
        strbuf_append(writer->text, "  ");
    }
    if (page->fault == NULL) {
        append_title(writer, change);
    }
    if (page->path == NULL) {
        append_parent(writer, page);
    }
}

/* Which pages stand below a heading, and what is said of them. */
struct group {
    const char *heading;
    const char *hint;
    enum style style;
    /* Appends the word for the page; nothing if the page is not in the group. */
    void (*append_word)(struct strbuf *text, const struct page_change *change);
    /* The step whose reason is said; NULL: there is nothing to say. */
    const struct step *(*reason)(const struct page_change *change);
    /* What is noted of the body, below the page; NULL: nothing is. */
    const struct notes *(*notes)(const struct page_change *change);
};

static void append_remote_word(struct strbuf *text, const struct page_change *change)
{
    append_words(text, change->is_merge ? 0 : change->remote);
}

static void append_local_word(struct strbuf *text, const struct page_change *change)
{
    append_words(text, change->is_merge ? 0 : change->local);
}

static void append_merge_word(struct strbuf *text, const struct page_change *change)
{
    unsigned others = change->remote | change->local;
    if (change->is_merge) {
        strbuf_append(text, others == 0 ? "merged" : "merged, ");
        append_words(text, others);
    }
}

static void append_mark_word(struct strbuf *text, const struct page_change *change)
{
    strbuf_append(text, change->is_marked ? "marked" : "");
}

static void append_conflict_word(struct strbuf *text, const struct page_change *change)
{
    if (change->hold != NULL && change_is_conflict(change->hold)) {
        strbuf_append(text, "conflict");
    }
}

static void append_held_word(struct strbuf *text, const struct page_change *change)
{
    if (change->hold != NULL && !change_is_conflict(change->hold)) {
        strbuf_append(text, "held");
    }
}

static void append_note_word(struct strbuf *text, const struct page_change *change)
{
    strbuf_append(text, change->note != NULL ? "note" : "");
}

static const struct step *remote_reason_of(const struct page_change *change)
{
    return change->remote_reason;
}

static const struct step *local_reason_of(const struct page_change *change)
{
    return change->local_reason;
}

static const struct step *merge_reason_of(const struct page_change *change)
{
    return change->remote_reason != NULL ? change->remote_reason : change->local_reason;
}

static const struct step *no_reason(const struct page_change *change)
{
    (void)change;
    return NULL;
}

static const struct step *hold_of(const struct page_change *change)
{
    return change->hold;
}

static const struct step *note_of(const struct page_change *change)
{
    return change->note;
}

static const struct notes *no_notes(const struct page_change *change)
{
    (void)change;
    return NULL;
}

static const struct notes *notes_of(const struct page_change *change)
{
    return change->notes;
}

static const struct notes *notes_of_refused(const struct page_change *change)
{
    return change->hold->reason == REASON_LOSES ? change->notes : NULL;
}

static const struct group groups[] = {
    {"To push", "confsync push", STYLE_GREEN, append_remote_word, remote_reason_of, notes_of},
    {"To pull", "confsync pull", STYLE_CYAN, append_local_word, local_reason_of, no_notes},
    {"To merge, changed on both sides", "confsync sync", STYLE_YELLOW, append_merge_word,
     merge_reason_of, notes_of},
    {"To mark with the page's id", "confsync sync", STYLE_CYAN, append_mark_word, no_reason,
     no_notes},
    {"Conflicts", "confsync resolve PATH --local, --remote or --merged FILE", STYLE_RED,
     append_conflict_word, hold_of, no_notes},
    {"Held back", NULL, STYLE_RED, append_held_word, hold_of, notes_of_refused},
    {"Notes", NULL, STYLE_PLAIN, append_note_word, note_of, no_notes},
};

const char *report_reason_text(const struct step *step, const struct page_facts *page)
{
    /* A merge that was tried, and turned out to be a conflict, has no reason of its own. */
    if (step->reason == REASON_NONE) {
        return plan_reason_text(REASON_BODY_OVERLAPS);
    }
    return step->reason == REASON_FAULT && page->fault != NULL ? page->fault
                                                               : plan_reason_text(step->reason);
}

static void append_heading(const struct writer *writer, const struct group *group)
{
    append_styled(writer, STYLE_BOLD, group->heading);
    if (writer->has_hints && group->hint != NULL) {
        strbuf_append_format(writer->text, " (%s)", group->hint);
    }
    strbuf_append(writer->text, ":\n");
}

/* What a note of a push leaves to the other direction. */
static bool is_note_of_return(const struct step *step)
{
    return step->kind == STEP_NOTE &&
           (step->reason == REASON_CHANGED_REMOTELY || step->reason == REASON_HAS_CHILDREN ||
            step->reason == REASON_IS_ROOT);
}

/* ": why". A fault names the file itself: "faq.md:3:1: why" goes on with ":3:1: why". */
static void append_reason(const struct writer *writer, const struct step *step,
                          const struct page_facts *page)
{
    struct slice reason = slice_from(report_reason_text(step, page));
    const char *path = page->path != NULL ? page->path : "";
    bool has_path = page->fault != NULL && path[0] != '\0' && slice_starts_with(reason, path);

    if (has_path) {
        reason = slice_part(reason, strlen(path), reason.length);
    } else {
        strbuf_append(writer->text, ": ");
    }
    terminal_append_visible(writer->text, reason, false);
    if (is_note_of_return(step)) {
        strbuf_append(writer->text, "; pull or sync brings the file back");
    }
}

void report_append_body_note(struct strbuf *text, const struct note *note)
{
    CLEANUP_STRBUF struct strbuf words = STRBUF(LIMIT_PAGE);

    note_print(&words, note);
    terminal_append_visible(text, strbuf_slice(&words), false);
    if (note->line > 0) {
        strbuf_append_format(text, " (line %zu)", note->line);
    }
}

static void append_notes(const struct writer *writer, const struct notes *notes)
{
    for (size_t i = 0; notes != NULL && i < notes->count; i++) {
        strbuf_append(writer->text, "    ");
        report_append_body_note(writer->text, &notes->items[i]);
        strbuf_append_char(writer->text, '\n');
    }
}

static void append_line(const struct writer *writer, const struct group *group,
                        const struct page_change *change, const char *word)
{
    size_t length = strlen(word);
    const struct step *step = group->reason(change);

    strbuf_append(writer->text, "  ");
    append_styled(writer, group->style, word);
    strbuf_append_repeated(writer->text, ' ', length < WORD_COLUMNS ? WORD_COLUMNS - length : 2);
    append_names(writer, change);
    if (step != NULL) {
        append_reason(writer, step, change->page);
    }
    strbuf_append_char(writer->text, '\n');
    append_notes(writer, group->notes(change));
}

static void append_group(const struct writer *writer, const struct group *group)
{
    bool is_begun = false;

    for (size_t i = 0; i < writer->changes->count; i++) {
        CLEANUP_STRBUF struct strbuf word = STRBUF(LONGEST_WORDS);
        const struct page_change *change = &writer->changes->items[i];
        group->append_word(&word, change);
        if (word.length > 0 && !is_begun) {
            append_heading(writer, group);
            is_begun = true;
        }
        if (word.length > 0) {
            append_line(writer, group, change, strbuf_text(&word));
        }
    }
    if (is_begun) {
        strbuf_append_char(writer->text, '\n');
    }
}

static void append_place(const struct writer *writer)
{
    strbuf_append(writer->text, "Space ");
    append_styled(writer, STYLE_BOLD, writer->style->space);
    strbuf_append(writer->text, " on ");
    terminal_append_visible(writer->text, slice_from(writer->style->site), false);
    strbuf_append(writer->text, "\n\n");
}

/* Adds "2 pages to push" to a list that commas divide; nothing for a count of 0. */
static void append_part(struct strbuf *text, size_t count, const char *what, bool *is_begun)
{
    if (count == 0) {
        return;
    }
    if (*is_begun) {
        strbuf_append_format(text, ", %zu %s", count, what);
    } else {
        report_append_count(text, count, "page", "pages");
        strbuf_append_format(text, " %s", what);
    }
    *is_begun = true;
}

static void append_sum(const struct writer *writer)
{
    const struct changes *changes = writer->changes;
    struct strbuf *text = writer->text;
    bool is_begun = false;

    append_part(text, changes->remote_count, "to push", &is_begun);
    append_part(text, changes->local_count, "to pull", &is_begun);
    append_part(text, changes->merge_count, "to merge", &is_begun);
    append_part(text, changes->mark_count, "to mark", &is_begun);
    append_part(text, changes->conflict_count, "in conflict", &is_begun);
    append_part(text, changes->held_count, "held back", &is_begun);
    if (!is_begun) {
        strbuf_append(text, "Nothing to do: ");
        report_append_count(text, changes->page_count, "page is", "pages are");
        strbuf_append(text, " in step");
    }
    strbuf_append(text, ".\n");
}

static void append_groups(const struct writer *writer)
{
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        append_group(writer, &groups[i]);
    }
}

void report_append_status(struct strbuf *text, const struct report_style *style,
                          const struct sync_scan *scan, const struct changes *changes)
{
    struct writer writer = {text, style, scan, changes, true};
    append_place(&writer);
    append_groups(&writer);
    append_sum(&writer);
}

void report_append_plan(struct strbuf *text, const struct report_style *style,
                        const struct sync_scan *scan, const struct changes *changes)
{
    struct writer writer = {text, style, scan, changes, false};
    if (changes->count > 0) {
        append_place(&writer);
        append_groups(&writer);
    }
}

void report_append_further_plan(struct strbuf *text, const struct report_style *style,
                                const struct sync_scan *scan, const struct changes *changes)
{
    struct writer writer = {text, style, scan, changes, false};
    append_groups(&writer);
}
