/* SPDX-License-Identifier: MIT */
/* The frame of every page that people see: header, page tree, style. */
#ifndef SANDBOX_WEB_LAYOUT_H
#define SANDBOX_WEB_LAYOUT_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "sandbox/call.h"
#include "sandbox/page.h"
#include "sandbox/space.h"

struct web_frame {
    int status;
    struct slice title;        /* of the window */
    const struct space *space; /* whose tree stands at the side; NULL: none */
    long long page;            /* shown in the tree; 0: none */
};

/* Answers with the content inside the frame. */
bool web_reply(struct call *call, const struct web_frame *frame, const struct strbuf *content)
    __attribute__((warn_unused_result));

/* Answers with a redirection to a path below /wiki. */
bool web_redirect(struct call *call, const char *path) __attribute__((warn_unused_result));

/* The style sheet. */
bool web_style(struct call *call);

/* A moment as people read it. */
void web_append_moment(struct strbuf *html, long long moment_ms);

#endif
