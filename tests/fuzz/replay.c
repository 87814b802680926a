/* SPDX-License-Identifier: MIT */
/* Runs a fuzzer over files, and over all files below folders: replay FILE-OR-FOLDER… */
#include <fts.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limit.h"
#include "fuzz.h"

static bool replay(const char *path, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice contents = {0};

    if (!file_read(arena, path, LIMIT_PAGE, &contents, error)) {
        return false;
    }
    LLVMFuzzerTestOneInput((const uint8_t *)contents.start, contents.length);
    return true;
}

/* Also says at which file it stands, so that an abort names its input. */
static bool replay_below(FTS *tree, size_t *count, struct error *error)
{
    FTSENT *entry = NULL;

    while ((entry = fts_read(tree)) != NULL) {
        if (entry->fts_info == FTS_F) {
            fprintf(stderr, "%s\n", entry->fts_path);
            if (!replay(entry->fts_accpath, error)) {
                return false;
            }
            (*count)++;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    struct error error;
    size_t count = 0;

    if (argc < 2) {
        return 2;
    }
    FTS *tree = fts_open(argv + 1, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (tree == NULL || !replay_below(tree, &count, &error)) {
        fprintf(stderr, "replay: %s\n", tree == NULL ? "cannot read the folders" : error.message);
        return 1;
    }
    fts_close(tree);
    printf("%zu inputs\n", count);
    return count == 0;
}
