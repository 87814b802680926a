/* SPDX-License-Identifier: MIT */
#include "markdown/raw_internal.h"

#include "unit.h"

static void line_ends_become_the_same_xml(void **state)
{
    (void)state;
    static const struct {
        const char *storage;
        const char *line;
    } cases[] = {
        {"<a>b</a>", "<a>b</a>"},
        {"<a>b\nc</a>", "<a>b&#10;c</a>"},
        {"<a>b\r\nc\rd</a>", "<a>b&#10;c&#10;d</a>"},
        {"<a\nb=\"c\nd\"\r\n/>", "<a b=\"c d\" />"},
        {"<a b=\">\n\"/>\n", "<a b=\"> \"/>&#10;"},
        {"<![CDATA[a]]>\n", "<![CDATA[a]]>&#10;"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
        assert_true(raw_write_line(&out, slice_from(cases[i].storage)));
        assert_string_equal(strbuf_text(&out), cases[i].line);
    }
}

static void what_counts_every_byte_has_no_line(void **state)
{
    (void)state;
    static const char *const storages[] = {"<a><![CDATA[b\nc]]></a>", "<!-- a\n -->", "<?a\n?>"};

    for (size_t i = 0; i < COUNT_OF(storages); i++) {
        CLEANUP_STRBUF struct strbuf out = STRBUF(1000);
        assert_false(raw_write_line(&out, slice_from(storages[i])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends_become_the_same_xml),
        cmocka_unit_test(what_counts_every_byte_has_no_line),
    };
    return cmocka_run_group_tests_name("markdown/raw", tests, NULL, NULL);
}
