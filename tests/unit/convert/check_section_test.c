/* SPDX-License-Identifier: MIT */
#include "convert/check_section.h"

#include <string.h>

#include "convert/convert.h"
#include "unit.h"

#define LAYOUT(type)                                                                               \
    "<ac:layout><ac:layout-section ac:type=\"" type "\"><ac:layout-cell><p>a</p></ac:layout-cell>" \
    "</ac:layout-section></ac:layout>"
#define MARKDOWN(type, text)                                                                       \
    "<!-- cf:layout -->\n<!-- cf:section " type " -->\n<!-- cf:cell -->\n\n" text                  \
    "\n\n<!-- cf:end layout -->\n"

static const struct markdown_options options = {.attachments = "_attachments/"};

/* Whether the page can be made to say that. */
static bool is_accepted(const char *storage, const char *edited, struct error *error)
{
    CLEANUP(arena) struct arena *arena = arena_new();
    struct conversion_report report = {.kept = 0};
    struct conversion_base base;
    struct slice result;

    return convert_to_markdown(arena, slice_from(storage), &options, &base, error) &&
           convert_to_storage(arena, slice_from(edited), &base, &options, &result, &report, error);
}

static void a_type_that_confluence_does_not_know_is_refused_with_those_it_knows(void **state)
{
    (void)state;
    struct error error;

    assert_false(is_accepted("<p>b</p>", MARKDOWN("bogus", "a"), &error));
    assert_non_null(strstr(error.message, "line 2: \"bogus\""));
    assert_non_null(strstr(error.message, "two_equal, two_left_sidebar"));
    assert_false(is_accepted(LAYOUT("single"), MARKDOWN("bogus", "a"), &error));
    assert_true(is_accepted(LAYOUT("single"), MARKDOWN("two_equal", "a"), &error));
}

static void what_the_page_has_already_stays(void **state)
{
    (void)state;
    struct error error;

    assert_true(is_accepted(LAYOUT("of-tomorrow"), MARKDOWN("of-tomorrow", "b"), &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_type_that_confluence_does_not_know_is_refused_with_those_it_knows),
        cmocka_unit_test(what_the_page_has_already_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
