/* SPDX-License-Identifier: MIT */
#include "storage/parse.h"

#include <stdio.h>
#include <string.h>

#include "base/limit.h"
#include "base/strbuf.h"
#include "unit.h"

static const char *const kind_names[] = {"element", "text", "cdata", "entity", "comment", "pi"};

/* element p[0-9] (a="b" text[3-5] "hi") …: kinds, ranges, decoded texts. */
static void dump(struct strbuf *out, const struct xml_node *node)
{
    struct slice kind = slice_from(kind_names[node->kind]);
    strbuf_append_slice(out, node->kind == XML_ELEMENT ? node->name : kind);
    strbuf_append_format(out, "[%zu-%zu]", node->outer.start, node->outer.end);
    if (node->kind != XML_ELEMENT) {
        strbuf_append_format(out, "\"%.*s\"", (int)node->text.length, node->text.start);
        return;
    }
    strbuf_append(out, "(");
    for (size_t i = 0; i < node->attribute_count; i++) {
        struct xml_attribute attribute = node->attributes[i];
        strbuf_append_format(out, "%.*s=\"%.*s\" ", (int)attribute.name.length,
                             attribute.name.start, (int)attribute.value.length,
                             attribute.value.start);
    }
    for (const struct xml_node *child = node->first_child; child; child = child->next) {
        dump(out, child);
    }
    strbuf_append(out, ")");
}

/* Siblings follow one another without a gap and fill their parent. */
static void assert_tiled(const struct xml_node *element)
{
    size_t at = element->inner.start;
    for (const struct xml_node *child = element->first_child; child; child = child->next) {
        assert_ptr_equal(child->parent, element);
        assert_int_equal(child->outer.start, at);
        at = child->outer.end;
        assert_tiled(child);
    }
    assert_int_equal(at, element->kind == XML_ELEMENT ? element->inner.end : at);
}

static void well_formed_fragments_become_trees_with_ranges(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *storage;
        const char *tree;
    } cases[] = {
        /* clang-format off */
        {"nothing", "", "[0-0]()"},
        {"loose text", "hi", "[0-2](text[0-2]\"hi\")"},
        {"several tops", "<p>a</p>\n<hr/>",
         "[0-14](p[0-8](text[3-4]\"a\")text[8-9]\"\n\"hr[9-14]())"},
        {"undeclared prefixes", "<ac:x ri:y=\"1\"/>", "[0-16](ac:x[0-16](ri:y=\"1\" ))"},
        {"an element at the very end", "a<b/>", "[0-5](text[0-1]\"a\"b[1-5]())"},
        {"blanks in tags", "<a  b = '1'\n c=\"2\" ></a >", "[0-25](a[0-25](b=\"1\" c=\"2\" ))"},
        {"capitals stay", "<Strong>x</Strong>", "[0-18](Strong[0-18](text[8-9]\"x\"))"},
        {"named entities", "a&nbsp;b&eacute;",
         "[0-16](text[0-1]\"a\"entity[1-7]\"\xC2\xA0\"text[7-8]\"b\"entity[8-16]\"é\")"},
        {"references of XML", "&lt;&amp;&#65;&#x1F600;",
         "[0-23](entity[0-4]\"<\"entity[4-9]\"&\"entity[9-14]\"A\"entity[14-23]\"\U0001F600\")"},
        {"text over several lines is one node", "a\nb]\nc", "[0-6](text[0-6]\"a\nb]\nc\")"},
        {"carriage returns", "a\r\nb\rc", "[0-6](text[0-6]\"a\nb\nc\")"},
        {"CDATA", "x<![CDATA[<b>&amp;]]>y",
         "[0-22](text[0-1]\"x\"cdata[1-21]\"<b>&amp;\"text[21-22]\"y\")"},
        {"empty CDATA", "<a><![CDATA[]]></a>", "[0-19](a[0-19](cdata[3-15]\"\"))"},
        {"CDATA over lines", "<![CDATA[a\r\nb]]>", "[0-16](cdata[0-16]\"a\nb\")"},
        {"split CDATA", "<![CDATA[a]]]]><![CDATA[>b]]>",
         "[0-29](cdata[0-15]\"a]]\"cdata[15-29]\">b\")"},
        {"a comment", "a<!-- b -->c", "[0-12](text[0-1]\"a\"comment[1-11]\" b \"text[11-12]\"c\")"},
        {"an instruction", "<?x y?>", "[0-7](pi[0-7]\"x y\")"},
        {"entities in attributes", "<a t=\"x&nbsp;&lt;&#66;&quot;\"/>",
         "[0-31](a[0-31](t=\"x\xC2\xA0<B\"\" ))"},
        {"line ends in attributes", "<a t='1\r\n2\t3\n4' u=''/>",
         "[0-22](a[0-22](t=\"1 2 3 4\" u=\"\" ))"},
        {"quotes in attributes", "<a t='\"' u=\"'/>\"/>", "[0-18](a[0-18](t=\"\"\" u=\"'/>\" ))"},
        {"a byte order mark is text", "\xEF\xBB\xBFx", "[0-4](text[0-4]\"\xEF\xBB\xBFx\")"},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf tree = STRBUF(4096);
        struct xml_node *root = NULL;
        struct xml_fault fault;
        if (!storage_parse(arena, slice_from(cases[i].storage), &root, &fault)) {
            fail_msg("%s: %zu:%zu: %s", cases[i].name, fault.line, fault.column, fault.message);
        }
        dump(&tree, root);
        if (strcmp(strbuf_text(&tree), cases[i].tree) != 0) {
            fail_msg("%s: found %s, expected %s", cases[i].name, strbuf_text(&tree), cases[i].tree);
        }
        assert_tiled(root);
    }
}

