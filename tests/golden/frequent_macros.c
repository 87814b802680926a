/* SPDX-License-Identifier: MIT */
/*
 * The macros that pages have most often, the most frequent first: each has the form that is
 * listed here, and a golden case with it in both directions.
 *
 *     frequent_macros FOLDER     the folder of the golden cases
 */
#include <assert.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "markdown/macro_rules.h"

/* What the Markdown of one with the listed name begins with. */
#define COMMENT   "<!-- cf:%s"
#define CONTAINER "<!-- cf:begin %s"
#define QUOTE     "> <!-- cf:%s"
#define IN_TEXT   "](confluence:macro/%s"
#define OWN_LINK  "](confluence:%s?"

enum { LEAST_MACROS = 60 };

struct frequent_macro {
    const char *name;
    const char *sign; /* in the Markdown; %s is the name */
};

static const struct frequent_macro macros[] = {
    {"info", "> [!NOTE]"},
    {"toc", COMMENT},
    {"tip", "> [!TIP]"},
    {"code", "```c title="},
    {"children", COMMENT},
    {"note", "> [!WARNING]"},
    {"status", OWN_LINK},
    {"expand", "<details>"},
    {"jira", OWN_LINK},
    {"recently-updated", COMMENT},
    {"excerpt", CONTAINER},
    {"panel", QUOTE},
    {"details", CONTAINER},
    {"contributors", COMMENT},
    {"tasks-report-macro", COMMENT},
    {"pagetree", COMMENT},
    {"profile-picture", COMMENT},
    {"anchor", "<a id="},
    {"pagetreesearch", COMMENT},
    {"blog-posts", COMMENT},
    {"warning", "> [!CAUTION]"},
    {"livesearch", COMMENT},
    {"excerpt-include", COMMENT},
    {"listlabels", COMMENT},
    {"content-report-table", COMMENT},
    {"attachments", COMMENT},
    {"contentbylabel", COMMENT},
    {"spaces", COMMENT},
    {"navmap", COMMENT},
    {"noformat", "```noformat"},
    {"popular-labels", COMMENT},
    {"profile", COMMENT},
    {"drawio", COMMENT},
    {"gallery", COMMENT},
    {"create-space-button", COMMENT},
    {"change-history", COMMENT},
    {"column", CONTAINER},
    {"gadget", COMMENT},
    {"content-by-user", COMMENT},
    {"contributors-summary", COMMENT},
    {"favpages", COMMENT},
    {"im", COMMENT},
    {"space-details", COMMENT},
    {"network", COMMENT},
    {"index", COMMENT},
    {"space-attachments", COMMENT},
    {"global-reports", COMMENT},
    {"recently-used-labels", COMMENT},
    {"related-labels", COMMENT},
    {"spacejump", COMMENT},
    {"section", CONTAINER},
    {"recently-updated-dashboard", COMMENT},
    {"status-list", COMMENT},
    {"toc-zone", CONTAINER},
    {"roadmap", COMMENT},
    {"view-file", COMMENT},
    {"include", COMMENT},
    {"multiexcerpt-macro", CONTAINER},
    {"create-from-template", COMMENT},
    {"sv-translation", CONTAINER},
    {"lref-gdrive-file", IN_TEXT},
    {"tabs-group", CONTAINER},
    {"tab-pane", CONTAINER},
    {"author", IN_TEXT},
    {"widget", COMMENT},
    {"viewxls", "```confluence\n<ac:structured-macro ac:name=\"%s\""},
    {"mathblock", "```math"},
    {"show-if", CONTAINER},
    {"tasklist", "```confluence\n<ac:structured-macro ac:name=\"%s\""},
    {"gliffy", IN_TEXT},
};

struct golden_texts {
    struct slice storage;
    struct slice markdown;
    struct slice new_storage;
};

struct golden_folder {
    struct arena *arena;
    struct golden_texts *cases;
    size_t count;
};

static struct slice load(struct arena *arena, const char *folder, const char *name)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    struct slice text = {NULL, 0};
    struct error error;

    strbuf_append_format(&path, "%s/%s", folder, name);
    return file_read(arena, strbuf_text(&path), LIMIT_CONVERTED, &text, &error) ? text
                                                                                : slice_from("");
}

static void read_cases(struct golden_folder *golden, char *folder)
{
    char *folders[] = {folder, NULL};
    FTS *walk = fts_open(folders, FTS_LOGICAL | FTS_NOCHDIR, NULL);

    for (FTSENT *entry = walk ? fts_read(walk) : NULL; entry; entry = fts_read(walk)) {
        if (entry->fts_info == FTS_D) {
            golden->cases = VEC_GROW(golden->arena, golden->cases, golden->count);
            golden->cases[golden->count++] = (struct golden_texts){
                load(golden->arena, entry->fts_path, "storage.xml"),
                load(golden->arena, entry->fts_path, "page.md"),
                load(golden->arena, entry->fts_path, "new.xml"),
            };
        }
    }
    if (walk) {
        (void)fts_close(walk);
    }
}

/* The pattern with the name for its "%s". */
static struct slice filled(struct arena *arena, const char *pattern, const char *name)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PATH);
    const char *place = strstr(pattern, "%s");

    strbuf_append_slice(
        &text, (struct slice){pattern, place ? (size_t)(place - pattern) : strlen(pattern)});
    strbuf_append(&text, place ? name : "");
    strbuf_append(&text, place ? place + strlen("%s") : "");
    return strbuf_copy(&text, arena);
}

static bool contains(struct slice text, struct slice part)
{
    return slice_find(text, 0, part) != SLICE_NOT_FOUND;
}

static bool has_case(const struct golden_folder *golden, const struct frequent_macro *macro)
{
    struct slice tag = filled(golden->arena, "ac:name=\"%s\"", macro->name);
    struct slice sign = filled(golden->arena, macro->sign, macro->name);

    for (size_t i = 0; i < golden->count; i++) {
        if (contains(golden->cases[i].storage, tag) && contains(golden->cases[i].markdown, sign) &&
            contains(golden->cases[i].new_storage, tag)) {
            return true;
        }
    }
    return false;
}

/* A form of its own needs a row, and one with a row has a form of its own. */
static bool has_right_row(const struct frequent_macro *macro)
{
    bool is_generic = strcmp(macro->sign, CONTAINER) == 0 || strcmp(macro->sign, IN_TEXT) == 0 ||
                      strstr(macro->sign, "```confluence");

    return is_generic == !macro_rule_find(slice_from(macro->name));
}

int main(int count, char **arguments)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct golden_folder golden = {.arena = arena};
    size_t failures = 0;

    if (count != 2) {
        printf("usage: frequent_macros FOLDER\n");
        return EXIT_FAILURE;
    }
    read_cases(&golden, arguments[1]);
    for (size_t i = 0; i < sizeof macros / sizeof macros[0]; i++) {
        if (!has_right_row(&macros[i])) {
            printf("%s: a row in macro_rules.c, or a generic form?\n", macros[i].name);
            failures++;
        }
        if (!has_case(&golden, &macros[i])) {
            printf("%s: no golden case with \"%s\"\n", macros[i].name, macros[i].sign);
            failures++;
        }
    }
    static_assert(sizeof macros / sizeof macros[0] >= LEAST_MACROS, "the most frequent ones");
    return failures > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
