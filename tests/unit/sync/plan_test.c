/* SPDX-License-Identifier: MIT */
#include "sync/plan.h"

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "facts_text.h"
#include "unit.h"

struct plan_case {
    const char *name;
    const char *facts;
    const char *plan;
};

static bool is_as_expected(const struct plan_case *one, enum sync_direction direction)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
    const struct facts *facts = facts_from_text(arena, one->facts);

    plan_print(&text, facts, plan_make(arena, facts, direction, NULL));
    if (strcmp(strbuf_text(&text), one->plan) == 0) {
        return true;
    }
    print_error("%s: planned\n%sexpected\n%s\n", one->name, strbuf_text(&text), one->plan);
    return false;
}

static void check_all(const struct plan_case *cases, size_t count, enum sync_direction direction)
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        wrong += !is_as_expected(&cases[i], direction);
    }
    assert_int_equal(wrong, 0);
}

/* Page 0 is the root everywhere, unchanged. */
#define ROOT "1 H@- H@- H@- root\n"

static void each_cell_of_the_matrix_has_its_steps(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct plan_case cases[] = {
        {"U×U", ROOT "2 A@0 A@0 A@0", ""},
        {"U×E", ROOT "2 A@0 A@0 A@0 R", "write local A body version\n"},
        {"U×R", ROOT "2 A@0 A@0 B@0", "move local A title \"B\"\nwrite local A title \"B\" version\nrecord A version\n"},
        {"U×M", ROOT "2 A@0 A@0 A@-", "move local A under the top\n"},
        {"U×D", ROOT "2 A@0 A@0 - trashed", "trash local A: trashed in Confluence\n"},
        {"U×D, archived", ROOT "2 A@0 A@0 - archived", "trash local A: archived in Confluence\n"},
        {"U×D, elsewhere", ROOT "2 A@0 A@0 - elsewhere", "trash local A: moved out of here in Confluence\n"},
        {"U×vanished", ROOT "2 A@0 A@0 -", "hold A page: Confluence does not show the page, and nothing proves a deletion\n"},
        {"absent×C", ROOT "2 - - A@0", "create local \"A\" title \"A\" under \"H\" body version\n"},
        {"E×U", ROOT "2 A@0 A@0 A@0 L", "update remote A body version\nwrite local A version\n"},
        {"E×E, different blocks", ROOT "2 A@0 A@0 A@0 L R merges", "update remote A merged body version\nwrite local A merged body version\n"},
        {"E×E, same change", ROOT "2 A@0 A@0 A@0 L R equal", "write local A version\nrecord A body version\n"},
        {"E×E, same block", ROOT "2 A@0 A@0 A@0 L R overlaps", "hold A body: both sides changed the same block\n"},
        {"E×R", ROOT "2 A@0 A@0 B@0 L", "update remote A body version\nmove local A title \"B\"\nwrite local A title \"B\" version\nrecord A version\n"},
        {"E×M", ROOT "2 A@0 A@0 A@- L", "update remote A body version\nmove local A under the top\nwrite local A version\n"},
        {"E×D", ROOT "2 A@0 A@0 - L trashed", "hold A page: changed here, deleted in Confluence\n"},
        {"R×U", ROOT "2 A@0 B@0 A@0", "update remote B title \"B\" version\nwrite local B version\n"},
        {"R×E", ROOT "2 A@0 B@0 A@0 R", "update remote B title \"B\" version\nwrite local B body version\n"},
        {"R×R, same", ROOT "2 A@0 B@0 B@0", "write local B version\nrecord B title \"B\" version\n"},
        {"R×R, different", ROOT "2 A@0 B@0 C@0", "write local B version\nrecord B version\nhold B title: both sides changed the title, in different ways\n"},
        {"R×M", ROOT "2 A@0 B@0 A@-", "update remote B title \"B\" version\nmove local B under the top\nwrite local B version\n"},
        {"R×D", ROOT "2 A@0 B@0 - trashed", "hold B page: changed here, deleted in Confluence\n"},
        {"M×U", ROOT "2 A@0 A@- A@0", "move remote A under the top\n"},
        {"M×E", ROOT "2 A@0 A@- A@0 R", "move remote A under the top\nwrite local A body version\n"},
        {"M×R", ROOT "2 A@0 A@- B@0", "move remote A under the top\nmove local A title \"B\"\nwrite local A title \"B\" version\nrecord A version\n"},
        {"M×M, same", ROOT "2 A@0 A@- A@-", "record A under the top\n"},
        {"M×M, different", ROOT "2 A@0 A@- A@2\n3 B@0 B@0 B@0", "move local A under \"B\"\nnote A place: moved here, but Confluence's place wins\n"},
        {"M×D", ROOT "2 A@0 A@- - trashed", "trash local A: trashed in Confluence\n"},
        {"D×U", ROOT "2 A@0 - A@0", "trash remote \"A\"\n"},
        {"D×E", ROOT "2 A@0 - A@0 R", "create local \"A\" title \"A\" under \"H\" body version: deleted here, but changed in Confluence\n"},
        {"D×R", ROOT "2 A@0 - B@0", "create local \"B\" title \"B\" under \"H\" body version: deleted here, but changed in Confluence\n"},
        {"D×M", ROOT "2 A@0 - A@-", "create local \"A\" title \"A\" under the top body version: deleted here, but changed in Confluence\n"},
        {"D×D", ROOT "2 A@0 - - trashed", "forget \"A\"\n"},
        {"D×vanished", ROOT "2 A@0 - -", "forget \"A\"\n"},
        {"C×absent", ROOT "0 - A@0 -", "create remote A title \"A\" under \"H\" body version\nwrite local A version\n"},
        {"C×E, its title", ROOT "2 A@0 A@0 B@0\n0 - B@0 -", "move local A title \"B\"\nwrite local A title \"B\" version\nrecord A version\nhold B page: another page has or gets this title\n"},
        {"C×C, equal", ROOT "2 - A@0 A@0", "record A title \"A\" under \"H\" body version\n"},
        {"C×C, equal, without its id", ROOT "2 - A@0 A@0 unmarked", "write local A version\nrecord A title \"A\" under \"H\" body version\n"},
        {"C×C, different", ROOT "2 - A@0 A@0 L", "hold A page: file and page differ, and nothing tells what they had in common\n"},
        {"C×C, two pages of one title", ROOT "2 - - A@0\n0 - A@0 -", "create local \"A\" title \"A\" under \"H\" body version\nhold A page: another page has or gets this title\n"},
        {"C×C, two titles", ROOT "2 - - A@0\n0 - B@0 -", "create remote B title \"B\" under \"H\" body version\ncreate local \"A\" title \"A\" under \"H\" body version\nwrite local B version\n"},
        {"C×vanished", ROOT "2 - A@0 -", "hold A page: the file names a page that is not known here nor there\n"},
    };
    /* clang-format on */
    check_all(cases, COUNT_OF(cases), SYNC_BOTH);
}

