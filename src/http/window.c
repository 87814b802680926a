/* SPDX-License-Identifier: MIT */
#include "http/window.h"

#include <limits.h>

struct http_window http_window_of(int first, int most)
{
    return (struct http_window){
        .size = first < most ? first : most,
        .most = most,
        .narrowed_ms = LLONG_MIN,
    };
}

void http_window_praise(struct http_window *window)
{
    window->good++;
    if (window->good >= window->size && window->size < window->most) {
        window->size++;
        window->good = 0;
    }
}

void http_window_narrow(struct http_window *window, long long sent_ms, long long now_ms)
{
    if (sent_ms <= window->narrowed_ms) {
        return;
    }
    window->size = window->size > 1 ? window->size / 2 : 1;
    window->good = 0;
    window->narrowed_ms = now_ms;
}
