/* SPDX-License-Identifier: MIT */
#include "convert/losses.h"

#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "convert/hidden_facts.h"
#include "storage/tag.h"

#define SHOWN_MOST ((size_t)160) /* bytes of what is lost in a note */

/* How often a fact, or things of one kind, are in the base more than in what is written. */
struct balance {
    size_t in_base;
    size_t written;
};

struct lost {
    struct slice first; /* as it is shown */
    size_t count;
};

struct losses {
    struct arena *arena;
    struct strmap *facts;  /* a balance, by the bytes */
    struct strmap *owners; /* a balance, by the kind of thing */
    struct strmap *kinds;  /* a balance, by kind_of */
    struct strmap *groups; /* a struct lost, by what is alike in a note */
    struct lost **order;   /* as they were found */
    size_t count;
};

static struct slice attribute_name(struct slice attribute)
{
    return slice_trim(slice_part(attribute, 0, slice_find_char(attribute, 0, '=')));
}

static struct balance *balance_of(struct arena *arena, struct strmap *map, struct slice key)
{
    struct balance *balance = strmap_find(map, key);

    if (!balance) {
        balance = ARENA_NEW(arena, struct balance);
        strmap_put(map, key, balance);
    }
    return balance;
}

static void count(struct balance *balance, bool is_base)
{
    balance->in_base += is_base;
    balance->written += !is_base;
}

/* What an <img> of the Markdown can say: another value there was written by the user. */
static bool is_said_by_image(const struct hidden_fact *fact)
{
    static const char *const names[] = {"ac:width", "ac:height", "ac:align", "ac:custom-width"};
    bool is_image = slice_equals(tag_name(fact->tag), "ac:image");
    struct slice name = is_image ? attribute_name(fact->bytes) : slice_from("");

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (slice_equals(name, names[i])) {
            return true;
        }
    }
    return false;
}

/* What a fact is one of: lost are only those of which fewer are left. Empty: it stands alone. */
static struct slice kind_of(const struct hidden_fact *fact)
{
    return is_said_by_image(fact) ? attribute_name(fact->bytes) : slice_from("");
}

static void count_facts(struct losses *losses, const struct hidden_facts *facts, bool is_base)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct hidden_fact *fact = &facts->items[i];
        count(balance_of(losses->arena, losses->facts, fact->bytes), is_base);
        if (fact->owner.length > 0) {
            count(balance_of(losses->arena, losses->owners, fact->owner), is_base);
        }
        if (kind_of(fact).length > 0) {
            count(balance_of(losses->arena, losses->kinds, kind_of(fact)), is_base);
        }
    }
}

/* Takes one that is missing, if there is one. */
static bool take_missing(struct balance *balance)
{
    bool is_missing = balance->in_base > balance->written;

    balance->in_base -= is_missing;
    return is_missing;
}

/* An id goes with its thing; it is lost only where such a thing was written anew. */
static bool is_lost(struct losses *losses, const struct hidden_fact *fact)
{
    if (fact->bytes.length == 0 || !take_missing(strmap_find(losses->facts, fact->bytes))) {
        return false;
    }
    if (kind_of(fact).length > 0) {
        return take_missing(strmap_find(losses->kinds, kind_of(fact)));
    }
    return fact->owner.length == 0 || !take_missing(strmap_find(losses->owners, fact->owner));
}

static void add_lost(struct losses *losses, struct slice group, struct slice first)
{
    struct lost *lost = strmap_find(losses->groups, group);

    if (!lost) {
        lost = ARENA_NEW(losses->arena, struct lost);
        lost->first = (struct slice){arena_copy(losses->arena, first), first.length};
        strmap_put(losses->groups, (struct slice){arena_copy(losses->arena, group), group.length},
                   lost);
        losses->order = VEC_GROW(losses->arena, losses->order, losses->count);
        losses->order[losses->count++] = lost;
    }
    lost->count++;
}

