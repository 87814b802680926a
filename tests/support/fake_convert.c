/* SPDX-License-Identifier: MIT */
/*
 * convert/convert.h for a toy format, for tests that are not about conversion: storage
 * is <p>words</p> one after the other, Markdown is paragraphs between blank lines.
 * <m/> in storage is invisible in Markdown, as comment markers are. How a paragraph is
 * wrapped says nothing: it is the same paragraph.
 */
#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "convert/convert.h"

/* The paragraph in one line, its words between single spaces. */
static struct slice unwrap(struct arena *arena, struct slice paragraph)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);

    for (size_t i = 0; i < paragraph.length; i++) {
        char letter = paragraph.start[i] == '\n' ? ' ' : paragraph.start[i];
        bool is_doubled = letter == ' ' && text.length > 0 && text.bytes[text.length - 1] == ' ';
        if (!is_doubled) {
            strbuf_append_char(&text, letter);
        }
    }
    return slice_trim(strbuf_copy(&text, arena));
}

static struct slice without_markers(struct arena *arena, struct slice content)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
    const struct slice marker = SLICE_LITERAL("<m/>");
    size_t at = 0;
    size_t found = 0;

    while ((found = slice_find(content, at, marker)) != SLICE_NOT_FOUND) {
        strbuf_append_slice(&text, slice_part(content, at, found));
        at = found + marker.length;
    }
    strbuf_append_slice(&text, slice_part(content, at, content.length));
    return strbuf_copy(&text, arena);
}

static void add_entry(struct arena *arena, struct block_map *map, struct block_map_entry entry)
{
    map->entries = VEC_GROW(arena, map->entries, map->count);
    map->entries[map->count++] = entry;
}

bool convert_to_markdown(struct arena *arena, struct slice storage,
                         const struct markdown_options *options, struct conversion_base *base,
                         struct error *error)
{
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_PAGE);
    struct block_map map = {0};
    size_t line = 1;
    size_t start = 0;

    (void)options;
    (void)error;
    for (size_t at = 0; (start = slice_find(storage, at, SLICE_LITERAL("<p>"))) != SLICE_NOT_FOUND;
         line += 2) {
        size_t end = slice_find(storage, start, SLICE_LITERAL("</p>"));
        struct slice content = slice_part(storage, start + 3, end);
        strbuf_append(&markdown, markdown.length > 0 ? "\n" : "");
        strbuf_append_slice(&markdown, without_markers(arena, content));
        strbuf_append(&markdown, "\n");
        add_entry(arena, &map, (struct block_map_entry){{start, end + 4}, line, line});
        at = end + 4;
    }
    *base = (struct conversion_base){
        .storage = storage, .markdown = strbuf_copy(&markdown, arena), .map = map};
    return true;
}

bool convert_split(struct arena *arena, struct slice markdown,
                   const struct markdown_options *options, struct block_map *blocks,
                   struct error *error)
{
    struct block_map found = {0};
    struct block_map_entry open = {0};
    size_t line = 1;

    (void)options;
    (void)error;
    for (size_t at = 0; at < markdown.length; line++) {
        size_t end = slice_find_char(markdown, at, '\n');
        end = end == SLICE_NOT_FOUND ? markdown.length : end + 1;
        bool is_blank = slice_is_blank(slice_part(markdown, at, end));
        if (is_blank && open.first_line > 0) {
            add_entry(arena, &found, open);
            open = (struct block_map_entry){0};
        } else if (!is_blank) {
            open.first_line = open.first_line > 0 ? open.first_line : line;
            open.last_line = line;
        }
        at = end;
    }
    if (open.first_line > 0) {
        add_entry(arena, &found, open);
    }
    *blocks = found;
    return true;
}

static struct slice lines_of(struct slice text, size_t first, size_t last)
{
    size_t start = 0;
    size_t end = 0;

    for (size_t line = 1; line <= last; line++) {
        start = line == first ? end : start;
        size_t next = slice_find_char(text, end, '\n');
        end = next == SLICE_NOT_FOUND ? text.length : next + 1;
    }
    return slice_part(text, start, end);
}

/* The base's storage of an equal paragraph at or after *from, which moves behind it. */
static bool find_in_base(struct arena *arena, const struct conversion_base *base,
                         struct slice paragraph, size_t *from, struct slice *storage)
{
    for (size_t i = *from; base && i < base->map.count; i++) {
        const struct block_map_entry *entry = &base->map.entries[i];
        struct slice lines = lines_of(base->markdown, entry->first_line, entry->last_line);
        if (slice_equal(unwrap(arena, lines), paragraph)) {
            *storage = slice_of_span(base->storage, entry->storage);
            *from = i + 1;
            return true;
        }
    }
    return false;
}

bool convert_to_storage(struct arena *arena, struct slice markdown,
                        const struct conversion_base *base, const struct markdown_options *options,
                        struct slice *storage, struct conversion_report *report,
                        struct error *error)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
    struct block_map blocks = {0};
    size_t from = 0;

    if (!convert_split(arena, markdown, options, &blocks, error)) {
        return false;
    }
    for (size_t i = 0; i < blocks.count; i++) {
        struct slice lines =
            lines_of(markdown, blocks.entries[i].first_line, blocks.entries[i].last_line);
        struct slice paragraph = unwrap(arena, lines);
        struct slice kept;
        if (find_in_base(arena, base, paragraph, &from, &kept)) {
            strbuf_append_slice(&text, kept);
        } else {
            strbuf_append(&text, "<p>");
            strbuf_append_slice(&text, paragraph);
            strbuf_append(&text, "</p>");
        }
    }
    *storage = strbuf_copy(&text, arena);
    *report = (struct conversion_report){0};
    return true;
}

struct slice block_map_write(struct arena *arena, const struct block_map *map)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);

    for (size_t i = 0; i < map->count; i++) {
        const struct block_map_entry *entry = &map->entries[i];
        strbuf_append_format(&text, "%zu %zu %zu %zu\n", entry->storage.start, entry->storage.end,
                             entry->first_line, entry->last_line);
    }
    return strbuf_copy(&text, arena);
}

bool block_map_parse(struct arena *arena, struct slice text, struct block_map *map,
                     struct error *error)
{
    struct block_map found = {0};
    size_t numbers[4] = {0};
    size_t count = 0;

    (void)error;
    for (size_t at = 0; at < text.length;) {
        size_t end = at;
        unsigned long long number = 0;
        while (text.start[end] != ' ' && text.start[end] != '\n') {
            end++;
        }
        (void)slice_parse_number(slice_part(text, at, end), &number);
        numbers[count++ % 4] = (size_t)number;
        if (count % 4 == 0) {
            add_entry(arena, &found,
                      (struct block_map_entry){{numbers[0], numbers[1]}, numbers[2], numbers[3]});
        }
        at = end + 1;
    }
    *map = found;
    return true;
}
