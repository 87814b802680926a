/* SPDX-License-Identifier: MIT */
#include "writes.h"

static void lists_hold_items(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"bullets", "- a\n- b\n\nc\n",
         "list 1-2{item 1{paragraph 1: a} | item 2{paragraph 2: b}} | paragraph 4: c"},
        {"numbers", "3. a\n4. b\n",
         "list from 3 1-2{item 1{paragraph 1: a} | item 2{paragraph 2: b}}"},
        {"nested", "- a\n  - b\n\n    c\n- d\n",
         "list 1-5{item 1-4{paragraph 1: a | list 2-4{item 2-4{paragraph 2: b | paragraph 4: c}}} | "
         "item 5{paragraph 5: d}}"},
        {"two kinds of bullets", "- a\n* b\n",
         "list 1{item 1{paragraph 1: a}} | list 2{item 2{paragraph 2: b}}"},
        {"empty items", "-\n- a\n", "list 1-2{item 1 | item 2{paragraph 2: a}}"},
        {"blank lines behind", "- a\n\n\n\nb\n", "list 1{item 1{paragraph 1: a}} | paragraph 5: b"},
        {"list in an item's first line", "- - a\n",
         "list 1{item 1{list 1{item 1{paragraph 1: a}}}}"},
        {"a comment between", "- a\n\n<!-- -->\n\n- b\n",
         "list 1{item 1{paragraph 1: a}} | list 5{item 5{paragraph 5: b}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void boxes_make_tasks_wherever_they_stand(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"tasks", "- [ ] a\n- [x] b\n- [X] c\n",
         "list of tasks 1-3{item 1{paragraph 1: a} | item done 2{paragraph 2: b} | "
         "item done 3{paragraph 3: c}}"},
        {"no body", "- [ ] <!-- -->\n- [x]\n", "list of tasks 1-2{item 1 | item done 2}"},
        {"in a quote", "> - [ ] a\n", "quote 1{list of tasks 1{item 1{paragraph 1: a}}}"},
        {"in an item", "- - [ ] a\n", "list 1{item 1{list of tasks 1{item 1{paragraph 1: a}}}}"},
        {"a mark behind", "- [ ] **a**\n", "list of tasks 1{item 1{paragraph 1: strong(a)}}"},
        {"escaped", "- \\[ ] a\n", "list 1{item 1{paragraph 1: [ ] a}}"},
        {"a link", "- [x](y)\n", "list 1{item 1{paragraph 1: link<url y>(x)}}"},
        {"no blank", "- [x]a\n", "list 1{item 1{paragraph 1: [x]a}}"},
        {"not in front", "- a [ ] b\n", "list 1{item 1{paragraph 1: a [ ] b}}"},
        {"among bullets", "- a\n- [ ] b\n- c\n",
         "list 1{item 1{paragraph 1: a}} | list of tasks 2{item 2{paragraph 2: b}} | "
         "list 3{item 3{paragraph 3: c}}"},
        {"among numbers", "1. a\n2. [x] b\n3. c\n",
         "list from 1 1{item 1{paragraph 1: a}} | list of tasks 2{item done 2{paragraph 2: b}} | "
         "list from 3 3{item 3{paragraph 3: c}}"},
        {"more below", "- [ ] a\n  - b\n\n  c\n",
         "list of tasks 1-4{item 1-4{paragraph 1: a | list 2{item 2{paragraph 2: b}} | paragraph 4: c}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void a_comment_makes_the_list_below_it_one_of_decisions(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"decisions", "<!-- cf:decisions -->\n- [x] a\n- [ ] b\n",
         "list of decisions 1-3{item done 2{paragraph 2: a} | item 3{paragraph 3: b}}"},
        {"a blank line", "<!-- cf:decisions -->\n\n- [ ] a\n",
         "list of decisions 1-3{item 3{paragraph 3: a}}"},
        {"without boxes", "<!-- cf:decisions -->\n- a\n- [ ] b\n",
         "list of decisions 1-3{item done 2{paragraph 2: a} | item 3{paragraph 3: b}}"},
        {"nothing decided yet", "<!-- cf:decisions -->\n- [x] <!-- -->\n",
         "list of decisions 1-2{item done 2}"},
        {"in an item", "- a\n  <!-- cf:decisions -->\n  - [x] b\n",
         "list 1-3{item 1-3{paragraph 1: a | list of decisions 2-3{item done 3{paragraph 3: b}}}}"},
        {"only the next list", "<!-- cf:decisions -->\n- [x] a\n\n* [x] b\n",
         "list of decisions 1-2{item done 2{paragraph 2: a}} | "
         "list of tasks 4{item done 4{paragraph 4: b}}"},
    };
    check_reads(cases, COUNT_OF(cases));
}

static void decisions_that_cannot_be_any_are_refused(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"above something else", "<!-- cf:decisions -->\n\na\n",
         "line 1: <!-- cf:decisions --> has to stand above a list of decisions"},
        {"above nothing", "<!-- cf:decisions -->\n",
         "line 1: <!-- cf:decisions --> has to stand above a list of decisions"},
        {"more than a line", "<!-- cf:decisions -->\n- [x] a\n\n  b\n",
         "line 2: a decision is a line of text: nothing else can stand in it"},
    };
    check_refusals(cases, COUNT_OF(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_hold_items),
        cmocka_unit_test(boxes_make_tasks_wherever_they_stand),
        cmocka_unit_test(a_comment_makes_the_list_below_it_one_of_decisions),
        cmocka_unit_test(decisions_that_cannot_be_any_are_refused),
    };
    return cmocka_run_group_tests_name("markdown/read_lists", tests, NULL, NULL);
}