/* The attributes that one tag has lost, in one note; tags with the same ones are alike. */
static size_t add_lost_attributes(struct losses *losses, const struct hidden_facts *facts,
                                  size_t at)
{
    CLEANUP_STRBUF struct strbuf first = STRBUF(SIZE_MAX);
    CLEANUP_STRBUF struct strbuf group = STRBUF(SIZE_MAX);
    struct slice tag = facts->items[at].tag;

    strbuf_append_char(&first, '<');
    strbuf_append_slice(&first, tag_name(tag));
    strbuf_append_slice(&group, tag_name(tag));
    size_t bare = first.length;
    for (; at < facts->count && facts->items[at].tag.start == tag.start; at++) {
        if (is_lost(losses, &facts->items[at])) {
            strbuf_append_char(&first, ' ');
            strbuf_append_slice(&first, facts->items[at].bytes);
            strbuf_append_char(&group, ' ');
            strbuf_append_slice(&group, attribute_name(facts->items[at].bytes));
        }
    }
    if (first.length > bare) {
        strbuf_append_char(&first, '>');
        add_lost(losses, strbuf_slice(&group), strbuf_slice(&first));
    }
    return at;
}

/* An id is an attribute's value; whatever else is lost shows itself. */
static void add_lost_fact(struct losses *losses, const struct hidden_fact *fact)
{
    CLEANUP_STRBUF struct strbuf shown = STRBUF(SIZE_MAX);

    if (slice_starts_with(fact->bytes, "<")) {
        strbuf_append_slice(&shown, fact->bytes);
    } else {
        strbuf_append(&shown, "ac:macro-id=\"");
        strbuf_append_slice(&shown, fact->bytes);
        strbuf_append(&shown, "\" of ");
        strbuf_append_slice(&shown, fact->owner);
    }
    add_lost(losses, strbuf_slice(&shown), strbuf_slice(&shown));
}

static void add_all_lost(struct losses *losses, const struct hidden_facts *facts)
{
    for (size_t i = 0; i < facts->count;) {
        const struct hidden_fact *fact = &facts->items[i];
        if (fact->tag.length > 0) {
            i = add_lost_attributes(losses, facts, i);
            continue;
        }
        if (is_lost(losses, fact)) {
            add_lost_fact(losses, fact);
        }
        i++;
    }
}

static void note_all(const struct losses *losses, struct notes *notes)
{
    for (size_t i = 0; i < losses->count; i++) {
        CLEANUP_STRBUF struct strbuf text = STRBUF(SIZE_MAX);
        const struct lost *lost = losses->order[i];
        struct slice first = slice_part(lost->first, 0, SHOWN_MOST);
        strbuf_append_slice(&text, slice_part(first, 0, utf8_valid_length(first)));
        strbuf_append(&text, lost->first.length > SHOWN_MOST ? "…" : "");
        if (lost->count > 1) {
            strbuf_append_format(&text, " and %zu more like it", lost->count - 1);
        }
        notes_add(notes, NOTE_LOST, 0, strbuf_slice(&text));
    }
}

/* What the notes name already is not missing. */
static void add_told(struct hidden_facts *facts, const struct notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->items[i].kind == NOTE_LOST) {
            hidden_facts_add_tag(facts, notes->items[i].text);
        }
    }
}

static void note_balance(struct arena *arena, const struct hidden_facts *old,
                         const struct hidden_facts *new, struct notes *notes)
{
    CLEANUP(strmap) struct strmap *balances = strmap_new();
    CLEANUP(strmap) struct strmap *owners = strmap_new();
    CLEANUP(strmap) struct strmap *kinds = strmap_new();
    CLEANUP(strmap) struct strmap *groups = strmap_new();
    struct losses losses = {
        .arena = arena, .facts = balances, .owners = owners, .kinds = kinds, .groups = groups};

    count_facts(&losses, old, true);
    count_facts(&losses, new, false);
    add_all_lost(&losses, old);
    note_all(&losses, notes);
}

void losses_note(struct arena *arena, const struct rewrap_base *base, struct slice written,
                 struct notes *notes)
{
    struct hidden_facts old = {.arena = arena};
    struct hidden_facts new = {.arena = arena};
    /* What is the same at the beginning and at the end needs no counting. */
    size_t start = slice_shared_start(base->storage, written);
    size_t end = slice_shared_end(slice_part(base->storage, start, base->storage.length),
                                  slice_part(written, start, written.length));
    struct span old_part = {start, base->storage.length - end};

    if (old_part.start < old_part.end) {
        hidden_facts_find(&old, base->storage, old_part, base->page);
    }
    if (old.count > 0) {
        hidden_facts_find(&new, written, (struct span){start, written.length - end}, NULL);
        add_told(&new, notes);
        note_balance(arena, &old, &new, notes);
    }
}
