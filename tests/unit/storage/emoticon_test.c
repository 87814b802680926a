/* SPDX-License-Identifier: MIT */
#include "storage/emoticon.h"

#include "base/strbuf.h"
#include "unit.h"

/* What the emoticon with these attributes shows; "": nothing. */
static const char *show(struct arena *arena, const char *attributes)
{
    CLEANUP_STRBUF struct strbuf storage = STRBUF(1000);
    struct xml_node *root = NULL;
    struct xml_fault fault;
    struct slice text;

    strbuf_append_format(&storage, "<ac:emoticon %s/>", attributes);
    struct slice copy = strbuf_copy(&storage, arena);
    assert_true(storage_parse(arena, copy, &root, &fault));
    if (!emoticon_read(arena, root->first_child, &text)) {
        return "";
    }
    return arena_copy(arena, text);
}

static void names_and_ids_are_signs(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"ac:name=\"tick\"", "✅"},
        {"ac:name=\"light-on\"", "💡"},
        {"ac:name=\"blue-star\"", ""},
        {"ac:name=\"blue-star\" ac:emoji-id=\"1f642\"", "🙂"},
        {"ac:emoji-id=\"atlassian-check_mark\"", "✅"},
        {"ac:name=\"tick\" ac:emoji-id=\"atlassian-unknown\"", ""},
        {"ac:emoji-id=\"31-fe0f-20e3\"", "1️⃣"},
        {"ac:emoji-id=\"31\"", ""},
        {"ac:emoji-id=\"1f642-\"", ""},
        {"ac:emoji-id=\"d83d\"", ""},
        {"ac:emoji-id=\"110000\"", ""},
        {"ac:emoji-id=\"1f642-x\"", ""},
        {"ac:emoji-fallback=\"\\uD83D\"", ""},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CLEANUP(arena) struct arena *arena = arena_new();

        assert_string_equal(show(arena, cases[i][0]), cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_ids_are_signs),
    };
    return cmocka_run_group_tests_name("storage/emoticon", tests, NULL, NULL);
}
