/* SPDX-License-Identifier: MIT */
/* The pages of the demonstration space, written for it. */
#ifndef SANDBOX_DEMO_PAGES_H
#define SANDBOX_DEMO_PAGES_H

struct demo_page {
    const char *title;
    const char *parent; /* title of a page before this one; NULL: the home page */
    const char *body;   /* storage format */
};

extern const char demo_home_title[];
extern const char demo_home_body[];

/* Ends with a page without a title. */
extern const struct demo_page demo_pages[];

#endif
