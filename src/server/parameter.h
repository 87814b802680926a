/* SPDX-License-Identifier: MIT */
/* Reading the parts of a request: percent-encoding, query strings and posted forms. */
#ifndef SERVER_PARAMETER_H
#define SERVER_PARAMETER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/strbuf.h"

struct parameter {
    struct slice name;
    struct slice value;
};

struct parameters {
    const struct parameter *items; /* in the order they were written */
    size_t count;
};

/* `a=1&b=two+words` decoded. A part without "=" has an empty value. */
struct parameters parameters_parse(struct arena *arena, struct slice encoded);

/* The value of the first parameter of that name, or NULL. */
const struct slice *parameters_find(const struct parameters *parameters, const char *name);

/* Decodes %41; a "%" without two digits behind it stands for itself. */
struct slice percent_decode(struct arena *arena, struct slice encoded);

/* Appends the text with everything but letters, digits and "-._~" encoded. */
void percent_encode(struct strbuf *encoded, struct slice text);

#endif
