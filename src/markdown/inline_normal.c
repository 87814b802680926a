/* SPDX-License-Identifier: MIT */
#include "markdown/inline_normal_internal.h"

#include <string.h>

#include "base/utf8.h"

struct context {
    struct arena *arena;
    unsigned marks;      /* bit m: inside of mark m */
    struct slice colour; /* of the innermost MARK_COLOUR */
    bool in_link;
};

static bool is_blank_byte(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_blank_character(uint32_t code_point)
{
    return utf8_is_space(code_point) || code_point == 0x200B || code_point == 0xFEFF;
}

static bool is_blank_text(struct slice text)
{
    for (size_t position = 0; position < text.length;) {
        if (!is_blank_character(utf8_next(text, &position))) {
            return false;
        }
    }
    return true;
}

/* A link to a URL is nothing without text, and one in another link is only its text. */
static bool is_wrapper(const struct inline_node *node, bool in_link)
{
    return node->kind == INLINE_HIDDEN || node->kind == INLINE_MARK ||
           (node->kind == INLINE_LINK && (in_link || node->details->target.kind == TARGET_URL));
}

static bool holds_only_blanks(const struct inline_node *first, bool in_link)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        bool is_inner_link = in_link || node->kind == INLINE_LINK;
        bool is_blank =
            (node->kind == INLINE_TEXT && is_blank_text(node->text)) ||
            node->kind == INLINE_BREAK ||
            (is_wrapper(node, in_link) && holds_only_blanks(node->first_child, is_inner_link));
        if (!is_blank) {
            return false;
        }
    }
    return true;
}

static bool is_blank_list(const struct inline_node *first, bool in_link)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        bool is_inner_link = in_link || node->kind == INLINE_LINK;
        bool is_blank =
            (node->kind == INLINE_TEXT && slice_is_blank(node->text)) ||
            node->kind == INLINE_BREAK ||
            (is_wrapper(node, in_link) && is_blank_list(node->first_child, is_inner_link));
        if (!is_blank) {
            return false;
        }
    }
    return true;
}

bool inline_is_blank(const struct inline_node *first)
{
    return is_blank_list(first, false);
}

struct slice link_own_name(const struct target *target)
{
    switch (target->kind) {
    case TARGET_PAGE:
    case TARGET_BLOG_POST:
        return target->anchor.length == 0 ? target->title : slice_from("");
    case TARGET_ATTACHMENT:
        return target->file_name;
    case TARGET_SPACE:
        return target->space;
    case TARGET_CONTENT:
        return target->anchor.length == 0 ? target->id : slice_from("");
    case TARGET_USER: /* whatever stands there names the same person */
    case TARGET_NONE:
    case TARGET_URL:
    case TARGET_ANCHOR:
        break;
    }
    return slice_from("");
}

/* It has the same details, not its own. */
static struct inline_node *copy_alone(struct arena *arena, const struct inline_node *node)
{
    struct inline_node *copy = ARENA_NEW(arena, struct inline_node);

    *copy = *node;
    copy->first_child = NULL;
    copy->last_child = NULL;
    copy->next = NULL;
    return copy;
}

static struct inline_node *add_text(struct context *context, struct slice text)
{
    struct inline_node *node = inline_new(context->arena, INLINE_TEXT);
    node->text = text;
    return node;
}

static bool has_collapsible_blanks(struct slice text)
{
    for (size_t i = 0; i < text.length; i++) {
        bool is_next_blank = i + 1 < text.length && is_blank_byte(text.start[i + 1]);
        if (is_blank_byte(text.start[i]) && (text.start[i] != ' ' || is_next_blank)) {
            return true;
        }
    }
    return false;
}

/* Appends the text to `joined`, at *length; rule 4. */
static void join(char *joined, size_t *length, struct slice text, bool is_code)
{
    for (size_t i = 0; i < text.length; i++) {
        bool is_blank = is_blank_byte(text.start[i]);
        bool is_line_end = text.start[i] == '\n' || text.start[i] == '\r';
        if (!is_blank || (is_code && !is_line_end)) {
            joined[(*length)++] = text.start[i];
        } else if (is_code || *length == 0 || joined[*length - 1] != ' ') {
            joined[(*length)++] = ' ';
        }
    }
}