static void attributes_go_their_own_ways(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct plan_case cases[] = {
        {"held body, pulled title", ROOT "2 A@0 A@0 B@0 L R overlaps", "move local A title \"B\"\nwrite local A title \"B\"\nhold A body: both sides changed the same block\n"},
        {"held body, front matter without its id", ROOT "2 A@0 A@0 A@0 L R overlaps unmarked", "hold A body: both sides changed the same block\n"},
        {"held body, pushed title and place", ROOT "2 A@0 B@- A@0 L R overlaps", "move remote B under the top\nupdate remote B title \"B\"\nhold B body: both sides changed the same block\n"},
        {"held title, merged body", ROOT "2 A@0 B@0 C@0 L R merges", "update remote B merged body version\nwrite local B merged body version\nhold B title: both sides changed the title, in different ways\n"},
        {"all three here", ROOT "2 A@0 B@- A@0 L", "move remote B under the top\nupdate remote B title \"B\" body version\nwrite local B version\n"},
        {"all three there", ROOT "2 A@0 A@0 B@- R", "move local A title \"B\" under the top\nwrite local A title \"B\" body version\n"},
        {"title and body there, place here", ROOT "2 A@0 A@- B@0 R", "move remote A under the top\nmove local A title \"B\"\nwrite local A title \"B\" body version\n"},
        {"its file lost its id", ROOT "2 A@0 A@0 A@0 unmarked", "write local A version\n"},
    };
    /* clang-format on */
    check_all(cases, COUNT_OF(cases), SYNC_BOTH);
}

