/* SPDX-License-Identifier: MIT */
/* What the reader and the writer of Markdown must agree on. docs/workspace.md has the user's side. */
#ifndef MARKDOWN_OPTIONS_H
#define MARKDOWN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#define HEADING_SHIFT_MOST 5

/* One panel macro, and the word of GitHub's alert that it is: {"info", "IMPORTANT"}. */
struct panel_name {
    const char *macro;
    const char *alert;
};

struct markdown_options {
    /* Path from the Markdown file to the page's attachments, with a final '/'; the
       reader takes any path whose last folder is "_attachments". */
    const char *attachments;
    int heading_shift;    /* a heading 1 of the page is one level more in the file, and so on */
    const char *mermaid;  /* the macro that a ```mermaid fence is; NULL: a code macro */
    const char *plantuml; /* the same of ```plantuml */
    const char *math;     /* the macro that $`a^2`$ is; NULL: mathinline */
    bool shows_colours;   /* of text, as <span style="color: …">; the reader takes them anyway */
    /* Each macro once, each alert once; the others are what macro_rules.c says. */
    const struct panel_name *panels;
    size_t panel_count;
};

#define MARKDOWN_OPTIONS_DEFAULT ((struct markdown_options){.attachments = "_attachments/"})

#endif