static struct slice collapse(struct arena *arena, struct slice text)
{
    if (!has_collapsible_blanks(text)) {
        return text;
    }
    char *joined = ARENA_NEW_ARRAY(arena, char, text.length + 1);
    size_t length = 0;
    join(joined, &length, text, false);
    return (struct slice){joined, length};
}

static void add_nodes(struct context context, struct inline_node *parent,
                      const struct inline_node *first);

/* Whether the mark says what one around it says already. */
static bool is_repeated(const struct context *context, const struct inline_node *mark)
{
    if (mark->mark == MARK_COLOUR) {
        return mark->text.length == 0 || slice_equal(mark->text, context->colour);
    }
    return context->marks & 1u << mark->mark;
}

/* Whether only the node's children count. */
static bool is_transparent(const struct context *context, const struct inline_node *node)
{
    switch (node->kind) {
    case INLINE_HIDDEN:
        return true;
    case INLINE_MARK:
        return is_repeated(context, node) || holds_only_blanks(node->first_child, context->in_link);
    case INLINE_LINK:
        return context->in_link || (node->details->target.kind == TARGET_URL &&
                                    holds_only_blanks(node->first_child, true));
    case INLINE_TEXT:
    case INLINE_IMAGE:
    case INLINE_BREAK:
    case INLINE_MACRO:
    case INLINE_ELEMENT:
    case INLINE_RAW:
        break;
    }
    return false;
}

static void add_leaf(struct context context, struct inline_node *parent,
                     const struct inline_node *node)
{
    struct inline_node *leaf = copy_alone(context.arena, node);

    if (leaf->kind == INLINE_IMAGE) {
        leaf->details = ARENA_NEW(context.arena, struct link_details);
        *leaf->details = *node->details;
        leaf->text = collapse(context.arena, leaf->text);
        leaf->details->title = collapse(context.arena, leaf->details->title);
    }
    inline_append(parent, leaf);
}

static void add_mark(struct context context, struct inline_node *parent,
                     const struct inline_node *node)
{
    struct inline_node *mark = parent->last_child;

    if (!mark || !inline_is_same_mark(mark, node)) {
        mark = copy_alone(context.arena, node);
        inline_append(parent, mark);
    }
    context.marks |= 1u << node->mark;
    context.colour = node->mark == MARK_COLOUR ? node->text : context.colour;
    add_nodes(context, mark, node->first_child);
}

static void add_link(struct context context, struct inline_node *parent,
                     const struct inline_node *node)
{
    struct inline_node *link = copy_alone(context.arena, node);

    inline_append(parent, link);
    context.in_link = true;
    if (holds_only_blanks(node->first_child, true)) {
        return;
    }
    add_nodes(context, link, node->first_child);
}

/* Rules 1, 2 and 3, but for texts. */
static void add_nodes(struct context context, struct inline_node *parent,
                      const struct inline_node *first)
{
    for (const struct inline_node *node = first; node; node = node->next) {
        if (node->kind == INLINE_TEXT && node->text.length == 0) {
            continue;
        }
        if (is_transparent(&context, node)) {
            add_nodes(context, parent, node->first_child);
        } else if (node->kind == INLINE_MARK) {
            add_mark(context, parent, node);
        } else if (node->kind == INLINE_LINK) {
            add_link(context, parent, node);
        } else {
            add_leaf(context, parent, node);
        }
    }
}

/* The text of the run of text nodes that starts at `first`; *behind is the node behind it. */
static struct slice join_run(struct context *context, const struct inline_node *first,
                             struct inline_node **behind)
{
    bool is_code = context->marks & 1u << MARK_CODE;
    size_t most = 0;
    struct inline_node *stop = first->next;

    for (const struct inline_node *node = first; node && node->kind == INLINE_TEXT;
         node = node->next) {
        most += node->text.length;
        stop = node->next;
    }
    *behind = stop;
    if (stop == first->next && !has_collapsible_blanks(first->text)) {
        return first->text;
    }
    char *joined = ARENA_NEW_ARRAY(context->arena, char, most + 1);
    size_t length = 0;
    for (const struct inline_node *node = first; node != stop; node = node->next) {
        join(joined, &length, node->text, is_code);
    }
    return (struct slice){joined, length};
}

