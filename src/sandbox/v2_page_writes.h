/* SPDX-License-Identifier: MIT */
/* The routes of v2 that change pages; listed in v2_pages.c. */
#ifndef SANDBOX_V2_PAGE_WRITES_H
#define SANDBOX_V2_PAGE_WRITES_H

#include <stdbool.h>

#include "sandbox/call.h"

bool v2_create_page(struct call *call);
bool v2_update_page(struct call *call);
bool v2_rename_page(struct call *call);
bool v2_delete_page(struct call *call);

#endif
