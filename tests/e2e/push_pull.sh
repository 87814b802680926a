#!/bin/sh
# SPDX-License-Identifier: MIT
# confsync push, pull and sync: each its direction, only where it is told to, dry, and as JSON.
. "$(dirname "$0")/lib.sh"

start_sandbox
notes=$(create_page Notes '<p>one</p><p>two</p>')
child=$(create_page Child '<p>one</p>' "$notes")
other=$(create_page Other '<p>one</p>')
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
cd wiki

test_that "a dry run shows the plan and writes nothing anywhere"
replace notes.md one ONE
edit_page "$other" '<p>changed</p>'
for command in push pull sync; do
  snapshot . >"$WORK/before"
  writes=$(write_count)
  expect 0 confsync $command --dry-run
  assert_contains "$OUT" "This was a dry run: nothing was done."
  assert_equal "$(write_count)" "$writes"
  snapshot . >"$WORK/after"
  assert_same "$WORK/before" "$WORK/after"
done
assert_contains "$OUT" "  changed   notes.md"
assert_contains "$OUT" "  changed   other.md"

test_that "push sends and does not fetch"
expect 0 confsync push
assert_contains "$OUT" "Pushed 1 page"
assert_equal "$(page_storage "$notes")" '<p>ONE</p><p>two</p>'
assert_lacks other.md changed
expect 0 confsync push
assert_contains "$OUT" "Nothing to push"

test_that "pull fetches and does not send"
replace notes.md ONE one
expect 0 confsync pull
assert_contains "$OUT" "Pulled 1 page"
assert_contains other.md changed
assert_equal "$(page_version "$notes")" 2
expect 0 confsync pull
assert_contains "$OUT" "Nothing to pull"

test_that "sync does both, and merges"
edit_page "$notes" '<p>ONE</p><p>TWO</p>'
replace other.md changed 'changed here'
edit_page "$child" '<p>changed</p>'
expect 0 confsync sync
assert_contains "$OUT" "Pushed 1 page, pulled 1 page, merged 1 page"
assert_equal "$(page_storage "$notes")" '<p>one</p><p>TWO</p>'
assert_contains notes.md TWO
assert_contains notes/child.md changed
assert_equal "$(page_storage "$other")" '<p>changed here</p>'

test_that "paths limit what is done"
replace notes.md one ONE
replace notes/child.md changed mine
printf 'new\n' >notes/new.md
expect 0 confsync push notes.md
assert_contains "$OUT" "Pushed 1 page"
assert_equal "$(page_version "$child")" 2
expect 0 inside notes confsync push .
assert_contains "$OUT" "  changed   child.md"
assert_contains "$OUT" "  new       new.md"
assert_contains "$OUT" "Pushed 2 pages"
create_page 'New there' '<p>one</p>' "$notes" >/dev/null
create_page 'New elsewhere' '<p>one</p>' >/dev/null
expect 0 confsync pull notes/
assert_file notes/new-there.md
assert_no_file new-elsewhere.md
expect 2 confsync push nothing.md
assert_equal "$(cat "$ERR")" "confsync: no page at nothing.md"

test_that "push says what becomes of a page that was deleted here and changed there"
rm other.md
edit_page "$other" '<p>changed once more</p>'
for option in --dry-run --json ''; do
  writes=$(write_count)
  expect 0 confsync push ${option:+"$option"} other.md
  assert_equal "$(write_count)" "$writes"
  assert_no_file other.md
  [ "$option" = --json ] || assert_contains "$OUT" \
    'note      other.md  "Other": deleted here, but changed in Confluence; pull or sync brings the file back'
done
assert_contains "$OUT" "Nothing to push"
expect 0 confsync push --json other.md
assert_equal "$(jq -r '.mounts[0].pages[].note.reason' "$OUT")" changed_remotely
expect 0 confsync pull other.md
assert_contains other.md 'changed once more'
expect 0 confsync push other.md
assert_lacks "$OUT" note

test_that "the result comes as JSON"
replace notes.md ONE one
expect 0 confsync sync --json
assert_equal "$(jq -c '[.command, .status, .error, .dry_run]' "$OUT")" '["sync",0,null,false]'
assert_equal "$(jq -r '.mounts[0].pages[] | select(.remote == ["changed"]) | .path, .id,
  .steps[0].action, .steps[0].result' "$OUT" | tr '\n' ' ')" "notes.md $notes update_remote done "
expect 0 confsync sync --json --dry-run
assert_equal "$(jq -c '[.dry_run, .mounts[0].pages]' "$OUT")" '[true,[]]'

test_that "an error comes as JSON too"
stop_sandbox
expect 6 confsync sync --json
assert_equal "$(jq -r '.status, .error.kind' "$OUT" | tr '\n' ' ')" "6 network "
assert_contains "$ERR" "confsync: "
