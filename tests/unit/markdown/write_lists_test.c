/* SPDX-License-Identifier: MIT */
#include "writes.h"

#define TASK(status, body)                                                                         \
    "<ac:task><ac:task-status>" status "</ac:task-status><ac:task-body>" body                      \
    "</ac:task-body></ac:task>"

static void items_stand_below_each_other(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"bullets", "<ul><li>a</li><li><p>b</p></li></ul>", "- a\n- b"},
        {"numbers", "<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"},
        {"another first number", "<ol start=\"9\"><li>a</li><li>b</li></ol>", "9. a\n10. b"},
        {"a number too long", "<ol start=\"9999999999\"><li>a</li></ol>", "999999999. a"},
        {"nested", "<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"},
        {"nested numbers", "<ol start=\"10\"><li>a<ol><li>b</li></ol></li></ol>",
         "10. a\n    1. b"},
        {"two paragraphs", "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"},
        {"empty item", "<ul><li></li><li>a</li></ul>", "-\n- a"},
        {"no items", "<ul></ul><p>a</p>", "a"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void lists_next_to_each_other_stay_two(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"bullets", "<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"},
        {"three", "<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul>", "- a\n\n* b\n\n- c"},
        {"numbers", "<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n1) b"},
        {"of two kinds", "<ul><li>a</li></ul><ol><li>b</li></ol>", "- a\n\n1. b"},
        {"a spacer between", "<ul><li>a</li></ul><p /><ul><li>b</li></ul>", "- a\n\n* b"},
        {"text between", "<ul><li>a</li></ul><p>b</p><ul><li>c</li></ul>", "- a\n\nb\n\n- c"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void an_item_may_start_with_anything(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"a list", "<ul><li><ul><li>a</li></ul></li></ul>", "- * a"},
        {"lists of nothing", "<ul><li><ul><li><ul><li></li></ul></li></ul></li></ul>", "- * -"},
        {"a rule", "<ul><li><hr/></li></ul>", "- ___"},
        {"a heading", "<ul><li><h3>a</h3></li></ul>", "- ### a"},
        {"a quote", "<ul><li><blockquote><p>a</p></blockquote></li></ul>", "- > a"},
        {"code",
         "<ul><li><ac:structured-macro ac:name=\"code\"><ac:plain-text-body>a"
         "</ac:plain-text-body></ac:structured-macro></li></ul>",
         "- ```\n  a\n  ```"},
        {"text like a box", "<ul><li>[ ] a</li></ul>", "- \\[ ] a"},
        {"a number that would not interrupt", "<ul><li>a<ol start=\"2\"><li>b</li></ol></li></ul>",
         "- a\n\n  2. b"},
        {"nothing, which would underline", "<ul><li>a<ul><li></li></ul></li></ul>", "- a\n\n  -"},
    };
    check_writes(cases, COUNT_OF(cases));
}

static void tasks_have_boxes(void **state)
{
    (void)state;
    static const struct write_case cases[] = {
        {"two", "<ac:task-list>" TASK("incomplete", "a") TASK("complete", "b") "</ac:task-list>",
         "- [ ] a\n- [x] b"},
        {"without a body", "<ac:task-list>" TASK("incomplete", "") "</ac:task-list>",
         "- [ ] <!-- -->"},
        {"a list first", "<ac:task-list>" TASK("complete", "<ul><li>a</li></ul>") "</ac:task-list>",
         "- [x] <!-- -->\n  * a"},
        {"a rule first", "<ac:task-list>" TASK("complete", "<hr/>") "</ac:task-list>",
         "- [x] <!-- -->\n\n  ---"},
        {"in a bullet", "<ul><li><ac:task-list>" TASK("complete", "a") "</ac:task-list></li></ul>",
         "- <!-- -->\n  * [x] a"},
    };
    check_writes(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_stand_below_each_other),
        cmocka_unit_test(lists_next_to_each_other_stay_two),
        cmocka_unit_test(an_item_may_start_with_anything),
        cmocka_unit_test(tasks_have_boxes),
    };
    return cmocka_run_group_tests_name("markdown/write_lists", tests, NULL, NULL);
}
