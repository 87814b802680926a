/* SPDX-License-Identifier: MIT */
/*
 * Random pages, as storage/read.h could have made them: text full of what Markdown
 * takes for markup, marks with blanks at their edges, nested blocks of all kinds.
 * The same seed gives the same page.
 */
#ifndef TESTS_MARKDOWN_GENERATE_H
#define TESTS_MARKDOWN_GENERATE_H

#include <stdint.h>

#include "base/strbuf.h"
#include "document/document.h"

struct generator {
    struct arena *arena;
    uint64_t state; /* not 0 */
};

/* A number from 0 to below `count`. (xorshift64*: S. Vigna, 2016.) */
static size_t generate_number(struct generator *generator, size_t count)
{
    generator->state ^= generator->state >> 12;
    generator->state ^= generator->state << 25;
    generator->state ^= generator->state >> 27;
    return (size_t)((generator->state * 2685821657736338717ULL) >> 33) % count;
}

static bool generate_chance(struct generator *generator, size_t one_in)
{
    return generate_number(generator, one_in) == 0;
}

static const char *const generate_pieces[] = {
    "a",
    "b",
    "word",
    "1",
    "12",
    "1986",
    " ",
    " ",
    " ",
    " ",
    "x y",
    "Zürich",
    "中文",
    "「引」",
    "。",
    "*",
    "**",
    "***",
    "_",
    "__",
    "snake_case",
    "__init__",
    "2*3*4",
    "* ",
    " *",
    "- ",
    "+ ",
    "-",
    "1. ",
    "2) ",
    "1.",
    "#",
    "# ",
    "## ",
    " #",
    "> ",
    ">",
    "<",
    "<b>",
    "</b>",
    "<u>",
    "<div>",
    "<br>",
    "<!-- x -->",
    "<!-- cf:toc -->",
    "<!--cf title-->",
    "<details>",
    "<a id=\"x\"></a>",
    "<?",
    "<!",
    "&",
    "&amp;",
    "&copy;",
    "&#65;",
    "&#x41;",
    "&x",
    ";",
    "~",
    "~~",
    "~~~",
    "`",
    "``",
    "```",
    "|",
    " | ",
    "|-|",
    "---",
    "===",
    "=",
    "___",
    ":--",
    "[",
    "]",
    "[x]",
    "[ ] ",
    "[x] ",
    "[a](b)",
    "[a]: b",
    "[!NOTE]",
    "![",
    "!",
    "(",
    ")",
    "](",
    "][",
    "{=confluence}",
    "{",
    "\\",
    "\\*",
    "\\\\",
    "\"",
    "'",
    "http://",
    "http://x.org",
    "https://a.b/c_d_(e)?f=g&h=i",
    "www.",
    "www.x.org",
    "a@b.cc",
    "ftp://f",
    "@",
    "://",
    ".",
    ",",
    ":",
    "?",
    "é",
    "🚢",
    "👨‍👩‍👧",
    "\u00a0",
    "\u200b",
    "\u2003",
    "\ufeff",
    "€",
    "+",
    "$x$",
    ":smile:",
    "#12",
    "\n",
    "\t",
    "  ",
    "\r\n",
    "confluence:page?title=x",
    "mailto:a@b.cc",
    "\u00ad",
    "ا",
    "\u200f",
};

static struct slice generate_text(struct generator *generator, size_t most)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(10000);
    size_t count = 1 + generate_number(generator, most);

    for (size_t i = 0; i < count; i++) {
        size_t piece = generate_number(generator, sizeof generate_pieces / sizeof(char *));
        strbuf_append(&text, generate_pieces[piece]);
    }
    return strbuf_copy(&text, generator->arena);
}

static struct slice generate_storage(struct generator *generator)
{
    static const char *const storages[] = {
        "<ac:emoticon ac:name=\"smile\" />",
        "<ac:link><ri:user ri:account-id=\"5\" /></ac:link>",
        "<ac:structured-macro ac:name=\"status\">\n  <ac:parameter ac:name=\"t\">a | b\nc</ac:parameter>"
        "</ac:structured-macro>",
        "<ac:structured-macro ac:name=\"x\"\nac:id=\"y>\"><ac:plain-text-body><![CDATA[a\n`b`\n```\n"
        "]]></ac:plain-text-body></ac:structured-macro>",
        "<time datetime=\"2026-01-01\" /> `` <x/>``",
        "<x>\r\n</x>\n",
    };
    return slice_from(storages[generate_number(generator, sizeof storages / sizeof(char *))]);
}

