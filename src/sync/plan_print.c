/* SPDX-License-Identifier: MIT */
/* Words for plans. */
#include "sync/plan.h"

const char *step_kind_name(enum step_kind kind)
{
    static const char *const names[] = {
        [STEP_MOVE_REMOTE] = "move remote",
        [STEP_TRASH_REMOTE] = "trash remote",
        [STEP_RESTORE_REMOTE] = "restore remote",
        [STEP_RETITLE_REMOTE] = "retitle remote",
        [STEP_UPDATE_REMOTE] = "update remote",
        [STEP_CREATE_REMOTE] = "create remote",
        [STEP_CREATE_LOCAL] = "create local",
        [STEP_MOVE_LOCAL] = "move local",
        [STEP_WRITE_LOCAL] = "write local",
        [STEP_TRASH_LOCAL] = "trash local",
        [STEP_RECORD] = "record",
        [STEP_FORGET] = "forget",
        [STEP_HOLD] = "hold",
        [STEP_NOTE] = "note",
    };
    return names[kind];
}

const char *plan_reason_text(enum plan_reason reason)
{
    static const char *const texts[] = {
        [REASON_NONE] = "",
        [REASON_BODY_OVERLAPS] = "both sides changed the same block",
        [REASON_BOTH_RENAMED] = "both sides changed the title, in different ways",
        [REASON_EDITED_AND_DELETED] = "changed here, deleted in Confluence",
        [REASON_NO_BASE] = "file and page differ, and nothing tells what they had in common",
        [REASON_TITLE_TAKEN] = "another page has or gets this title",
        [REASON_PARENT_GONE] = "the page above it was deleted",
        [REASON_PARENT_HELD] = "the page above it cannot be created",
        [REASON_VANISHED] = "Confluence does not show the page, and nothing proves a deletion",
        [REASON_STRAY] = "the file names a page that is not known here nor there",
        [REASON_FAULT] = "the file cannot be used",
        [REASON_LOSES] = "something of it would be lost, and --strict forbids that",
        [REASON_MOVE_DROPPED] = "moved here, but Confluence's place wins",
        [REASON_HAS_CHILDREN] = "deleted here, but pages below it stay",
        [REASON_CHANGED_REMOTELY] = "deleted here, but changed in Confluence",
        [REASON_IS_ROOT] = "deleted here, but it is the root page",
        [REASON_TRASHED] = "trashed in Confluence",
        [REASON_ARCHIVED] = "archived in Confluence",
        [REASON_ELSEWHERE] = "moved out of here in Confluence",
        [REASON_STRANDED] = "its folder belongs to no page",
        [REASON_KEPT] = "you decided to keep it",
    };
    return texts[reason];
}

const char *page_attribute_name(enum page_attribute attribute)
{
    static const char *const names[] = {
        [ATTRIBUTE_NONE] = "",       [ATTRIBUTE_BODY] = "body", [ATTRIBUTE_TITLE] = "title",
        [ATTRIBUTE_PLACE] = "place", [ATTRIBUTE_PAGE] = "page",
    };
    return names[attribute];
}

bool step_is_write(const struct step *step)
{
    return step->kind < STEP_RECORD;
}

static void print_page(struct strbuf *text, const struct page_facts *page)
{
    if (page->path) {
        strbuf_append(text, page->path);
    } else {
        strbuf_append_format(text, "\"%s\"", page_facts_title(page));
    }
}

static void print_parent(struct strbuf *text, const struct facts *facts, size_t parent)
{
    strbuf_append(text, " under ");
    if (parent < facts->count) {
        strbuf_append_format(text, "\"%s\"", page_facts_title(&facts->pages[parent]));
    } else {
        strbuf_append(text, "the top");
    }
}

void step_print(struct strbuf *text, const struct facts *facts, const struct step *step)
{
    const struct page_facts *page = &facts->pages[step->page];

    strbuf_append_format(text, "%s ", step_kind_name(step->kind));
    print_page(text, page);
    if (step->attribute != ATTRIBUTE_NONE) {
        strbuf_append_format(text, " %s", page_attribute_name(step->attribute));
    }
    if (step->has_title) {
        strbuf_append_format(text, " title \"%s\"", step->title);
    }
    if (step->has_parent) {
        print_parent(text, facts, step->parent);
    }
    if (step->has_body) {
        strbuf_append(text, step->is_merge ? " merged body" : " body");
    }
    if (step->has_version) {
        strbuf_append(text, " version");
    }
    if (step->reason == REASON_FAULT) {
        strbuf_append_format(text, ": %s", page->fault);
    } else if (step->reason != REASON_NONE) {
        strbuf_append_format(text, ": %s", plan_reason_text(step->reason));
    }
}

void plan_print(struct strbuf *text, const struct facts *facts, const struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        step_print(text, facts, &plan->steps[i]);
        strbuf_append_char(text, '\n');
    }
    if (plan->stopped_by) {
        strbuf_append_format(text, "stopped: %s\n", plan->stopped_by);
    }
}
