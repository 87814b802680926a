/* SPDX-License-Identifier: MIT */
/*
 * Where two blocks meet that were no neighbours before.
 *
 * Text without tags would become one line with text without tags beside it, and
 * would take a macro beside it for a part of itself. Tags, or a line end, keep them
 * apart. What stood side by side in the base stays as it was.
 */
#ifndef CONVERT_JUNCTION_H
#define CONVERT_JUNCTION_H

#include "base/strbuf.h"
#include "convert/align.h"

enum neighbour { NEIGHBOUR_NONE, NEIGHBOUR_LINE, NEIGHBOUR_MACRO };

/* What was written last on this level. All 0: nothing. */
struct junction {
    enum neighbour last;
    size_t end;              /* of it, in what is written */
    const struct unit *unit; /* of it, if it is where it was; or NULL */
    bool is_kept;
};

/*
 * Before the step's block is written; `block` is what its tags come from. Returns
 * whether it got tags, which junction_end must know.
 */
bool junction_begin(const struct junction *junction, struct strbuf *written,
                    const struct step *step, const struct block *block);

/* Behind the block; `block` is the last one, where the step wrote several. */
void junction_end(struct junction *junction, struct strbuf *written, const struct step *step,
                  const struct block *block, bool has_tags);

#endif
