/* SPDX-License-Identifier: MIT */
/*
 * The configuration of a workspace, `.confsync/config.yaml`: which spaces of which
 * Confluence sites are kept in which directories. It holds no secrets and is meant
 * to be committed to git. docs/workspace.md explains every key to the user.
 *
 *     config_parse(arena, bytes, ".confsync/config.yaml", &config, error);
 *     …
 *     bytes = config_write(arena, &config);      // for a new workspace only
 *
 * A config the user may have edited is never written again. Pure: no file is
 * opened here. Everything lives in the arena.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

struct config_site {
    const char *name; /* the user's name for it, unique */
    const char *url;  /* what all addresses of the site begin with, without a final '/' */
};

/* How file names are made of titles; stores/names.h has the rules. */
enum name_rule {
    NAME_RULE_SLUG,  /* getting-started.md */
    NAME_RULE_TITLE, /* Getting Started.md */
};

struct config_mount {
    const struct config_site *site;
    const char *space; /* its key */
    const char *root;  /* id of the page whose subtree is kept; NULL: the whole space */
    const char *path;  /* from the workspace, "." or "a/b": no mount is inside another */
    enum name_rule names;
};

/* A panel macro, and the alert that it is: one of NOTE, TIP, IMPORTANT, WARNING, CAUTION. */
struct config_panel {
    const char *macro;
    const char *alert;
};
#define CONFIG_PANEL_MOST 6

/* How pages are written as Markdown, in all mounts; markdown/options.h says the same to the converter. */
struct config_markdown {
    int heading_shift;      /* 0 to CONFIG_HEADING_SHIFT_MOST */
    bool shows_colours;     /* of text */
    bool has_title_heading; /* new files begin with their title instead of naming it */
    const char *mermaid;    /* names of macros; NULL: none */
    const char *plantuml;
    const char *math;
    struct config_panel panels[CONFIG_PANEL_MOST]; /* no macro twice, no alert twice */
    size_t panel_count;
};
#define CONFIG_HEADING_SHIFT_MOST 5

struct config {
    struct config_site *sites;
    size_t site_count;
    struct config_mount *mounts;
    size_t mount_count;
    struct config_markdown markdown;
};

/*
 * Fails (ERROR_USAGE) with "FILE:LINE:COLUMN: problem" when the text is not YAML,
 * has an unknown, missing or repeated key, or a value that cannot be.
 */
bool config_parse(struct arena *arena, struct slice text, const char *file, struct config **config,
                  struct error *error) __attribute__((warn_unused_result));

/* The text of a new config.yaml, with a comment that explains each key. */
struct slice config_write(struct arena *arena, const struct config *config);

#endif
