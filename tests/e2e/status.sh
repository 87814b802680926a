#!/bin/sh
# SPDX-License-Identifier: MIT
# confsync status: what a sync would do, in groups; --local, paths, JSON, exit statuses.
. "$(dirname "$0")/lib.sh"

start_sandbox
here=$(create_page 'Edited here' '<p>one</p>')
there=$(create_page 'Edited there' '<p>one</p>')
both=$(create_page 'Edited on both sides' '<p>one</p><p>two</p><p>three</p>')
conflict=$(create_page Conflict '<p>one</p>')
create_page 'Deleted here' '<p>one</p>' >/dev/null
create_page Child '<p>one</p>' "$here" >/dev/null
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
cd wiki

test_that "a clean workspace says so"
assert_quiet . confsync status
assert_contains "$OUT" "Space $SPACE on $SITE"
assert_contains "$OUT" "Nothing to do: 7 pages are in step."

test_that "the sum counts the pages that were asked for"
expect 0 confsync status edited-here.md
assert_contains "$OUT" "Nothing to do: 1 page is in step."
expect 0 confsync status edited-here.md edited-here/ conflict.md
assert_contains "$OUT" "Nothing to do: 3 pages are in step."
expect 0 confsync sync edited-here
assert_contains "$OUT" "Nothing to sync: 1 page is in step"
expect 0 confsync status --json edited-here.md
assert_equal "$(jq '.mounts[0].counts.pages' "$OUT")" 1

test_that "changes are grouped by what would be done with them"
replace edited-here.md one ONE
replace edited-on-both-sides.md one ONE
replace conflict.md one MINE
rm deleted-here.md
printf '# New here\n\ntext\n' >new-here.md
edit_page "$there" '<p>changed</p>'
edit_page "$both" '<p>one</p><p>two</p><p>THREE</p>'
edit_page "$conflict" '<p>THEIRS</p>'
create_page 'New there' '<p>one</p>' >/dev/null
snapshot . >"$WORK/before"
writes=$(write_count)
expect 3 confsync status
assert_equal "$(write_count)" "$writes"
snapshot . >"$WORK/after"
assert_same "$WORK/before" "$WORK/after"
cat >"$WORK/expected" <<END
Space $SPACE on $SITE

To push (confsync push):
  deleted   deleted-here.md  "Deleted here"
  changed   edited-here.md  "Edited here"
  new       new-here.md  "New here"

To pull (confsync pull):
  changed   edited-there.md  "Edited there"
  new       "New there" below index.md

To merge, changed on both sides (confsync sync):
  merged    edited-on-both-sides.md  "Edited on both sides"

Conflicts (confsync resolve PATH --local, --remote or --merged FILE):
  conflict  conflict.md  "Conflict": both sides changed the same block

3 pages to push, 2 to pull, 1 to merge, 1 in conflict.
END
assert_same "$WORK/expected" "$OUT"

test_that "paths limit what is looked at"
expect 0 confsync status edited-here.md
assert_contains "$OUT" "1 page to push."
assert_lacks "$OUT" "Conflict"
expect 3 confsync status conflict.md
expect 0 confsync status edited-here
assert_contains "$OUT" "Nothing to do"
expect 2 confsync status fqa.md
assert_equal "$(cat "$ERR")" "confsync: no page at fqa.md"
expect 2 confsync status ../elsewhere.md
assert_contains "$ERR" "is outside the workspace"
expect 2 confsync push --dry-run "" # as of an unset variable
assert_contains "$ERR" "an empty path names no page"

test_that "it works from a directory below, with paths as seen from there"
expect 3 inside edited-here confsync status
assert_contains "$OUT" "../edited-here.md"
expect 0 inside edited-here confsync status ../edited-here.md
assert_contains "$OUT" "../edited-here.md"

test_that "-C does the same from elsewhere"
expect 0 inside / confsync -C "$WORK/here/wiki" status edited-here.md
assert_contains "$OUT" "  changed   edited-here.md"

test_that "JSON holds the same"
expect 3 confsync status --json
assert_equal "$(jq -c '[.confsync, .command, .status, .dry_run, .error]' "$OUT")" \
  '[1,"status",3,false,null]'
assert_equal "$(jq -c '.mounts[0].counts | [.push, .pull, .merge, .conflicts]' "$OUT")" '[3,2,1,1]'
assert_equal "$(jq -r '.mounts[0].pages[] | select(.held) | .held.reason' "$OUT")" body_overlaps
assert_equal "$(jq -r '.mounts[0].pages[] | select(.remote == ["changed"]) | .path' "$OUT")" \
  edited-here.md

test_that "--quiet leaves the exit status only"
expect 3 confsync status --quiet
[ ! -s "$OUT" ] || fail "something on standard output"
[ ! -s "$ERR" ] || fail "something on standard error"

test_that "status and a dry run end as the run itself would, the worst first"
expect 3 confsync push --dry-run
expect 3 confsync sync --dry-run --json
assert_equal "$(jq .status "$OUT")" 3
expect 0 confsync push --dry-run edited-here.md
printf -- '---\ntitle: [\n---\n\ntext\n' >faulty.md
expect 5 confsync status
assert_contains "$OUT" "1 in conflict, 1 held back."
expect 5 confsync status --json
assert_equal "$(jq .status "$OUT")" 5
for command in push pull sync; do
  expect 5 confsync $command --dry-run
done
expect 5 confsync pull --quiet faulty.md conflict.md
expect 5 confsync status faulty.md conflict.md
expect 3 confsync pull --quiet conflict.md
rm faulty.md

test_that "a brake shows before it stops a run"
mkdir ../aside
find . -name '*.md' ! -path './.confsync/*' -exec mv {} ../aside/ \;
brake="A sync would stop: there is no page file at all"
expect 4 confsync status
assert_contains "$OUT" "$brake"
for command in push sync; do
  expect 4 confsync $command --dry-run
  assert_contains "$OUT" "$brake"
done
mv ../aside/child.md edited-here/
mv ../aside/*.md .

test_that "--local needs no server and shows what was changed here"
stop_sandbox
expect 0 confsync status --local
assert_contains "$OUT" "  deleted   deleted-here.md"
assert_contains "$OUT" "  changed   conflict.md"
assert_contains "$OUT" "5 pages to push."
assert_lacks "$OUT" "To pull"
expect 6 confsync status
