/* SPDX-License-Identifier: MIT */
#include "database/database.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "database/statement.h"
#include "unit.h"

static const char *const first_migrations[] = {
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
};
static const char *const later_migrations[] = {
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
    "CREATE TABLE book (id INTEGER PRIMARY KEY,"
    " shelf INTEGER NOT NULL REFERENCES shelf(id)) STRICT;"
    "INSERT INTO shelf (name) VALUES ('lost and found');",
};
static const char *const broken_migrations[] = {
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
    "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER) STRICT;",
};

static const struct database_schema first_schema = {"library", 0x11bca, first_migrations, 1};
static const struct database_schema later_schema = {"library", 0x11bca, later_migrations, 2};
static const struct database_schema broken_schema = {"library", 0x11bca, broken_migrations, 2};
static const struct database_schema other_schema = {"zoo", 0x200, first_migrations, 1};

struct fixture {
    char directory[64];
    char path[96];
};

static int make_directory(void **state)
{
    static struct fixture fixture;

    (void)snprintf(fixture.directory, sizeof fixture.directory, "/tmp/confsync-database-XXXXXX");
    if (!mkdtemp(fixture.directory)) {
        return -1;
    }
    (void)snprintf(fixture.path, sizeof fixture.path, "%s/test.db", fixture.directory);
    *state = &fixture;
    return 0;
}

static int remove_directory(void **state)
{
    struct fixture *fixture = *state;
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    char path[128];

    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        (void)snprintf(path, sizeof path, "%s%s", fixture->path, suffixes[i]);
        (void)unlink(path);
    }
    return rmdir(fixture->directory);
}

/* The first number that the query gives. */
static long long number_of(struct database *database, const char *sql)
{
    CLEANUP(statement) struct statement *statement = NULL;
    struct error error;
    bool has_row = false;

    assert_true(statement_prepare(database, sql, &statement, &error));
    assert_true(statement_step(statement, &has_row, &error));
    assert_true(has_row);
    return statement_number(statement, 0);
}

static void open_or_fail(const char *path, const struct database_schema *schema,
                         struct database **database)
{
    struct error error;

    if (!database_open(path, schema, database, &error)) {
        fail_msg("%s", error.message);
    }
}

static void assert_refused(const char *path, const struct database_schema *schema,
                           enum error_kind kind, const char *words)
{
    struct database *database = NULL;
    struct error error;

    assert_false(database_open(path, schema, &database, &error));
    assert_null(database);
    assert_int_equal(error.kind, kind);
    if (!strstr(error.message, words)) {
        fail_msg("\"%s\" does not say \"%s\"", error.message, words);
    }
}

static void what_was_written_is_there_when_opened_again(void **state)
{
    struct fixture *fixture = *state;
    struct error error;
    {
        CLEANUP(database) struct database *database = NULL;
        open_or_fail(fixture->path, &first_schema, &database);
        assert_true(database_execute(database, "INSERT INTO shelf (name) VALUES ('maps')", &error));
        assert_int_equal(database_last_id(database), 1);
        assert_int_equal(database_changed_rows(database), 1);
    }
    CLEANUP(database) struct database *database = NULL;
    open_or_fail(fixture->path, &first_schema, &database);
    assert_int_equal(number_of(database, "SELECT count(*) FROM shelf"), 1);
}

static void an_old_file_is_migrated_and_keeps_its_rows(void **state)
{
    struct fixture *fixture = *state;
    struct error error;
    {
        CLEANUP(database) struct database *database = NULL;
        open_or_fail(fixture->path, &first_schema, &database);
        assert_true(database_execute(database, "INSERT INTO shelf (name) VALUES ('maps')", &error));
    }
    CLEANUP(database) struct database *database = NULL;
    open_or_fail(fixture->path, &later_schema, &database);
    assert_int_equal(number_of(database, "SELECT count(*) FROM shelf"), 2);
    assert_int_equal(number_of(database, "PRAGMA user_version"), 2);
}

static void a_failed_migration_leaves_the_file_as_it_was(void **state)
{
    struct fixture *fixture = *state;
    {
        CLEANUP(database) struct database *database = NULL;
        open_or_fail(fixture->path, &first_schema, &database);
    }
    assert_refused(fixture->path, &broken_schema, ERROR_DATABASE, "schema version 2: ");

    CLEANUP(database) struct database *database = NULL;
    open_or_fail(fixture->path, &first_schema, &database);
    assert_int_equal(number_of(database, "SELECT count(*) FROM sqlite_schema"), 1);
}

static void a_file_of_a_newer_program_is_refused(void **state)
{
    struct fixture *fixture = *state;
    {
        CLEANUP(database) struct database *database = NULL;
        open_or_fail(fixture->path, &later_schema, &database);
    }
    assert_refused(fixture->path, &first_schema, ERROR_INPUT, "newer program");
}

