#!/bin/sh
# SPDX-License-Identifier: MIT
# Symbolic links in a workspace are not followed, not replaced, and not taken for deletions.
. "$(dirname "$0")/lib.sh"

start_sandbox
notes=$(create_page Notes '<p>one</p>')
child=$(create_page Child '<p>one</p>' "$notes")
other=$(create_page Other '<p>one</p>')
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki

# link_away FILE NAME: moves it out of the workspace, and leaves a link to its new place.
link_away() {
  mv "$1" "$WORK/$2"
  ln -s "$WORK/$2" "$1"
  snapshot "$WORK/$2" >"$WORK/$2.before"
}

# Fails unless the link still is one, and what it points to is as it was.
assert_link_untouched() {
  [ -h "$1" ] || fail "$1 is no link any more"
  snapshot "$WORK/$2" >"$WORK/after"
  assert_same "$WORK/$2.before" "$WORK/after"
}

# Puts back what link_away took.
bring_back() {
  rm "$1"
  mv "$WORK/$2" "$1"
}

assert_current() {
  assert_equal "$(page "$1" | jq -r .status)" current
}

test_that "a page's file that became a link is held"
link_away wiki/other.md away.md
edit_page "$other" '<p>two</p>'
for command in status push pull sync; do
  expect 5 confsync -C wiki $command
  assert_contains "$OUT" "other.md: it is a symbolic link, and those are not followed"
  assert_link_untouched wiki/other.md away.md
done
assert_equal "$(page_version "$other")" 2
bring_back wiki/other.md away.md
expect 0 confsync -C wiki sync
assert_contains wiki/other.md two

test_that "so it is when the file had been edited"
replace wiki/other.md two TWO
expect 0 confsync -C wiki pull
link_away wiki/other.md away.md
for command in status push sync; do
  expect 5 confsync -C wiki $command
  assert_contains "$OUT" "other.md: it is a symbolic link, and those are not followed"
  assert_link_untouched wiki/other.md away.md
  assert_current "$other"
done
bring_back wiki/other.md away.md
expect 0 confsync -C wiki push
assert_equal "$(page_storage "$other")" '<p>TWO</p>'

test_that "pages in a directory that became a link are held, and none is written into it"
link_away wiki/notes away
for command in status push pull sync; do
  expect 5 confsync -C wiki $command
  assert_contains "$OUT" "child.md: its directory is a symbolic link, and those are not followed"
  assert_link_untouched wiki/notes away
  assert_current "$child"
done
edit_page "$child" '<p>two</p>'
create_page 'New there' '<p>one</p>' "$notes" >/dev/null
expect 5 confsync -C wiki sync
assert_contains "$ERR" 'page "New there": cannot make directory notes'
assert_link_untouched wiki/notes away
bring_back wiki/notes away
expect 0 confsync -C wiki sync
assert_contains wiki/notes/child.md two
assert_file wiki/notes/new-there.md

test_that "a link that never was a page is none, and stays"
printf 'mine\n' >"$WORK/mine.md"
ln -s "$WORK/mine.md" wiki/mine.md
mkdir "$WORK/elsewhere"
printf 'mine\n' >"$WORK/elsewhere/hers.md"
ln -s "$WORK/elsewhere" wiki/elsewhere
assert_quiet wiki confsync -C wiki sync
create_page Mine '<p>theirs</p>' >/dev/null
expect 0 confsync -C wiki pull
[ -h wiki/mine.md ] || fail "the link was replaced"
assert_equal "$(cat "$WORK/mine.md")" mine
assert_contains "$(grep -l "title: Mine" wiki/*.md)" theirs
