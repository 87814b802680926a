/* SPDX-License-Identifier: MIT */
/*
 * What a person copies from the browser's address line: which site, which space,
 * which page. Understands the addresses of Cloud and of Data Center.
 */
#ifndef CONFLUENCE_LOCATION_H
#define CONFLUENCE_LOCATION_H

#include "base/arena.h"
#include "base/error.h"
#include "base/slice.h"

/* Texts live in the arena. At least one of space_key and page_id is there. */
struct confluence_location {
    const char *site;      /* up to and with the context path, without a slash at the end */
    const char *space_key; /* NULL: only the page says which */
    const char *page_id;   /* NULL: the whole space */
    const char *title; /* of the page, where the address has that instead of the id; else NULL */
};

/*
 * ERROR_USAGE for what is no web address, plain http to another machine, credentials
 * in the address, and addresses that name neither a space nor a page.
 */
bool confluence_location_parse(const char *url, struct arena *arena,
                               struct confluence_location *location, struct error *error)
    __attribute__((warn_unused_result));

#endif