static void the_tree_stays_a_tree(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct plan_case cases[] = {
        {"a deleted page with a child that stays comes back",
         ROOT "2 A@0 - A@0\n3 B@1 B@1 B@1",
         "create local \"A\" title \"A\" under \"H\" body version: deleted here, but pages below it stay\n"},
        {"a deleted branch goes leaves first",
         ROOT "2 A@0 - A@0\n3 B@1 - B@1\n4 C@2 - C@2",
         "trash remote \"C\"\ntrash remote \"B\"\ntrash remote \"A\"\n"},
        {"a changed leaf keeps the branch",
         ROOT "2 A@0 - A@0\n3 B@1 - B@1 R",
         "create local \"A\" title \"A\" under \"H\" body version: deleted here, but pages below it stay\n"
         "create local \"B\" title \"B\" under \"A\" body version: deleted here, but changed in Confluence\n"},
        {"a child leaves before its parent is trashed",
         ROOT "2 A@0 - A@0\n3 B@1 B@0 B@1",
         "move remote B under \"H\"\ntrash remote \"A\"\n"},
        {"moved here below a page that was deleted there",
         ROOT "2 A@0 A@0 - trashed\n3 B@0 B@1 B@0",
         "move local B under \"H\"\ntrash local A: trashed in Confluence\nnote B place: moved here, but Confluence's place wins\n"},
        {"new below a page that was deleted there",
         ROOT "2 A@0 A@0 - trashed\n0 - B@1 -\n0 - C@2 -",
         "trash local A: trashed in Confluence\nhold B page: the page above it was deleted\nhold C page: the page above it cannot be created\n"},
        {"each moved below the other",
         ROOT "2 A@0 A@2 A@0\n3 B@0 B@0 B@1",
         "move local A under \"H\"\nmove local B under \"A\"\nnote A place: moved here, but Confluence's place wins\n"},
        {"parent and child exchanged here",
         ROOT "2 A@0 A@2 A@0\n3 B@1 B@0 B@1",
         "move remote B under \"H\"\nmove remote A under \"B\"\n"},
        {"parent and child exchanged there",
         ROOT "2 A@0 A@0 A@2\n3 B@1 B@1 B@0",
         "move local B under \"H\"\nmove local A under \"B\"\n"},
        {"new pages, the parent first",
         ROOT "0 - B@2 -\n0 - C@0 -\n0 - A@1 -",
         "create remote C title \"C\" under \"H\" body version\ncreate remote B title \"B\" under \"C\" body version\n"
         "create remote A title \"A\" under \"B\" body version\n"
         "write local B version\nwrite local C version\nwrite local A version\n"},
        {"a page moves below a new one",
         ROOT "2 A@0 A@2 A@0\n0 - N@0 -",
         "create remote N title \"N\" under \"H\" body version\nmove remote A under \"N\"\nwrite local N version\n"},
        {"a page moves below a new one, out of a deleted one",
         ROOT "2 D@0 - D@0\n3 A@1 A@3 A@1\n0 - N@0 -",
         "move remote A under \"H\"\ntrash remote \"D\"\ncreate remote N title \"N\" under \"H\" body version\nmove remote A under \"N\"\nwrite local N version\n"},
        {"a page moves below its child, which moves below a new one",
         ROOT "2 A@0 A@2 A@0\n3 B@1 B@3 B@1\n0 - N@0 -",
         "move remote B under \"H\"\nmove remote A under \"B\"\ncreate remote N title \"N\" under \"H\" body version\nmove remote B under \"N\"\nwrite local N version\n"},
        {"moved below a new page that cannot be created",
         ROOT "2 A@0 A@2 A@0\n0 - H@0 -",
         "hold A place: the page above it cannot be created\nhold H page: another page has or gets this title\n"},
        {"the root page comes back", "1 H@- - H@- root\n2 A@0 A@0 A@0",
         "create local \"H\" title \"H\" under the top body version: deleted here, but it is the root page\n"},
        {"in a folder that belongs to no page", ROOT "2 A@0 A@0 A@0 stranded",
         "move local A under \"H\": its folder belongs to no page\n"},
        {"the folder of a parent that is unknown", ROOT "2 A@gone A@0 A@0", "record A under \"H\"\n"},
    };
    /* clang-format on */
    check_all(cases, COUNT_OF(cases), SYNC_BOTH);
}