static struct target generate_target(struct generator *generator)
{
    struct target target = {.kind =
                                (enum target_kind)generate_number(generator, TARGET_KIND_COUNT)};

    switch (target.kind) {
    case TARGET_NONE:
        break;
    case TARGET_URL:
        target.url = generate_text(generator, 4);
        break;
    case TARGET_PAGE:
        target.title = generate_text(generator, 3);
        target.space = generate_chance(generator, 2) ? slice_from("") : slice_from("DOC");
        target.anchor =
            generate_chance(generator, 2) ? slice_from("") : generate_text(generator, 2);
        break;
    case TARGET_ANCHOR:
        target.anchor = generate_text(generator, 3);
        break;
    case TARGET_ATTACHMENT:
        target.file_name = generate_text(generator, 3);
        target.title = generate_chance(generator, 2) ? slice_from("") : generate_text(generator, 3);
        break;
    case TARGET_USER:
        target.id = generate_text(generator, 2);
        target.user_key = (enum user_key)generate_number(generator, USER_NAME + 1);
        break;
    case TARGET_SPACE:
        target.space = generate_text(generator, 1);
        break;
    case TARGET_BLOG_POST:
        target.title = generate_text(generator, 3);
        target.date = generate_chance(generator, 2) ? slice_from("") : slice_from("2026/10/01");
        break;
    case TARGET_CONTENT:
        target.id = generate_text(generator, 1);
        break;
    }
    return target;
}

static struct macro *generate_macro(struct generator *generator, const char *name,
                                    enum macro_body body, const char *const *parameters)
{
    struct macro *macro = ARENA_NEW(generator->arena, struct macro);

    macro->name = slice_from(name);
    macro->body = body;
    macro->parameters = ARENA_NEW_ARRAY(generator->arena, struct macro_parameter, 4);
    for (size_t i = 0; parameters[i]; i++) {
        if (generate_chance(generator, 2)) {
            macro->parameters[macro->parameter_count++] = (struct macro_parameter){
                .name = slice_from(parameters[i]), .value = generate_text(generator, 3)};
        }
    }
    return macro;
}

static struct macro *generate_element(struct generator *generator)
{
    static const char *const names[][2] = {{"time", "datetime"}, {"ac:emoticon", "ac:name"}};
    size_t i = generate_number(generator, 2);
    struct macro *element = ARENA_NEW(generator->arena, struct macro);

    element->name = slice_from(names[i][0]);
    element->parameters = ARENA_NEW(generator->arena, struct macro_parameter);
    element->parameters[0].name = slice_from(names[i][1]);
    element->parameters[0].value = i == 0 ? slice_from("2026-10-01") : generate_text(generator, 3);
    element->parameter_count = 1;
    return element;
}

static struct inline_node *generate_inlines(struct generator *generator, size_t depth);

static struct inline_node *generate_inline(struct generator *generator, size_t depth)
{
    static const char *const anchor_parameters[] = {"", NULL};
    static const char *const status_parameters[] = {"title", "colour", NULL};
    static const enum inline_kind kinds[] = {
        INLINE_TEXT,  INLINE_TEXT,  INLINE_TEXT, INLINE_TEXT,   INLINE_MARK,    INLINE_MARK,
        INLINE_MARK,  INLINE_MARK,  INLINE_MARK, INLINE_HIDDEN, INLINE_LINK,    INLINE_LINK,
        INLINE_IMAGE, INLINE_BREAK, INLINE_RAW,  INLINE_MACRO,  INLINE_ELEMENT,
    };
    enum inline_kind kind = kinds[generate_number(generator, sizeof kinds / sizeof kinds[0])];
    struct inline_node *node = inline_new(generator->arena, depth > 3 ? INLINE_TEXT : kind);

