/* SPDX-License-Identifier: MIT */
/*
 * How people write in the browser: forms, and what they are sent to. A form carries a
 * key that only our own pages know, so that no other site can post in a person's name.
 */
#ifndef SANDBOX_WEB_EDIT_H
#define SANDBOX_WEB_EDIT_H

#include <stdbool.h>

#include "sandbox/call.h"

bool web_show_edit(struct call *call);
bool web_edit(struct call *call);
bool web_show_creation(struct call *call);
bool web_create(struct call *call);
bool web_trash(struct call *call);

#endif
