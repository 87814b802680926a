/* SPDX-License-Identifier: MIT */
#include "database/statement.h"

#include "database/database.h"
#include "unit.h"

static const char *const migrations[] = {
    "CREATE TABLE page (id INTEGER PRIMARY KEY, title TEXT, body BLOB) STRICT;"
    "INSERT INTO page (id, title) VALUES (1, 'one'), (2, 'two'), (3, 'three');",
};
static const struct database_schema schema = {"test", 0x7e57, migrations, 1};

static int open_database(void **state)
{
    struct database *database = NULL;
    struct error error;

    if (!database_open(NULL, &schema, &database, &error)) {
        return -1;
    }
    *state = database;
    return 0;
}

static int close_database(void **state)
{
    database_free(*state);
    return 0;
}

static struct statement *prepared(struct database *database, const char *sql)
{
    struct statement *statement = NULL;
    struct error error;

    if (!statement_prepare(database, sql, &statement, &error)) {
        fail_msg("%s: %s", sql, error.message);
    }
    return statement;
}

static bool stepped(struct statement *statement)
{
    struct error error;
    bool has_row = false;

    if (!statement_step(statement, &has_row, &error)) {
        fail_msg("%s", error.message);
    }
    return has_row;
}

static void rows_come_one_by_one(void **state)
{
    CLEANUP(statement)
    struct statement *statement =
        prepared(*state, "SELECT id, title FROM page WHERE id >= ?1 ORDER BY id");

    statement_bind_number(statement, 1, 2);
    assert_true(stepped(statement));
    assert_int_equal(statement_number(statement, 0), 2);
    assert_true(slice_equals(statement_text(statement, 1), "two"));
    assert_true(stepped(statement));
    assert_true(slice_equals(statement_text(statement, 1), "three"));
    assert_false(stepped(statement));
}

static void values_come_back_as_they_were_bound(void **state)
{
    struct error error;
    CLEANUP(statement)
    struct statement *insert = prepared(*state, "INSERT INTO page (title, body) VALUES (?1, ?2)");
    CLEANUP(statement)
    struct statement *select = prepared(*state, "SELECT title, body FROM page WHERE id = 4");

    statement_bind_text(insert, 1, SLICE_LITERAL("a\0b"));
    statement_bind_blob(insert, 2, SLICE_LITERAL(""));
    assert_true(statement_run(insert, &error));

    assert_true(stepped(select));
    assert_int_equal(statement_text(select, 0).length, 3);
    assert_false(statement_is_null(select, 1));
    assert_non_null(statement_blob(select, 1).start);
    assert_int_equal(statement_blob(select, 1).length, 0);
}

static void what_is_not_bound_is_null(void **state)
{
    CLEANUP(statement)
    struct statement *statement = prepared(*state, "SELECT ?1, ?2, ?3, ?4 FROM page WHERE id = 1");

    statement_bind_text(statement, 2, (struct slice){0});
    statement_bind_blob(statement, 3, (struct slice){0});
    statement_bind_null(statement, 4);
    assert_true(stepped(statement));
    for (int i = 0; i < 4; i++) {
        assert_true(statement_is_null(statement, i));
    }
    assert_null(statement_text(statement, 0).start);
    assert_null(statement_blob(statement, 0).start);
    assert_int_equal(statement_number(statement, 0), 0);
}

static void bound_values_are_copied(void **state)
{
    char title[] = "two";
    CLEANUP(statement)
    struct statement *statement = prepared(*state, "SELECT id FROM page WHERE title = ?1");

    statement_bind_text(statement, 1, slice_from(title));
    title[0] = 'x';
    assert_true(stepped(statement));
    assert_int_equal(statement_number(statement, 0), 2);
}

static void a_statement_used_again_has_no_old_values(void **state)
{
    static const char sql[] = "SELECT count(*) FROM page WHERE id = ?1";
    {
        CLEANUP(statement) struct statement *statement = prepared(*state, sql);
        statement_bind_number(statement, 1, 1);
        assert_true(stepped(statement));
        assert_int_equal(statement_number(statement, 0), 1);
    }
    CLEANUP(statement) struct statement *statement = prepared(*state, sql);
    assert_true(stepped(statement));
    assert_int_equal(statement_number(statement, 0), 0);
}

static void the_same_text_can_be_in_use_twice(void **state)
{
    static const char sql[] = "SELECT id FROM page ORDER BY id";
    CLEANUP(statement) struct statement *outer = prepared(*state, sql);

    assert_true(stepped(outer));
    {
        CLEANUP(statement) struct statement *inner = prepared(*state, sql);
        assert_true(stepped(inner));
        assert_true(stepped(inner));
        assert_int_equal(statement_number(inner, 0), 2);
    }
    assert_int_equal(statement_number(outer, 0), 1);
}

static void a_reset_statement_starts_over_with_its_values(void **state)
{
    CLEANUP(statement)
    struct statement *statement = prepared(*state, "SELECT id FROM page WHERE id > ?1 ORDER BY id");

    statement_bind_number(statement, 1, 1);
    assert_true(stepped(statement));
    statement_reset(statement);
    assert_true(stepped(statement));
    assert_int_equal(statement_number(statement, 0), 2);
}

static void a_list_is_one_parameter_of_json(void **state)
{
    CLEANUP(statement)
    struct statement *statement =
        prepared(*state, "SELECT count(*) FROM page WHERE id IN (SELECT value FROM json_each(?1))");

    statement_bind_text(statement, 1, SLICE_LITERAL("[1,3,99]"));
    assert_true(stepped(statement));
    assert_int_equal(statement_number(statement, 0), 2);
}

static void wrong_sql_is_an_error_with_sqlites_words(void **state)
{
    struct statement *statement = NULL;
    struct error error;

    assert_false(statement_prepare(*state, "SELECT colour FROM page", &statement, &error));
    assert_null(statement);
    assert_int_equal(error.kind, ERROR_DATABASE);
    assert_string_equal(error.message, "no such column: colour");
}

static void a_refused_row_is_an_error_and_the_statement_stays_usable(void **state)
{
    struct error error;
    CLEANUP(statement)
    struct statement *statement = prepared(*state, "INSERT INTO page (id) VALUES (?1)");

    statement_bind_number(statement, 1, 1);
    assert_false(statement_run(statement, &error));
    assert_string_equal(error.message, "UNIQUE constraint failed: page.id");
    statement_bind_number(statement, 1, 10);
    assert_true(statement_run(statement, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_come_one_by_one, open_database, close_database),
        cmocka_unit_test_setup_teardown(values_come_back_as_they_were_bound, open_database,
                                        close_database),
        cmocka_unit_test_setup_teardown(what_is_not_bound_is_null, open_database, close_database),
        cmocka_unit_test_setup_teardown(bound_values_are_copied, open_database, close_database),
        cmocka_unit_test_setup_teardown(a_statement_used_again_has_no_old_values, open_database,
                                        close_database),
        cmocka_unit_test_setup_teardown(the_same_text_can_be_in_use_twice, open_database,
                                        close_database),
        cmocka_unit_test_setup_teardown(a_reset_statement_starts_over_with_its_values,
                                        open_database, close_database),
        cmocka_unit_test_setup_teardown(a_list_is_one_parameter_of_json, open_database,
                                        close_database),
        cmocka_unit_test_setup_teardown(wrong_sql_is_an_error_with_sqlites_words, open_database,
                                        close_database),
        cmocka_unit_test_setup_teardown(a_refused_row_is_an_error_and_the_statement_stays_usable,
                                        open_database, close_database),
    };
    return cmocka_run_group_tests_name("database/statement", tests, NULL, NULL);
}
