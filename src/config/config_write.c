/* SPDX-License-Identifier: MIT */
#include "config/config.h"

#include "base/limit.h"
#include "base/strbuf.h"
#include "config/scalar_internal.h"

static void append_value(struct strbuf *out, const char *indent, const char *key, const char *value)
{
    strbuf_append(out, indent);
    strbuf_append(out, key);
    strbuf_append(out, ": ");
    scalar_append(out, slice_from(value), NODE_PLAIN, false);
    strbuf_append_char(out, '\n');
}

static void append_sites(struct strbuf *out, const struct config *config)
{
    strbuf_append(out, "\n# Confluence sites: a name of your choice for each, and its address.\n"
                       "sites:");
    strbuf_append(out, config->site_count > 0 ? "\n" : " {}\n");
    for (size_t i = 0; i < config->site_count; i++) {
        strbuf_append(out, "  ");
        scalar_append(out, slice_from(config->sites[i].name), NODE_PLAIN, false);
        strbuf_append(out, ":\n");
        append_value(out, "    ", "url", config->sites[i].url);
    }
}

static void append_mounts(struct strbuf *out, const struct config *config)
{
    strbuf_append(out, "\n# What is kept in step with what.\n"
                       "#   site, space   where the pages are; space is the key of the space\n"
                       "#   root          the id of a page: only that page and those below it\n"
                       "#   path          the directory for them, from this workspace\n"
                       "#   names         file names made of titles: slug (getting-started.md)\n"
                       "#                 or title (Getting Started.md)\n"
                       "mounts:");
    strbuf_append(out, config->mount_count > 0 ? "\n" : " []\n");
    for (size_t i = 0; i < config->mount_count; i++) {
        const struct config_mount *mount = &config->mounts[i];
        append_value(out, "  - ", "site", mount->site->name);
        append_value(out, "    ", "space", mount->space);
        if (mount->root) {
            append_value(out, "    ", "root", mount->root);
        }
        append_value(out, "    ", "path", mount->path);
        append_value(out, "    ", "names", mount->names == NAME_RULE_TITLE ? "title" : "slug");
    }
}

struct slice config_write(struct arena *arena, const struct config *config)
{
    CLEANUP_STRBUF struct strbuf out = STRBUF(LIMIT_CONFIG);

    strbuf_append(&out,
                  "# What this confsync workspace keeps in step. Commit it to git if you like;\n"
                  "# tokens never belong here: they come from the environment.\n"
                  "\n# The format of this file.\n"
                  "version: 1\n");
    append_sites(&out, config);
    append_mounts(&out, config);
    return strbuf_copy(&out, arena);
}
