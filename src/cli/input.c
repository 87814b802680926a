/* SPDX-License-Identifier: MIT */
#include "cli/input.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limit.h"
#include "base/strbuf.h"
#include "config/front_matter.h"

bool input_read(struct arena *arena, const char *path, struct input *input, struct error *error)
{
    if (path == NULL || strcmp(path, "-") == 0) {
        input->name = "standard input";
        return file_read_descriptor(arena, STDIN_FILENO, input->name, LIMIT_PAGE, &input->text,
                                    error);
    }
    input->name = path;
    return file_read(arena, path, LIMIT_PAGE, &input->text, error);
}

/*
 * The converter writes a blank line after every rule, so only text of a user can have
 * `---` and a key on the next line.
 */
static bool has_front_matter(struct slice text)
{
    size_t first_end = slice_find_char(text, 0, '\n');
    if (first_end == SLICE_NOT_FOUND ||
        !slice_equals(slice_trim(slice_part(text, 0, first_end)), "---")) {
        return false;
    }
    size_t second_end = slice_find_char(text, first_end + 1, '\n');
    return !slice_is_blank(slice_part(text, first_end + 1, second_end));
}

bool input_cut_front_matter(struct arena *arena, struct input *input, struct error *error)
{
    CLEANUP_STRBUF struct strbuf body = STRBUF(2 * LIMIT_PAGE);
    struct front_matter front_matter;

    if (!has_front_matter(input->text)) {
        return true;
    }
    if (!front_matter_read(arena, input->text, input->name, &front_matter, error)) {
        return false;
    }
    strbuf_append_repeated(&body, '\n', front_matter.body_line - 1);
    strbuf_append_slice(&body, front_matter.body);
    input->text = strbuf_copy(&body, arena);
    return true;
}
