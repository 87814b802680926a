/* SPDX-License-Identifier: MIT */
#include "storage/resource.h"

#include "unit.h"

static bool read_one(struct arena *arena, const char *storage, struct target *target)
{
    struct xml_node *root = NULL;
    struct xml_fault fault;

    *target = (struct target){.kind = TARGET_NONE};
    assert_true(storage_parse(arena, slice_from(storage), &root, &fault));
    return resource_read(root->first_child, target);
}

static void what_was_read_is_written(void **state)
{
    (void)state;
    static const char *const resources[] = {
        "<ri:page ri:content-title=\"A &amp; b\"/>",
        "<ri:page ri:space-key=\"S\" ri:content-title=\"A\"/>",
        "<ri:attachment ri:filename=\"a\"/>",
        "<ri:attachment ri:filename=\"a\"><ri:page ri:content-title=\"A\"/></ri:attachment>",
        "<ri:attachment ri:filename=\"a\"><ri:space ri:space-key=\"S\"/></ri:attachment>",
        "<ri:attachment ri:filename=\"a\"><ri:content-entity ri:content-id=\"4\"/></ri:attachment>",
        "<ri:url ri:value=\"https://a.b\"/>",
        "<ri:user ri:account-id=\"1\"/>",
        "<ri:user ri:userkey=\"2\"/>",
        "<ri:user ri:username=\"3\"/>",
        "<ri:space ri:space-key=\"S\"/>",
        "<ri:blog-post ri:space-key=\"S\" ri:posting-day=\"2026/10/01\" ri:content-title=\"A\"/>",
        "<ri:content-entity ri:content-id=\"4\"/>",
    };

    for (size_t i = 0; i < sizeof resources / sizeof resources[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf written = STRBUF(1000);
        struct target target;

        assert_true(read_one(arena, resources[i], &target));
        resource_write(&written, &target);
        assert_string_equal(strbuf_text(&written), resources[i]);
    }
}

static void resources_with_more_to_them_are_refused(void **state)
{
    (void)state;
    static const char *const resources[] = {
        "<ri:page/>",
        "<ri:page ri:content-title=\"\"/>",
        "<ri:page ri:content-title=\"A\" ri:other=\"b\"/>",
        "<ri:page ri:content-title=\"A\"><ri:space ri:space-key=\"S\"/></ri:page>",
        "<ri:user ri:account-id=\"1\" ri:userkey=\"2\"/>",
        "<ri:attachment ri:filename=\"a\"><ri:user ri:userkey=\"2\"/></ri:attachment>",
        "<ri:attachment ri:filename=\"a\">b</ri:attachment>",
        "<ri:shortcut ri:key=\"a\"/>",
        "<p/>",
    };

    for (size_t i = 0; i < sizeof resources / sizeof resources[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct target target;

        assert_false(read_one(arena, resources[i], &target));
        assert_int_equal(target.kind, TARGET_NONE);
    }
}

static void what_confluence_notes_for_itself_is_not_looked_at(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct target target;

    assert_true(read_one(arena,
                         "<ri:page ri:content-title=\"A\" ri:version-at-save=\"3\" "
                         "ri:local-id=\"b\"><!-- c --> </ri:page>",
                         &target));
    assert_true(slice_equals(target.title, "A"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_read_is_written),
        cmocka_unit_test(resources_with_more_to_them_are_refused),
        cmocka_unit_test(what_confluence_notes_for_itself_is_not_looked_at),
    };
    return cmocka_run_group_tests_name("storage/resource", tests, NULL, NULL);
}
