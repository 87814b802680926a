#!/bin/sh
# SPDX-License-Identifier: MIT
# Every example of the CommonMark and GFM specification becomes well-formed storage with the same text.
. "$(dirname "$0")/lib.sh"

command -v cmark-gfm >/dev/null || skip "no cmark-gfm"
found=
for spec in /usr/share/doc/cmark-gfm/spec.txt.gz /usr/share/doc/cmark/spec.txt.gz \
  "${CONFSYNC_SPEC:-}"; do
  [ -f "$spec" ] || continue
  found=yes
  test_that "the examples of $spec arrive with all of their text"
  python3 "$TESTS/e2e/spec_examples.py" "$CONFSYNC" "$spec"
done
[ -n "$found" ] || skip "no specification; the package cmark-gfm has one"
