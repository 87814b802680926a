/* SPDX-License-Identifier: MIT */
#include "sandbox/format.h"

#include <stdint.h>
#include <string.h>

#include "sandbox/argument.h"
#include "sandbox/render.h"

static const struct choice list_formats = {
    "PrimaryBodyRepresentation", (const char *const[]){"storage", "atlas_doc_format", NULL}};

/* Those up to `editor`, but for the second, are renderings of the storage format. */
static const struct choice page_formats = {
    "PrimaryBodyRepresentationSingle",
    (const char *const[]){"storage", "atlas_doc_format", "view", "export_view",
                          "anonymous_export_view", "styled_view", "editor", NULL}};

static bool refuse(struct call *call, const char *name)
{
    return problem_set(&call->problem, 501, "NOT_IMPLEMENTED",
                       "The sandbox has no bodies in the %s representation", name);
}

bool format_of_listing(struct call *call, bool *with_body)
{
    size_t position = SIZE_MAX;

    if (!argument_choice(call, "body-format", &list_formats, &position)) {
        return false;
    }
    *with_body = position == 0;
    return position != 1 || refuse(call, list_formats.names[1]);
}

bool format_of_page(struct call *call, const char **name)
{
    size_t position = SIZE_MAX;

    if (!argument_choice(call, "body-format", &page_formats, &position)) {
        return false;
    }
    *name = position == SIZE_MAX ? NULL : page_formats.names[position];
    return !*name || (strcmp(*name, "atlas_doc_format") != 0 && strcmp(*name, "editor") != 0) ||
           refuse(call, *name);
}

struct slice format_body(struct call *call, const struct page *page, const char *name)
{
    if (strcmp(name, "storage") == 0) {
        return page->body;
    }
    return render_storage(call->arena, page->body, page->space_key);
}
