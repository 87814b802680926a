/* SPDX-License-Identifier: MIT */
#include "stores/local_store.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/limit.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "stores/local_files_internal.h"
#include "stores/names.h"
#include "stores/scan_internal.h"

#define NANOSECONDS_PER_MILLISECOND 1000000LL

/* What is left of a path for the names of the trash, and of what is beside a page. */
enum { PATH_ROOM = 128 };

const char *local_file_path(const struct local_files *files, struct arena *arena, const char *stem)
{
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    strbuf_append(&path, page_tree_join(arena, files->mount, stem));
    strbuf_append(&path, NAME_SUFFIX);
    return strbuf_copy(&path, arena).start;
}

const char *local_directory_path(const struct local_files *files, struct arena *arena,
                                 const char *directory)
{
    return page_tree_join(arena, files->mount, directory);
}

struct page_place *local_find_place(const struct local_files *files, size_t key)
{
    if (key >= files->tree.count || files->tree.places[key]->is_gone) {
        return NULL;
    }
    return files->tree.places[key];
}

bool local_load(const struct local_files *files, struct arena *arena,
                const struct page_place *place, struct local_content *content, struct error *error)
{
    struct local_content out = {0};

    if (place->fault) {
        return error_set(error, ERROR_INPUT, 0, "%s: %s",
                         local_file_path(files, arena, place->stem), place->fault);
    }
    const char *file = local_file_path(files, arena, place->stem);
    long long now_ns = clock_now_ms(files->options.clock) * NANOSECONDS_PER_MILLISECOND;
    if (!folder_read(files->folder, arena, file, CHANGE_FILE_LIMIT, &out.file, error) ||
        !front_matter_read(arena, out.file.contents, file, &out.front_matter, error)) {
        return false;
    }
    out.file.entry.stamp.taken_ns = now_ns;
    if (out.front_matter.title) {
        out.title.text = out.front_matter.title;
        out.title.body = out.front_matter.body;
    } else {
        page_title_read(arena, out.front_matter.body, page_place_name(place),
                        &files->options.markdown, &out.title);
    }
    *content = out;
    return true;
}

/* What the place alone tells. */
static struct local_page describe_place(struct local_files *files, const struct page_place *place)
{
    struct local_page page = {
        .key = place->key,
        .path = place->path,
        .stamp = place->stamp,
    };
    page.parent = page_tree_parent(&files->tree, place, &page.parent_key);
    return page;
}

static void describe_content(const struct local_content *content, struct local_page *page)
{
    page->stamp = content->file.entry.stamp;
    page->id = content->front_matter.id;
    page->version = content->front_matter.version;
    page->title = content->title.text;
    page->is_title_implied = !content->front_matter.title && !content->title.is_heading;
    page->body = content->title.body;
    page->body_line = content->front_matter.body_line + content->title.line_count;
}

/* Failures to read that are about this machine and not about the one file. */
static bool is_about_the_run(const struct error *error)
{
    return error->kind == ERROR_IO &&
           (error->code == EMFILE || error->code == ENFILE || error->code == ENOMEM);
}

/* A file that cannot be read as a page is visited all the same: as a fault, not as missing. */
static bool visit_content(struct local_files *files, struct page_place *place,
                          const struct local_visitor *visitor, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct local_page page = describe_place(files, place);
    struct local_content content = {0};
    struct error fault;

    if (local_load(files, arena, place, &content, &fault)) {
        describe_content(&content, &page);
        place->stamp = page.stamp;
    } else if (is_about_the_run(&fault)) {
        *error = fault;
        return false;
    } else {
        page.fault = fault.message;
    }
    return visitor->visit(visitor->context, &page, error);
}

/* The visit of a file that the state vouches for. */
static bool visit_known(struct local_files *files, struct page_place *place,
                        const struct known_file *known, size_t index,
                        const struct local_visitor *visitor, struct error *error)
{
    place->stamp = known->stamp;
    struct local_page page = describe_place(files, place);
    page.is_as_known = true;
    page.known_index = index;
    return visitor->visit(visitor->context, &page, error);
}

