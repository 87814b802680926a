/* SPDX-License-Identifier: MIT */
#include "sandbox/base64.h"

#include "unit.h"

static void the_examples_of_the_rfc_come_out(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    static const char *const cases[][2] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice decoded = {0};
        struct slice encoded = base64_encode(arena, slice_from(cases[i][0]));
        if (!slice_equals(encoded, cases[i][1])) {
            fail_msg("%s: encoded as %.*s", cases[i][0], (int)encoded.length, encoded.start);
        }
        assert_true(base64_decode(arena, encoded, &decoded));
        assert_true(slice_equals(decoded, cases[i][0]));
    }
}

static void all_bytes_come_back(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct slice decoded = {0};
    char bytes[256];

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)i;
    }
    struct slice all = {bytes, sizeof bytes};
    assert_true(base64_decode(arena, base64_encode(arena, all), &decoded));
    assert_true(slice_equal(decoded, all));
}

static void what_is_no_base64_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    static const char *const cases[] = {
        "Z", "Zg", "Zg=", "Zg!=", "====", "Zm9v\n", "Z===", "Zg==Zg=="};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice decoded = {0};
        if (base64_decode(arena, slice_from(cases[i]), &decoded)) {
            fail_msg("%s was taken", cases[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_rfc_come_out),
        cmocka_unit_test(all_bytes_come_back),
        cmocka_unit_test(what_is_no_base64_is_refused),
    };
    return cmocka_run_group_tests_name("sandbox/base64", tests, NULL, NULL);
}
