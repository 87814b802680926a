/* SPDX-License-Identifier: MIT */
/*
 * Markers of the dialect, <!-- cf:… --> and <!--cf title-->, that stand where they
 * mean nothing. They are refused, never dropped or sent as text: without its partner
 * a marker would take a layout apart, or send the rest of the page into one.
 */
#ifndef MARKDOWN_MARKERS_INTERNAL_H
#define MARKDOWN_MARKERS_INTERNAL_H

#include "markdown/read_internal.h"

/* Refuses the line because the marker in it (its first bytes, on one line) is as `format` says. */
void marker_refuse(struct reader *reader, size_t line, struct slice marker, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Refuses a marker that has no meaning, or not with what stands behind its name. */
void marker_refuse_broken(struct reader *reader, size_t line, struct slice marker);

/* Refuses HTML that begins in the line if there is a marker in it, unless it is <pre> or a script. */
void marker_refuse_in_html(struct reader *reader, struct slice html, size_t line);

/* Whether the HTML is a title's mark, however many blanks are in it. */
bool marker_is_title(struct slice comment);

/* Whether a comment in a line of text is a marker, which it cannot be there. */
bool marker_is_comment(struct slice comment);

/* Refuses it. */
void marker_refuse_in_text(struct reader *reader, size_t line, struct slice comment);

#endif
