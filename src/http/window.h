/* SPDX-License-Identifier: MIT */
/*
 * How many requests may be under way at the same time: one more after every round
 * that went well, half as many when the server says that it is too much (additive
 * increase, multiplicative decrease, as in RFC 5681 §3.1). Pure.
 */
#ifndef HTTP_WINDOW_H
#define HTTP_WINDOW_H

struct http_window {
    int size;
    int most;
    int under_way;
    int good;              /* answers since the size last changed */
    long long narrowed_ms; /* when it was last made smaller */
};

struct http_window http_window_of(int first, int most);

/* An answer came that says nothing about the load. */
void http_window_praise(struct http_window *window);

/*
 * The server was overloaded by a request sent at `sent_ms`. Those sent before the
 * window was last made smaller only repeat what is known, and change nothing.
 */
void http_window_narrow(struct http_window *window, long long sent_ms, long long now_ms);

#endif
