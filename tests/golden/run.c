/* SPDX-License-Identifier: MIT */
/*
 * Pages that are written down, both ways. A case is a folder with
 *
 *     storage.xml   as Confluence has it
 *     page.md       what it is in Markdown; goes back to storage.xml, byte for byte
 *     new.xml       what page.md becomes where no page was before
 *     edited.md     (may be absent) page.md after somebody worked on it …
 *     edited.xml    … and what that makes of storage.xml
 *
 *     golden FOLDER              checks all cases below the folder
 *     golden --update FOLDER     writes page.md, new.xml and edited.xml; read the difference
 */
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "convert/convert.h"

static const struct markdown_options options = {.attachments = "_attachments/"};

struct golden {
    bool is_update;
    size_t cases;
    size_t edits;
    size_t failures;
};

struct golden_case {
    struct golden *golden;
    struct arena *arena;
    const char *folder;
    struct conversion_base base;
};

static const char *path_of(const struct golden_case *a_case, const char *name)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);

    strbuf_append_format(&path, "%s/%s", a_case->folder, name);
    return strbuf_copy(&path, a_case->arena).start;
}

static void fail(const struct golden_case *a_case, const char *what, const char *detail)
{
    a_case->golden->failures++;
    printf("FAILED %s: %s\n%s\n", a_case->folder, what, detail);
}

static bool load(const struct golden_case *a_case, const char *name, struct slice *text)
{
    struct error error;

    return file_read(a_case->arena, path_of(a_case, name), LIMIT_CONVERTED, text, &error);
}

static void store(const struct golden_case *a_case, const char *name, struct slice text)
{
    FILE *file = fopen(path_of(a_case, name), "wb");
    if (!file || fwrite(text.start, 1, text.length, file) != text.length || fclose(file) != 0) {
        fail(a_case, "cannot be written", name);
    }
}

/* The text must be what the file says; with --update, the file becomes it. */
static void expect(const struct golden_case *a_case, const char *name, struct slice found)
{
    struct slice expected;
    bool is_there = load(a_case, name, &expected);

    if (is_there && slice_equal(found, expected)) {
        return;
    }
    if (a_case->golden->is_update) {
        store(a_case, name, found);
        return;
    }
    fail(a_case, is_there ? "differs from" : "has no", name);
    printf("--- found\n%.*s\n--- end\n", (int)found.length, found.start);
}

static bool make(const struct golden_case *a_case, struct slice markdown, bool has_base,
                 struct slice *storage)
{
    struct conversion_report report;
    struct error error;

    if (!convert_to_storage(a_case->arena, markdown, has_base ? &a_case->base : NULL, &options,
                            storage, &report, &error)) {
        fail(a_case, "not converted", error.message);
        return false;
    }
    return true;
}

/* A blank line at the end says nothing, and yet is a change: the bytes must come from the blocks. */
static void check_way_back(const struct golden_case *a_case)
{
    CLEANUP_STRBUF struct strbuf markdown = STRBUF(LIMIT_CONVERTED);
    struct slice storage;

    strbuf_append_slice(&markdown, a_case->base.markdown);
    strbuf_append(&markdown, "\n");
    if (make(a_case, strbuf_slice(&markdown), true, &storage) &&
        !slice_equal(storage, a_case->base.storage)) {
        fail(a_case, "does not come back", strbuf_text(&markdown));
    }
}

static void check_case(struct golden *golden, const char *folder)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct golden_case a_case = {.golden = golden, .arena = arena, .folder = folder};
    struct slice text;
    struct error error;

    if (!load(&a_case, "storage.xml", &text) ||
        !convert_to_markdown(arena, text, &options, &a_case.base, &error)) {
        fail(&a_case, "cannot be read", "storage.xml");
        return;
    }
    golden->cases++;
    expect(&a_case, "page.md", a_case.base.markdown);
    if (a_case.base.is_opaque) {
        return;
    }
    check_way_back(&a_case);
    if (make(&a_case, a_case.base.markdown, false, &text)) {
        expect(&a_case, "new.xml", text);
    }
    if (load(&a_case, "edited.md", &text) && make(&a_case, text, true, &text)) {
        golden->edits++;
        expect(&a_case, "edited.xml", text);
    }
}

static int compare_names(const FTSENT **left, const FTSENT **right)
{
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

static void check_below(struct golden *golden, char *folder)
{
    char *folders[] = {folder, NULL};
    FTS *walk = fts_open(folders, FTS_PHYSICAL | FTS_NOCHDIR, compare_names);
    if (!walk) {
        return;
    }
    for (FTSENT *entry = fts_read(walk); entry; entry = fts_read(walk)) {
        if (entry->fts_info == FTS_F && strcmp(entry->fts_name, "storage.xml") == 0) {
            struct slice path = slice_from(entry->fts_path);
            CLEANUP_STRBUF struct strbuf case_folder = STRBUF(LIMIT_PATH);
            strbuf_append_slice(&case_folder,
                                slice_part(path, 0, path.length - strlen("/storage.xml")));
            check_case(golden, strbuf_text(&case_folder));
        }
    }
    (void)fts_close(walk);
}

int main(int count, char **arguments)
{
    struct golden golden = {.is_update = count == 3 && strcmp(arguments[1], "--update") == 0};

    if (count != 2 && !golden.is_update) {
        printf("usage: golden [--update] FOLDER\n");
        return EXIT_FAILURE;
    }
    check_below(&golden, arguments[count - 1]);
    printf("%zu cases, %zu of them with edits; %zu failures\n", golden.cases, golden.edits,
           golden.failures);
    return golden.failures > 0 || golden.cases == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
