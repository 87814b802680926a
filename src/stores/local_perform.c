/* SPDX-License-Identifier: MIT */
/*
 * Operations become changes of files (change_internal.h) and go in batches, until one
 * must wait for those before it: a page that is in the batch already, or a page that
 * moves, because then the paths of others change too.
 */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "stores/local_files_internal.h"
#include "stores/names.h"

/* Bounds what a crash leaves to undo, and the memory for contents. */
enum { BATCH_SIZE = 256 };

struct pending {
    struct local_operation *operations[BATCH_SIZE];
    struct change *changes;
    size_t count;
    struct arena *arena; /* of the contents */
};

struct run {
    struct local_files *files;
    struct pending batch;
    struct error *error;
};

static bool refuse(struct local_operation *operation, const struct error *why)
{
    operation->outcome = OUTCOME_REFUSED;
    operation->error = *why;
    return true;
}

/* The next free change of the batch, for this operation. */
static struct change *add_change(struct run *run, struct local_operation *operation)
{
    struct pending *batch = &run->batch;
    struct change *change = &batch->changes[batch->count];

    batch->operations[batch->count++] = operation;
    *change = (struct change){0};
    return change;
}

/* What the rest of the run must know about a change that was tried. */
static void settle(struct run *run, const struct change *change, struct local_operation *operation)
{
    struct local_files *files = run->files;
    struct page_place *place = files->tree.places[operation->key];
    struct arena *arena = run->batch.arena;

    operation->outcome = change->outcome;
    if (change->outcome == OUTCOME_REFUSED) {
        operation->error = change->error;
    }
    if (change->outcome != OUTCOME_DONE) {
        place->is_gone = place->is_gone || operation->action == LOCAL_CREATE;
    } else if (operation->action == LOCAL_TRASH) {
        place->is_gone = true;
        (void)folder_remove_empty(files->folder, local_directory_path(files, arena, place->stem));
        local_remove_empty(files, arena, page_tree_directory(arena, place->stem));
    } else {
        operation->stamp = change->stamp;
        place->stamp = change->stamp;
    }
}

/* Does what is in the batch. */
static bool flush(struct run *run)
{
    struct pending *batch = &run->batch;

    if (batch->count == 0) {
        return true;
    }
    bool is_whole = changes_apply(&run->files->changer, batch->changes, batch->count, run->error);
    for (size_t i = 0; i < batch->count; i++) {
        settle(run, &batch->changes[i], batch->operations[i]);
    }
    batch->count = 0;
    arena_free(batch->arena);
    batch->arena = arena_new();
    return is_whole;
}

static bool is_in_batch(const struct run *run, size_t key)
{
    for (size_t i = 0; i < run->batch.count; i++) {
        if (run->batch.operations[i]->key == key) {
            return true;
        }
    }
    return false;
}

static bool create(struct run *run, struct local_operation *operation)
{
    struct local_files *files = run->files;
    struct arena *arena = run->batch.arena;
    const struct page_place *place = local_find_place(files, operation->key);
    struct slice contents = {0};
    struct error why;

    assert(place);
    const char *path = local_file_path(files, arena, place->stem);
    struct front_matter_change front_matter = {
        .title = operation->title,
        .id = operation->id,
        .space = files->options.mount->space,
        .version = operation->version,
        .body = operation->body.start ? operation->body : SLICE_LITERAL(""),
    };
    if (files->options.workspace->config->markdown.has_title_heading &&
        page_title_write(arena, operation->title, front_matter.body, NULL, &files->options.markdown,
                         &front_matter.body)) {
        front_matter.title = NULL;
    }
    if (!front_matter_edit(arena, SLICE_LITERAL(""), path, &front_matter, &contents, &why)) {
        return refuse(operation, &why);
    }
    struct change *change = add_change(run, operation);
    change->kind = CHANGE_CREATE;
    change->path = path;
    change->contents = contents;
    return true;
}

/* Loads the page's file if it is what the operation expects; else sets the outcome. */
static bool load_expected(struct run *run, struct local_operation *operation,
                          struct local_content *content)
{
    const struct page_place *place = local_find_place(run->files, operation->key);
    struct error why;

    bool is_expected =
        place && local_load(run->files, run->batch.arena, place, content, &why) &&
        slice_equal(content->title.body, operation->expected_body) &&
        (!operation->expected_title || strcmp(content->title.text, operation->expected_title) == 0);
    if (!is_expected) {
        operation->outcome = OUTCOME_CHANGED;
    }
    return is_expected;
}

