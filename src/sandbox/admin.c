/* SPDX-License-Identifier: MIT */
/*
 * The sandbox's own routes, below /_sandbox: ordering faults. Bodies must be announced
 * as JSON, which pages of other sites cannot do without asking first.
 */
#include <strings.h>

#include "sandbox/call.h"
#include "sandbox/faults.h"
#include "sandbox/web_layout.h"
#include "sandbox/wish.h"

static bool list_faults(struct call *call)
{
    json_auto_t *json = json_pack("{s:o}", "faults", faults_to_json(call->sandbox->faults));
    return reply_json(call, 200, json);
}

static bool is_json(const struct call *call)
{
    const char *type = server_request_field(call->request, "Content-Type");
    return type && strncasecmp(type, "application/json", sizeof "application/json" - 1) == 0;
}

static bool order_fault(struct call *call)
{
    json_auto_t *json = NULL;

    if (!is_json(call)) {
        return problem_set(&call->problem, 415, "UNSUPPORTED_MEDIA_TYPE",
                           "Content-Type must be application/json");
    }
    return call_json(call, &json) && faults_order(call->sandbox->faults, json, &call->problem) &&
           list_faults(call);
}

static bool clear_faults(struct call *call)
{
    faults_clear(call->sandbox->faults);
    return reply_empty(call, 204);
}

const struct route admin_routes[] = {
    {"GET", "/_sandbox/style.css", web_style},
    {"GET", "/_sandbox/faults", list_faults},
    {"POST", "/_sandbox/faults", order_fault},
    {"DELETE", "/_sandbox/faults", clear_faults},
    {0},
};
