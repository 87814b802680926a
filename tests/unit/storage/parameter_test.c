/* SPDX-License-Identifier: MIT */
#include "storage/parameter.h"

#include "unit.h"

static const struct xml_node *parse(struct arena *arena, const char *storage)
{
    struct xml_node *root = NULL;
    struct xml_fault fault;

    assert_true(storage_parse(arena, slice_from(storage), &root, &fault));
    return root->first_child;
}

#define PARAMETER(content) "<ac:parameter ac:name=\"p\">" content "</ac:parameter>"

static void resources_are_written_as_they_were_read(void **state)
{
    (void)state;
    static const char *const parameters[] = {
        PARAMETER("<ac:link/>"),
        PARAMETER("<ac:link><ri:page ri:content-title=\"T\"/></ac:link>"),
        PARAMETER("<ri:user ri:userkey=\"1\"/><ri:user ri:userkey=\"2\"/>"),
        PARAMETER("<ri:attachment ri:filename=\"f\"/>"),
        PARAMETER("<ri:url ri:value=\"https://a.b\"/>"),
    };

    for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf written = STRBUF(1000);
        const struct xml_node *element = parse(arena, parameters[i]);
        struct macro_parameter parameter = {.name = parameter_name(element)};

        assert_true(parameter_is(element));
        assert_true(parameter_read_targets(arena, element, &parameter));
        parameter_write(&written, &parameter);
        assert_string_equal(strbuf_text(&written), parameters[i]);
    }
}

static void anything_else_is_no_resource(void **state)
{
    (void)state;
    static const char *const parameters[] = {
        PARAMETER(""),
        PARAMETER("text"),
        PARAMETER("<a href=\"u\">b</a>"),
        PARAMETER("<ri:page ri:content-title=\"T\"/>"),
        PARAMETER("<ac:link ac:anchor=\"a\"><ri:page ri:content-title=\"T\"/></ac:link>"),
        PARAMETER("<ac:link><ri:user ri:userkey=\"1\"/></ac:link>"),
        PARAMETER("<ri:user ri:userkey=\"1\"/> and text"),
    };

    for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct macro_parameter parameter = {.target_count = 0};

        assert_false(parameter_read_targets(arena, parse(arena, parameters[i]), &parameter));
    }
}

static void the_parameter_of_confluence_4_has_no_name(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    const struct xml_node *element = parse(arena, "<ac:default-parameter>a</ac:default-parameter>");

    assert_true(parameter_is(element));
    assert_int_equal(parameter_name(element).length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resources_are_written_as_they_were_read),
        cmocka_unit_test(anything_else_is_no_resource),
        cmocka_unit_test(the_parameter_of_confluence_4_has_no_name),
    };
    return cmocka_run_group_tests_name("storage/parameter", tests, NULL, NULL);
}
