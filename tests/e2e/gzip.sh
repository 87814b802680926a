#!/bin/sh
# SPDX-License-Identifier: MIT
# Answers come compressed over the wire, and arrive whole.
. "$(dirname "$0")/relay_lib.sh"

start_sandbox
awk 'BEGIN {for (i = 0; i < 2000; i++) print "<p>The same line of text, again: " i ".</p>"}' >"$WORK/long.xml"
long=$(create_page Long "$(cat "$WORK/long.xml")")
start_relay plain plain

test_that "a large page comes as gzip"
expect 0 confsync clone "http://127.0.0.1:$RELAY_PORT/wiki/spaces/$SPACE" wiki
grep -aqi '^Accept-Encoding:.*gzip' "$WORK/plain/asked" || fail "gzip was not asked for"
grep -aqi '^Content-Encoding: gzip' "$WORK/plain/answered" || fail "no answer was compressed"
! grep -aqF "again: 1999." "$WORK/plain/answered" || fail "the page came as plain text"

test_that "and is the same page"
assert_equal "$(grep -c 'The same line of text, again: ' wiki/long.md)" 2000 "lines"
assert_contains wiki/long.md "again: 1999."

test_that "and goes back with nothing but the edit changed"
page_storage "$long" >"$WORK/before.xml"
replace wiki/long.md "again: 1999." "for the last time."
expect 0 confsync -C wiki push
page_storage "$long" >"$WORK/after.xml"
sed 's/again: 1999\./for the last time./' "$WORK/before.xml" >"$WORK/expected.xml"
assert_same "$WORK/expected.xml" "$WORK/after.xml"