    node->raw = generate_storage(generator);
    switch (node->kind) {
    case INLINE_TEXT:
        node->text = generate_text(generator, 5);
        break;
    case INLINE_MARK:
        node->mark =
            (enum mark)(generate_chance(generator, 2) ? generate_number(generator, 4)
                                                      : generate_number(generator, MARK_COUNT));
        node->text = slice_from(generate_chance(generator, 2) ? "color: #ff0000" : "color: tomato");
        node->first_child = generate_inlines(generator, depth + 1);
        break;
    case INLINE_HIDDEN:
        node->first_child = generate_inlines(generator, depth + 1);
        break;
    case INLINE_LINK:
        node->details->target = generate_target(generator);
        node->first_child =
            generate_chance(generator, 4) ? NULL : generate_inlines(generator, depth + 1);
        if (generate_chance(generator, 4)) {
            node->first_child = inline_new(generator->arena, INLINE_TEXT);
            node->first_child->text = node->details->target.url;
        }
        break;
    case INLINE_IMAGE:
        node->details->target = generate_target(generator);
        node->text = generate_text(generator, 3);
        node->details->title =
            generate_chance(generator, 2) ? slice_from("") : generate_text(generator, 3);
        break;
    case INLINE_BREAK:
        break;
    case INLINE_MACRO:
        node->macro = generate_chance(generator, 2)
                          ? generate_macro(generator, "anchor", MACRO_BODY_NONE, anchor_parameters)
                          : generate_macro(generator, "status", MACRO_BODY_NONE, status_parameters);
        break;
    case INLINE_ELEMENT:
        node->macro = generate_element(generator);
        break;
    case INLINE_RAW:
        node->text = node->raw;
        break;
    }
    return node;
}

static struct inline_node *generate_inlines(struct generator *generator, size_t depth)
{
    struct inline_node root = {.kind = INLINE_HIDDEN};
    size_t count = 1 + generate_number(generator, 4);

    for (size_t i = 0; i < count; i++) {
        inline_append(&root, generate_inline(generator, depth));
    }
    return root.first_child;
}

static void generate_blocks(struct generator *generator, struct block *parent, size_t depth);

static struct block *generate_child(struct generator *generator, struct block *parent,
                                    enum block_kind kind)
{
    struct block *block = block_new(generator->arena, kind);

    struct slice storage = generate_storage(generator);
    block_set_source(generator->arena, block, storage, (struct span){0, storage.length});
    block_append(parent, block);
    return block;
}

static void generate_table(struct generator *generator, struct block *table)
{
    size_t rows = 1 + generate_number(generator, 3);
    size_t columns = 1 + generate_number(generator, 3);
    bool has_headers = generate_chance(generator, 2);

    for (size_t row = 0; row < rows; row++) {
        struct block *line = generate_child(generator, table, BLOCK_ROW);
        for (size_t column = 0; column < columns; column++) {
            struct block *cell = generate_child(generator, line, BLOCK_CELL);
            cell->is_header = (has_headers && row == 0) != generate_chance(generator, 50);
            cell->column_span = generate_chance(generator, 100) ? 2 : 1;
            if (!generate_chance(generator, 5)) {
                struct block *text = generate_child(generator, cell, BLOCK_PARAGRAPH);
                text->content = generate_inlines(generator, 2);
            }
        }
    }
}

static void generate_list(struct generator *generator, struct block *list, size_t depth)
{
    size_t items = 1 + generate_number(generator, 3);

    list->is_task_list = generate_chance(generator, 4);
    list->is_ordered = !list->is_task_list && generate_chance(generator, 2);
    list->start = list->is_ordered ? (unsigned)generate_number(generator, 12) : 0;
    for (size_t i = 0; i < items; i++) {
        struct block *item = generate_child(generator, list, BLOCK_ITEM);
        item->is_checked = list->is_task_list && generate_chance(generator, 2);
        generate_blocks(generator, item, depth + 1);
    }
}

static void generate_layout(struct generator *generator, struct block *layout, size_t depth)
{
    static const char *const types[] = {"", "single", "two_equal", "odd type"};
    size_t sections = 1 + generate_number(generator, 2);

    for (size_t i = 0; i < sections; i++) {
        struct block *section = generate_child(generator, layout, BLOCK_SECTION);
        section->text = slice_from(types[generate_number(generator, 4)]);
        size_t columns = 1 + generate_number(generator, 2);
        for (size_t column = 0; column < columns; column++) {
            generate_blocks(generator, generate_child(generator, section, BLOCK_COLUMN), depth + 1);
        }
    }
}

