/* SPDX-License-Identifier: MIT */
#include "sandbox/seed.h"

#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "sandbox/page.h"
#include "sandbox/seed_tree.h"
#include "sandbox/space.h"
#include "sandbox/title.h"
#include "sandbox/user.h"
#include "storage/parse.h"

#define HOME_NAME  "index"
#define EMPTY_BODY "<p />"

/* Between siblings. */
enum { POSITION_GAP = 357 };

/* A path with line and column. */
enum { PLACE_MOST = LIMIT_PATH + 64 };

struct seed {
    struct sandbox *sandbox;
    struct arena *arena; /* for what is kept until the end: titles */
    struct user author;
    struct space space;
    struct strmap *titles; /* folded; the values mean nothing */
    FILE *warnings;        /* NULL: nobody listens */
    long long now_ms;
};

static void say(const struct seed *seed, const char *place, const char *words)
{
    if (seed->warnings) {
        (void)fprintf(seed->warnings, "sandbox: %s: %s\n", place, words);
    }
}

/* The body of a file; false, with the reason said, when it cannot be one. */
static bool read_body(const struct seed *seed, struct arena *arena, const char *file,
                      struct slice *body)
{
    CLEANUP_STRBUF struct strbuf place = STRBUF(PLACE_MOST);
    struct xml_node *root = NULL;
    struct xml_fault fault;
    struct error error;

    if (!file_read(arena, file, LIMIT_PAGE, body, &error)) {
        say(seed, file, error.message);
        return false;
    }
    if (!storage_parse(arena, *body, &root, &fault)) {
        strbuf_append_format(&place, "%s:%zu:%zu", file, fault.line, fault.column);
        say(seed, strbuf_text(&place), fault.message);
        return false;
    }
    return true;
}

/* Remembers the title; false when it, or one that differs in case only, is there. */
static bool claim(struct seed *seed, struct slice title)
{
    struct slice folded = title_fold(seed->arena, title);

    if (strmap_find(seed->titles, folded)) {
        return false;
    }
    (void)strmap_put(seed->titles, folded, seed);
    return true;
}

/* The title the page gets: the wanted one, or that with a number behind it. */
static struct slice choose_title(struct seed *seed, const char *place, struct slice wanted)
{
    CLEANUP_STRBUF struct strbuf title = STRBUF(LIMIT_PATH);
    CLEANUP_STRBUF struct strbuf words = STRBUF(LIMIT_PATH);

    if (claim(seed, wanted)) {
        return wanted;
    }
    for (int number = 2;; number++) {
        strbuf_clear(&title);
        strbuf_append_slice(&title, wanted);
        strbuf_append_format(&title, " (%d)", number);
        if (claim(seed, strbuf_slice(&title))) {
            break;
        }
    }
    strbuf_append_format(&words, "the title is taken; the page is called \"%s\"",
                         strbuf_text(&title));
    say(seed, place, strbuf_text(&words));
    return strbuf_copy(&title, seed->arena);
}

static bool is_title(const struct seed *seed, const char *place, struct slice title)
{
    struct slice checked = {0};
    struct problem problem = {0};

    if (!utf8_is_valid(title)) {
        say(seed, place, "left out: its name is not UTF-8");
        return false;
    }
    if (!title_check(title, &checked, &problem) || !slice_equal(title, checked)) {
        say(seed, place, "left out: its name cannot be a title");
        return false;
    }
    return true;
}

/* Where a page goes. */
struct spot {
    long long parent;
    size_t order; /* among its siblings */
};

static bool insert(struct seed *seed, struct slice title, struct slice body, struct spot spot,
                   long long *id, struct problem *problem)
{
    struct page page = {
        .space = seed->space.id,
        .parent = spot.parent,
        .position = (long long)(spot.order + 1) * POSITION_GAP,
        .has_position = true,
        .status = PAGE_CURRENT,
        .author = seed->author.account_id,
        .owner = seed->author.account_id,
        .created_ms = seed->now_ms,
        .number = 1,
        .title = title,
        .message = SLICE_LITERAL(""),
        .version_author = seed->author.account_id,
        .version_ms = seed->now_ms,
        .body = body,
    };

    if (!page_new_id(seed->sandbox, &page.id, problem) ||
        !page_insert(seed->sandbox, &page, problem)) {
        return false;
    }
    *id = page.id;
    return true;
}

/* As deep as the tree, which seed_tree_read limits. */
static bool add_children(struct seed *seed, const struct seed_node *parent, long long parent_id,
                         struct problem *problem);

static bool add_page(struct seed *seed, const struct seed_node *node, struct spot spot,
                     struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    const char *place = node->file ? node->file : node->directory;
    struct slice body = SLICE_LITERAL(EMPTY_BODY);
    long long id = 0;

    if (!is_title(seed, place, node->title)) {
        return true;
    }
    if (node->file && !read_body(seed, arena, node->file, &body)) {
        if (!node->directory) {
            return true;
        }
        /* Its children need a page above them. */
        body = SLICE_LITERAL(EMPTY_BODY);
    }
    struct slice title = choose_title(seed, place, node->title);
    return insert(seed, title, body, spot, &id, problem) && add_children(seed, node, id, problem);
}

static bool add_children(struct seed *seed, const struct seed_node *parent, long long parent_id,
                         struct problem *problem)
{
    for (size_t i = 0; i < parent->child_count; i++) {
        struct seed_node child = parent->children[i];
        if (parent_id == seed->space.homepage && slice_equals(child.title, HOME_NAME)) {
            child.file = NULL; /* the home page has it */
        }
        if ((child.file || child.directory) &&
            !add_page(seed, &child, (struct spot){parent_id, i}, problem)) {
            return false;
        }
    }
    return true;
}

/* The body of index.xml, where there is one that can be read. */
static struct slice find_home_body(struct seed *seed, const struct seed_node *root)
{
    for (size_t i = 0; i < root->child_count; i++) {
        const struct seed_node *node = &root->children[i];
        struct slice body = {0};
        if (node->file && slice_equals(node->title, HOME_NAME) &&
            read_body(seed, seed->arena, node->file, &body)) {
            return body;
        }
    }
    return SLICE_LITERAL(EMPTY_BODY);
}

static bool fill(struct seed *seed, const struct seed_node *root, const char *key,
                 struct problem *problem)
{
    struct slice title = slice_from(key);

    if (!user_of_login(seed->sandbox, seed->arena, SLICE_LITERAL(USER_SANDBOX), &seed->author,
                       problem)) {
        return false;
    }
    (void)claim(seed, title);
    seed->space = (struct space){
        .key = key,
        .name = title,
        .author = seed->author.account_id,
        .created_ms = seed->now_ms,
    };
    return space_create(seed->sandbox, &seed->space, title, find_home_body(seed, root), problem) &&
           add_children(seed, root, seed->space.homepage, problem);
}

bool seed_space(struct sandbox *sandbox, const char *directory, const char *key, FILE *warnings,
                struct problem *problem)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP(strmap) struct strmap *titles = strmap_new();
    CLEANUP(transaction) struct transaction *transaction = NULL;
    struct seed seed = {
        .sandbox = sandbox,
        .arena = arena,
        .titles = titles,
        .warnings = warnings,
        .now_ms = clock_now_ms(sandbox->clock),
    };
    struct seed_node root;

    return seed_tree_read(arena, directory, &root, &problem->error) &&
           transaction_begin(sandbox->database, &transaction, &problem->error) &&
           fill(&seed, &root, key, problem) && transaction_commit(transaction, &problem->error);
}
