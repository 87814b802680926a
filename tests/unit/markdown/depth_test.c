/* SPDX-License-Identifier: MIT */
#include "markdown/depth_internal.h"

#include "base/limit.h"
#include "base/strbuf.h"
#include "markdown/read.h"
#include "unit.h"

#define BEFORE   "a\n\n"
#define TOO_DEEP "line 3: nested deeper than 256 levels"

struct nested {
    const char *what;
    const char *open;
    const char *close;
    size_t most; /* of them that can be read in each other */
};

static bool reads(const struct nested *nested, size_t count, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    CLEANUP_STRBUF struct strbuf text = STRBUF(LIMIT_PAGE);
    struct markdown_options options = MARKDOWN_OPTIONS_DEFAULT;
    struct block *page = NULL;

    strbuf_append(&text, BEFORE);
    for (size_t i = 0; i < count; i++) {
        strbuf_append(&text, nested->open);
    }
    strbuf_append(&text, "b");
    for (size_t i = 0; i < count; i++) {
        strbuf_append(&text, nested->close);
    }
    return markdown_read(arena, strbuf_slice(&text), &options, NULL, &page, error);
}

static void what_is_nested_too_deeply_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct nested cases[] = {
        {"tags", "<u>", "</u>", 255},
        {"emphasis", "*a ", " a*", 255},
        {"lists", "- ", "", 128},
        {"quotes", ">", "", 255},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct error error;
        if (!reads(&cases[i], cases[i].most, &error)) {
            fail_msg("%s: %s", cases[i].what, error.message);
        }
        if (reads(&cases[i], cases[i].most + 1, &error)) {
            fail_msg("%s: was read", cases[i].what);
        }
        assert_string_equal(error.message, TOO_DEEP);
        assert_false(reads(&cases[i], (size_t)3 * LIMIT_DEPTH, &error));
        assert_string_equal(error.message, TOO_DEEP);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_nested_too_deeply_is_refused_with_its_line),
    };
    return cmocka_run_group_tests_name("markdown/depth", tests, NULL, NULL);
}
