/* SPDX-License-Identifier: MIT */
/*
 * One edit of one word, made on both sides independently: on the Markdown as its author
 * would, and on the bytes of the storage as Confluence's editor would.
 *
 * Where tags that show nothing stand beside the word, it is not said on which side of
 * them the new word belongs: then several storages are right, and all are listed.
 */
#ifndef TESTS_PROPERTY_WORD_EDITS_H
#define TESTS_PROPERTY_WORD_EDITS_H

#include "base/random.h"
#include "words.h"

enum word_edit { EDIT_START, EDIT_MIDDLE, EDIT_END, EDIT_DELETE, EDIT_BOLD };
#define WORD_EDIT_COUNT (EDIT_BOLD + 1)

/* The word that is added; no page has it. */
#define NEW_WORD "Quokka"

enum { MOST_SPLICES = 2, MOST_VARIANTS = 40 };

/* These bytes become this text. */
struct splice {
    struct span where;
    const char *text;
};

/* One way to write the edit, its splices in the order of the text. */
struct variant {
    struct splice splices[MOST_SPLICES];
    size_t count;
};

struct edit {
    const struct word *word;
    struct variant markdown;
    struct variant expected[MOST_VARIANTS]; /* of the storage, the likeliest first */
    size_t expected_count;
};

/* The page and the block of text that is edited. */
struct edited_block {
    struct slice storage;
    struct slice markdown;
    const struct block *block;
    struct words words;
};

/* "add a word at the start" …: for reports. */
const char *word_edit_name(enum word_edit kind);

/* False: no word of the block is fit for this kind. */
bool word_edit_make(const struct edited_block *block, enum word_edit kind,
                    struct random_source random, struct edit *edit);

struct slice variant_apply(struct arena *arena, const struct variant *variant, struct slice text);

#endif