static bool visit_all(struct local_files *files, const struct scan_known *known,
                      const struct local_visitor *visitor, struct error *error)
{
    long long granularity_ns = folder_granularity_ns(files->folder);

    for (size_t i = 0; i < files->tree.count; i++) {
        struct page_place *place = files->tree.places[i];
        const struct known_file *match = scan_find_known(known, place->path);
        bool is_proven = match && !place->fault &&
                         file_stamp_proves(&match->stamp, &place->stamp, granularity_ns);
        bool goes_on = is_proven ? visit_known(files, place, match, (size_t)(match - known->files),
                                               visitor, error)
                                 : visit_content(files, place, visitor, error);
        if (!goes_on) {
            return false;
        }
    }
    return true;
}

static bool list(void *data, const struct known_file *known, size_t count,
                 const struct local_visitor *visitor, struct error *error)
{
    struct local_files *files = data;
    const struct scan_known known_files = {known, count};

    page_tree_release(&files->tree);
    page_tree_init(&files->tree, files->arena);
    return scan_mount(files->folder, files->mount, &known_files, &files->tree, error) &&
           visit_all(files, &known_files, visitor, error);
}

static bool read_page(void *data, struct arena *arena, size_t key, struct local_page *page,
                      struct error *error)
{
    struct local_files *files = data;
    const struct page_place *place = local_find_place(files, key);
    struct local_content content = {0};

    assert(place);
    if (!local_load(files, arena, place, &content, error)) {
        return false;
    }
    struct local_page out = describe_place(files, place);
    describe_content(&content, &out);
    *page = out;
    return true;
}

/* Whether another page has the name, or may not have it, or something on the disk. */
static bool is_free(struct local_files *files, struct arena *arena, const char *stem,
                    const struct local_wish *wish)
{
    const struct page_place *other = page_tree_find(&files->tree, stem);
    const char *key = name_key(arena, stem);
    struct error missing;

    if ((other && other != wish->self) || strcmp(key, PAGE_TREE_ROOT) == 0) {
        return false;
    }
    if (wish->self && strcmp(key, name_key(arena, wish->self->stem)) == 0) {
        return true; /* its own name in other letters */
    }
    if (folder_look(files->folder, local_file_path(files, arena, stem), NULL, &missing)) {
        return false;
    }
    return !wish->has_folder ||
           !folder_look(files->folder, local_directory_path(files, arena, stem), NULL, &missing);
}

bool local_is_too_long(const struct local_files *files, size_t stem_length)
{
    return strlen(files->mount) + stem_length > LIMIT_PATH - PATH_ROOM;
}

bool local_refuse_length(struct error *error)
{
    return error_set(error, ERROR_INPUT, ENAMETOOLONG,
                     "its file's path would be too long; move it, or a page above it, further up, "
                     "or shorten their titles");
}

/* The first, second … name to try for a wish. */
static const char *candidate(const struct local_files *files, struct arena *arena,
                             const struct local_wish *wish, unsigned attempt)
{
    enum name_rule rule = files->options.mount->names;
    CLEANUP_STRBUF struct strbuf name = STRBUF(LIMIT_PATH);

    if (attempt == 0) {
        return wish->name ? wish->name : name_for_title(arena, rule, wish->title);
    }
    strbuf_append(&name,
                  name_with_id(arena, rule, wish->name ? wish->name : wish->title, wish->id));
    if (attempt > 1) {
        strbuf_append_format(&name, "-%u", attempt);
    }
    return strbuf_copy(&name, arena).start;
}

const char *local_choose_stem(struct local_files *files, struct arena *arena,
                              const struct local_wish *wish)
{
    for (unsigned attempt = 0;; attempt++) {
        const char *stem =
            page_tree_join(arena, wish->directory, candidate(files, arena, wish, attempt));
        if (local_is_too_long(files, strlen(stem))) {
            return NULL;
        }
        if (is_free(files, arena, stem, wish)) {
            return stem;
        }
    }
}

