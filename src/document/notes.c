/* SPDX-License-Identifier: MIT */
#include "document/notes.h"

#include "base/vec.h"

void notes_add(struct notes *notes, enum note_kind kind, size_t line, struct slice text)
{
    if (!notes) {
        return;
    }
    notes->items = VEC_GROW(notes->arena, notes->items, notes->count);
    notes->items[notes->count++] =
        (struct note){kind, line, {arena_copy(notes->arena, text), text.length}};
}

bool notes_lose(const struct notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->items[i].kind != NOTE_DEAD) {
            return true;
        }
    }
    return false;
}

const char *note_kind_name(enum note_kind kind)
{
    static const char *const names[] = {
        [NOTE_LOST] = "lost",
        [NOTE_DROPPED] = "dropped",
        [NOTE_DEAD] = "dead",
    };

    return names[kind];
}

void note_print(struct strbuf *text, const struct note *note)
{
    static const char *const sentences[] = {
        [NOTE_LOST] = "loses what Markdown does not show: ",
        [NOTE_DROPPED] = "drops ",
        [NOTE_DEAD] = "leads nowhere on Confluence: ",
    };

    strbuf_append(text, sentences[note->kind]);
    strbuf_append_slice(text, note->text);
}
