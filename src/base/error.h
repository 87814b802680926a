/* SPDX-License-Identifier: MIT */
/*
 * Errors: what went wrong, in words for the user and as a kind for the program.
 *
 * A function that can fail returns bool and takes `struct error *error` as its
 * last parameter. On false, *error is filled in; on true it is left alone.
 * The caller owns the struct, usually on its stack, so failing never allocates:
 *
 *     struct error error;
 *     if (!page_store_save(store, page, &error)) {
 *         return log_failure(&error);
 *     }
 *
 * Passing an error on unchanged needs no code. To say where it happened, add
 * the place in front: `return error_prefix(error, "page %s", page->title);`.
 * Running out of memory is not an error value: see base/mem.h.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

enum error_kind {
    ERROR_USAGE,       /* the command line or the configuration is wrong */
    ERROR_INPUT,       /* a file or a server's answer is malformed */
    ERROR_IO,          /* the operating system refused; code is errno */
    ERROR_NETWORK,     /* no answer from the server; code is an enum network_outcome */
    ERROR_ACCESS,      /* no or wrong credentials, or no permission; code is the HTTP status */
    ERROR_NOT_FOUND,   /* the server does not know it; code is the HTTP status */
    ERROR_HTTP,        /* the server refused for another reason; code is the HTTP status */
    ERROR_DATABASE,    /* code is an SQLite result code */
    ERROR_CONFLICT,    /* both sides changed; the user must choose */
    ERROR_STOPPED,     /* a brake or an identity check stopped the run before it did harm */
    ERROR_INTERRUPTED, /* the user stopped the run */
};

/* Whether a request that got no answer can have had an effect. */
enum network_outcome {
    NETWORK_NOT_SENT,   /* it never reached the server */
    NETWORK_UNANSWERED, /* it was sent, and the server may have acted on it */
};

#define ERROR_MESSAGE_SIZE 512

struct error {
    enum error_kind kind;
    int code;                         /* meaning depends on kind; 0 where the kind has none */
    char message[ERROR_MESSAGE_SIZE]; /* one line, no final full stop */
};

/*
 * Fills in *error. Messages longer than the field are cut at a character
 * boundary. Always returns false, so that callers can `return error_set(...)`.
 */
bool error_set(struct error *error, enum error_kind kind, int code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * Puts "<text>: " before the message. A text that leaves no room for the message is cut, and ends in
 * "...". Always returns false.
 */
bool error_prefix(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Faults in a text read "line 4: why". Gives the 4, and *why behind it; of any other
 * message 0, and *why is all of it. *why points into the message.
 */
size_t error_split_line(const char *message, const char **why);

/*
 * Whether the server may have done what was asked although the request failed: no
 * answer came, or one that does not tell (5xx, unreadable). Only for the errors of
 * requests that write. The caller finds out by looking, never by asking again.
 */
bool error_leaves_doubt(const struct error *error);

#endif
