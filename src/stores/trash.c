/* SPDX-License-Identifier: MIT */
#include "stores/trash_internal.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "stores/workspace.h"

/* No colon: Windows does not allow it. Names sort by time. */
#define RUN_FORMAT "%Y-%m-%dT%H.%M.%SZ"

enum { SECONDS_PER_DAY = 24 * 60 * 60 };

static void name_time(time_t seconds, char *name)
{
    struct tm utc = {0};
    (void)gmtime_r(&seconds, &utc);
    (void)strftime(name, TRASH_RUN_SIZE, RUN_FORMAT, &utc);
}

static time_t now_of(struct clock clock)
{
    return (time_t)(clock_now_ms(clock) / 1000);
}

void trash_name_run(struct clock clock, char *name)
{
    name_time(now_of(clock), name);
}

static bool is_run(const char *name)
{
    struct tm utc = {0};
    const char *end = strptime(name, RUN_FORMAT, &utc);
    return end && *end == '\0';
}

static const char *join(struct arena *arena, const char *directory, const char *name)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    strbuf_append(&path, directory);
    strbuf_append(&path, "/");
    strbuf_append(&path, name);
    return strbuf_copy(&path, arena).start;
}

/* Removes a directory with all that is in it, as far as that is possible. */
static void remove_all(struct folder *folder, const char *path)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct folder_entry *entries = NULL;
    size_t count = 0;
    struct error error;

    if (!folder_list(folder, arena, path, &entries, &count, &error)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *inner = join(arena, path, entries[i].name);
        if (entries[i].kind == FOLDER_DIRECTORY) {
            remove_all(folder, inner);
        } else {
            (void)!folder_remove(folder, inner, &error);
        }
    }
    (void)folder_remove_empty(folder, path);
}

bool trash_expire(struct folder *folder, struct clock clock, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct folder_entry *entries = NULL;
    char oldest[TRASH_RUN_SIZE];
    size_t count = 0;
    struct error why;

    if (!folder_list(folder, arena, WORKSPACE_TRASH, &entries, &count, &why)) {
        if (why.code == ENOENT) {
            return true;
        }
        *error = why;
        return false;
    }
    name_time(now_of(clock) - (time_t)TRASH_DAYS * SECONDS_PER_DAY, oldest);
    for (size_t i = 0; i < count; i++) {
        const struct folder_entry *entry = &entries[i];
        if (entry->kind == FOLDER_DIRECTORY && is_run(entry->name) &&
            strcmp(entry->name, oldest) < 0) {
            remove_all(folder, join(arena, WORKSPACE_TRASH, entry->name));
        }
    }
    return true;
}