static void malformed_fragments_give_place_and_reason(void **state)
{
    (void)state;
    static const struct {
        const char *storage;
        const char *fault;
    } cases[] = {
        /* clang-format off */
        {"<p>a", "1:1: <p> is never closed"},
        {"<p>\n  <b>x</p>", "2:7: </p> stands where </b> is expected"},
        {"<p>a</p></p>", "1:9: </p> closes no open element"},
        {"a</r>b", "1:2: </r> closes no open element"},
        {"a</r><r>b", "1:2: </r> closes no open element"},
        {"one &bogus; two", "1:5: unknown entity &bogus;"},
        {"\n<a b='x&bogus;'/>", "2:8: unknown entity &bogus;"},
        {"ääö &bogus;", "1:5: unknown entity &bogus;"},
        {"a & b", "1:4: not well-formed (invalid token)"},
        {"a\nb \xE4 c", "2:3: not UTF-8"},
        {"a\xED\xA0\x80", "1:2: not UTF-8"},
        {"<a b=1/>", "1:6: not well-formed (invalid token)"},
        {"<a b='1' b='2'/>", "1:10: duplicate attribute"},
        {"<?xml version='1.0'?><p/>", "1:1: XML or text declaration not at start of entity"},
        {"<!DOCTYPE html><p/>", "1:3: not well-formed (invalid token)"},
        {"<!-- open", "1:1: unclosed token"},
        {"<![CDATA[ open", "1:1: unclosed CDATA section"},
        {"a\x01", "1:2: not well-formed (invalid token)"},
        {"<p", "1:3: not well-formed (invalid token)"},
        {"<ac:ax:y/>", ""},
        /* clang-format on */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        struct xml_node *root = NULL;
        struct xml_fault fault;
        char found[sizeof fault.message + 32] = "";
        if (!storage_parse(arena, slice_from(cases[i].storage), &root, &fault)) {
            (void)snprintf(found, sizeof found, "%zu:%zu: %s", fault.line, fault.column,
                           fault.message);
            assert_null(root);
        }
        if (strcmp(found, cases[i].fault) != 0) {
            fail_msg("%s: found \"%s\", expected \"%s\"", cases[i].storage, found, cases[i].fault);
        }
    }
}

static void a_nul_byte_is_refused(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct xml_node *root = NULL;
    struct xml_fault fault;

    assert_false(storage_parse(arena, (struct slice){"a\0b", 3}, &root, &fault));
    assert_int_equal(fault.column, 2);
}

static void nesting_has_a_limit(void **state)
{
    (void)state;
    for (size_t depth = LIMIT_DEPTH; depth <= LIMIT_DEPTH + 1; depth++) {
        CLEANUP(arena) struct arena *arena = arena_new();
        CLEANUP_STRBUF struct strbuf storage = STRBUF(LIMIT_PAGE);
        struct xml_node *root = NULL;
        struct xml_fault fault;
        for (size_t i = 0; i < depth; i++) {
            strbuf_append(&storage, "<b>");
        }
        for (size_t i = 0; i < depth; i++) {
            strbuf_append(&storage, "</b>");
        }
        bool is_parsed = storage_parse(arena, strbuf_slice(&storage), &root, &fault);
        assert_int_equal(is_parsed, depth == LIMIT_DEPTH);
    }
}

static void attributes_and_children_are_found_by_name(void **state)
{
    (void)state;
    CLEANUP(arena) struct arena *arena = arena_new();
    struct xml_node *root = NULL;
    struct xml_fault fault;
    assert_true(
        storage_parse(arena, SLICE_LITERAL("<a>t<b/><c x='1' y='2'/><c/></a>"), &root, &fault));
    struct xml_node *child = xml_child_find(root->first_child, "c");

    assert_non_null(child);
    assert_true(slice_equals(*xml_attribute_find(child, "y"), "2"));
    assert_null(xml_attribute_find(child, "z"));
    assert_null(xml_child_find(child, "c"));
}

static void well_formed_is_what_can_be_parsed(void **state)
{
    (void)state;
    struct xml_fault fault;

    assert_true(storage_is_well_formed(slice_from("<p>a</p>"), NULL));
    assert_false(storage_is_well_formed(slice_from("<p>a"), NULL));
    assert_false(storage_is_well_formed(slice_from("<p>\n</b>"), &fault));
    assert_int_equal(fault.line, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_fragments_become_trees_with_ranges),
        cmocka_unit_test(malformed_fragments_give_place_and_reason),
        cmocka_unit_test(a_nul_byte_is_refused),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(attributes_and_children_are_found_by_name),
        cmocka_unit_test(well_formed_is_what_can_be_parsed),
    };
    return cmocka_run_group_tests_name("storage/parse", tests, NULL, NULL);
}
