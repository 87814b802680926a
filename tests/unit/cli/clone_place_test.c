/* SPDX-License-Identifier: MIT */
#include "cli/clone_place.h"

#include "temporary.h"
#include "unit.h"

static int set_up(void **state)
{
    struct temporary *temporary = temporary_new();
    *state = temporary;
    temporary_mkdir(temporary, "empty");
    temporary_mkdir(temporary, "full");
    temporary_write(temporary, "full/mine.md", "mine");
    temporary_mkdir(temporary, "wiki");
    temporary_mkdir(temporary, "wiki/.confsync");
    temporary_write(temporary, "wiki/.confsync/config.yaml", "");
    return 0;
}

static int tear_down(void **state)
{
    temporary_free(*state);
    return 0;
}

static void a_directory_takes_a_clone_or_says_why_not(void **state)
{
    static const struct {
        const char *path;
        const char *refusal; /* NULL: it takes one */
        bool is_workspace;
    } cases[] = {
        {"new", NULL, false},
        {"none/new", NULL, false}, /* making it is what fails */
        {"empty", NULL, false},
        {"empty/new/", NULL, false},
        {"wiki", NULL, true},
        {"full", " is not empty; clone into another directory", false},
        {"full/mine.md", " is a file; clone into another directory", false},
        {"wiki/new", "; clone into a directory outside it", false},
        {"wiki/new/", "; clone into a directory outside it", false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct error error = {0};
        bool is_workspace = false;
        bool is_taken =
            clone_place_check(arena, temporary_path(*state, cases[i].path), &is_workspace, &error);
        if (is_taken != (cases[i].refusal == NULL) || is_workspace != cases[i].is_workspace ||
            (!is_taken && strstr(error.message, cases[i].refusal) == NULL)) {
            fail_msg("%s: %s", cases[i].path, is_taken ? "taken" : error.message);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_directory_takes_a_clone_or_says_why_not, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("cli/clone_place", tests, NULL, NULL);
}
