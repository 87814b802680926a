/* SPDX-License-Identifier: MIT */
/* GET /pages/{id} of v2, which has more parameters than all others; listed in v2_pages.c. */
#ifndef SANDBOX_V2_PAGE_GET_H
#define SANDBOX_V2_PAGE_GET_H

#include <stdbool.h>

#include "sandbox/call.h"

bool v2_get_page(struct call *call);

#endif
