/* SPDX-License-Identifier: MIT */
/*
 * The whole engine on random histories (reference: sync.md 3): a world that is in
 * sync, random changes on both sides, and then
 * - it converges, and a further run writes nothing;
 * - whatever anybody typed is live on one of the two sides;
 * - killed at any moment, the next run ends in the same world.
 *
 * The last seed is printed; ENGINE_SEED and ENGINE_ROUNDS replay and extend.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limit.h"
#include "engine.h"
#include "unit.h"

enum {
    PLAIN_ROUNDS = 1500,
    CRASH_ROUNDS = 60,
    FAULT_ROUNDS = 400,
    MOST_CHANGES = 6,
    MOST_RUNS = 4,
    MOST_MOMENTS = 200,
};

#define CLEANUP_ENGINE __attribute__((cleanup(engine_release)))

/* Of the history that is being played; printed at the end of each test, also of a failed one. */
static uint64_t last_seed;

static int print_seed(void **state)
{
    (void)state;
    print_message("# the last seed was %" PRIu64 "\n", last_seed);
    return 0;
}

static unsigned long long from_environment(const char *name, unsigned long long otherwise)
{
    unsigned long long number = otherwise;
    const char *text = getenv(name);

    if (text) {
        (void)slice_parse_number(slice_from(text), &number);
    }
    return number;
}

/* One person on one side: what they type is new each time, and can be told apart. */
struct history {
    struct random_source random;
    struct engine *engine;
    int typed;
};

static long long roll(struct history *history, long long sides)
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
        long long dice = roll(history, 6);
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

static void change_page(struct history *history)
{
    struct world *world = &history->engine->store.world;
    size_t place = (size_t)roll(history, (long long)world->page_count);
    struct world_page *page = &world->pages[place];
    bool is_root = world_id(place) == world->root;
    char text[WORLD_BODY];

    if (page->status != REMOTE_CURRENT) {
        return;
    }
    switch (roll(history, 8)) {
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
                roll(history, 5) == 0
                    ? 0
                    : world_id((size_t)roll(history, (long long)world->page_count)));
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
        if (strlen(page->storage) < WORLD_BODY / 2 && page->storage[0]) {
            memmove(page->storage + 7, page->storage + 3, strlen(page->storage + 3) + 1);
            memcpy(page->storage, "<p><m/>", 7);
        }
        break;
    default: /* another person's title, on purpose */
        world_edit_page(world, place,
                        world->pages[roll(history, (long long)world->page_count)].title,
                        page->storage);
        break;
    }
}

