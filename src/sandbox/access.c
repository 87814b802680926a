/* SPDX-License-Identifier: MIT */
#include "sandbox/access.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "sandbox/base64.h"

#define SCHEME "Basic "

#define V1_REFUSAL                                                                                 \
    "com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException: "        \
    "403 FORBIDDEN \"Request rejected because caller cannot access Confluence\""

bool access_refuse(struct call *call)
{
    if (call->dialect == DIALECT_V1) {
        return problem_set(&call->problem, 403, "FORBIDDEN", "%s", V1_REFUSAL);
    }
    return problem_set(&call->problem, 404, "NOT_FOUND", "Not Found");
}

/* Takes as long for a wrong password as for the right one of that length. */
static bool is_same(struct slice given, struct slice wanted)
{
    unsigned char difference = 0;

    if (given.length != wanted.length) {
        return false;
    }
    for (size_t i = 0; i < given.length; i++) {
        difference |= (unsigned char)(given.start[i] ^ wanted.start[i]);
    }
    return difference == 0;
}

static bool read_credentials(struct call *call, struct slice *login, struct slice *password)
{
    const char *field = server_request_field(call->request, "Authorization");
    struct slice pair = {0};

    if (!field || strncasecmp(field, SCHEME, strlen(SCHEME)) != 0 ||
        !base64_decode(call->arena, slice_trim(slice_from(field + strlen(SCHEME))), &pair)) {
        return false;
    }
    size_t colon = slice_find_char(pair, 0, ':');
    if (colon == SLICE_NOT_FOUND) {
        return false;
    }
    *login = slice_part(pair, 0, colon);
    *password = slice_part(pair, colon + 1, pair.length);
    return login->length > 0 && password->length > 0;
}

bool access_check(struct call *call)
{
    const char *token = call->sandbox->token;
    struct slice login = {0};
    struct slice password = {0};

    if (!read_credentials(call, &login, &password) || !utf8_is_valid(login) ||
        (token && !is_same(password, slice_from(token)))) {
        return access_refuse(call);
    }
    return user_of_login(call->sandbox, call->arena, login, &call->user, &call->problem);
}
