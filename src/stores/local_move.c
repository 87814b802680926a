/* SPDX-License-Identifier: MIT */
/* LOCAL_RELOCATE: a page's file goes to another place, and the folder of its children with it. */
#include <string.h>

#include "stores/local_files_internal.h"
#include "stores/names.h"

#define NANOSECONDS_PER_MILLISECOND 1000000LL

struct move {
    struct local_files *files;
    struct arena *arena;
    struct local_operation *operation;
    struct page_place *place;
    const char *directory; /* to which the page goes, in the mount */
    bool has_folder;       /* there is a folder for its children */
    struct error *error;
};

void local_remove_empty(const struct local_files *files, struct arena *arena, const char *directory)
{
    while (directory[0] != '\0' &&
           folder_remove_empty(files->folder, local_directory_path(files, arena, directory))) {
        directory = page_tree_directory(arena, directory);
    }
}

/* A name that somebody chose stays; one that was made of the old title follows the new one. */
static bool follows_title(const struct move *move)
{
    enum name_rule rule = move->files->options.mount->names;
    const struct local_operation *operation = move->operation;
    const char *name = page_place_name(move->place);

    return operation->title && operation->expected_title &&
           name_is_automatic(move->arena, rule, name, operation->expected_title, operation->id) &&
           !name_is_automatic(move->arena, rule, name, operation->title, operation->id);
}

/* Where the page goes; NULL: its path, or one of those below it, would be too long. */
static const char *choose_target(const struct move *move)
{
    const char *here = page_tree_directory(move->arena, move->place->stem);
    bool is_renamed = follows_title(move);
    const struct local_wish wish = {
        .directory = move->directory,
        .name = is_renamed ? NULL : page_place_name(move->place),
        .title = move->operation->title,
        .id = move->operation->id,
        .self = move->place,
        .has_folder = move->has_folder,
    };

    if (!is_renamed && strcmp(move->directory, here) == 0) {
        return move->place->stem;
    }
    const char *target = local_choose_stem(move->files, move->arena, &wish);
    size_t below = page_tree_longest(&move->files->tree, move->place) - strlen(move->place->stem);
    return target && local_is_too_long(move->files, strlen(target) + below) ? NULL : target;
}

/*
 * Renaming changes a file's stamp. The new one vouches for the content only if the
 * file was untouched from the listing to the move, which `before` was taken just before.
 */
static struct file_stamp stamp_moved(const struct move *move, const struct file_stamp *before)
{
    const char *path = local_file_path(move->files, move->arena, move->place->stem);
    const struct file_stamp *listed = &move->place->stamp;
    struct folder_entry after = {0};
    struct error why;

    bool is_there = folder_look(move->files->folder, path, &after, &why);
    if (is_there && listed->taken_ns > 0 && file_stamp_is_moved(before, listed) &&
        before->changed_ns == listed->changed_ns && file_stamp_is_moved(before, &after.stamp)) {
        after.stamp.taken_ns =
            clock_now_ms(move->files->options.clock) * NANOSECONDS_PER_MILLISECOND;
    }
    return after.stamp;
}

static bool move_to(const struct move *move, const char *target)
{
    struct local_files *files = move->files;
    const char *stem = move->place->stem;
    struct folder_entry before = {0};
    struct change changes[] = {
        {.kind = CHANGE_MOVE,
         .path = local_file_path(files, move->arena, stem),
         .target = local_file_path(files, move->arena, target)},
        {.kind = CHANGE_MOVE,
         .path = local_directory_path(files, move->arena, stem),
         .target = local_directory_path(files, move->arena, target)},
    };
    struct error why;

    if (!folder_look(files->folder, changes[0].path, &before, &why)) {
        move->operation->outcome = OUTCOME_CHANGED;
        return true;
    }
    if (!changes_apply(&files->changer, changes, move->has_folder ? 2 : 1, move->error)) {
        return false;
    }
    move->operation->outcome = changes[0].outcome;
    if (changes[0].outcome == OUTCOME_DONE) {
        page_tree_move(&files->tree, move->place, target);
        move->place->stamp = stamp_moved(move, &before.stamp);
        local_remove_empty(files, move->arena, page_tree_directory(move->arena, stem));
    } else if (changes[0].outcome == OUTCOME_REFUSED) {
        move->operation->error = changes[0].error;
    }
    return true;
}

/* False: the parent's file is gone. */
static bool find_directory(struct move *move)
{
    move->directory = PAGE_TREE_TOP;
    if (move->operation->parent == LOCAL_PARENT_TOP) {
        return true;
    }
    const struct page_place *parent = local_find_place(move->files, move->operation->parent_key);
    if (!parent) {
        return false;
    }
    move->directory = page_place_folder(parent);
    return true;
}

static bool is_below_itself(const struct move *move)
{
    const char *folder = page_place_folder(move->place);
    size_t length = strlen(folder);
    return strncmp(move->directory, folder, length) == 0 &&
           (move->directory[length] == '/' || move->directory[length] == '\0');
}

/* The root page never moves. */
static bool relocate(struct move *move)
{
    struct local_operation *operation = move->operation;
    struct error missing;

    if (strcmp(move->place->stem, PAGE_TREE_ROOT) == 0) {
        return true;
    }
    if (is_below_itself(move)) {
        operation->outcome = OUTCOME_REFUSED;
        (void)error_set(&operation->error, ERROR_INPUT, 0, "%s cannot go below itself",
                        move->place->path);
        return true;
    }
    const char *folder = local_directory_path(move->files, move->arena, move->place->stem);
    move->has_folder = folder_look(move->files->folder, folder, NULL, &missing);
    const char *target = choose_target(move);
    if (!target) {
        operation->outcome = OUTCOME_REFUSED;
        (void)local_refuse_length(&operation->error);
        return true;
    }
    return strcmp(target, move->place->stem) == 0 || move_to(move, target);
}

bool local_relocate(struct local_files *files, struct local_operation *operation,
                    struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct move move = {
        .files = files,
        .arena = arena,
        .operation = operation,
        .place = local_find_place(files, operation->key),
        .error = error,
    };

    if (!move.place || !find_directory(&move)) {
        operation->outcome = OUTCOME_CHANGED;
        return true;
    }
    operation->outcome = OUTCOME_DONE;
    if (!relocate(&move)) {
        operation->outcome = OUTCOME_PENDING;
        return false;
    }
    operation->stamp = move.place->stamp;
    return true;
}
