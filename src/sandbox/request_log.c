/* SPDX-License-Identifier: MIT */
#include "sandbox/request_log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "sandbox/timestamp.h"

struct request_log {
    FILE *file;
    struct clock clock;
};

bool request_log_open(const char *path, struct clock clock, struct request_log **log,
                      struct error *error)
{
    FILE *file = fopen(path, "ae");

    if (!file) {
        return error_set(error, ERROR_IO, errno, "cannot open %s: %s", path, strerror(errno));
    }
    *log = MEM_NEW(struct request_log);
    (*log)->file = file;
    (*log)->clock = clock;
    return true;
}

void request_log_free(struct request_log *log)
{
    if (log) {
        (void)fclose(log->file);
        free(log);
    }
}

void request_log_add(struct request_log *log, const struct server_request *request,
                     const struct server_response *response, long long duration_ms,
                     const struct call *call)
{
    char time[TIMESTAMP_SIZE];
    bool is_text = utf8_is_valid(slice_from(request->target));

    timestamp_write(clock_now_ms(log->clock), time);
    json_auto_t *line =
        json_pack("{s:s, s:s, s:s, s:i, s:I, s:I, s:I, s:b, s:s?, s:s?}", "time", time, "method",
                  request->method, "target", is_text ? request->target : "?", "status",
                  response->fate == SERVER_DROP ? 0 : response->status, "bytes_in",
                  (json_int_t)request->body.length, "bytes_out",
                  response->fate == SERVER_DROP ? (json_int_t)0 : (json_int_t)response->body.length,
                  "milliseconds", (json_int_t)duration_ms, "wrote", call && call->has_written,
                  "fault", call ? call->fault : NULL, "trace", call ? call->trace : NULL);
    if (line) {
        (void)json_dumpf(line, log->file, JSON_COMPACT);
    }
    /* A log that cannot be written must not stop the server; nobody could be told either. */
    (void)fputc('\n', log->file);
    (void)fflush(log->file);
}
