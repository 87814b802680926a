/* SPDX-License-Identifier: MIT */
/*
 * A page's body there and back: storage that was not edited comes back byte for byte,
 * and a body that was edited anyhow becomes well-formed storage or is refused.
 *
 * The input is storage, a NUL, and the Markdown it was edited into; without a NUL the
 * storage is not edited.
 */
#include <string.h>

#include "base/arena.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "convert/convert.h"
#include "fuzz.h"
#include "storage/parse.h"

static void check_unedited(struct arena *arena, const struct conversion_base *base,
                           const struct markdown_options *options)
{
    struct conversion_report report;
    struct slice storage;
    struct error error;

    PROMISE(convert_to_storage(arena, base->markdown, base, options, &storage, &report, &error));
    PROMISE(slice_equal(storage, base->storage));
    PROMISE(report.changed == 0 && report.added == 0 && report.removed == 0);
}

/* A blank line more says nothing, and makes the storage be put together from its blocks. */
static void check_said_again(struct arena *arena, const struct conversion_base *base,
                             const struct markdown_options *options)
{
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
    struct conversion_report report;
    struct slice storage;
    struct error error;

    strbuf_append_slice(&markdown, base->markdown);
    strbuf_append(&markdown, "\n");
    if (!base->is_opaque && convert_to_storage(arena, strbuf_slice(&markdown), base, options,
                                               &storage, &report, &error)) {
        PROMISE(slice_equal(storage, base->storage));
    }
}

static void check_edited(struct arena *arena, struct slice markdown,
                         const struct conversion_base *base, const struct markdown_options *options)
{
    struct conversion_report report;
    struct xml_node *root = NULL;
    struct xml_fault fault;
    struct slice storage;
    struct error error;

    if (convert_to_storage(arena, markdown, base, options, &storage, &report, &error)) {
        PROMISE(base->is_opaque || storage_parse(arena, storage, &root, &fault));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    const char *text = (const char *)data;
    size_t length = size == 0 ? 0 : strnlen(text, size);
    struct conversion_base base;
    struct error error;

    if (!convert_to_markdown(arena, (struct slice){text, length}, &options, &base, &error)) {
        return 0;
    }
    check_unedited(arena, &base, &options);
    check_said_again(arena, &base, &options);
    if (length < size) {
        struct slice markdown = {text + length + 1, size - length - 1};
        check_edited(arena, markdown, &base, &options);
    }
    return 0;
}
