/* SPDX-License-Identifier: MIT */
/*
 * Where links lead, as the destination of a Markdown link, and back:
 *
 *     url            as it is; ?#id where it is #id
 *     page           confluence:page?space=S&title=T#anchor   (percent-encoded)
 *     person         confluence:user/ACCOUNT, confluence:user?userkey=K, …?username=N
 *     space          confluence:space?key=S
 *     blog post      confluence:blog?space=S&date=D&title=T#anchor
 *     content        confluence:content?id=ID#anchor
 *     anchor         #slug of the heading with that text, or #name
 *     attachment     <options->attachments>file.png           (percent-encoded)
 *                    confluence:attachment?space=S&title=T&file=F of another page
 *
 * #id as a URL is the id of an HTML element and differs from an anchor by name in
 * how Confluence treats it, so it is written as what browsers take for the same.
 * The destination is not yet escaped for Markdown: see destination_write.
 */
#ifndef MARKDOWN_TARGETS_INTERNAL_H
#define MARKDOWN_TARGETS_INTERNAL_H

#include "base/strbuf.h"
#include "document/document.h"
#include "markdown/anchors_internal.h"
#include "markdown/options.h"

/*
 * Appends the destination. False, and nothing appended, when target_read would
 * not give the target back: a page without title, a URL that looks like one of
 * the other kinds, or one with line ends. `anchors` may be NULL when the target is no anchor.
 */
bool target_write(struct strbuf *out, const struct target *target, struct arena *arena,
                  const struct anchors *anchors, const struct markdown_options *options);

/* The target of a destination; any text is one. An anchor is the fragment as it stands. */
struct target target_read(struct arena *arena, struct slice destination);

/*
 * The same for what stands in another address, where no path or URL can: an own attachment is
 * confluence:attachment?file=F, a URL confluence:url?value=U, and no target confluence:page.
 * An anchor has no such address: nothing is appended. False: the text is no address.
 */
void target_write_address(struct strbuf *out, const struct target *target);
bool target_read_address(struct arena *arena, struct slice text, struct target *target);

/* Appends a destination that is not empty as Markdown wants it behind "](". */
void destination_write(struct strbuf *out, struct slice destination);

#endif
