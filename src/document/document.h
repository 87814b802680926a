/* SPDX-License-Identifier: MIT */
/*
 * A page as a tree, neither storage format nor Markdown: what both have in common.
 *
 * storage/read.h makes such a tree of storage bytes, markdown/read.h of Markdown
 * text; storage/write.h and markdown/write.h go the other way. All nodes and all
 * text live in one arena and die with it; text that needed no decoding points into
 * the source, which must live as long.
 *
 * A page is a tree of blocks. A block holds either blocks (`first_child`) or inline
 * content (`content`), never both:
 *
 *     BLOCK_PAGE ── BLOCK_HEADING ── text
 *                ├─ BLOCK_LIST ── BLOCK_ITEM ── BLOCK_PARAGRAPH ── text, strong(text)
 *                └─ BLOCK_TABLE ── BLOCK_ROW ── BLOCK_CELL ── BLOCK_PARAGRAPH ── text
 *
 * What Markdown cannot show (spans, colours, comment markers, widths, ids, empty
 * paragraphs) is either an INLINE_HIDDEN wrapper or not in the tree at all; the
 * blocks' positions in the source keep it.
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

/* Where a link or an image leads. */
enum target_kind {
    TARGET_NONE,       /* a link element without a resource */
    TARGET_URL,        /* url */
    TARGET_PAGE,       /* title, space (empty: the page's own), anchor (may be empty) */
    TARGET_ANCHOR,     /* anchor, on the page itself */
    TARGET_ATTACHMENT, /* file_name, on the page itself or on its owner: a page by title and space,
                          a blog post by its date, too, content by id, a space by its key */
    TARGET_USER,       /* id, of the kind user_key: a mention, whose text Confluence makes */
    TARGET_SPACE,      /* space */
    TARGET_BLOG_POST,  /* title, date, space, anchor; all but the title may be empty */
    TARGET_CONTENT,    /* id, anchor (may be empty) */
};
#define TARGET_KIND_COUNT (TARGET_CONTENT + 1)

/* How Confluence knows people: by account on Cloud, by key or name on Data Center. */
enum user_key { USER_ACCOUNT_ID, USER_KEY, USER_NAME };

struct target {
    enum target_kind kind;
    struct slice url;
    struct slice title;
    struct slice space;
    struct slice anchor; /* as Confluence has it: the heading's text or the anchor's name */
    struct slice file_name;
    struct slice date; /* of a blog post, as Confluence has it: 2026/10/01 */
    struct slice id;
    enum user_key user_key;
};

/* Whether a TARGET_ATTACHMENT is on something else than the page itself. */
bool target_has_owner(const struct target *target);

enum mark {
    MARK_STRONG,
    MARK_EMPHASIS,
    MARK_CODE,
    MARK_STRIKE,
    MARK_UNDERLINE,
    MARK_SUBSCRIPT,
    MARK_SUPERSCRIPT,
    MARK_SMALL,
    MARK_BIG,
    MARK_INSERTED,
    MARK_HIGHLIGHT,
    MARK_KEYBOARD,
    MARK_SAMPLE,
    MARK_VARIABLE,
    MARK_ABBREVIATION,
    MARK_CITATION,
    MARK_TELETYPE,
    MARK_QUOTATION,
    MARK_DEFINITION,
    MARK_COLOUR, /* which, the text of the node says */
};
#define MARK_COUNT (MARK_COLOUR + 1)

enum inline_kind {
    INLINE_TEXT,    /* text, decoded */
    INLINE_MARK,    /* mark around the children; of MARK_COLOUR, text is the colour */
    INLINE_HIDDEN,  /* a wrapper without a Markdown form: span, comment marker … If it colours
                       its text, title is that colour (document/colour.h) */
    INLINE_LINK,    /* target; the children are its text, none: Confluence shows the target's own */
    INLINE_IMAGE,   /* target; text is the alternative text, title the caption */
    INLINE_BREAK,   /* a line break the author wants */
    INLINE_MACRO,   /* macro, without or with a plain body */
    INLINE_ELEMENT, /* macro is a small element of its name, with its attributes and its text:
                       time, ac:placeholder, ac:emoticon without a Unicode form */
    INLINE_RAW,     /* text is storage format, kept as it is */
};