/* Neighbouring texts become one. */
static void join_texts(struct context *context, struct inline_node *parent)
{
    parent->last_child = NULL;
    for (struct inline_node *node = parent->first_child; node; node = node->next) {
        parent->last_child = node;
        if (node->kind == INLINE_TEXT) {
            struct inline_node *behind = NULL;
            node->text = join_run(context, node, &behind);
            node->next = behind;
        }
    }
}

/* Length of the blanks, of any width, at the start or at the end of the text. */
static size_t blanks_at_start(struct slice text)
{
    size_t length = 0;
    for (size_t position = 0; position < text.length; length = position) {
        if (!is_blank_character(utf8_next(text, &position))) {
            break;
        }
    }
    return length;
}

static size_t blanks_at_end(struct slice text)
{
    size_t start = text.length;
    for (size_t position = text.length; position > 0;) {
        position--;
        if (((unsigned char)text.start[position] & 0xC0) == 0x80) {
            continue;
        }
        size_t behind = position;
        if (!is_blank_character(utf8_next(text, &behind))) {
            break;
        }
        start = position;
    }
    return text.length - start;
}

/* Moves the children of one node behind those of another. */
static void append_all(struct inline_node *parent, struct inline_node *other)
{
    for (struct inline_node *next = other->first_child; next;) {
        struct inline_node *node = next;
        next = node->next;
        node->next = NULL;
        inline_append(parent, node);
    }
}

/* Takes blanks and breaks off the start of the mark; they are added to `outside`. */
static void move_start_out(struct context *context, struct inline_node *mark,
                           struct inline_node *outside)
{
    while (mark->first_child) {
        struct inline_node *child = mark->first_child;
        if (child->kind == INLINE_TEXT) {
            size_t length = blanks_at_start(child->text);
            if (length > 0) {
                inline_append(outside, add_text(context, slice_part(child->text, 0, length)));
            }
            child->text = slice_part(child->text, length, child->text.length);
        }
        if (child->kind != INLINE_BREAK && (child->kind != INLINE_TEXT || child->text.length > 0)) {
            return;
        }
        mark->first_child = child->next;
        child->next = NULL;
        if (child->kind == INLINE_BREAK) {
            inline_append(outside, child);
        }
    }
}

/* The first node of the blanks and breaks that end the list, or NULL. */
static struct inline_node *find_blank_tail(struct inline_node *first)
{
    struct inline_node *tail = NULL;
    for (struct inline_node *node = first; node; node = node->next) {
        bool is_blank =
            node->kind == INLINE_BREAK || (node->kind == INLINE_TEXT && is_blank_text(node->text));
        tail = is_blank ? (tail ? tail : node) : NULL;
    }
    return tail;
}

/* The same for the end of a mark, which holds something that is not blank. */
static void move_end_out(struct context *context, struct inline_node *mark,
                         struct inline_node *outside)
{
    struct inline_node *tail = find_blank_tail(mark->first_child);
    struct inline_node *last = mark->first_child;

    while (last->next != tail) {
        last = last->next;
    }
    last->next = NULL;
    mark->last_child = last;
    if (last->kind == INLINE_TEXT) {
        size_t length = last->text.length - blanks_at_end(last->text);
        if (length < last->text.length) {
            struct slice blanks = slice_part(last->text, length, last->text.length);
            inline_append(outside, add_text(context, blanks));
            last->text.length = length;
        }
    }
    append_all(outside, &(struct inline_node){.first_child = tail});
}

static size_t behind_blanks(struct slice text, size_t position)
{
    while (position < text.length && is_blank_byte(text.start[position])) {
        position++;
    }
    return position;
}

/* Whether both are the same but for the lengths of their blanks. */
static bool is_same_text(struct slice left, struct slice right)
{
    size_t i = 0;
    size_t j = 0;

    while (i < left.length && j < right.length) {
        size_t left_word = behind_blanks(left, i);
        size_t right_word = behind_blanks(right, j);
        if ((left_word == i) != (right_word == j)) {
            return false;
        }
        if (left_word == i && left.start[i++] != right.start[j++]) {
            return false;
        }
        i = left_word > i ? left_word : i;
        j = right_word > j ? right_word : j;
    }
    return i == left.length && j == right.length;
}

