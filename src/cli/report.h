/* SPDX-License-Identifier: MIT */
/*
 * What people read of a plan: grouped by side, a line a page, with the path as the user
 * would type it and the page's title. What came of it is in cli/outcome.h.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "base/strbuf.h"
#include "cli/changes.h"
#include "cli/paths.h"
#include "cli/terminal.h"

/* How and for whom a report of one mount is written. */
struct report_style {
    struct arena *arena;
    const struct terminal *terminal;
    struct path_view view;
    const char *space;
    const char *site;
};

/* The plan as `status` shows it: with what to do next, and one line that sums up. */
void report_append_status(struct strbuf *text, const struct report_style *style,
                          const struct sync_scan *scan, const struct changes *changes);

/* The plan before it is carried out, or with --dry-run; nothing where nothing would be done. */
void report_append_plan(struct strbuf *text, const struct report_style *style,
                        const struct sync_scan *scan, const struct changes *changes);

/* The same of what a further pass plans, below the plan that was shown before. */
void report_append_further_plan(struct strbuf *text, const struct report_style *style,
                                const struct sync_scan *scan, const struct changes *changes);

/* "1 page", "3 pages". */
void report_append_count(struct strbuf *text, size_t count, const char *one, const char *several);

/* "412 ms", "1.5 s", "12 s", "2 min 3 s". */
void report_append_duration(struct strbuf *text, long long elapsed_ms);

/* `page "Title" (path)`: how messages name a page. */
void report_append_page(struct strbuf *text, const struct report_style *style,
                        const struct page_facts *page);

/* `drops a footnote (line 12)`, without line end. */
void report_append_body_note(struct strbuf *text, const struct note *note);

/* Why a page is held, or what is noted of it, in words. */
const char *report_reason_text(const struct step *step, const struct page_facts *page);

#endif
