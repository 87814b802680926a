/* SPDX-License-Identifier: MIT */
#include "confluence/json_internal.h"

#include <string.h>

#include "unit.h"

static struct http_answer answer_of(const char *content_type, const char *body)
{
    return (struct http_answer){
        .status = 200,
        .content_type = content_type,
        .body = slice_from(body),
    };
}

static void members_that_are_not_as_expected_are_not_there(void **state)
{
    (void)state;
    json_auto_t *json = json_loads("{\"a\":\"x\",\"n\":null,\"i\":7,\"f\":1.5}", 0, NULL);

    assert_string_equal(member_text(json, "a"), "x");
    assert_null(member_text(json, "n"));
    assert_null(member_text(json, "i"));
    assert_null(member_text(json, "none"));
    assert_null(member_text(NULL, "a"));
    assert_string_equal(member_text_or_empty(json, "n"), "");
    assert_int_equal(member_number(json, "i", -1), 7);
    assert_int_equal(member_number(json, "f", -1), -1);
    assert_int_equal(member_number(json, "a", -1), -1);
}

static void only_what_says_that_it_is_json_is_read_as_json(void **state)
{
    (void)state;
    static const struct {
        const char *content_type;
        const char *body;
        bool is_json;
    } cases[] = {
        {"application/json", "{}", true},
        {"application/json;charset=UTF-8", "[1]", true},
        {"application/problem+json", "{}", true},
        {"text/html", "{}", false},
        {"", "{}", false},
        {"application/json", "", false},
        {"application/json", "{\"a\":", false},
        {"application/json", "{\"a\":\"\xff\"}", false},
        {"application/json", "<html>", false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct http_answer answer = answer_of(cases[i].content_type, cases[i].body);
        json_auto_t *json = answer_json(&answer);
        if ((json != NULL) != cases[i].is_json) {
            fail_msg("%s: %s", cases[i].content_type, cases[i].body);
        }
    }
}

static void answers_that_are_not_json_are_described(void **state)
{
    (void)state;
    static const struct {
        const char *content_type;
        const char *body;
        const char *words;
    } cases[] = {
        {"text/html", "<html><head><title>\n Log in </title></head>",
         "an HTML page titled \"Log in\""},
        {"text/html", "<html><title lang=\"en\">Sorry</title>", "an HTML page titled \"Sorry\""},
        {"text/html", "<html><body>x</body>", "an HTML page"},
        {"text/html", "<html><title", "an HTML page"},
        {"", "<!DOCTYPE html><title>x", "an HTML page"},
        {"text/plain", "upstream  timed out\n", "plain text \"upstream timed out\""},
        {"application/json", "nonsense", "plain text \"nonsense\""},
        {"application/json", " ", "an empty answer"},
        {"", "", "an empty answer"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf words = STRBUF(1000);
        struct http_answer answer = answer_of(cases[i].content_type, cases[i].body);
        describe_answer(&answer, &words);
        assert_string_equal(strbuf_text(&words), cases[i].words);
    }
}

static void values_are_written_without_blanks(void **state)
{
    (void)state;
    CLEANUP_STRBUF struct strbuf text = STRBUF(1000);
    json_auto_t *json = json_pack("{s:s,s:[i,n]}", "a", "é\n", "b", 1);

    append_json(&text, json);

    assert_string_equal(strbuf_text(&text), "{\"a\":\"é\\n\",\"b\":[1,null]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_that_are_not_as_expected_are_not_there),
        cmocka_unit_test(only_what_says_that_it_is_json_is_read_as_json),
        cmocka_unit_test(answers_that_are_not_json_are_described),
        cmocka_unit_test(values_are_written_without_blanks),
    };
    return cmocka_run_group_tests_name("confluence/json", tests, NULL, NULL);
}
