#!/bin/sh
# SPDX-License-Identifier: MIT
# The same as spec.sh for CommonMark 0.31, whose examples an npm package has. It is fetched into
# $FETCHED once; without npm, or without a network, the test is skipped.
set -eu

version=0.31.2
folder=${FETCHED:-$(dirname "$0")/../../build/tests/e2e}/commonmark-spec-$version
if [ ! -f "$folder/package/spec.txt" ] && command -v npm >/dev/null; then
  # Before lib.sh: npm needs the user's own configuration and proxy.
  mkdir -p "$folder"
  (cd "$folder" && npm pack --silent "commonmark-spec@$version" && tar -xzf ./*.tgz) || :
fi
spec=$(realpath "$folder/package/spec.txt" 2>/dev/null) || spec=

. "$(dirname "$0")/lib.sh"
command -v cmark-gfm >/dev/null || skip "no cmark-gfm"
[ -n "$spec" ] || skip "no npm, or it could not fetch the specification"

test_that "the examples of CommonMark $version arrive with all of their text"
python3 "$TESTS/e2e/spec_examples.py" "$CONFSYNC" "$spec"