/* The stem of the path where the page's file once was, if that is below the same parent and free. */
static const char *former_stem(struct local_files *files, struct arena *arena,
                               const struct local_wish *wish, const char *last_path)
{
    struct slice stem = slice_from(last_path);

    if (!slice_ends_with(stem, NAME_SUFFIX)) {
        return NULL;
    }
    stem.length -= strlen(NAME_SUFFIX);
    const char *former = arena_copy(arena, stem);
    bool is_wanted = strcmp(page_tree_directory(arena, former), wish->directory) == 0 &&
                     is_free(files, arena, former, wish);
    return is_wanted ? former : NULL;
}

static bool find_directory(const struct local_files *files, const struct local_place *wanted,
                           const char **directory, struct error *error)
{
    *directory = PAGE_TREE_TOP;
    if (wanted->parent == LOCAL_PARENT_TOP) {
        return true;
    }
    const struct page_place *above = local_find_place(files, wanted->parent_key);
    if (!above) {
        return error_set(error, ERROR_INPUT, 0, "\"%s\": the file of its parent is gone",
                         wanted->title);
    }
    *directory = page_place_folder(above);
    return true;
}

static bool place(void *data, const struct local_place *wanted, size_t *key, struct error *error)
{
    struct local_files *files = data;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct local_wish wish = {.title = wanted->title, .id = wanted->id};
    bool is_root = wanted->parent == LOCAL_PARENT_TOP && wanted->id > 0 &&
                   wanted->id == files->options.root &&
                   !page_tree_find(&files->tree, PAGE_TREE_ROOT);

    assert(wanted->parent != LOCAL_PARENT_LOST);
    if (!find_directory(files, wanted, &wish.directory, error)) {
        return false;
    }
    const char *stem = is_root ? PAGE_TREE_ROOT : NULL;
    if (!stem && wanted->last_path) {
        stem = former_stem(files, arena, &wish, wanted->last_path);
    }
    if (!stem) {
        stem = local_choose_stem(files, arena, &wish);
    }
    if (!stem) {
        return local_refuse_length(error);
    }
    *key = page_tree_add(&files->tree, stem)->key;
    return true;
}

static const char *path(void *data, size_t key)
{
    const struct local_files *files = data;
    assert(key < files->tree.count);
    return files->tree.places[key]->path;
}

static const char *attachments(void *data, size_t key)
{
    const struct local_files *files = data;
    CLEANUP_STRBUF struct strbuf out = STRBUF(LIMIT_PATH);

    assert(key < files->tree.count);
    const struct page_place *place = files->tree.places[key];
    if (page_place_folder(place)[0] != '\0') {
        strbuf_append(&out, page_place_name(place));
        strbuf_append_char(&out, '/');
    }
    strbuf_append(&out, "_attachments/");
    return strbuf_copy(&out, files->arena).start;
}

bool local_files_open(const struct local_files_options *options, struct local_files **files,
                      struct error *error)
{
    CLEANUP(local_files) struct local_files *opened = MEM_NEW(struct local_files);

    opened->options = *options;
    opened->folder = options->workspace->folder;
    opened->mount = strcmp(options->mount->path, ".") == 0 ? "" : options->mount->path;
    opened->arena = arena_new();
    page_tree_init(&opened->tree, opened->arena);
    changer_init(&opened->changer, opened->folder, options->clock);
    opened->store = (struct local_store){
        .data = opened,
        .list = list,
        .read = read_page,
        .place = place,
        .path = path,
        .attachments = attachments,
        .perform = local_perform,
    };
    if (!options->is_read_only && !changer_recover(&opened->changer, error)) {
        return false;
    }
    *files = TAKE(opened);
    return true;
}

void local_files_free(struct local_files *files)
{
    if (files) {
        page_tree_release(&files->tree);
        arena_free(files->arena);
        free(files);
    }
}

const struct local_store *local_files_store(struct local_files *files)
{
    return &files->store;
}
