/* SPDX-License-Identifier: MIT */
#include "world_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "unit.h"

/* The words of a body, whatever its format. */
static void write_words(struct strbuf *text, struct slice body)
{
    for (size_t i = 0; i < body.length; i++) {
        char letter = body.start[i];
        if (letter == '<') {
            bool is_paragraph = body.start[i + 1] == 'p' || body.start[i + 2] == 'p';
            i = slice_find_char(body, i, '>');
            letter = is_paragraph ? '|' : '>';
        }
        if (letter == '\n') {
            letter = '|';
        }
        bool is_noise = letter == '>' ||
                        (letter == '|' && text->length > 0 && text->bytes[text->length - 1] == '|');
        if (!is_noise) {
            strbuf_append_char(text, letter);
        }
    }
}

static void write_page(struct strbuf *text, const struct world *world, size_t place)
{
    const struct world_page *page = &world->pages[place];
    const char *parent =
        page->parent == 0 ? "-" : world->pages[page->parent - WORLD_FIRST_ID].title;

    strbuf_append_format(text, "%s under %s: |", page->title, parent);
    write_words(text, slice_from(page->storage));
    strbuf_append_char(text, '\n');
}

static void write_file(struct strbuf *text, const struct world *world, size_t place)
{
    const struct world_file *file = &world->files[place];
    const char *parent = file->parent == WORLD_NONE ? "-" : world->files[file->parent].title;

    strbuf_append_format(text, "%s under %s: |", file->title, parent);
    write_words(text, slice_from(file->body));
    strbuf_append_char(text, '\n');
}

static int compare_lines(const void *left, const void *right)
{
    return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

static void sort_lines(struct strbuf *text)
{
    CLEANUP_STRBUF struct strbuf sorted = STRBUF(LIMIT_PAGE);
    struct slice lines[WORLD_PAGES + WORLD_FILES];
    struct slice rest = strbuf_slice(text);
    size_t count = 0;

    while (rest.length > 0) {
        size_t end = slice_find_char(rest, 0, '\n') + 1;
        lines[count++] = slice_part(rest, 0, end);
        rest = slice_part(rest, end, rest.length);
    }
    if (count > 0) {
        qsort(lines, count, sizeof lines[0], compare_lines);
    }
    for (size_t i = 0; i < count; i++) {
        strbuf_append_slice(&sorted, lines[i]);
    }
    strbuf_clear(text);
    strbuf_append_slice(text, strbuf_slice(&sorted));
}

void world_write(struct strbuf *remote, struct strbuf *local, const struct world *world)
{
    for (size_t i = 0; i < world->page_count; i++) {
        if (world->pages[i].status == REMOTE_CURRENT) {
            write_page(remote, world, i);
        }
    }
    for (size_t i = 0; i < world->file_count; i++) {
        if (world->files[i].exists) {
            write_file(local, world, i);
        }
    }
    sort_lines(remote);
    sort_lines(local);
}

void world_expect_equal_sides(const struct world *world)
{
    CLEANUP_STRBUF struct strbuf remote = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf local = STRBUF(LIMIT_PAGE);

    world_write(&remote, &local, world);
    if (strcmp(strbuf_text(&remote), strbuf_text(&local)) != 0) {
        fail_msg("remote\n%slocal\n%s", strbuf_text(&remote), strbuf_text(&local));
    }
    assert_null(strstr(strbuf_text(&remote), "[confsync"));
}
