/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"

enum { CHUNK_SIZE = 64 * 1024 };

bool file_read_descriptor(struct arena *arena, int descriptor, const char *name, size_t limit,
                          struct slice *contents, struct error *error)
{
    CLEANUP_STRBUF struct strbuf text = STRBUF(limit);
    char chunk[CHUNK_SIZE];

    while (!text.is_full) {
        ssize_t length = read(descriptor, chunk, sizeof chunk);
        if (length == 0) {
            *contents = strbuf_copy(&text, arena);
            return true;
        }
        if (length < 0 && errno != EINTR) {
            return error_set(error, ERROR_IO, errno, "cannot read %s: %s", name, strerror(errno));
        }
        if (length > 0) {
            strbuf_append_slice(&text, (struct slice){chunk, (size_t)length});
        }
    }
    return error_set(error, ERROR_INPUT, 0, "%s: larger than the limit of %zu bytes", name, limit);
}

bool file_read(struct arena *arena, const char *path, size_t limit, struct slice *contents,
               struct error *error)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return error_set(error, ERROR_IO, errno, "cannot open %s: %s", path, strerror(errno));
    }
    bool is_read = file_read_descriptor(arena, descriptor, path, limit, contents, error);
    close(descriptor);
    return is_read;
}
