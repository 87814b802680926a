/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with the files of pages, as far as the files alone tell: what Confluence
 * would refuse, and what would be dropped on the way there.
 *
 *     struct findings findings = {.arena = arena};
 *     findings_check_body(&findings, "docs/a.md", body, &options);
 *     findings_append(&text, &findings);
 */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include <stddef.h>

#include "base/strbuf.h"
#include "convert/convert.h"

struct finding {
    const char *kind; /* "fault": the page cannot be sent; else note_kind_name */
    const char *path; /* as the user sees it */
    size_t line;      /* of the file; 0: not known */
    size_t column;    /* from 1; 0: not known */
    const char *text; /* for people */
};

struct findings {
    struct arena *arena; /* of the list and of what is in it; paths are borrowed */
    struct finding *items;
    size_t count;
};

/* The body of a file, and the line of the file on which it begins, from 1. */
struct checked_body {
    struct slice text;
    size_t line;
};

/*
 * Converts a body as if its page were new, and adds what comes of that, in the order of
 * the lines.
 */
void findings_check_body(struct findings *findings, const char *path,
                         const struct checked_body *body, const struct markdown_options *options);

/* The page cannot be sent, and why. */
void findings_add_fault(struct findings *findings, const char *path, size_t line, const char *text);

/*
 * The same with the message of an error. Where it begins with the `name` of the file, as
 * "NAME:LINE: why" or "NAME:LINE:COLUMN: why", the place is taken out of it.
 */
void findings_add_message(struct findings *findings, const char *path, const char *name,
                          const char *message);

/* One line each: "PATH:LINE: text". */
void findings_append(struct strbuf *text, const struct findings *findings);

#endif
