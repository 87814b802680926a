/* SPDX-License-Identifier: MIT */
/*
 * The YAML between two lines of `---` with which a page's file begins, and the
 * Markdown body behind it.
 *
 *     ---
 *     title: Getting Started
 *     tags: [mine]            # the user's: not looked at, never touched
 *     confluence:
 *       id: 98305
 *       space: DOCS
 *       version: 7
 *     ---
 *
 *     The body.
 *
 * Ours are `title`, `labels`, `status` and, in `confluence`, `id`, `space` and
 * `version`. front_matter_edit replaces the bytes of their values and adds what is
 * missing; every other byte stays as it is. Line ends may be LF or CRLF (then bodies
 * go in and out with LF all the same), a byte order mark may stand first, the closing
 * line may be `---` or `...`. A file whose first line is `---` and whose second is
 * blank begins with a rule, unless keys and a closing line follow.
 *
 * Pure: bytes in, bytes out, all in the arena. Faults are ERROR_INPUT and begin with
 * "FILE:LINE".
 */
#ifndef CONFIG_FRONT_MATTER_H
#define CONFIG_FRONT_MATTER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

struct front_matter {
    const char *title; /* one line, not blank; NULL: not there */
    const char *status;
    const char **labels;
    size_t label_count;
    long long id;      /* 0: not there */
    const char *space; /* NULL: not there */
    long long version; /* 0: not there */
    struct slice body; /* behind the front matter and one blank line; line ends are LF */
    size_t body_line;  /* the line of the file on which the body begins, from 1 */
};

/* `file` is what messages call the bytes, which must be valid UTF-8 (else ERROR_INPUT). */
bool front_matter_read(struct arena *arena, struct slice bytes, const char *file,
                       struct front_matter *front_matter, struct error *error)
    __attribute__((warn_unused_result));

/* What to set. What is 0 or NULL stays as it is in the file. */
struct front_matter_change {
    const char *title;
    long long id;
    const char *space;
    long long version;
    struct slice body; /* start NULL: stays */
};

/*
 * Makes the file's new bytes. An empty file becomes a new one; a file without front
 * matter gets one if there is anything to set. Fails as front_matter_read does, and
 * where YAML's finer points (an anchor on one of our values) forbid the edit.
 */
bool front_matter_edit(struct arena *arena, struct slice bytes, const char *file,
                       const struct front_matter_change *change, struct slice *edited,
                       struct error *error) __attribute__((warn_unused_result));

#endif
