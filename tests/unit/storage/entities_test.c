/* SPDX-License-Identifier: MIT */
#include "storage/entities.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static void well_known_entities_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *character;
    } cases[] = {
        /* clang-format off */
        {"amp", "&"},            {"lt", "<"},             {"gt", ">"},
        {"quot", "\""},          {"apos", "'"},           {"nbsp", "\xC2\xA0"},
        {"eacute", "é"},         {"Eacute", "É"},         {"euro", "€"},
        {"rarr", "→"},           {"rArr", "⇒"},           {"hellip", "…"},
        {"AElig", "Æ"},          {"zwnj", "\xE2\x80\x8C"}, {"thetasym", "ϑ"},
        {"there4", "∴"},         {"frac12", "½"},         {"sup1", "¹"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *character = entity_character(slice_from(cases[i].name));
        if (!character || strcmp(character, cases[i].character) != 0) {
            fail_msg("&%s; is %s", cases[i].name, character ? character : "unknown");
        }
    }
}

static void other_names_are_unknown(void **state)
{
    (void)state;
    static const char *const names[] = {"", "NBSP", "nbs", "nbspx", "AMP", "zzz", "A", "bogus"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (entity_character(slice_from(names[i]))) {
            fail_msg("&%s; is known", names[i]);
        }
    }
}

/* The sets of XHTML are Latin 1 (96), symbols (124) and special characters (33 with &apos;). */
static void all_of_latin_1_has_a_name(void **state)
{
    (void)state;
    static const char *const names[] = {
        /* clang-format off */
        "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy",
        "ordf", "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute",
        "micro", "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12",
        "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
        "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml",
        "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
        "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute",
        "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc",
        "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute",
        "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml",
        "yacute", "thorn", "yuml",
        /* clang-format on */
    };
    assert_int_equal(COUNT_OF(names), 96);

    for (unsigned i = 0; i < COUNT_OF(names); i++) {
        unsigned code = 0xA0 + i;
        char expected[3] = {(char)(0xC0 | code >> 6), (char)(0x80 | (code & 0x3F)), '\0'};
        const char *character = entity_character(slice_from(names[i]));
        if (!character || strcmp(character, expected) != 0) {
            fail_msg("&%s;", names[i]);
        }
    }
}

static void references_are_decoded_to_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *reference;
        const char *character; /* NULL: not decoded */
    } cases[] = {
        /* clang-format off */
        {"&nbsp;", "\xC2\xA0"}, {"&lt;", "<"},          {"&#65;", "A"},
        {"&#xe9;", "é"},        {"&#x20AC;", "€"},      {"&#128512;", "😀"},
        {"&#x10FFFF;", "\xF4\x8F\xBF\xBF"},             {"&#x110000;", NULL},
        {"&#0;", NULL},         {"&#xD800;", NULL},     {"&#;", NULL},
        {"&#x;", NULL},         {"&#1a;", NULL},        {"&;", NULL},
        {"&none;", NULL},       {"&#99999999999999999999;", NULL},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(REFERENCE_LONGEST);
        const char *expected = cases[i].character ? cases[i].character : "";
        bool is_known = reference_append(&text, slice_from(cases[i].reference));
        if (is_known != (cases[i].character != NULL) || strcmp(strbuf_text(&text), expected) != 0) {
            fail_msg("%s", cases[i].reference);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_known_entities_are_known),
        cmocka_unit_test(other_names_are_unknown),
        cmocka_unit_test(all_of_latin_1_has_a_name),
        cmocka_unit_test(references_are_decoded_to_utf8),
    };
    return cmocka_run_group_tests_name("storage/entities", tests, NULL, NULL);
}