static void generate_macro_block(struct generator *generator, struct block *block, size_t depth)
{
    static const char *const code_parameters[] = {"language", "title", "theme", NULL};
    static const char *const title_parameters[] = {"title", "icon", NULL};
    static const char *const toc_parameters[] = {"maxLevel", "x", NULL};
    static const struct {
        const char *name;
        enum macro_body body;
        const char *const *parameters;
    } kinds[] = {
        {"info", MACRO_BODY_RICH, title_parameters},
        {"warning", MACRO_BODY_RICH, title_parameters},
        {"expand", MACRO_BODY_RICH, title_parameters},
        {"expand", MACRO_BODY_RICH, title_parameters},
        {"code", MACRO_BODY_PLAIN, code_parameters},
        {"noformat", MACRO_BODY_PLAIN, title_parameters},
        {"toc", MACRO_BODY_NONE, toc_parameters},
        {"unknown", MACRO_BODY_RICH, title_parameters},
        {"panel", MACRO_BODY_RICH, title_parameters},
        {"info", MACRO_BODY_NONE, title_parameters},
    };
    size_t kind = generate_number(generator, sizeof kinds / sizeof kinds[0]);

    block->macro =
        generate_macro(generator, kinds[kind].name, kinds[kind].body, kinds[kind].parameters);
    if (kinds[kind].body == MACRO_BODY_RICH) {
        generate_blocks(generator, block, depth + 1);
    } else if (kinds[kind].body == MACRO_BODY_PLAIN) {
        static const char *const codes[] = {"",
                                            "\n",
                                            "a\n",
                                            "\n\na",
                                            "  a\n   \n\tb  ",
                                            "```\n~~~",
                                            "x",
                                            "# a\n- b\n\n<!-- cf:toc -->"};
        block->macro->text = slice_from(codes[generate_number(generator, 8)]);
    }
}

static void generate_block(struct generator *generator, struct block *parent, size_t depth)
{
    static const enum block_kind kinds[] = {
        BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_HEADING,
        BLOCK_RULE,      BLOCK_QUOTE,     BLOCK_LIST,      BLOCK_LIST,      BLOCK_TABLE,
        BLOCK_MACRO,     BLOCK_MACRO,     BLOCK_LAYOUT,    BLOCK_RAW,       BLOCK_PREFORMATTED,
    };
    enum block_kind kind = kinds[generate_number(generator, sizeof kinds / sizeof kinds[0])];
    bool is_deep = depth > 3;
    struct block *block = generate_child(generator, parent, is_deep ? BLOCK_PARAGRAPH : kind);

    switch (block->kind) {
    case BLOCK_HEADING:
        block->level = 1 + (int)generate_number(generator, 6);
        block->content = generate_inlines(generator, 0);
        break;
    case BLOCK_QUOTE:
        generate_blocks(generator, block, depth + 1);
        break;
    case BLOCK_LIST:
        generate_list(generator, block, depth);
        break;
    case BLOCK_TABLE:
        generate_table(generator, block);
        break;
    case BLOCK_MACRO:
        generate_macro_block(generator, block, depth);
        break;
    case BLOCK_LAYOUT:
        generate_layout(generator, block, depth);
        break;
    case BLOCK_RAW:
        block->text = block_raw(block);
        break;
    case BLOCK_PREFORMATTED:
        block->text = slice_from("a  b\n\n ```\n  c");
        break;
    case BLOCK_RULE:
        break;
    default:
        block->content = generate_inlines(generator, 0);
        break;
    }
}

static void generate_blocks(struct generator *generator, struct block *parent, size_t depth)
{
    size_t count = generate_number(generator, 4);

    for (size_t i = 0; i < count; i++) {
        generate_block(generator, parent, depth);
    }
}

static inline struct block *generate_page(struct generator *generator)
{
    struct block *page = block_new(generator->arena, BLOCK_PAGE);

    generate_blocks(generator, page, 0);
    return page;
}

#endif
