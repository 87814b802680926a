/* SPDX-License-Identifier: MIT */
#include "convert/check_result.h"

#include "storage/parse.h"

/*
 * Elements at the top of the base are well-formed, and so are they where they are at the
 * top again: what is between them alone decides. Only elements: a text may run on into
 * what comes next, and with it become a reference or the end of a section.
 */
static bool is_element(const struct block *block)
{
    return !block->is_bare;
}

/* Where the last of the elements ends that both begin with. */
static size_t shared_start(struct slice base, const struct block *page, struct slice written)
{
    size_t compared = 0;
    size_t end = 0;

    for (const struct block *block = page->first_child; block; block = block->next) {
        struct span piece = {compared, block->source->outer.end};
        if (!slice_equal(slice_of_span(base, piece), slice_of_span(written, piece))) {
            break;
        }
        compared = piece.end;
        end = is_element(block) ? piece.end : end;
    }
    return end;
}

/* The length of what both end with, from the beginning of an element on. */
static size_t shared_end(struct slice base, const struct block *page, struct slice written,
                         size_t start)
{
    size_t from = base.length - slice_shared_end(slice_part(base, start, base.length),
                                                 slice_part(written, start, written.length));

    for (const struct block *block = page->first_child; block; block = block->next) {
        if (is_element(block) && block->source->outer.start >= from) {
            return base.length - block->source->outer.start;
        }
    }
    return 0;
}

static struct slice what_is_new(struct slice base, const struct block *page, struct slice written)
{
    size_t start = shared_start(base, page, written);

    return slice_part(written, start, written.length - shared_end(base, page, written, start));
}

bool check_result(struct slice base, const struct block *page, const struct strbuf *written,
                  struct error *error)
{
    struct slice storage = strbuf_slice(written);
    struct xml_fault fault;

    if (written->is_full) {
        return error_set(error, ERROR_INPUT, 0, "the storage would be larger than %zu bytes",
                         written->limit);
    }
    if (storage_is_well_formed(what_is_new(base, page, storage), NULL) ||
        storage_is_well_formed(storage, &fault)) {
        return true;
    }
    return error_set(error, ERROR_INPUT, 0, "the storage made is malformed at %zu:%zu: %s",
                     fault.line, fault.column, fault.message);
}
