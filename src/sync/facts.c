/* SPDX-License-Identifier: MIT */
#include "sync/facts.h"

const char *page_facts_title(const struct page_facts *page)
{
    if (page->local.exists && page->local.title) {
        return page->local.title;
    }
    if (page->remote.exists) {
        return page->remote.title;
    }
    return page->base.exists ? page->base.title : "";
}
