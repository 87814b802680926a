/* SPDX-License-Identifier: MIT */
#include "sandbox/link.h"

#include "unit.h"

/* Ids and short links that real sites gave out together. */
struct tiny {
    long long id;
    const char *link;
};

static const struct tiny recorded[] = {
    {2719745, "/x/AYAp"}, {1441795, "/x/AwAW"},   {2818049, "/x/AQAr"}, {98581, "/x/FYEB"},
    {458765, "/x/DQAH"},  {71210367, "/x/f5U_B"}, {9175041, "/x/AQCM"},
};

static void short_links_are_those_of_confluence(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();

    for (size_t i = 0; i < COUNT_OF(recorded); i++) {
        assert_string_equal(link_tiny(arena, recorded[i].id), recorded[i].link);
    }
}

static void short_links_lead_back_to_the_id(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    long long id = 0;

    for (size_t i = 0; i < COUNT_OF(recorded); i++) {
        assert_true(link_tiny_parse(arena, slice_from(recorded[i].link + 3), &id));
        assert_int_equal(id, recorded[i].id);
    }
    assert_false(link_tiny_parse(arena, SLICE_LITERAL("no!"), &id));
    assert_false(link_tiny_parse(arena, SLICE_LITERAL("AAAAAAAAAAAAAAAA"), &id));
}

static void titles_are_written_with_plus_signs(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct page page = {.id = 7, .space_key = "Docs", .title = SLICE_LITERAL("A + B / é? 100%")};

    assert_string_equal(link_webui(arena, &page),
                        "/spaces/Docs/pages/7/A+%2B+B+%2F+%C3%A9%3F+100%25");
    assert_string_equal(link_editui(arena, &page), "/pages/resumedraft.action?draftId=7");
    assert_string_equal(link_edit_v2(arena, &page), "/spaces/Docs/pages/edit-v2/7");
}

static void a_home_page_has_the_address_of_its_space(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct page page = {
        .id = 7, .space_key = "Docs", .is_homepage = true, .title = SLICE_LITERAL("Home")};

    assert_string_equal(link_webui(arena, &page), "/spaces/Docs/overview");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_links_are_those_of_confluence),
        cmocka_unit_test(short_links_lead_back_to_the_id),
        cmocka_unit_test(titles_are_written_with_plus_signs),
        cmocka_unit_test(a_home_page_has_the_address_of_its_space),
    };
    return cmocka_run_group_tests_name("sandbox/link", tests, NULL, NULL);
}
