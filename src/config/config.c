/* SPDX-License-Identifier: MIT */
#include "config/config.h"

#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "config/keys_internal.h"

#define FORMAT_VERSION "1"
static bool fail_unknown_key(struct reader *reader, const struct node *found,
                             const struct key *keys, size_t count)
{
    const char *name = found->text.start;
    const char *guess = NULL;

    for (size_t i = 0; i < count; i++) {
        guess = suggest_better(name, guess, keys[i].name);
    }
    if (guess) {
        return node_fail(found, reader->file, reader->error,
                         "unknown key \"%s\"; did you mean \"%s\"?", name, guess);
    }
    return node_fail(found, reader->file, reader->error, "unknown key \"%s\"", name);
}

static bool check_keys_are_known(struct reader *reader, const struct node *map,
                                 const struct key *keys, size_t count)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct node *found = map->pairs[i].key;
        size_t known = 0;
        if (found->kind != NODE_SCALAR) {
            return node_fail(found, reader->file, reader->error, "a key must be a word");
        }
        while (known < count && !slice_equals(found->text, keys[known].name)) {
            known++;
        }
        if (known == count) {
            return fail_unknown_key(reader, found, keys, count);
        }
    }
    return true;
}

bool config_read_map(struct reader *reader, const struct node *map, const struct key *keys,
                     size_t count, void *target)
{
    if (map->kind != NODE_MAP) {
        return node_fail(map, reader->file, reader->error, "expected keys with values");
    }
    if (!check_keys_are_known(reader, map, keys, count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        struct node *value = NULL;
        if (!node_find(map, keys[i].name, reader->file, &value, reader->error)) {
            return false;
        }
        if (!value && keys[i].is_required) {
            return node_fail(map, reader->file, reader->error, "the key \"%s\" is missing",
                             keys[i].name);
        }
        if (value && !keys[i].read(reader, value, target)) {
            return false;
        }
    }
    return true;
}

bool config_read_text(struct reader *reader, const struct node *value, const char **text)
{
    if (value->kind != NODE_SCALAR || node_is_null(value)) {
        return node_fail(value, reader->file, reader->error, "expected a text");
    }
    for (size_t position = 0; position < value->text.length;) {
        uint32_t code_point = utf8_next(value->text, &position);
        if (code_point < 0x20 || code_point == 0x7F) {
            return node_fail(value, reader->file, reader->error,
                             "control characters are not allowed here");
        }
    }
    *text = value->text.start;
    return true;
}

static bool read_version(struct reader *reader, const struct node *value, void *target)
{
    const char *version = "";

    (void)target;
    if (!config_read_text(reader, value, &version)) {
        return false;
    }
    if (strcmp(version, FORMAT_VERSION) != 0) {
        return node_fail(
            value, reader->file, reader->error,
            "this confsync reads version " FORMAT_VERSION " of the configuration, not %s", version);
    }
    return true;
}

static bool read_url(struct reader *reader, const struct node *value, void *target)
{
    struct config_site *site = target;
    const char *url = "";

    if (!config_read_text(reader, value, &url)) {
        return false;
    }
    struct slice rest = slice_from(url);
    size_t scheme = slice_starts_with(rest, "https://")  ? strlen("https://")
                    : slice_starts_with(rest, "http://") ? strlen("http://")
                                                         : 0;
    rest = slice_part(rest, scheme, rest.length);
    if (scheme == 0 || rest.length == 0 || rest.start[0] == '/') {
        return node_fail(value, reader->file, reader->error,
                         "expected an address like https://example.atlassian.net/wiki");
    }
    struct slice host = slice_part(rest, 0, slice_find_char(rest, 0, '/'));
    if (slice_find_char(host, 0, '@') != SLICE_NOT_FOUND) {
        return node_fail(value, reader->file, reader->error,
                         "user names and tokens do not belong in this file");
    }
    size_t length = strlen(url);
    while (url[length - 1] == '/') {
        length--;
    }
    site->url = arena_copy(reader->arena, (struct slice){url, length});
    return true;
}

static const struct key site_keys[] = {
    {"url", true, read_url},
};

static const struct config_site *find_site(const struct config *config, const char *name)
{
    for (size_t i = 0; i < config->site_count; i++) {
        if (strcmp(config->sites[i].name, name) == 0) {
            return &config->sites[i];
        }
    }
    return NULL;
}

static bool read_sites(struct reader *reader, const struct node *value, void *target)
{
    struct config *config = target;

    if (value->kind != NODE_MAP) {
        return node_fail(value, reader->file, reader->error,
                         "expected names of sites, each with its url");
    }
    config->sites = ARENA_NEW_ARRAY(reader->arena, struct config_site, value->count);
    for (size_t i = 0; i < value->count; i++) {
        const struct node_pair *pair = &value->pairs[i];
        struct config_site *site = &config->sites[i];
        if (!config_read_text(reader, pair->key, &site->name)) {
            return false;
        }
        if (find_site(config, site->name)) {
            return node_fail(pair->key, reader->file, reader->error,
                             "the site \"%s\" is here for the second time", site->name);
        }
        if (!config_read_map(reader, pair->value, site_keys, KEY_COUNT(site_keys), site)) {
            return false;
        }
        config->site_count++;
    }
    return true;
}

static bool read_mount_site(struct reader *reader, const struct node *value, void *target)
{
    struct config_mount *mount = target;
    const char *name = "";

    if (!config_read_text(reader, value, &name)) {
        return false;
    }
    const struct config_site *site = find_site(reader->config, name);
    if (!site) {
        return node_fail(value, reader->file, reader->error, "there is no site \"%s\" under sites",
                         name);
    }
    mount->site = site;
    return true;
}

static bool read_space(struct reader *reader, const struct node *value, void *target)
{
    struct config_mount *mount = target;

    if (!config_read_text(reader, value, &mount->space)) {
        return false;
    }
    if (slice_is_blank(value->text)) {
        return node_fail(value, reader->file, reader->error, "expected the key of a space");
    }
    return true;
}

static bool read_root(struct reader *reader, const struct node *value, void *target)
{
    struct config_mount *mount = target;

    if (!config_read_text(reader, value, &mount->root)) {
        return false;
    }
    if (mount->root[0] == '\0' || mount->root[strspn(mount->root, "0123456789")] != '\0') {
        return node_fail(value, reader->file, reader->error, "expected the id of a page, a number");
    }
    return true;
}

/* Appends one part of a path, and says whether a mount's path may have it. */
static bool append_path_part(struct strbuf *path, struct slice part)
{
    if (part.length == 0 || slice_equals(part, ".")) {
        return true;
    }
    if (slice_equals(part, "..") || slice_equals(part, ".confsync") ||
        slice_find_char(part, 0, '\\') != SLICE_NOT_FOUND) {
        return false;
    }
    strbuf_append(path, path->length > 0 ? "/" : "");
    strbuf_append_slice(path, part);
    return true;
}

static bool read_path(struct reader *reader, const struct node *value, void *target)
{
    struct config_mount *mount = target;
    CLEANUP_STRBUF struct strbuf path = STRBUF(LIMIT_PATH);
    const char *text = "";

    if (!config_read_text(reader, value, &text)) {
        return false;
    }
    struct slice rest = slice_from(text);
    bool is_allowed = rest.length > 0 && rest.start[0] != '/';
    while (is_allowed && rest.length > 0) {
        size_t end = slice_find_char(rest, 0, '/');
        is_allowed = append_path_part(&path, slice_part(rest, 0, end));
        rest = end == SLICE_NOT_FOUND ? slice_part(rest, rest.length, rest.length)
                                      : slice_part(rest, end + 1, rest.length);
    }
    if (!is_allowed || path.is_full) {
        return node_fail(value, reader->file, reader->error,
                         "expected a directory inside the workspace, like . or docs/api");
    }
    mount->path = path.length > 0 ? strbuf_copy(&path, reader->arena).start : ".";
    return true;
}

static bool read_names(struct reader *reader, const struct node *value, void *target)
{
    struct config_mount *mount = target;
    const char *rule = "";

    if (!config_read_text(reader, value, &rule)) {
        return false;
    }
    if (strcmp(rule, "slug") != 0 && strcmp(rule, "title") != 0) {
        return node_fail(value, reader->file, reader->error, "expected slug or title, not \"%s\"",
                         rule);
    }
    mount->names = strcmp(rule, "title") == 0 ? NAME_RULE_TITLE : NAME_RULE_SLUG;
    return true;
}

static const struct key mount_keys[] = {
    {"site", true, read_mount_site}, {"space", true, read_space},  {"root", false, read_root},
    {"path", true, read_path},       {"names", false, read_names},
};

static bool is_inside(const char *inner, const char *outer)
{
    size_t length = strlen(outer);
    return strcmp(outer, ".") == 0 ||
           (strncmp(inner, outer, length) == 0 && (inner[length] == '/' || inner[length] == '\0'));
}

/* A page must belong to one mount, so their directories may not overlap. */
static bool check_mount_is_apart(struct reader *reader, const struct node *node,
                                 const struct config_mount *mount)
{
    const struct config *config = reader->config;

    for (size_t i = 0; i < config->mount_count; i++) {
        const char *other = config->mounts[i].path;
        if (is_inside(mount->path, other) || is_inside(other, mount->path)) {
            return node_fail(node, reader->file, reader->error,
                             "the directories of two mounts overlap: %s and %s", other,
                             mount->path);
        }
    }
    return true;
}

static bool read_mounts(struct reader *reader, const struct node *value, void *target)
{
    struct config *config = target;

    if (value->kind != NODE_LIST) {
        return node_fail(value, reader->file, reader->error, "expected a list of mounts");
    }
    config->mounts = ARENA_NEW_ARRAY(reader->arena, struct config_mount, value->count);
    for (size_t i = 0; i < value->count; i++) {
        struct config_mount *mount = &config->mounts[i];
        if (!config_read_map(reader, value->pairs[i].value, mount_keys, KEY_COUNT(mount_keys),
                             mount) ||
            !check_mount_is_apart(reader, value->pairs[i].value, mount)) {
            return false;
        }
        config->mount_count++;
    }
    return true;
}

static bool read_markdown(struct reader *reader, const struct node *value, void *target)
{
    struct config *config = target;

    return config_read_markdown(reader, value, &config->markdown);
}

/* In the order in which they are read: mounts name sites. */
static const struct key config_keys[] = {
    {"version", true, read_version},
    {"sites", true, read_sites},
    {"mounts", true, read_mounts},
    {"markdown", false, read_markdown},
};

bool config_parse(struct arena *arena, struct slice text, const char *file, struct config **config,
                  struct error *error)
{
    const struct node_place place = {.file = file, .first_line = 1};
    struct config *parsed = ARENA_NEW(arena, struct config);
    struct reader reader = {arena, file, parsed, error};
    struct node *root = NULL;

    if (slice_starts_with(text, "\xEF\xBB\xBF")) {
        text = slice_part(text, 3, text.length);
    }
    if (!node_parse(arena, text, &place, &root, error)) {
        error->kind = ERROR_USAGE;
        return false;
    }
    if (!root) {
        return error_set(error, ERROR_USAGE, 0, "%s: empty; expected version, sites and mounts",
                         file);
    }
    if (!config_read_map(&reader, root, config_keys, KEY_COUNT(config_keys), parsed)) {
        error->kind = ERROR_USAGE;
        return false;
    }
    *config = parsed;
    return true;
}