static void titles_stay_unique(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct plan_case cases[] = {
        {"a title that becomes free",
         ROOT "2 A@0 B@0 A@0\n3 B@0 C@0 B@0",
         "update remote C title \"C\" version\nupdate remote B title \"B\" version\nwrite local B version\nwrite local C version\n"},
        {"two pages exchange titles",
         ROOT "2 A@0 B@0 A@0\n3 B@0 A@0 B@0",
         "retitle remote B title \"A [confsync 2]\"\nupdate remote A title \"A\" version\nupdate remote B title \"B\" version\n"
         "write local B version\nwrite local A version\n"},
        {"a temporary title is taken back",
         ROOT "2 A@0 A@0 A@0 temporary",
         "update remote A title \"A\" version\nwrite local A version\n"},
        {"a temporary title stays while its own is taken",
         ROOT "2 A@0 A@0 A@0 temporary\n3 B@0 B@0 A@0",
         "move local B title \"A\"\nwrite local B title \"A\" version\nrecord B version\nhold A title: another page has or gets this title\n"},
        {"taken by a page that stays",
         ROOT "2 A@0 B@0 A@0\n3 B@0 B@0 B@0",
         "hold B title: another page has or gets this title\n"},
        {"taken in another case",
         ROOT "2 A@0 b@0 A@0\n3 B@0 B@0 B@0",
         "hold b title: another page has or gets this title\n"},
        {"only its case changed",
         ROOT "2 a@0 A@0 a@0",
         "update remote A title \"A\" version\nwrite local A version\n"},
        {"two new pages of one title",
         ROOT "0 - A@0 -\n0 - A@0 -",
         "hold A page: another page has or gets this title\nhold A page: another page has or gets this title\n"},
        {"the title of a page that is deleted",
         ROOT "2 A@0 - A@0\n0 - A@0 -",
         "trash remote \"A\"\ncreate remote A title \"A\" under \"H\" body version\nwrite local A version\n"},
        {"new below a page whose title is taken",
         ROOT "0 - H@0 -\n0 - B@1 -",
         "hold H page: another page has or gets this title\nhold B page: the page above it cannot be created\n"},
    };
    /* clang-format on */
    check_all(cases, COUNT_OF(cases), SYNC_BOTH);
}

static void a_push_writes_only_there_and_what_must_follow(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct plan_case cases[] = {
        {"E×U", ROOT "2 A@0 A@0 A@0 L", "update remote A body version\nwrite local A version\n"},
        {"U×E", ROOT "2 A@0 A@0 A@0 R", ""},
        {"U×R", ROOT "2 A@0 A@0 B@0", ""},
        {"U×D", ROOT "2 A@0 A@0 - trashed", ""},
        {"absent×C", ROOT "2 - - A@0", ""},
        {"merge", ROOT "2 A@0 A@0 A@0 L R merges", "update remote A merged body version\nwrite local A merged body version\n"},
        {"a file that an interrupted push left without its id", ROOT "2 A@0 A@0 A@0 unmarked", "write local A version\n"},
        {"a file without its id, edited remotely", ROOT "2 A@0 A@0 A@0 R unmarked", ""},
        {"overlap", ROOT "2 A@0 A@0 A@0 L R overlaps", "hold A body: both sides changed the same block\n"},
        {"same change", ROOT "2 A@0 A@0 A@0 L R equal", "record A body version\n"},
        {"E×R", ROOT "2 A@0 A@0 B@0 L", "update remote A body version\nwrite local A version\n"},
        {"D×E", ROOT "2 A@0 - A@0 R", "note \"A\" page: deleted here, but changed in Confluence\n"},
        {"a deleted page with a child that stays", ROOT "2 A@0 - A@0\n3 B@1 B@1 B@1", "note \"A\" page: deleted here, but pages below it stay\n"},
    };
    /* clang-format on */
    check_all(cases, COUNT_OF(cases), SYNC_PUSH);
}

static void a_pull_writes_only_here(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct plan_case cases[] = {
        {"E×U", ROOT "2 A@0 A@0 A@0 L", ""},
        {"R×E", ROOT "2 A@0 B@0 A@0 R", "write local B body version\n"},
        {"D×U", ROOT "2 A@0 - A@0", ""},
        {"D×E", ROOT "2 A@0 - A@0 R", "create local \"A\" title \"A\" under \"H\" body version: deleted here, but changed in Confluence\n"},
        {"C", ROOT "0 - A@0 -", ""},
        {"merge", ROOT "2 A@0 A@0 A@0 L R merges", "write local A merged body version\n"},
        {"exchange", ROOT "2 A@0 B@0 A@0\n3 B@0 A@0 B@0", ""},
        {"kept", ROOT "2 A@0 A@0 - L trashed kept", ""},
    };
    /* clang-format on */
    check_all(cases, COUNT_OF(cases), SYNC_PULL);
}

static void faulty_files_and_decisions_are_respected(void **state)
{
    (void)state;
    /* clang-format off */
    static const struct plan_case cases[] = {
        {"a faulty file is left alone", ROOT "2 A@0 A@0 B@- R faulty", "hold A page: line 2: not YAML\n"},
        {"a faulty file of a deleted page", ROOT "2 A@0 A@0 - trashed faulty", "hold A page: line 2: not YAML\n"},
        {"a faulty new file, and one below it", ROOT "0 - A@0 - faulty\n0 - B@1 -", "hold A page: line 2: not YAML\nhold B page: the page above it cannot be created\n"},
        {"kept", ROOT "2 A@0 A@0 - L trashed kept", "restore remote A: you decided to keep it\n"},
    };
    /* clang-format on */
    check_all(cases, COUNT_OF(cases), SYNC_BOTH);
}

