/* SPDX-License-Identifier: MIT */
/*
 * File names of pages, made of their titles. docs/workspace.md has the rules for the
 * user; reference for what is legal where: Windows "Naming Files, Paths, and
 * Namespaces"; HFS+ and APFS normalise and fold names, ext4 and NTFS may.
 *
 * A name here is the file's name without ".md": it is also the name of the folder
 * for the page's children. Names are valid UTF-8 in Normalization Form C, at most
 * NAME_LENGTH bytes, never empty, legal on every common file system, and begin
 * neither with '.' (hidden files) nor with '_' (our own folders).
 *
 * Everything returned lives in the arena.
 */
#ifndef STORES_NAMES_H
#define STORES_NAMES_H

#include <stdbool.h>

#include "base/arena.h"
#include "config/config.h"

#define NAME_LENGTH 120

/* The suffix of page files. */
#define NAME_SUFFIX ".md"

/* The name for a title: the same for every page with that title. */
const char *name_for_title(struct arena *arena, enum name_rule rule, const char *title);

/* The name when a sibling has that one already: different for every id. */
const char *name_with_id(struct arena *arena, enum name_rule rule, const char *title, long long id);

/* Whether one of the two is the page's name, so that it may follow the title. */
bool name_is_automatic(struct arena *arena, enum name_rule rule, const char *name,
                       const char *title, long long id);

/* Names with the same key are one name on some file system. */
const char *name_key(struct arena *arena, const char *name);

#endif
