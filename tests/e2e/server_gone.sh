#!/bin/sh
# SPDX-License-Identifier: MIT
# The server goes away in the middle of a push: one line about it, an end soon, and a next run that
# finishes the work.
. "$(dirname "$0")/lib.sh"

start_sandbox --database "$WORK/site.db"
for number in 01 02 03 04 05 06 07 08 09 10 11 12; do
  create_page "Page $number" '<p>one</p>' >/dev/null
done
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
cd wiki
for file in page-*.md; do replace "$file" one two; done
stop_sandbox
restart_sandbox --database "$WORK/site.db" --delay 150

test_that "a server that goes away is waited for, with one line, and not for long"
writes=$(write_count)
begun=$(date +%s)
confsync push >"$OUT" 2>"$ERR" &
push=$!
wait_until "some pages to be written" has_written $((writes + 4))
kill -KILL "$SANDBOX_PID"
SANDBOX_PID=
status=0
wait $push || status=$?
seconds=$(($(date +%s) - begun))
assert_equal "$status" 6
[ "$seconds" -le 20 ] || fail "it took $seconds s to give up"
[ "$seconds" -ge 10 ] || fail "it gave up after $seconds s already"
assert_equal "$(grep -c 'trying again' "$ERR")" 1
assert_equal "$(grep -Ec "(cannot reach|no answer from) 127.0.0.1:.*: Connection refused" "$ERR")" 1
assert_contains "$ERR" "confsync: $SITE does not answer (Connection refused); trying again for 15 s"
assert_contains "$ERR" "then run the same command again"

test_that "what was done until then is told"
grep -Eq '^Pushed [0-9]+ pages? \(' "$OUT" || fail "$(cat "$OUT")"
assert_contains "$OUT" "The run ended early; confsync push finishes the work."

test_that "the next run finishes the work"
restart_sandbox --database "$WORK/site.db"
expect 0 confsync push
for title in "Page 01" "Page 12"; do
  assert_equal "$(page_storage "$(page_id "$title")")" '<p>two</p>'
done
expect 0 confsync status
assert_contains "$OUT" "Nothing to do"

test_that "a server that comes back in time is no failure"
for file in page-*.md; do replace "$file" two three; done
stop_sandbox
restart_sandbox --database "$WORK/site.db" --delay 150
writes=$(write_count)
confsync push >"$OUT" 2>"$ERR" &
push=$!
wait_until "some pages to be written" has_written $((writes + 4))
kill -KILL "$SANDBOX_PID"
sleep 1
restart_sandbox --database "$WORK/site.db"
wait $push || fail "the push ended with $?"
assert_equal "$(page_storage "$(page_id "Page 12")")" '<p>three</p>'

test_that "a server that never answered is not waited for"
stop_sandbox
begun=$(date +%s)
expect 6 confsync status
[ $(($(date +%s) - begun)) -le 3 ] || fail "it waited for a server that never answered"
assert_lacks "$ERR" "trying again"
