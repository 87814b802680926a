/* SPDX-License-Identifier: MIT */
#include "history.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

enum { MOST_CHANGES = 6 };

long long history_roll(struct history *history, long long sides)
{
    return random_between(history->random, 0, sides - 1);
}

/* Changes a body of paragraphs between `open` and `close`. */
static void retype(struct history *history, const char *body, const char *open, const char *close,
                   char *retyped)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(WORLD_BODY - 1);
    struct slice rest = slice_from(body);
    size_t count = 0;

    while (rest.length > 0) {
        size_t end = slice_find(rest, 0, slice_from(close));
        bool is_closed = end != SLICE_NOT_FOUND;
        end = is_closed ? end + strlen(close) : rest.length;
        long long dice = history_roll(history, 6);
        if (dice == 0) {
            strbuf_append_format(&text, "%sw%d%s", open, history->typed++, close);
        } else if (dice != 1 || count > 0) {
            strbuf_append_slice(&text, slice_part(rest, 0, end));
            strbuf_append(&text, is_closed ? "" : "\n");
        }
        if (dice == 2 && text.length < WORLD_BODY / 2) {
            strbuf_append_format(&text, "%sw%d%s", open, history->typed++, close);
        }
        count++;
        rest = slice_part(rest, end, rest.length);
    }
    (void)snprintf(retyped, WORLD_BODY, "%s", strbuf_text(&text));
}

/* Somebody comments the first paragraph: its text is marked, and no version is made. */
static void comment(struct history *history, struct world_page *page)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(WORLD_BODY - 1);
    struct slice storage = slice_from(page->storage);
    size_t end = slice_find(storage, 0, SLICE_LITERAL("</p>"));

    if (!slice_starts_with(storage, "<p>w") || storage.length > WORLD_BODY / 2) {
        return;
    }
    strbuf_append_format(&text, "<p><ac:inline-comment-marker ac:ref=\"%d\">", history->typed);
    strbuf_append_slice(&text, slice_part(storage, 3, end));
    strbuf_append(&text, "</ac:inline-comment-marker>");
    strbuf_append_slice(&text, slice_part(storage, end, storage.length));
    (void)snprintf(page->storage, sizeof page->storage, "%s", strbuf_text(&text));
}

static void change_page(struct history *history)
{
    struct world *world = &history->engine->store.world;
    size_t place = (size_t)history_roll(history, (long long)world->page_count);
    struct world_page *page = &world->pages[place];
    bool is_root = world_id(place) == world->root;
    char text[WORLD_BODY];

    if (page->status != REMOTE_CURRENT) {
        return;
    }
    switch (history_roll(history, 8)) {
    case 0:
    case 1:
        retype(history, page->storage, "<p>", "</p>", text);
        world_edit_page(world, place, page->title, text);
        break;
    case 2:
        (void)snprintf(text, sizeof text, "T%d", history->typed++);
        world_edit_page(world, place, text, page->storage);
        break;
    case 3:
        if (!is_root) {
            (void)world_move_page(
                world, place,
                history_roll(history, 5) == 0
                    ? 0
                    : world_id((size_t)history_roll(history, (long long)world->page_count)));
        }
        break;
    case 4:
        if (!is_root) {
            (void)world_trash_page(world, place);
        }
        break;
    case 5:
        (void)snprintf(text, sizeof text, "T%d", history->typed++);
        (void)world_add_page(world, text, world_id(place), "<p>fresh</p>");
        break;
    case 6: /* a comment: another body, no other version */
        comment(history, page);
        break;
    default: /* another person's title, on purpose */
        world_edit_page(world, place,
                        world->pages[history_roll(history, (long long)world->page_count)].title,
                        page->storage);
        break;
    }
}

static void change_file(struct history *history)
{
    struct world *world = &history->engine->store.world;
    size_t place = (size_t)history_roll(history, (long long)world->file_count);
    struct world_file *file = &world->files[place];
    size_t other = (size_t)history_roll(history, (long long)world->file_count);
    bool is_root = file->id == world->root;
    char text[WORLD_BODY];

    if (!file->exists) {
        return;
    }
    switch (history_roll(history, 8)) {
    case 0:
    case 1:
        retype(history, file->body, "", "\n\n", text);
        world_edit_file(world, place, file->title, text);
        break;
    case 2:
        (void)snprintf(text, sizeof text, "T%d", history->typed++);
        world_edit_file(world, place, text, file->body);
        break;
    case 3:
        if (!is_root) {
            (void)world_move_file(world, place, history_roll(history, 5) == 0 ? WORLD_NONE : other);
        }
        break;
    case 4:
        if (!is_root) {
            world_delete_file(world, place);
        }
        break;
    case 5:
        (void)snprintf(text, sizeof text, "T%d", history->typed++);
        (void)world_add_file(world, text, place, "fresh\n");
        break;
    case 6: /* the same in other words */
        (void)snprintf(text, sizeof text, "%s\n\n", file->body);
        if (strlen(file->body) < WORLD_BODY / 2) {
            world_edit_file(world, place, file->title, text);
        }
        break;
    default: /* two files exchange their titles */
        if (world->files[other].exists && other != place) {
            (void)snprintf(text, sizeof text, "%s", file->title);
            world_edit_file(world, place, world->files[other].title, file->body);
            world_edit_file(world, other, text, world->files[other].body);
        }
        break;
    }
}

