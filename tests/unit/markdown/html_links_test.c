/* SPDX-License-Identifier: MIT */
#include "markdown/html_links_internal.h"

#include "writes.h"

static void tags_of_links_and_images_mean_what_they_say(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"image", "a <img alt='b &amp; c' src=https://x/y.png> d\n",
         "paragraph 1: a image<url https://x/y.png>\"b & c\" d"},
        {"link", "<a href=\"https://x\">b **c**</a> d\n",
         "paragraph 1: link<url https://x>(b strong(c)) d"},
        {"to a page", "<a href=\"confluence:page?title=T\">b</a>\n",
         "paragraph 1: link<page T>(b)"},
        {"image in a link", "<a href=\"/u\"><img src=\"/v\"></a>\n",
         "paragraph 1: link<url /u>(image<url /v>\"\")"},
    };
    static const struct read_case text[] = {
        {"no end", "<a href=\"/u\">b\n", "paragraph 1: <a href=\"/u\">b"},
        {"no address", "<a>b</a>\n", "paragraph 1: <a>b</a>"},
        {"no source", "<img alt=\"b\">\n", "paragraph 1: <img alt=\"b\">"},
    };
    check_reads(cases, COUNT_OF(cases));
    check_reads(text, COUNT_OF(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_of_links_and_images_mean_what_they_say),
    };
    return cmocka_run_group_tests_name("markdown/html_links", tests, NULL, NULL);
}
