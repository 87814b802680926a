/* SPDX-License-Identifier: MIT */
/* The routes of v2 for the history of a page; listed in v2_pages.c. */
#ifndef SANDBOX_V2_VERSIONS_H
#define SANDBOX_V2_VERSIONS_H

#include <stdbool.h>

#include "sandbox/call.h"

bool v2_list_versions(struct call *call);
bool v2_get_version(struct call *call);

#endif