static void start_world(struct history *history)
{
    struct world *world = &history->engine->store.world;
    long long count = 2 + history_roll(history, 4);

    for (long long i = 0; i < count; i++) {
        char title[WORLD_TITLE];
        char storage[WORLD_BODY];
        (void)snprintf(title, sizeof title, "P%lld", i);
        (void)snprintf(storage, sizeof storage, "<p>a%lld</p><p>b%lld</p><p>c%lld</p>", i, i, i);
        (void)world_add_page(world, title,
                             world_id((size_t)history_roll(history, (long long)world->page_count)),
                             storage);
    }
    engine_run(history->engine, SYNC_BOTH, NULL);
}

void history_change_both(struct history *history)
{
    long long pages = history_roll(history, MOST_CHANGES + 1);
    long long files = history_roll(history, MOST_CHANGES + 1);

    for (long long i = 0; i < pages; i++) {
        change_page(history);
    }
    for (long long i = 0; i < files; i++) {
        change_file(history);
    }
}

/* A whole word: "w1" is not in "w12". */
static bool has_word(const char *text, const char *word)
{
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        char next = at[strlen(word)];
        if (next < '0' || next > '9') {
            return true;
        }
    }
    return false;
}

static bool is_live_remotely(const struct world *world, const char *word)
{
    for (size_t i = 0; i < world->page_count; i++) {
        const struct world_page *page = &world->pages[i];
        if (page->status == REMOTE_CURRENT &&
            (has_word(page->storage, word) || strcmp(page->title, word) == 0)) {
            return true;
        }
    }
    return false;
}

static bool is_live_locally(const struct world *world, const char *word)
{
    for (size_t i = 0; i < world->file_count; i++) {
        const struct world_file *file = &world->files[i];
        if (file->exists && (has_word(file->body, word) || strcmp(file->title, word) == 0)) {
            return true;
        }
    }
    return false;
}

static void name_typed(char *word, size_t size, char kind, int number)
{
    (void)snprintf(word, size, "%c%d", kind, number);
}

static bool is_wanted(const struct world *before, const struct world *after, char kind, int number)
{
    char word[32];

    name_typed(word, sizeof word, kind, number);
    bool is_taken_away = (is_live_remotely(before, word) && !is_live_remotely(after, word)) ||
                         (is_live_locally(before, word) && !is_live_locally(after, word));
    return !is_taken_away && (is_live_remotely(after, word) || is_live_locally(after, word));
}

void history_note(struct history *history, const struct world *before)
{
    const struct world *after = &history->engine->store.world;
    int count = history->typed;

    assert_true(count < MOST_TYPED);
    for (int i = 0; i < count; i++) {
        bool is_new = i >= history->noted;
        history->is_word_wanted[i] =
            (history->is_word_wanted[i] || is_new) && is_wanted(before, after, 'w', i);
        history->is_title_wanted[i] =
            (history->is_title_wanted[i] || is_new) && is_wanted(before, after, 'T', i);
    }
    history->noted = count;
}

static void expect_live(const struct world *world, char kind, int number)
{
    char word[32];

    name_typed(word, sizeof word, kind, number);
    if (!is_live_remotely(world, word) && !is_live_locally(world, word)) {
        fail_msg("lost: %s", word);
    }
}

void history_expect_live(const struct history *history)
{
    const struct world *world = &history->engine->store.world;

    for (int i = 0; i < history->typed; i++) {
        if (history->is_word_wanted[i]) {
            expect_live(world, 'w', i);
        }
        if (history->is_title_wanted[i]) {
            expect_live(world, 'T', i);
        }
    }
}

void history_start(struct history *history, struct engine *engine, uint64_t *seed,
                   const char *state_path)
{
    static struct world before;

    engine_init(engine, state_path);
    engine->store.moves_make_versions = *seed % 2 == 1;
    *history = (struct history){.random = random_seeded(seed), .engine = engine};
    start_world(history);
    before = engine->store.world;
    history_change_both(history);
    history_note(history, &before);
}

void history_change(struct history *history)
{
    static struct world before;

    before = history->engine->store.world;
    if (history_roll(history, 2) == 0) {
        change_page(history);
    } else {
        change_file(history);
    }
    history_note(history, &before);
}