void link_drop_own_name(struct inline_node *link)
{
    const struct inline_node *child = link->first_child;
    struct slice name = link_own_name(&link->details->target);
    bool is_name = child && !child->next && child->kind == INLINE_TEXT && name.length > 0 &&
                   is_same_text(child->text, name);
    if (is_name || link->details->target.kind == TARGET_USER) {
        link->first_child = NULL;
        link->last_child = NULL;
    }
}

static void name_anchor(struct context *context, struct inline_node *link)
{
    if (link->details->target.kind == TARGET_ANCHOR && !link->first_child) {
        inline_append(link,
                      add_text(context, collapse(context->arena, link->details->target.anchor)));
    }
}

static bool is_break(const struct inline_node *node)
{
    return node && node->kind == INLINE_BREAK;
}

static struct slice trim_start(struct slice text)
{
    size_t start = 0;
    while (start < text.length && is_blank_byte(text.start[start])) {
        start++;
    }
    return slice_part(text, start, text.length);
}

static struct slice trim_end(struct slice text)
{
    while (text.length > 0 && is_blank_byte(text.start[text.length - 1])) {
        text.length--;
    }
    return text;
}

/* No blanks beside a break, and no texts without text. */
static void trim_breaks(struct inline_node *parent)
{
    struct inline_node trimmed = {.kind = INLINE_HIDDEN};

    for (struct inline_node *node = parent->first_child; node;) {
        struct inline_node *next = node->next;
        node->next = NULL;
        if (node->kind == INLINE_TEXT) {
            node->text = is_break(trimmed.last_child) ? trim_start(node->text) : node->text;
            node->text = is_break(next) ? trim_end(node->text) : node->text;
        }
        if (node->kind != INLINE_TEXT || node->text.length > 0) {
            inline_append(&trimmed, node);
        }
        node = next;
    }
    parent->first_child = trimmed.first_child;
    parent->last_child = trimmed.last_child;
}

/* Adds a node whose children are settled. */
static void add_settled(struct context *context, struct inline_node *settled,
                        struct inline_node *node)
{
    bool is_mark = node->kind == INLINE_MARK;

    if (node->kind == INLINE_LINK) {
        link_drop_own_name(node);
        name_anchor(context, node);
    }
    if (is_mark && (node->mark == MARK_STRONG || node->mark == MARK_EMPHASIS)) {
        move_start_out(context, node, settled);
        inline_append(settled, node);
        move_end_out(context, node, settled);
    } else {
        inline_append(settled, node);
    }
}

/* Rules 4, 5 and 7, and the blanks of 6, for what add_nodes made; children first. */
static void settle(struct context context, struct inline_node *parent)
{
    struct inline_node settled = {.kind = INLINE_HIDDEN};

    for (struct inline_node *next = parent->first_child; next;) {
        struct inline_node *node = next;
        struct context inner = context;
        next = node->next;
        node->next = NULL;
        inner.marks |= node->kind == INLINE_MARK ? 1u << node->mark : 0;
        settle(inner, node);
        add_settled(&context, &settled, node);
    }
    parent->first_child = settled.first_child;
    join_texts(&context, parent);
    trim_breaks(parent);
}

static bool is_edge(const struct inline_node *node)
{
    return node->kind == INLINE_BREAK || (node->kind == INLINE_TEXT && slice_is_blank(node->text));
}

/* Rule 6: the ends. */
static struct inline_node *trim(struct inline_node *first)
{
    struct inline_node *last = NULL;

    while (first && is_edge(first)) {
        first = first->next;
    }
    for (struct inline_node *node = first; node; node = node->next) {
        last = is_edge(node) ? last : node;
    }
    if (!last) {
        return NULL;
    }
    last->next = NULL;
    if (first->kind == INLINE_TEXT) {
        first->text = trim_start(first->text);
    }
    if (last->kind == INLINE_TEXT) {
        last->text = trim_end(last->text);
    }
    return first;
}

struct inline_node *inline_normal(struct arena *arena, const struct inline_node *first)
{
    struct context context = {.arena = arena};
    struct inline_node root = {.kind = INLINE_HIDDEN};

    add_nodes(context, &root, first);
    settle(context, &root);
    return trim(root.first_child);
}
