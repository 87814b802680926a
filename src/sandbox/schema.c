/* SPDX-License-Identifier: MIT */
#include "sandbox/schema.h"

/*
 * page.title and version.title are the same for the version that page.version names.
 * folded_title, folded_key: as title_fold gives them. Times are milliseconds since 1970.
 *
 * page.parent is NULL at the top of a space, for drafts without one, and in the trash;
 * former_parent is then where the page goes back to. position orders the children of a
 * parent; it is NULL exactly where the page is in the trash.
 *
 * sequence has one row: the id that was given out last.
 */
static const char version_1[] =
    "CREATE TABLE sequence (last_id INTEGER NOT NULL) STRICT;"
    "INSERT INTO sequence VALUES (1048577);"

    "CREATE TABLE user ("
    " account_id TEXT PRIMARY KEY,"
    " login TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL"
    ") STRICT;"

    "CREATE TABLE space ("
    " id INTEGER PRIMARY KEY,"
    " key TEXT NOT NULL,"
    " folded_key TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL,"
    " homepage INTEGER REFERENCES page (id),"
    " author TEXT NOT NULL REFERENCES user (account_id),"
    " created_ms INTEGER NOT NULL"
    ") STRICT;"

    "CREATE TABLE page ("
    " id INTEGER PRIMARY KEY,"
    " space INTEGER NOT NULL REFERENCES space (id),"
    " parent INTEGER REFERENCES page (id),"
    " former_parent INTEGER,"
    " position INTEGER,"
    " status TEXT NOT NULL CHECK (status IN ('current', 'archived', 'trashed', 'draft')),"
    " subtype TEXT CHECK (subtype = 'live'),"
    " title TEXT NOT NULL,"
    " folded_title TEXT NOT NULL,"
    " author TEXT NOT NULL REFERENCES user (account_id),"
    " owner TEXT REFERENCES user (account_id),"
    " last_owner TEXT REFERENCES user (account_id),"
    " created_ms INTEGER NOT NULL,"
    " modified_ms INTEGER NOT NULL,"
    " version INTEGER NOT NULL CHECK (version > 0),"
    " CHECK ((position IS NULL) = (status = 'trashed'))"
    ") STRICT;"
    "CREATE UNIQUE INDEX page_title ON page (space, folded_title)"
    " WHERE status IN ('current', 'archived');"
    "CREATE INDEX page_space ON page (space, id);"
    "CREATE INDEX page_child ON page (parent, position);"
    "CREATE INDEX page_folded_title ON page (folded_title);"

    "CREATE TABLE version ("
    " page INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,"
    " number INTEGER NOT NULL CHECK (number > 0),"
    " title TEXT NOT NULL,"
    " message TEXT NOT NULL,"
    " is_minor INTEGER NOT NULL CHECK (is_minor IN (0, 1)),"
    " author TEXT NOT NULL REFERENCES user (account_id),"
    " created_ms INTEGER NOT NULL,"
    " body TEXT NOT NULL,"
    " UNIQUE (page, number)"
    ") STRICT;";

static const char *const migrations[] = {version_1};

const struct database_schema sandbox_schema = {
    .name = "sandbox",
    .application_id = 0x73626f78, /* "sbox" */
    .migrations = migrations,
    .migration_count = sizeof migrations / sizeof migrations[0],
};
