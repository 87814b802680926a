/* SPDX-License-Identifier: MIT */
#include "markdown/attributes_internal.h"

#include "unit.h"

static void keys_are_words(void **state)
{
    (void)state;

    assert_true(attribute_is_key(slice_from("maxLevel")) &&
                attribute_is_key(slice_from("a-b_c.d:1")));
    assert_false(attribute_is_key(slice_from("")) || attribute_is_key(slice_from("a b")));
    assert_false(attribute_is_key(slice_from("-a")) || attribute_is_key(slice_from("a--b")));
    assert_false(attribute_is_key(slice_from("a=")) || attribute_is_key((struct slice){"a\0b", 3}));
}

static void values_survive_a_comment(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const char *written;
    } cases[] = {
        {"3", " k=\"3\""},
        {"a \"b\" & <c>", " k=\"a &quot;b&quot; &amp; <c>\""},
        {"a-->b", " k=\"a-&#45;>b\""},
        {"-----", " k=\"-&#45;&#45;&#45;&#45;\""},
        {"a\nb\tc", " k=\"a&#10;b&#9;c\""},
        {"&amp;", " k=\"&amp;amp;\""},
        {"", " k=\"\""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
        struct macro macro = {0};
        attribute_write(&out, slice_from("k"), slice_from(cases[i].value));
        assert_string_equal(strbuf_text(&out), cases[i].written);
        assert_true(attribute_list_read(arena, strbuf_slice(&out), &macro));
        assert_int_equal(macro.parameter_count, 1);
        assert_true(slice_equals(macro.parameters[0].name, "k"));
        assert_true(slice_equals(macro.parameters[0].value, cases[i].value));
    }
}

static void values_survive_an_info_string(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const char *written;
    } cases[] = {
        {"a \"b\" & -- <c>", " k=\"a \"b\" & -- <c>\" n=\"1\""},
        {"\"", " k=\"\"\" n=\"1\""},
        {"a\" ", " k=\"a\" \" n=\"1\""},
        {"a\" b", " k=\"a\" b\" n=\"1\""},
        {"a\" b=\"c", " k=\"a&quot; b=&quot;c\" n=\"1\""},
        {"a\" b=", " k=\"a&quot; b=\" n=\"1\""},
        {"a=\"b\"", " k=\"a=\"b\"\" n=\"1\""},
        {"a b=", " k=\"a b=\" n=\"1\""},
        {"\"a\" b c=\"d\"", " k=\"&quot;a&quot; b c=&quot;d&quot;\" n=\"1\""},
        {"b=", " k=\"b=\" n=\"1\""},
        {"a\"b=\"c", " k=\"a&quot;b=&quot;c\" n=\"1\""},
        {"&quot; &copy; &", " k=\"&amp;quot; &amp;copy; &\" n=\"1\""},
        {"a\nb", " k=\"a&#10;b\" n=\"1\""},
        {"", " k=\"\" n=\"1\""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
        struct macro macro = {0};
        attribute_write_info(&out, slice_from("k"), slice_from(cases[i].value));
        attribute_write_info(&out, slice_from("n"), slice_from("1"));
        assert_string_equal(strbuf_text(&out), cases[i].written);
        assert_true(attribute_info_read(arena, strbuf_slice(&out), &macro));
        assert_int_equal(macro.parameter_count, 2);
        assert_true(slice_equals(macro.parameters[0].value, cases[i].value));
    }
}

static void an_info_string_without_a_clear_end_is_no_list(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct macro macro = {0};
    static const char *const wrong[] = {"a=\"1\"b=\"2\"", "a=\"1\" x", "a=\"1\" x b=\"2\"",
                                        "a=\"1"};

    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(attribute_info_read(arena, slice_from(wrong[i]), &macro));
    }
}

static void a_parameter_without_a_name_comes_back(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
    struct macro macro = {0};

    attribute_write(&out, slice_from(""), slice_from("a"));
    assert_string_equal(strbuf_text(&out), " =\"a\"");
    assert_true(attribute_list_read(arena, strbuf_slice(&out), &macro));
    assert_int_equal(macro.parameters[0].name.length, 0);
    assert_true(slice_equals(macro.parameters[0].value, "a"));
}

static void a_list_is_read_whole_or_not_at_all(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct macro macro = {0};

    assert_true(attribute_list_read(arena, slice_from(" a=\"1\"\n b=\"2 3\" "), &macro));
    assert_int_equal(macro.parameter_count, 2);
    static const char *const wrong[] = {"a",         "a=1",      "a=\"1",    "a=\"1\"b=\"2\"",
                                        "a=\"1\" x", "a =\"1\"", "~raw=\"1", "a~b=\"1\""};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_false(attribute_list_read(arena, slice_from(wrong[i]), &macro));
        assert_int_equal(macro.parameter_count, 2);
    }
}

static void references_are_decoded(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    static const struct {
        const char *text;
        const char *decoded;
    } cases[] = {
        {"a", "a"},
        {"&lt;&gt;&amp;&quot;&apos;", "<>&\"'"},
        {"&#65;&#x42;&#X43;", "ABC"},
        {"&nbsp;", "\xC2\xA0"},
        {"&#x1F6A2;", "🚢"},
        {"&copy; & &; &#; &#x; &#0; &#xD800; &#x110000; &#99999999;",
         "&copy; & &; &#; &#x; &#0; &#xD800; &#x110000; &#99999999;"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice decoded = reference_decode(arena, slice_from(cases[i].text));
        assert_true(slice_equals(decoded, cases[i].decoded));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_words),
        cmocka_unit_test(values_survive_a_comment),
        cmocka_unit_test(values_survive_an_info_string),
        cmocka_unit_test(an_info_string_without_a_clear_end_is_no_list),
        cmocka_unit_test(a_parameter_without_a_name_comes_back),
        cmocka_unit_test(a_list_is_read_whole_or_not_at_all),
        cmocka_unit_test(references_are_decoded),
    };
    return cmocka_run_group_tests_name("markdown/attributes", tests, NULL, NULL);
}
