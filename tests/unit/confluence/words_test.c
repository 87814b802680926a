/* SPDX-License-Identifier: MIT */
#include "confluence/words_internal.h"

#include <string.h>

#include "unit.h"

static void the_words_of_servers_become_one_clean_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"Cannot find a page with id [7]", "Cannot find a page with id [7]"},
        {"", ""},
        {" \n\t ", ""},
        {"one\n  two\r\n\tthree ", "one two three"},
        {"com.atlassian.confluence.api.service.exceptions.BadRequestException: Error parsing "
         "xhtml: Unexpected close tag </p>; expected </b>.\n at [row,col]: [1,20]",
         "Error parsing xhtml: Unexpected close tag </p>; expected </b>. at [row,col]: [1,20]"},
        {"failed: com.example.Outer$InnerException: java.lang.OutOfMemoryError: heap",
         "failed: heap"},
        {"com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException: 403 "
         "FORBIDDEN \"Request rejected because caller cannot access Confluence\"",
         "Request rejected because caller cannot access Confluence"},
        {"404 NOT_FOUND \"\"", "404 NOT_FOUND \"\""},
        {"403 words that \"quote\"", "403 words that \"quote\""},
        {"GoneException: This deprecated endpoint has been removed.",
         "GoneException: This deprecated endpoint has been removed."},
        {"see example.com: it helps", "see example.com: it helps"},
        {"www.example.com: an Error", "www.example.com: an Error"},
        {"bell\a and\x1b[31m red\x7f", "bell and[31m red"},
        {"caf\xc3\xa9 \xff\xfe broken \xc3", "café broken"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf words = STRBUF(MOST_QUOTED);
        words_clean(&words, slice_from(cases[i].text));
        assert_string_equal(strbuf_text(&words), cases[i].words);
    }
}

static void long_texts_are_cut_between_characters(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf words = STRBUF(12);

    words_clean(&words, SLICE_LITERAL("aéééééééééé"));

    assert_string_equal(strbuf_text(&words), "aééé...");
    assert_false(words.is_full);
}

static void a_text_that_just_fits_is_not_cut(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf words = STRBUF(12);

    words_clean(&words, SLICE_LITERAL("12345678"));

    assert_string_equal(strbuf_text(&words), "12345678");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_words_of_servers_become_one_clean_line),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(a_text_that_just_fits_is_not_cut),
    };
    return cmocka_run_group_tests_name("confluence/words", tests, NULL, NULL);
}
