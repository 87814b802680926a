/* SPDX-License-Identifier: MIT */
#include "state/schema.h"

/* Released migrations are never changed: add another. */
static const char *const migrations[] = {
    "CREATE TABLE mount ("
    "  id       INTEGER PRIMARY KEY,"
    "  name     TEXT NOT NULL UNIQUE,"
    "  site     TEXT,"
    "  space    TEXT,"
    "  account  TEXT,"
    "  space_id INTEGER NOT NULL DEFAULT 0,"
    "  root     INTEGER NOT NULL DEFAULT 0"
    ") STRICT;"

    /* Small rows only: this table is read whole at the start of every run. */
    "CREATE TABLE page ("
    "  mount       INTEGER NOT NULL REFERENCES mount (id) ON DELETE CASCADE,"
    "  id          INTEGER NOT NULL CHECK (id > 0),"
    "  version     INTEGER NOT NULL,"
    "  parent      INTEGER NOT NULL,"
    "  position    INTEGER NOT NULL,"
    "  title       TEXT NOT NULL,"
    "  is_unmarked INTEGER NOT NULL CHECK (is_unmarked IN (0, 1)),"
    "  has_local_markdown INTEGER NOT NULL CHECK (has_local_markdown IN (0, 1)),"
    "  path        TEXT,"
    "  size        INTEGER NOT NULL DEFAULT 0,"
    "  modified_ns INTEGER NOT NULL DEFAULT 0,"
    "  changed_ns  INTEGER NOT NULL DEFAULT 0,"
    "  inode       INTEGER NOT NULL DEFAULT 0,"
    "  taken_ns    INTEGER NOT NULL DEFAULT 0,"
    "  PRIMARY KEY (mount, id)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE body ("
    "  mount          INTEGER NOT NULL,"
    "  page           INTEGER NOT NULL,"
    "  storage        BLOB NOT NULL,"
    "  markdown       BLOB NOT NULL,"
    "  block_map      BLOB NOT NULL,"
    "  local_markdown BLOB,"
    "  UNIQUE (mount, page),"
    "  FOREIGN KEY (mount, page) REFERENCES page (mount, id) ON DELETE CASCADE"
    ") STRICT;"

    "CREATE TABLE intent ("
    "  number     INTEGER PRIMARY KEY,"
    "  mount      INTEGER NOT NULL REFERENCES mount (id) ON DELETE CASCADE,"
    "  kind       TEXT NOT NULL CHECK (kind IN ('create', 'retitle', 'push', 'pull')),"
    "  page       INTEGER NOT NULL,"
    "  parent     INTEGER NOT NULL,"
    "  version    INTEGER NOT NULL,"
    "  created_ms INTEGER NOT NULL,"
    "  path       TEXT,"
    "  title      TEXT,"
    "  message    TEXT,"
    "  storage    BLOB,"
    "  markdown   BLOB"
    ") STRICT;"
    "CREATE INDEX intent_of_mount ON intent (mount);"

    "CREATE TABLE conflict ("
    "  mount        INTEGER NOT NULL REFERENCES mount (id) ON DELETE CASCADE,"
    "  page         INTEGER NOT NULL,"
    "  attribute    TEXT NOT NULL CHECK (attribute IN ('body', 'title', 'place', 'page')),"
    "  reason       TEXT NOT NULL,"
    "  path         TEXT,"
    "  title        TEXT,"
    "  resolution   TEXT CHECK (resolution IN ('keep')),"
    "  since_ms     INTEGER NOT NULL,"
    "  version      INTEGER NOT NULL,"
    "  remote_title TEXT,"
    "  local        BLOB,"
    "  storage      BLOB,"
    "  PRIMARY KEY (mount, page, attribute)"
    ") STRICT;"

    "CREATE TABLE run ("
    "  number     INTEGER PRIMARY KEY,"
    "  mount      INTEGER NOT NULL REFERENCES mount (id) ON DELETE CASCADE,"
    "  command    TEXT NOT NULL,"
    "  started_ms INTEGER NOT NULL,"
    "  ended_ms   INTEGER NOT NULL DEFAULT 0,"
    "  result     TEXT"
    ") STRICT;"
    "CREATE INDEX run_of_mount ON run (mount, number);",
};

const struct database_schema state_schema = {
    .name = "workspace state",
    .application_id = 0x63667374, /* "cfst" */
    .migrations = migrations,
    .migration_count = sizeof migrations / sizeof migrations[0],
};
