/* SPDX-License-Identifier: MIT */
#include "convert/convert.h"
#include "convert/colours.h"

#include <stdint.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "convert/align.h"
#include "convert/block_map.h"
#include "convert/check_result.h"
#include "convert/emit.h"
#include "convert/losses.h"
#include "convert/realign.h"
#include "convert/write_readable.h"
#include "markdown/read.h"
#include "storage/parse.h"
#include "storage/read.h"

/* The bytes as text: what is not UTF-8, and NUL, becomes U+FFFD. Only for looking at. */
static struct slice as_text(struct arena *arena, struct slice bytes)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_CONVERTED);
    static const uint32_t replacement = 0xFFFD;

    while (bytes.length > 0) {
        size_t valid = utf8_valid_length(bytes);
        size_t nul = slice_find_char(bytes, 0, '\0');
        valid = nul < valid ? nul : valid;
        strbuf_append_slice(&text, slice_part(bytes, 0, valid));
        if (valid < bytes.length) {
            utf8_append(&text, replacement);
            valid++;
        }
        bytes = slice_part(bytes, valid, bytes.length);
    }
    return strbuf_copy(&text, arena);
}

/* A page of one raw block that is all of the malformed storage. */
static struct block *make_opaque(struct arena *arena, struct slice storage)
{
    struct block *page = block_new(arena, BLOCK_PAGE);
    struct block *raw = block_new(arena, BLOCK_RAW);

    raw->text = as_text(arena, storage);
    block_set_source(arena, raw, storage, (struct span){0, storage.length});
    block_set_source(arena, page, storage, raw->source->outer);
    block_append(page, raw);
    return page;
}

static struct block *read_base(struct arena *arena, struct conversion_base *base)
{
    struct block *page = NULL;
    struct xml_fault fault;

    if (storage_read(arena, base->storage, &page, &fault)) {
        return page;
    }
    base->is_opaque = true;
    base->fault_line = fault.line;
    base->fault_column = fault.column;
    base->fault = arena_copy(arena, slice_from(fault.message));
    return make_opaque(arena, base->storage);
}

/* Writes the page and notes which lines are which bytes. */
static bool write_base(struct arena *arena, struct block *page,
                       const struct markdown_options *options, struct conversion_base *base,
                       struct error *error)
{
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);

    if (options->shows_colours) {
        colours_show(page);
    }
    write_readable(&markdown, page, options);
    if (markdown.is_full) {
        return error_set(error, ERROR_INPUT, 0, "the Markdown would be larger than %zu bytes",
                         LIMIT_CONVERTED);
    }
    base->markdown = strbuf_copy(&markdown, arena);
    base->map = block_map_of(arena, page);
    return true;
}

bool convert_to_markdown(struct arena *arena, struct slice storage,
                         const struct markdown_options *options, struct conversion_base *base,
                         struct error *error)
{
    CLEANUP(arena) struct arena *scratch = arena_new();
    struct conversion_base made = {.storage = storage};
    if (storage.length > LIMIT_PAGE) {
        return error_set(error, ERROR_INPUT, 0, "the storage is larger than %zu bytes", LIMIT_PAGE);
    }
    struct block *page = read_base(scratch, &made);
    if (made.is_opaque) {
        made.fault = arena_copy(arena, slice_from(made.fault));
    }
    if (!write_base(arena, page, options, &made, error)) {
        return false;
    }
    *base = made;
    return true;
}

/*
 * The base's storage as a tree that knows its lines in the base's Markdown. A map
 * that an older version made may name other blocks than this one finds: where the
 * Markdown would be another, too, only larger pieces of it can be told apart.
 */
static bool read_mapped(struct arena *arena, const struct conversion_base *base,
                        const struct markdown_options *options, struct block **page,
                        struct error *error)
{
    struct conversion_base again = *base;
    struct block *read = read_base(arena, &again);

    if (again.is_opaque) {
        return error_set(error, ERROR_INPUT, 0,
                         "the page is malformed at %zu:%zu and cannot be edited here: %s",
                         again.fault_line, again.fault_column, again.fault);
    }
    if (!block_map_apply(&base->map, read)) {
        if (!write_base(arena, read, options, &again, error)) {
            return false;
        }
        if (!slice_equal(again.markdown, base->markdown)) {
            block_map_apply_roughly(&base->map, read);
        }
    }
    *page = read;
    return true;
}

/* Entries that are not inside the one before them. */
static size_t count_top_entries(const struct block_map *map)
{
    size_t count = 0;
    size_t end = 0;
    for (size_t i = 0; i < map->count; i++) {
        if (map->entries[i].storage.start >= end) {
            end = map->entries[i].storage.end;
            count++;
        }
    }
    return count;
}

struct edit {
    struct arena *arena;
    const struct conversion_base *base;
    const struct markdown_options *options;
    struct slice markdown;
};

static bool write_edited(const struct edit *edit, struct strbuf *written,
                         struct conversion_report *report, struct error *error)
{
    struct arena *arena = edit->arena;
    struct block *storage_page = NULL;
    struct block *base_page = NULL;
    struct block *edited_page = NULL;
    struct notes old = {.arena = arena};

    if (!read_mapped(arena, edit->base, edit->options, &storage_page, error) ||
        !markdown_read(arena, edit->base->markdown, edit->options, &old, &base_page, error) ||
        !markdown_read(arena, edit->markdown, edit->options, &report->notes, &edited_page, error)) {
        return false;
    }
    notes_forget(&report->notes, edit->markdown, &old, edit->base->markdown);
    colours_show_as(storage_page, base_page);
    realign_learn(arena, storage_page);
    struct emit_source source = {edit->base->storage, storage_page,
                                 align_pages(arena, storage_page, base_page, edited_page)};
    /* Only now: until here a link to a heading says what the user sees. */
    markdown_resolve_anchors(arena, base_page);
    markdown_resolve_anchors(arena, edited_page);
    if (!emit_page(arena, &source, written, report, error) ||
        !check_result(source.storage, storage_page, written, error)) {
        return false;
    }
    losses_note(arena, &(struct rewrap_base){edit->base->storage, storage_page},
                strbuf_slice(written), &report->notes);
    return true;
}

/* NOLINTNEXTLINE(readability-function-size): what goes in, what comes out; a struct of it says less */
bool convert_to_storage(struct arena *arena, struct slice markdown,
                        const struct conversion_base *base, const struct markdown_options *options,
                        struct slice *storage, struct conversion_report *report,
                        struct error *error)
{
    CLEANUP(arena) struct arena *scratch = arena_new();
    CLEANUP_STRBUF struct strbuf written = STRBUF(LIMIT_CONVERTED);
    struct conversion_report counted = {.notes.arena = arena};
    struct conversion_base nothing = {.storage = slice_from(""), .markdown = slice_from("")};
    struct edit edit = {scratch, base ? base : &nothing, options, markdown};

    if (base && slice_equal(markdown, base->markdown)) {
        counted.kept = count_top_entries(&base->map);
        *storage = base->storage;
        *report = counted;
        return true;
    }
    if (!write_edited(&edit, &written, &counted, error)) {
        return false;
    }
    *storage = strbuf_copy(&written, arena);
    *report = counted;
    return true;
}