/* The title of a page that begins with it is changed there, and its body behind it. */
static void put_in_heading(const struct local_files *files, struct arena *arena,
                           const struct local_content *content, struct front_matter_change *change)
{
    const char *title = change->title ? change->title : content->title.text;
    struct slice body = change->body.start ? change->body : content->title.body;
    bool is_same =
        strcmp(title, content->title.text) == 0 && slice_equal(body, content->title.body);

    change->title = NULL;
    change->body = (struct slice){0};
    if (!is_same && !page_title_write(arena, title, body, &content->title, &files->options.markdown,
                                      &change->body)) {
        change->title = title;
        change->body = body;
    }
}

static struct front_matter_change make_change(const struct local_files *files,
                                              const struct local_operation *operation)
{
    struct front_matter_change change = {0};

    if (operation->set & LOCAL_FIELD_ID) {
        change.id = operation->id;
        change.space = files->options.mount->space;
    }
    if (operation->set & LOCAL_FIELD_VERSION) {
        change.version = operation->version;
    }
    if (operation->set & LOCAL_FIELD_TITLE) {
        change.title = operation->title;
    }
    if (operation->set & LOCAL_FIELD_BODY) {
        change.body = operation->body.start ? operation->body : SLICE_LITERAL("");
    }
    return change;
}

/* Only text is worth keeping: ids and versions are ours, and change with every push. */
static bool loses_text(const struct local_content *content,
                       const struct front_matter_change *change)
{
    return (change->body.start && !slice_equal(change->body, content->front_matter.body)) ||
           (change->title && strcmp(change->title, content->title.text) != 0);
}

static bool write_page(struct run *run, struct local_operation *operation)
{
    struct local_files *files = run->files;
    struct arena *arena = run->batch.arena;
    struct local_content content = {0};
    struct slice edited = {0};
    struct error why;

    if (!load_expected(run, operation, &content)) {
        return true;
    }
    const char *path = local_file_path(files, arena, files->tree.places[operation->key]->stem);
    struct front_matter_change wanted = make_change(files, operation);
    if (content.title.is_heading) {
        put_in_heading(files, arena, &content, &wanted);
    }
    if (!front_matter_edit(arena, content.file.contents, path, &wanted, &edited, &why)) {
        return refuse(operation, &why);
    }
    if (slice_equal(edited, content.file.contents)) {
        operation->stamp = content.file.entry.stamp;
        operation->outcome = OUTCOME_DONE;
        return true;
    }
    struct change *change = add_change(run, operation);
    change->kind = CHANGE_REPLACE;
    change->path = path;
    change->contents = edited;
    change->expected = content.file.contents;
    change->permissions = content.file.entry.permissions;
    change->is_old_kept = loses_text(&content, &wanted);
    return true;
}

static bool trash(struct run *run, struct local_operation *operation)
{
    struct local_content content = {0};

    if (!load_expected(run, operation, &content)) {
        return true;
    }
    struct change *change = add_change(run, operation);
    change->kind = CHANGE_REMOVE;
    change->path = local_file_path(run->files, run->batch.arena,
                                   run->files->tree.places[operation->key]->stem);
    change->expected = content.file.contents;
    return true;
}

static bool do_one(struct run *run, struct local_operation *operation)
{
    switch (operation->action) {
    case LOCAL_CREATE:
        return create(run, operation);
    case LOCAL_WRITE:
        return write_page(run, operation);
    case LOCAL_TRASH:
        return trash(run, operation);
    case LOCAL_RELOCATE:
        return local_relocate(run->files, operation, run->error);
    case LOCAL_SAVE_CONFLICT:
        return local_save_conflict(run->files, operation, run->error);
    case LOCAL_CLEAR_CONFLICT:
        return local_clear_conflict(run->files, operation, run->error);
    }
    return true;
}

/* Whether the operation must see what those in the batch do. */
static bool must_wait(const struct run *run, const struct local_operation *operation)
{
    return run->batch.count == BATCH_SIZE || operation->action == LOCAL_RELOCATE ||
           is_in_batch(run, operation->key);
}

bool local_perform(void *data, struct local_operation *operations, size_t count,
                   struct error *error)
{
    struct local_files *files = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct run run = {.files = files, .error = error};
    bool is_whole = true;

    assert(!files->options.is_read_only);
    run.batch.changes = ARENA_NEW_ARRAY(arena, struct change, BATCH_SIZE);
    run.batch.arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        operations[i].outcome = OUTCOME_PENDING;
    }
    for (size_t i = 0; is_whole && i < count; i++) {
        is_whole =
            (!must_wait(&run, &operations[i]) || flush(&run)) && do_one(&run, &operations[i]);
    }
    is_whole = is_whole && flush(&run);
    arena_free(run.batch.arena);
    return is_whole;
}