static void a_database_of_another_program_is_refused(void **state)
{
    struct fixture *fixture = *state;
    {
        CLEANUP(database) struct database *database = NULL;
        open_or_fail(fixture->path, &other_schema, &database);
    }
    assert_refused(fixture->path, &first_schema, ERROR_INPUT, "not a library");
}

static void a_file_that_is_no_database_is_refused(void **state)
{
    struct fixture *fixture = *state;
    FILE *file = fopen(fixture->path, "w");

    assert_non_null(file);
    for (int i = 0; i < 100; i++) {
        assert_true(fputs("This is a letter, not a database.\n", file) >= 0);
    }
    assert_int_equal(fclose(file), 0);
    assert_refused(fixture->path, &first_schema, ERROR_DATABASE, "not a database");
}

static void a_file_that_cannot_be_made_is_named(void **state)
{
    (void)state;
    assert_refused("/nonexistent/test.db", &first_schema, ERROR_DATABASE, "/nonexistent/test.db: ");
}

static void a_transaction_that_is_not_committed_is_undone(void **state)
{
    (void)state;
    CLEANUP(database) struct database *database = NULL;
    struct error error;

    open_or_fail(NULL, &first_schema, &database);
    {
        CLEANUP(transaction) struct transaction *transaction = NULL;
        assert_true(transaction_begin(database, &transaction, &error));
        assert_true(database_execute(database, "INSERT INTO shelf (name) VALUES ('maps')", &error));
    }
    assert_int_equal(number_of(database, "SELECT count(*) FROM shelf"), 0);
}

static void a_committed_transaction_stays(void **state)
{
    (void)state;
    CLEANUP(database) struct database *database = NULL;
    struct error error;

    open_or_fail(NULL, &first_schema, &database);
    for (int i = 0; i < 2; i++) {
        CLEANUP(transaction) struct transaction *transaction = NULL;
        assert_true(transaction_begin(database, &transaction, &error));
        assert_true(database_execute(database, "INSERT INTO shelf (name) VALUES ('maps')", &error));
        assert_true(transaction_commit(transaction, &error));
    }
    assert_int_equal(number_of(database, "SELECT count(*) FROM shelf"), 2);
}

static void foreign_keys_are_enforced(void **state)
{
    (void)state;
    CLEANUP(database) struct database *database = NULL;
    struct error error;

    open_or_fail(NULL, &later_schema, &database);
    assert_false(database_execute(database, "INSERT INTO book (shelf) VALUES (99)", &error));
    assert_int_equal(error.kind, ERROR_DATABASE);
    assert_string_equal(error.message, "FOREIGN KEY constraint failed");
}

static void a_full_disk_is_an_error_of_the_system(void **state)
{
    (void)state;
    CLEANUP(database) struct database *database = NULL;
    struct error error;

    open_or_fail(NULL, &first_schema, &database);
    assert_true(database_execute(database, "PRAGMA max_page_count = 3", &error));
    assert_false(database_execute(
        database, "INSERT INTO shelf (name) VALUES (hex(randomblob(20000)))", &error));
    assert_int_equal(error.kind, ERROR_IO);
    assert_int_equal(error.code, ENOSPC);
    assert_string_equal(error.message, "No space left on device");
}

static void files_are_kept_in_wal_mode_with_full_synchronisation(void **state)
{
    struct fixture *fixture = *state;
    CLEANUP(database) struct database *database = NULL;
    CLEANUP(statement) struct statement *statement = NULL;
    struct error error;
    bool has_row = false;

    open_or_fail(fixture->path, &first_schema, &database);
    assert_true(statement_prepare(database, "PRAGMA journal_mode", &statement, &error));
    assert_true(statement_step(statement, &has_row, &error) && has_row);
    assert_true(slice_equals(statement_text(statement, 0), "wal"));
    assert_int_equal(number_of(database, "PRAGMA synchronous"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_is_there_when_opened_again, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(an_old_file_is_migrated_and_keeps_its_rows, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(a_failed_migration_leaves_the_file_as_it_was,
                                        make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(a_file_of_a_newer_program_is_refused, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(a_database_of_another_program_is_refused, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(a_file_that_is_no_database_is_refused, make_directory,
                                        remove_directory),
        cmocka_unit_test(a_file_that_cannot_be_made_is_named),
        cmocka_unit_test(a_transaction_that_is_not_committed_is_undone),
        cmocka_unit_test(a_committed_transaction_stays),
        cmocka_unit_test(foreign_keys_are_enforced),
        cmocka_unit_test(a_full_disk_is_an_error_of_the_system),
        cmocka_unit_test_setup_teardown(files_are_kept_in_wal_mode_with_full_synchronisation,
                                        make_directory, remove_directory),
    };
    return cmocka_run_group_tests_name("database/database", tests, NULL, NULL);
}
