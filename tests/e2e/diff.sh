#!/bin/sh
# SPDX-License-Identifier: MIT
# confsync diff: what was changed here, or in Confluence, line by line.
. "$(dirname "$0")/lib.sh"

start_sandbox
create_page Notes '<p>one</p><p>two</p>' >/dev/null
create_page Other '<p>one</p><p>two</p>' >/dev/null
create_page Gone '<p>gone</p>' >/dev/null
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
cd wiki

test_that "without changes there is nothing to show"
expect 0 confsync diff
[ ! -s "$OUT" ] || fail "something on standard output"

test_that "--remote shows what was changed in Confluence"
edit_page "$(page_id Other)" '<p>one</p><p>two there</p>'
create_page 'New there' '<p>text</p>' >/dev/null
expect 0 confsync diff
[ ! -s "$OUT" ] || fail "something on standard output"
expect 0 confsync diff --remote
assert_contains "$OUT" "--- a/other.md"
assert_contains "$OUT" "-two"
assert_contains "$OUT" "+two there"
assert_contains "$OUT" "+++ b/New there"
expect 0 confsync diff --remote --storage other.md
assert_contains "$OUT" "-<p>two</p>"
assert_contains "$OUT" "+<p>two there</p>"

test_that "a change shows as a unified diff of the body, without the server"
stop_sandbox
replace notes.md two TWO
printf '# New\n\ntext\n' >new.md
rm gone.md
expect 0 confsync diff notes.md
cat >"$WORK/expected" <<'END'
--- a/notes.md
+++ b/notes.md
@@ -1,3 +1,3 @@
 one
 
-two
+TWO
END
assert_same "$WORK/expected" "$OUT"
expect 0 confsync diff
assert_contains "$OUT" "--- /dev/null"
assert_contains "$OUT" "+++ b/new.md"
assert_contains "$OUT" "+text"
assert_contains "$OUT" "+++ /dev/null"
assert_contains "$OUT" "-gone"

test_that "a new title shows too"
replace notes.md 'title: Notes' 'title: Remarks'
expect 0 confsync diff notes.md
assert_contains "$OUT" 'a/notes.md: title "Notes" -> "Remarks"'

test_that "storage format is compared tag by tag"
expect 0 confsync diff --storage notes.md
assert_contains "$OUT" " <p>one</p>"
assert_contains "$OUT" "-<p>two</p>"
assert_contains "$OUT" "+<p>TWO</p>"

test_that "paths are shown from where the user is"
mkdir -p sub
expect 0 inside sub confsync diff ../notes.md
assert_contains "$OUT" "--- a/../notes.md"
