/* SPDX-License-Identifier: MIT */
/* Who uses the sandbox. Whoever logs in with a new name becomes a new user. */
#ifndef SANDBOX_USER_H
#define SANDBOX_USER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"
#include "sandbox/context.h"
#include "sandbox/problem.h"

struct user {
    struct slice account_id;
    struct slice login; /* the name in the credentials, on Cloud an e-mail address */
    struct slice name;  /* shown to people */
};

/* The names under which the sandbox itself, and the person at the browser, write. */
#define USER_SANDBOX "sandbox@localhost"
#define USER_BROWSER "colleague@localhost"

/* The user of that login, made when it is not there. */
bool user_of_login(struct sandbox *sandbox, struct arena *arena, struct slice login,
                   struct user *user, struct problem *problem) __attribute__((warn_unused_result));

/* What people know the account by; the id itself when nobody has it. */
bool user_name_of(struct sandbox *sandbox, struct arena *arena, struct slice account_id,
                  struct slice *name, struct problem *problem) __attribute__((warn_unused_result));

#endif
