/* SPDX-License-Identifier: MIT */
/* What the parts of storage/write.h have in common. */
#ifndef STORAGE_WRITE_INTERNAL_H
#define STORAGE_WRITE_INTERNAL_H

#include "base/strbuf.h"
#include "document/document.h"

/* Before and behind a macro's body; where it has none, one follows the other. */
void writer_macro_open(struct strbuf *storage, const struct macro *macro);
void writer_macro_close(struct strbuf *storage, const struct macro *macro);

#endif
