/* SPDX-License-Identifier: MIT */
/* The most of everything that comes from outside, in one place. Bytes unless the name says so. */
#ifndef BASE_LIMIT_H
#define BASE_LIMIT_H

#define LIMIT_PAGE          ((size_t)8 * 1024 * 1024)  /* one body, storage or Markdown */
#define LIMIT_CONVERTED     ((size_t)64 * 1024 * 1024) /* what a converter may make of one page */
#define LIMIT_ANSWER        ((size_t)64 * 1024 * 1024) /* one answer of a server */
#define LIMIT_REQUEST       ((size_t)8 * 1024 * 1024)  /* one request the sandbox takes */
#define LIMIT_CONFIG        ((size_t)1024 * 1024)      /* config.yaml, or one front matter */
#define LIMIT_DEPTH         256                        /* nested elements, lists, quotes */
#define LIMIT_TABLE_COLUMNS 256
#define LIMIT_PATH          4096
#define LIMIT_TITLE_UTF16   255 /* a page's title, in code units, as Confluence counts */

#endif
