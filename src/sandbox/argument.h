/* SPDX-License-Identifier: MIT */
/*
 * The parameters of a request, checked as Confluence checks them: what does not fit is
 * refused with 400 INVALID_REQUEST_PARAMETER and names the value and the type that was
 * expected. Unknown parameters are ignored.
 */
#ifndef SANDBOX_ARGUMENT_H
#define SANDBOX_ARGUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "sandbox/call.h"

/* A type of which the values are named. */
struct choice {
    const char *type;         /* "PageSortOrder" */
    const char *const *names; /* ends with NULL */
};

/* "Provided value {x} for 'name' is not the correct type. Expected type is T". False. */
bool argument_refuse(struct call *call, const char *name, struct slice value, const char *type);

/* An id in the path. `type` is what Confluence calls it there: "ContentId" or "long". */
bool argument_path_id(struct call *call, size_t capture, const char *type, long long *id)
    __attribute__((warn_unused_result));

/* `limit`: 25 when it is not there, at most 250. */
bool argument_limit(struct call *call, long long *limit) __attribute__((warn_unused_result));

/* false when it is not there. */
bool argument_flag(struct call *call, const char *name, bool *flag)
    __attribute__((warn_unused_result));

/* A number above 0; 0 when it is not there. */
bool argument_number(struct call *call, const char *name, long long *number)
    __attribute__((warn_unused_result));

/* The position of the value among the names; *position stays as it is when it is not there. */
bool argument_choice(struct call *call, const char *name, const struct choice *choice,
                     size_t *position) __attribute__((warn_unused_result));

/*
 * Lists: separated by commas, or the parameter repeated. As JSON arrays, for
 * json_each(); *list stays as it is when the parameter is not there.
 */
bool argument_ids(struct call *call, const char *name, size_t most, const char **list)
    __attribute__((warn_unused_result));
bool argument_choices(struct call *call, const char *name, const struct choice *choice,
                      const char **list) __attribute__((warn_unused_result));
bool argument_texts(struct call *call, const char *name, size_t most, const char **list)
    __attribute__((warn_unused_result));

/* The text of a parameter; NULL start when it is not there. */
struct slice argument_text(const struct call *call, const char *name);

#endif
