/* SPDX-License-Identifier: MIT */
/* What the reader and the writer of Markdown must agree on. */
#ifndef MARKDOWN_OPTIONS_H
#define MARKDOWN_OPTIONS_H

struct markdown_options {
    /* Path from the Markdown file to the page's attachments, with a final '/'; the
       reader takes any path whose last folder is "_attachments". */
    const char *attachments;
};

#define MARKDOWN_OPTIONS_DEFAULT ((struct markdown_options){.attachments = "_attachments/"})

#endif