enum image_align { ALIGN_UNSAID, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
#define IMAGE_ALIGN_COUNT (ALIGN_RIGHT + 1)

/* What links and images have and no other node: most nodes are texts, and must be small. */
struct link_details {
    struct target target;
    struct slice title;
    size_t width; /* of an image, in pixels; 0: not said, and left as it is */
    size_t height;
    enum image_align align; /* the same holds of these three */
    bool has_border;
    bool is_thumbnail;
};

struct inline_node {
    enum inline_kind kind;
    enum mark mark;
    struct slice text;
    struct link_details *details; /* INLINE_LINK, INLINE_IMAGE; else NULL */
    struct macro *macro;
    struct span source; /* bytes of the storage; 0-0 in trees read from Markdown */
    struct span inner;  /* those of the children; empty where none can be written in */
    struct slice raw;   /* the same bytes as text; empty in trees read from Markdown */
    struct inline_node *first_child;
    struct inline_node *last_child;
    struct inline_node *next;
};

struct macro_parameter {
    struct slice name; /* may be empty: Confluence's default parameter */
    struct slice value;
    struct target *targets; /* instead of a value: pages (TARGET_NONE: this one), people, files … */
    size_t target_count;
};

enum macro_body { MACRO_BODY_NONE, MACRO_BODY_PLAIN, MACRO_BODY_RICH };

/* ac:structured-macro. A rich body is the children of the BLOCK_MACRO. */
struct macro {
    struct slice name;
    struct macro_parameter *parameters; /* in the order of the source */
    size_t parameter_count;
    enum macro_body body;
    struct slice text; /* MACRO_BODY_PLAIN: decoded, CDATA sections joined */
};

/* UNSAID: nobody says anything; NONE: somebody says that there is none. */
enum text_align {
    TEXT_ALIGN_UNSAID,
    TEXT_ALIGN_NONE,
    TEXT_ALIGN_LEFT,
    TEXT_ALIGN_CENTER,
    TEXT_ALIGN_RIGHT,
};
#define TEXT_ALIGN_COUNT (TEXT_ALIGN_RIGHT + 1)

enum block_kind {
    BLOCK_PAGE,      /* the root; holds blocks */
    BLOCK_PARAGRAPH, /* content */
    BLOCK_HEADING,   /* content; level 1 to 6 */
    BLOCK_RULE,
    BLOCK_QUOTE,        /* holds blocks */
    BLOCK_LIST,         /* holds items; is_ordered, start, is_task_list, is_decision_list */
    BLOCK_ITEM,         /* holds blocks; is_checked in a list of tasks or decisions */
    BLOCK_TABLE,        /* holds rows */
    BLOCK_ROW,          /* holds cells */
    BLOCK_CELL,         /* holds blocks; is_header */
    BLOCK_MACRO,        /* macro; holds blocks when its body is rich */
    BLOCK_LAYOUT,       /* ac:layout; holds sections */
    BLOCK_SECTION,      /* ac:layout-section; holds columns; text is its ac:type */
    BLOCK_COLUMN,       /* ac:layout-cell; holds blocks */
    BLOCK_PREFORMATTED, /* text, with its blanks and line ends */
    BLOCK_RAW,          /* text is storage format that has no other form here */
};

/* Where a block stands in storage bytes. */
struct block_source {
    const char *storage; /* all of it */
    size_t gap;          /* the end of the block before: what is between gap and outer.start
                          (blanks, spacers, comments) goes where this block goes */
    struct span outer;   /* the block with its tags; a run of inline content without a tag of its
                          own is a block too (is_bare) */
    struct span inner;   /* inside its tags: the children with their gaps, the macro's body, or the
                          content without the blanks and line breaks at its ends. Empty where
                          nothing can stand inside */
};

/*
 * Where a block stands in Markdown: line numbers from 1, both inside. 0-0: not in the Markdown.
 * Blocks that one HTML block stands for all have its lines.
 */
struct line_range {
    size_t first;
    size_t last;
};

/* A page may be nothing but blocks of a few bytes each: it must be small. */
struct block {
    enum block_kind kind : 8;
    enum text_align align : 8;     /* of a cell: what Markdown says of its column */
    enum text_align own_align : 8; /* of a cell or paragraph in storage: what its style says */
    bool is_ordered : 1;
    bool is_task_list : 1;
    bool is_decision_list : 1;
    bool is_checked : 1;
    bool is_header : 1;
    bool is_bare : 1; /* storage has no element for it: text directly in a cell, item or page */
    int level;
    unsigned start;       /* the number of an ordered list's first item */
    unsigned column_span; /* how many columns and rows a cell takes; 0 is 1 */
    unsigned row_span;
    unsigned number; /* see document/equal.h; 0: not numbered */
    size_t task_id;  /* of an item in a task list; 0: none yet */
    struct slice text;
    struct macro *macro;
    struct inline_node *content;
    struct inline_node *last_content;
    struct block_source *source; /* NULL in trees read from Markdown */
    struct line_range lines;
    struct block *parent;
    struct block *first_child;
    struct block *last_child;
    struct block *next;
};

struct block *block_new(struct arena *arena, enum block_kind kind);

/* Makes it a block of the storage: its bytes, with its tags. */
void block_set_source(struct arena *arena, struct block *block, struct slice storage,
                      struct span outer);

/* The storage of the block, with its tags; empty in trees read from Markdown. */
struct slice block_raw(const struct block *block);

/* With details where the kind has some. */
struct inline_node *inline_new(struct arena *arena, enum inline_kind kind);

/* Adds at the end. */
void block_append(struct block *parent, struct block *child);
void block_append_inline(struct block *block, struct inline_node *node);
void inline_append(struct inline_node *parent, struct inline_node *child);

/* Moves all children of `from` behind those of `parent`. */
void inline_append_children(struct inline_node *parent, struct inline_node *from);

/* The name of the mark's HTML element as both formats write it: "strong", "em", "del" … */
const char *mark_tag_name(enum mark mark);

/* The text of the nodes and of all below them, without marks; a break is a space. */
struct slice inline_plain_text(struct arena *arena, const struct inline_node *first);

/* A list of tasks or of decisions. */
bool block_has_boxes(const struct block *list);

size_t block_child_count(const struct block *block);

/* Adds at the end; parameters that were there may move. All of a macro are added so. */
void macro_add_parameter(struct arena *arena, struct macro *macro,
                         struct macro_parameter parameter);

/* The first parameter of that name, or NULL; "" names the default one. */
struct macro_parameter *macro_parameter_get(const struct macro *macro, const char *name);

/* The value of the parameter, or an empty slice; "" names the default one. */
struct slice macro_parameter_find(const struct macro *macro, const char *name);

/* "left", "center", "right": HTML and Confluence call them the same; "" is ALIGN_UNSAID. */
const char *image_align_name(enum image_align align);

/* The same of text; "" also where there is none. */
const char *text_align_name(enum text_align align);

/* Marks of one kind, and of one colour. */
bool inline_is_same_mark(const struct inline_node *left, const struct inline_node *right);

/* "paragraph", "heading" …: for messages and for the block map. */
const char *block_kind_name(enum block_kind kind);

#endif
