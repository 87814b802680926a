#!/bin/sh
# SPDX-License-Identifier: MIT
# confsync clone: a space becomes a directory; an interrupted clone goes on; mistakes are explained.
. "$(dirname "$0")/lib.sh"

start_sandbox
notes=$(create_page Notes '<p>one</p>')
create_page 'Release notes' '<p>two</p>' "$notes" >/dev/null

test_that "a space becomes a directory"
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
assert_contains "$OUT" "Cloned 3 pages into wiki"
assert_file wiki/index.md
assert_contains wiki/notes.md one
assert_contains wiki/notes/release-notes.md two
assert_file wiki/.confsync/config.yaml
! grep -rqF -e "$CONFSYNC_TOKEN" wiki || fail "the token is in the workspace"

test_that "a clone is clean"
assert_quiet wiki inside wiki confsync status
assert_contains "$OUT" "Nothing to do: 3 pages are in step."

test_that "the directory's name is the key in small letters where none is given"
expect 0 confsync clone "$SITE/spaces/$SPACE"
assert_file test/notes.md

test_that "a page's address clones the page and what is below it"
expect 0 confsync clone "$SITE/spaces/$SPACE/pages/$notes/Notes" subtree
assert_contains "$OUT" "Cloned 2 pages into subtree"
assert_contains subtree/index.md one
assert_contains subtree/release-notes.md two

test_that "a directory that holds something is refused and stays as it is"
mkdir full
echo mine >full/mine.md
expect 2 confsync clone "$SITE/spaces/$SPACE" full
assert_equal "$(cat "$ERR")" "confsync: full is not empty; clone into another directory"
assert_equal "$(ls -A full)" mine.md

test_that "an empty directory is welcome"
mkdir empty
expect 0 confsync clone "$SITE/spaces/$SPACE" empty
assert_file empty/notes.md

test_that "a clone is not repeated over a finished one"
replace wiki/notes.md one mine
expect 2 confsync clone "$SITE/spaces/$SPACE" wiki
assert_contains "$ERR" "wiki is a clone of it already"
assert_contains wiki/notes.md mine

test_that "a workspace of something else is refused"
expect 2 confsync clone "$SITE/spaces/$SPACE" subtree
assert_contains "$ERR" "subtree is a workspace of something else"

test_that "an address without a space, or none at all, is refused"
expect 2 confsync clone
assert_contains "$ERR" "clone needs URL [DIR]"
expect 2 confsync clone nonsense
expect 2 confsync clone http://example.com/wiki/spaces/DOCS
[ ! -e docs ] || fail "a directory was made"

test_that "what cannot be cloned is told with what to do"
: >file
host=${SITE%/wiki}
refuse_clone() {
  lib_status=$1 lib_words=$2
  shift 2
  expect "$lib_status" confsync clone "$@"
  assert_contains "$ERR" "$lib_words"
  [ ! -e nothing ] || fail "something was made of: $*"
}
refuse_clone 1 "check the key in the address, and that me@example.com may see the space" \
  "$SITE/spaces/NOPE" nothing
refuse_clone 2 "file is a file; clone into another directory" "$SITE/spaces/$SPACE" file
refuse_clone 1 "; make the directory above it first" "$SITE/spaces/$SPACE" none/nothing
refuse_clone 2 "did you mean $SITE/spaces/$SPACE?" "$host/spaces/$SPACE" nothing
refuse_clone 2 "the address of a space or a page as the browser shows it" DOCS nothing
refuse_clone 2 "open the page in the browser" "$SITE/pages/viewpage.action?pageId=$notes" nothing
refuse_clone 1 "page 99999: it is not in space $SPACE, or me@example.com may not see it; check the address" \
  "$SITE/spaces/$SPACE/pages/99999/Nope" nothing
refuse_clone 2 "is in the workspace $(pwd)/wiki; clone into a directory outside it" \
  "$SITE/spaces/$SPACE" wiki/inner
expect 2 inside wiki confsync clone "$SITE/spaces/$SPACE" inner
assert_no_file wiki/inner

test_that "a command outside of workspaces says how to get one"
expect 2 confsync status
assert_contains "$ERR" "no workspace here"
assert_contains "$ERR" "confsync clone makes one"

test_that "the result comes as JSON"
expect 0 confsync clone --json "$SITE/spaces/$SPACE" json
assert_equal "$(jq -r '.command, .status, .mounts[0].space, .mounts[0].counts.pull' "$OUT" |
  tr '\n' ' ')" "clone 0 $SPACE 3 "

test_that "an interrupted clone goes on"
stop_sandbox
start_sandbox --delay 200
for number in 1 2 3 4 5 6 7 8 9; do
  create_page "Page $number" "<p>body $number</p>" >/dev/null
done
for moment in 0.3 0.5 0.7 0.9 1.1; do
  "$CONFSYNC" clone "$SITE/spaces/$SPACE" "killed-$moment" >"$OUT" 2>"$ERR" &
  clone_pid=$!
  sleep "$moment"
  kill -KILL "$clone_pid" 2>/dev/null || :
  wait "$clone_pid" 2>/dev/null || :
  confsync clone "$SITE/spaces/$SPACE" "killed-$moment" >"$OUT" 2>"$ERR" ||
    assert_contains "$ERR" "is a clone of it already"
  for number in 1 2 3 4 5 6 7 8 9; do
    assert_contains "killed-$moment/page-$number.md" "body $number"
  done
done

test_that "a page that is too deep for any path fails, those above it are cloned"
stop_sandbox
start_sandbox
name=$(printf 'abcdefghij%.0s' 1 2 3 4 5 6 7 8 9 10 11)
deep=$(home_id)
for depth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36; do
  deep=$(create_page "$name $depth" '<p>deep</p>' "$deep")
done
create_page "$name leaf" '<p>deep</p>' "$deep" >/dev/null
expect 5 confsync clone "$SITE/spaces/$SPACE" deep
assert_contains "$ERR" "page \"$name 35\": its file's path would be too long"

test_that "a thousand pages take no more than thirty requests, and a look at them a handful"
stop_sandbox
rm -f "$SANDBOX_LOG"
mkdir "$WORK/thousand"
number=0
while [ "$number" -lt 1000 ]; do
  echo "<p>Page $number</p>" >"$WORK/thousand/Page $number.xml"
  number=$((number + 1))
done
start_sandbox --seed "$WORK/thousand"
expect 0 confsync clone "$SITE/spaces/$SPACE" thousand
requests=$(request_count)
[ "$requests" -le 30 ] || fail "the clone took $requests requests"
expect 0 inside thousand confsync status
[ "$(request_count)" -le $((requests + 8)) ] || fail "status took $(($(request_count) - requests)) requests"
