#!/bin/sh
# SPDX-License-Identifier: MIT
# Errors that users meet: each is clear, has its exit status, loses nothing, and the next run finishes.
. "$(dirname "$0")/lib.sh"

# expect_error TEXT: one line on standard error that begins as all do and holds the text.
expect_error() {
  assert_contains "$ERR" "$1"
  assert_equal "$(head -c 10 "$ERR")" "confsync: "
  assert_equal "$(wc -l <"$ERR" | tr -d ' ')" 1 "lines on standard error"
  assert_lacks "$ERR" "$CONFSYNC_TOKEN"
}

database=$WORK/sandbox.db
start_sandbox --database "$database"
notes=$(create_page Notes '<p>one</p>')
other=$(create_page Other '<p>one</p>')
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki

test_that "outside a workspace the commands say so"
for command in status diff pull push sync resolve; do
  expect 2 confsync $command
  expect_error "no workspace here"
done

test_that "a space that is not there is named"
expect 1 confsync clone "$SITE/spaces/NOWHERE"
expect_error "NOWHERE"
assert_no_file nowhere

test_that "a wrong token is refused, and nothing is made or changed"
replace wiki/notes.md one ONE
expect 6 env CONFSYNC_TOKEN=wrong "$CONFSYNC" clone "$SITE/spaces/$SPACE" denied
expect_error "check CONFSYNC_USER and CONFSYNC_TOKEN"
assert_no_file denied
expect 6 inside wiki env CONFSYNC_TOKEN=wrong "$CONFSYNC" sync
expect_error "check CONFSYNC_USER and CONFSYNC_TOKEN"
assert_contains wiki/notes.md ONE
expect 6 inside wiki env -u CONFSYNC_TOKEN "$CONFSYNC" sync
expect_error "CONFSYNC_TOKEN is not set"

test_that "a server that is gone is named, and the next run finishes"
stop_sandbox
expect 6 inside wiki confsync push
expect_error "127.0.0.1"
assert_contains wiki/notes.md ONE
restart_sandbox --database "$database"
expect 0 inside wiki confsync push
assert_contains "$OUT" "Pushed 1 page"
page_storage "$notes" >"$WORK/storage"
assert_contains "$WORK/storage" ONE

test_that "a page that was deleted in Confluence goes to the local trash"
trash_page "$other"
expect 0 inside wiki confsync sync
assert_no_file wiki/other.md
find wiki/.confsync/trash -name '*.md' | grep -q . || fail "nothing in the local trash"

test_that "a page that was deleted under our feet, but changed here, is a conflict and is kept"
third=$(create_page Third '<p>one</p>')
expect 0 inside wiki confsync pull
replace wiki/third.md one MINE
trash_page "$third"
expect 3 inside wiki confsync push
assert_contains wiki/third.md MINE
expect 0 inside wiki confsync resolve --local third.md
expect 0 inside wiki confsync sync
assert_contains wiki/third.md MINE

test_that "a file that is no page is named with its line, and the others go on"
printf -- '---\ntitle: [\n---\n\ntext\n' >wiki/broken.md
replace wiki/notes.md ONE TWO
expect 5 inside wiki confsync push
assert_contains "$OUT" "broken.md:"
assert_contains "$OUT" "Pushed 1 page"
printf -- '---\ntitle: Mended\n---\n\ntext\n' >wiki/broken.md
expect 0 inside wiki confsync push
assert_contains "$OUT" "Pushed 1 page"
page_id Mended >/dev/null

test_that "a block that cannot be sent is named with its line in the file, and the others go on"
cp wiki/broken.md "$WORK/mended.md"
lines=$(wc -l <wiki/broken.md)
printf '\n~~~confluence\n<p>b\n~~~\n' >>wiki/broken.md
replace wiki/notes.md TWO THREE
expect 5 inside wiki confsync push
assert_contains "$OUT" "held      broken.md:$((lines + 3)): storage that is not well-formed"
assert_contains "$OUT" "Pushed 1 page"
cp "$WORK/mended.md" wiki/broken.md

test_that "a fault in the configuration is named with its line"
cp wiki/.confsync/config.yaml "$WORK/config.yaml"
printf 'version: 1\nsites:\n  default: {ulr: "%s"}\n' "$SITE" >wiki/.confsync/config.yaml
expect 2 inside wiki confsync status
expect_error ".confsync/config.yaml:3:"
cp "$WORK/config.yaml" wiki/.confsync/config.yaml

test_that "a damaged state is named; without it, everything is found again"
cp wiki/.confsync/state.db "$WORK/state.db"
head -c 8192 /dev/zero | tr '\0' x >wiki/.confsync/state.db
rm -f wiki/.confsync/state.db-wal wiki/.confsync/state.db-shm
expect 1 inside wiki confsync status
expect_error "state.db: file is not a database; move it away"
rm wiki/.confsync/state.db
expect 0 inside wiki confsync sync
assert_quiet wiki inside wiki confsync sync

test_that "a second process is kept out, and told of"
if command -v flock >/dev/null; then
  (flock 9 && exec sleep 30) 9>>wiki/.confsync/lock &
  holder=$!
  sleep 0.2
  expect 4 inside wiki confsync sync
  expect_error "working in"
  expect 0 inside wiki confsync status
  kill "$holder"
  wait "$holder" 2>/dev/null || :
  expect 0 inside wiki confsync sync
fi

test_that "a file that may not be read is named and held, and its page is not taken for deleted"
if [ "$(id -u)" -ne 0 ]; then
  chmod 000 wiki/notes.md
  expect 5 inside wiki confsync sync
  assert_contains "$OUT" "cannot read notes.md: Permission denied"
  chmod 644 wiki/notes.md
  expect 0 inside wiki confsync sync
fi

test_that "the first SIGINT ends a run in order"
for number in 1 2 3 4 5 6 7 8; do
  create_page "Page $number" '<p>one</p>' >/dev/null
done
expect 0 inside wiki confsync pull
for number in 1 2 3 4 5 6 7 8; do
  replace "wiki/page-$number.md" one "TWO $number"
done
stop_sandbox
restart_sandbox --database "$database" --delay 150
(cd wiki && exec "$CONFSYNC" push >"$OUT" 2>"$ERR") &
push_pid=$!
sleep 0.6
kill -INT "$push_pid"
status=0
wait "$push_pid" || status=$?
[ "$status" -eq 130 ] || [ "$status" -eq 0 ] || fail "exit status $status"
[ "$status" -eq 0 ] || assert_contains "$ERR" "run the same command again to go on"
expect 0 inside wiki confsync push
for number in 1 2 3 4 5 6 7 8; do
  page_storage "$(page_id "Page $number")" >"$WORK/storage"
  assert_equal "$(cat "$WORK/storage")" "<p>TWO $number</p>"
  assert_equal "$(page_version "$(page_id "Page $number")")" 2
done