static void change_file(struct history *history)
{
    struct world *world = &history->engine->store.world;
    size_t place = (size_t)roll(history, (long long)world->file_count);
    struct world_file *file = &world->files[place];
    size_t other = (size_t)roll(history, (long long)world->file_count);
    bool is_root = file->id == world->root;
    char text[WORLD_BODY];

    if (!file->exists) {
        return;
    }
    switch (roll(history, 8)) {
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
            (void)world_move_file(world, place, roll(history, 5) == 0 ? WORLD_NONE : other);
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
    long long count = 2 + roll(history, 4);

    for (long long i = 0; i < count; i++) {
        char title[WORLD_TITLE];
        char storage[WORLD_BODY];
        (void)snprintf(title, sizeof title, "P%lld", i);
        (void)snprintf(storage, sizeof storage, "<p>a%lld</p><p>b%lld</p><p>c%lld</p>", i, i, i);
        (void)world_add_page(
            world, title, world_id((size_t)roll(history, (long long)world->page_count)), storage);
    }
    engine_run(history->engine, SYNC_BOTH, NULL);
}

static void change_both_sides(struct history *history)
{
    long long pages = roll(history, MOST_CHANGES + 1);
    long long files = roll(history, MOST_CHANGES + 1);

    for (long long i = 0; i < pages; i++) {
        change_page(history);
    }
    for (long long i = 0; i < files; i++) {
        change_file(history);
    }
}

/* Whether a word or title is live on either side. */
static bool is_live(const struct world *world, const char *word)
{
    for (size_t i = 0; i < world->page_count; i++) {
        const struct world_page *page = &world->pages[i];
        if (page->status == REMOTE_CURRENT &&
            (strstr(page->storage, word) || strcmp(page->title, word) == 0)) {
            return true;
        }
    }
    for (size_t i = 0; i < world->file_count; i++) {
        const struct world_file *file = &world->files[i];
        if (file->exists && (strstr(file->body, word) || strcmp(file->title, word) == 0)) {
            return true;
        }
    }
    return false;
}

static void expect_everything_typed_is_live(const struct history *history,
                                            const struct world *before)
{
    char word[32];

    for (int i = 0; i < history->typed; i++) {
        (void)snprintf(word, sizeof word, "w%d", i);
        if (is_live(before, word) && !is_live(&history->engine->store.world, word)) {
            fail_msg("lost: %s", word);
        }
        (void)snprintf(word, sizeof word, "T%d", i);
        if (is_live(before, word) && !is_live(&history->engine->store.world, word)) {
            fail_msg("lost: %s", word);
        }
    }
}

/* The words of a body, whatever its format. */
static void write_words(struct strbuf *text, const char *body)
{
    const char *const noise[] = {"<p>", "<m/>", "</p>", "\n"};

    while (*body) {
        size_t skipped = 0;
        for (size_t i = 0; i < COUNT_OF(noise) && skipped == 0; i++) {
            skipped = strncmp(body, noise[i], strlen(noise[i])) == 0 ? strlen(noise[i]) : 0;
        }
        if (skipped == 0) {
            strbuf_append_char(text, *body++);
            continue;
        }
        body += skipped;
        if (text->length > 0 && text->bytes[text->length - 1] != '|') {
            strbuf_append_char(text, '|');
        }
    }
}

static void write_page(struct strbuf *text, const struct world *world, size_t place)
{
    const struct world_page *page = &world->pages[place];
    const char *parent =
        page->parent == 0 ? "-" : world->pages[page->parent - WORLD_FIRST_ID].title;

    strbuf_append_format(text, "%s under %s: |", page->title, parent);
    write_words(text, page->storage);
    strbuf_append_char(text, '\n');
}

static void write_file(struct strbuf *text, const struct world *world, size_t place)
{
    const struct world_file *file = &world->files[place];
    const char *parent = file->parent == WORLD_NONE ? "-" : world->files[file->parent].title;

    strbuf_append_format(text, "%s under %s: |", file->title, parent);
    write_words(text, file->body);
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

/* Both sides as text, each page in a line, in an order that says nothing. */
static void write_sides(struct strbuf *remote, struct strbuf *local, const struct world *world)
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

static void expect_equal_sides(const struct engine *engine)
{
    CLEANUP_STRBUF struct strbuf remote = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf local = STRBUF(LIMIT_PAGE);

    write_sides(&remote, &local, &engine->store.world);
    if (strcmp(strbuf_text(&remote), strbuf_text(&local)) != 0) {
        fail_msg("remote\n%slocal\n%s", strbuf_text(&remote), strbuf_text(&local));
    }
    assert_null(strstr(strbuf_text(&remote), "[confsync"));
}

static void start_history(struct history *history, struct engine *engine, uint64_t *number,
                          const char *state_path)
{
    engine_init(engine, state_path);
    *history = (struct history){.random = random_seeded(number), .engine = engine};
    start_world(history);
    change_both_sides(history);
}

static void histories_converge_and_lose_nothing(void **state)
{
    (void)state;
    uint64_t seed = from_environment("ENGINE_SEED", 1);
    uint64_t rounds = from_environment("ENGINE_ROUNDS", PLAIN_ROUNDS);
    static struct world before;
    size_t without_holds = 0;

    for (uint64_t round = 0; round < rounds; round++) {
        CLEANUP_ENGINE struct engine engine;
        struct history history;
        uint64_t number = seed + round;
        last_seed = number;
        start_history(&history, &engine, &number, NULL);
        before = engine.store.world;
        engine_settle(&engine, MOST_RUNS);
        engine_expect_quiet(&engine);
        expect_everything_typed_is_live(&history, &before);
        if (engine.holds == 0) {
            without_holds++;
            expect_equal_sides(&engine);
        }
    }
    print_message("# %" PRIu64 " histories, %zu of them without conflicts\n", rounds,
                  without_holds);
}

static void lost_answers_and_requests_change_nothing_in_the_end(void **state)
{
    (void)state;
    uint64_t seed = from_environment("ENGINE_SEED", 1);
    uint64_t rounds = from_environment("ENGINE_ROUNDS", FAULT_ROUNDS);
    static struct world before;

    for (uint64_t round = 0; round < rounds; round++) {
        CLEANUP_ENGINE struct engine engine;
        struct history history;
        struct error error;
        uint64_t number = seed + round;
        last_seed = number;
        start_history(&history, &engine, &number, NULL);
        before = engine.store.world;
        engine.store.changes = 0;
        engine.store.faults.lose_answer = (size_t)roll(&history, 10);
        engine.store.faults.lose_request = (size_t)roll(&history, 10);
        engine.store.faults.stop = (size_t)roll(&history, 3) == 0 ? (size_t)roll(&history, 20) : 0;
        (void)engine_try(&engine, SYNC_BOTH, &error);
        engine.store.faults = (struct memory_faults){0};
        engine_settle(&engine, MOST_RUNS + 1);
        engine_expect_quiet(&engine);
        expect_everything_typed_is_live(&history, &before);
        if (engine.holds == 0) {
            expect_equal_sides(&engine);
        }
    }
}

/* What a crash would leave behind: the world, and the state's files as they are on disk. */
struct moment {
    struct world world;
    struct slice database;
    struct slice log;
};

struct camera {
    struct arena *arena;
    struct engine *engine;
    const char *path;
    struct moment *moments[MOST_MOMENTS];
    size_t count;
};

static struct slice read_if_there(struct arena *arena, const char *path, const char *suffix)
{
    char name[128];
    struct slice contents = {0};
    struct error error;

    (void)snprintf(name, sizeof name, "%s%s", path, suffix);
    return file_read(arena, name, LIMIT_ANSWER, &contents, &error) ? contents : (struct slice){0};
}

static void take_picture(void *context)
{
    struct camera *camera = context;

    if (camera->count == MOST_MOMENTS) {
        return;
    }
    struct moment *moment = ARENA_NEW(camera->arena, struct moment);
    moment->world = camera->engine->store.world;
    moment->database = read_if_there(camera->arena, camera->path, "");
    moment->log = read_if_there(camera->arena, camera->path, "-wal");
    camera->moments[camera->count++] = moment;
}

static void write_back(const char *path, const char *suffix, struct slice contents)
{
    char name[128];

    (void)snprintf(name, sizeof name, "%s%s", path, suffix);
    (void)unlink(name);
    if (contents.start) {
        FILE *file = fopen(name, "w");
        assert_non_null(file);
        assert_int_equal(fwrite(contents.start, 1, contents.length, file), contents.length);
        assert_int_equal(fclose(file), 0);
    }
}

static void remove_state(const char *path)
{
    const struct slice nothing = {0};

    write_back(path, "", nothing);
    write_back(path, "-wal", nothing);
    write_back(path, "-shm", nothing);
}

/* Goes on after a crash at this moment, as a new process would. */
static void resume(struct engine *engine, const struct moment *moment, const char *path)
{
    state_free(engine->state);
    engine->state = NULL;
    remove_state(path);
    write_back(path, "", moment->database);
    write_back(path, "-wal", moment->log);
    engine->store.world = moment->world;
    engine_open_state(engine, path);
    engine_settle(engine, MOST_RUNS);
}

static size_t crash_everywhere(struct history *history, struct camera *camera, const char *path)
{
    struct engine *engine = history->engine;
    CLEANUP_STRBUF struct strbuf remote = STRBUF(LIMIT_PAGE);
    CLEANUP_STRBUF struct strbuf local = STRBUF(LIMIT_PAGE);

    engine->store.on_moment = take_picture;
    engine->store.context = camera;
    engine_run(engine, SYNC_BOTH, NULL);
    engine->store.on_moment = NULL;
    engine_settle(engine, MOST_RUNS);
    write_sides(&remote, &local, &engine->store.world);
    for (size_t i = 0; i < camera->count; i++) {
        CLEANUP_STRBUF struct strbuf resumed_remote = STRBUF(LIMIT_PAGE);
        CLEANUP_STRBUF struct strbuf resumed_local = STRBUF(LIMIT_PAGE);
        resume(engine, camera->moments[i], path);
        write_sides(&resumed_remote, &resumed_local, &engine->store.world);
        if (strcmp(strbuf_text(&remote), strbuf_text(&resumed_remote)) != 0 ||
            strcmp(strbuf_text(&local), strbuf_text(&resumed_local)) != 0) {
            fail_msg("killed at moment %zu: remote\n%slocal\n%sinstead of remote\n%slocal\n%s", i,
                     strbuf_text(&resumed_remote), strbuf_text(&resumed_local),
                     strbuf_text(&remote), strbuf_text(&local));
        }
        engine_expect_quiet(engine);
    }
    return camera->count;
}

static void a_crash_at_any_moment_changes_nothing_in_the_end(void **state)
{
    (void)state;
    uint64_t seed = from_environment("ENGINE_SEED", 1);
    uint64_t rounds = from_environment("ENGINE_ROUNDS", CRASH_ROUNDS);
    size_t crashes = 0;
    char directory[64] = "/tmp/confsync-engine-XXXXXX";
    char path[96];

    assert_non_null(mkdtemp(directory));
    (void)snprintf(path, sizeof path, "%s/state.db", directory);
    for (uint64_t round = 0; round < rounds; round++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_ENGINE struct engine engine;
        static struct camera camera;
        struct history history;
        uint64_t number = seed + round;
        last_seed = number;
        start_history(&history, &engine, &number, path);
        camera = (struct camera){.arena = arena, .engine = &engine, .path = path};
        crashes += crash_everywhere(&history, &camera, path);
        engine_release(&engine);
        remove_state(path);
    }
    (void)rmdir(directory);
    print_message("# %" PRIu64 " histories, %zu crashes\n", rounds, crashes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(histories_converge_and_lose_nothing, print_seed),
        cmocka_unit_test_teardown(lost_answers_and_requests_change_nothing_in_the_end, print_seed),
        cmocka_unit_test_teardown(a_crash_at_any_moment_changes_nothing_in_the_end, print_seed),
    };
    return cmocka_run_group_tests_name("sync/engine", tests, NULL, NULL);
}