static void a_page_that_must_not_lose_anything_is_held_where_it_would_be_sent(void **state)
{
    (void)state;
    /* clang-format off */
#define LOSES ": something of it would be lost, and --strict forbids that\n"
    static const struct plan_case both[] = {
        {"an edit", ROOT "2 A@0 B@0 A@0 L refused", "hold B page" LOSES},
        {"a merge", ROOT "2 A@0 A@0 A@0 L R merges refused", "hold A page" LOSES},
        {"a new page, and one below it", ROOT "0 - A@0 - refused\n0 - B@1 -", "hold A page" LOSES "hold B page: the page above it cannot be created\n"},
        {"the same on both sides", ROOT "2 A@0 A@0 A@0 L R equal refused", "write local A version\nrecord A body version\n"},
        {"trashed there", ROOT "2 A@0 A@0 - trashed L refused", "hold A page: changed here, deleted in Confluence\n"},
    };
    static const struct plan_case pull[] = {
        {"an edit", ROOT "2 A@0 A@0 A@0 L refused", ""},
        {"a merge", ROOT "2 A@0 A@0 A@0 L R merges refused", "write local A merged body version\n"},
    };
    /* clang-format on */

    check_all(both, COUNT_OF(both), SYNC_BOTH);
    check_all(pull, COUNT_OF(pull), SYNC_PULL);
}

static void what_looks_like_deletion_of_everything_stops(void **state)
{
    (void)state;
    static const struct {
        const char *facts;
        bool is_stopped;
    } cases[] = {
        {"1 H@- H@- - root\n2 A@0 A@0 -", true},
        {"1 H@- H@- - root trashed\n2 A@0 A@0 A@-", true},
        {"1 H@- - H@- root\n2 A@0 - A@0", true},
        {"1 - - H@- root\n2 - - A@0", false},
        {"1 H@- H@- H@- root\n2 A@0 - A@0", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        const struct plan *plan =
            plan_make(arena, facts_from_text(arena, cases[i].facts), SYNC_BOTH, NULL);
        assert_int_equal(plan->stopped_by != NULL, cases[i].is_stopped);
    }
}

static bool has_title(void *context, const struct facts *facts, size_t page)
{
    return strcmp(page_facts_title(&facts->pages[page]), context) == 0;
}

static void pages_that_were_not_selected_are_planned_around(void **state)
{
    (void)state;
    static const struct {
        const char *facts;
        const char *title;
        const char *plan;
    } cases[] = {
        {ROOT "2 A@0 A@0 A@0 L\n3 B@0 B@0 B@0 L", "B",
         "update remote B body version\nwrite local B version\n"},
        {ROOT "2 A@0 C@0 A@0\n3 B@0 A@0 B@0", "A",
         "hold A title: another page has or gets this title\n"},
        {ROOT "0 - A@0 -\n0 - B@1 -", "B", ""},
        {ROOT "2 A@0 - A@0\n3 B@1 - B@1", "A",
         "create local \"A\" title \"A\" under \"H\" body version: "
         "deleted here, but pages below it stay\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
        char title[8];
        (void)snprintf(title, sizeof title, "%s", cases[i].title);
        struct page_selection selection = {has_title, title};
        const struct facts *facts = facts_from_text(arena, cases[i].facts);
        plan_print(&text, facts, plan_make(arena, facts, SYNC_BOTH, &selection));
        assert_string_equal(strbuf_text(&text), cases[i].plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_of_the_matrix_has_its_steps),
        cmocka_unit_test(attributes_go_their_own_ways),
        cmocka_unit_test(the_tree_stays_a_tree),
        cmocka_unit_test(titles_stay_unique),
        cmocka_unit_test(a_push_writes_only_there_and_what_must_follow),
        cmocka_unit_test(a_pull_writes_only_here),
        cmocka_unit_test(faulty_files_and_decisions_are_respected),
        cmocka_unit_test(a_page_that_must_not_lose_anything_is_held_where_it_would_be_sent),
        cmocka_unit_test(what_looks_like_deletion_of_everything_stops),
        cmocka_unit_test(pages_that_were_not_selected_are_planned_around),
    };
    return cmocka_run_group_tests_name("sync/plan", tests, NULL, NULL);
}
