/* SPDX-License-Identifier: MIT */
#include "convert/trail.h"

#include "base/vec.h"

void trail_add_copy(struct trail *trail, const struct strbuf *written, struct span base)
{
    struct trail_copy *last = trail->copy_count > 0 ? &trail->copies[trail->copy_count - 1] : NULL;
    if (base.start == base.end) {
        return;
    }
    if (last && last->base.end == base.start &&
        last->written + (last->base.end - last->base.start) == written->length) {
        last->base.end = base.end;
        return;
    }
    trail->copies = VEC_GROW(trail->arena, trail->copies, trail->copy_count);
    trail->copies[trail->copy_count++] = (struct trail_copy){base, written->length};
}

void trail_add_loss(struct trail *trail, const struct inline_node *wrapper, size_t line)
{
    trail->losses = VEC_GROW(trail->arena, trail->losses, trail->loss_count);
    trail->losses[trail->loss_count++] = (struct trail_loss){wrapper, line};
}

void trail_go_back(struct trail *trail, const struct trail *earlier, size_t written_length)
{
    trail->copy_count = earlier->copy_count;
    trail->loss_count = earlier->loss_count;
    if (trail->copy_count > 0) {
        struct trail_copy *last = &trail->copies[trail->copy_count - 1];
        size_t longest = last->base.start + (written_length - last->written);
        last->base.end = last->base.end < longest ? last->base.end : longest;
    }
}
