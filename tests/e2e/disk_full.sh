#!/bin/sh
# SPDX-License-Identifier: MIT
# A disk that is full: a clear error, nothing lost, and the next run finishes. Needs root for a tmpfs.
. "$(dirname "$0")/lib.sh"

[ "$(id -u)" -eq 0 ] || skip "only root can mount a small disk"
mkdir small
mount -t tmpfs -o size=1m tmpfs small 2>/dev/null || skip "no tmpfs can be mounted here"
trap 'umount "$WORK/here/small"; finish' EXIT

start_sandbox
paragraph=$(head -c 60000 /dev/zero | tr '\0' 'x')
for number in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  create_page "Page $number" "<p>$number $paragraph</p>" >/dev/null
done

test_that "a clone onto a full disk says so, and goes on when there is room"
expect 1 confsync clone "$SITE/spaces/$SPACE" small/wiki
assert_contains "$ERR" "make room, then run the same command again"
mount -o remount,size=32m "$WORK/here/small"
expect 0 confsync clone "$SITE/spaces/$SPACE" small/wiki
for number in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  assert_contains "small/wiki/page-$number.md" "$number xxx"
done

test_that "a pull onto a full disk leaves the files as they were, and goes on when there is room"
for number in 1 2 3; do
  edit_page "$(page_id "Page $number")" "<p>new $paragraph</p>"
done
find small/wiki -name 'page-*.md' -exec cat {} + | cksum >"$WORK/before"
head -c 33554432 /dev/zero >small/filler 2>/dev/null || :
expect 1 inside small/wiki confsync pull
assert_contains "$ERR" "make room, then run the same command again"
find small/wiki -name 'page-*.md' -exec cat {} + | cksum >"$WORK/after"
assert_same "$WORK/before" "$WORK/after"
rm small/filler
expect 0 inside small/wiki confsync pull
assert_contains small/wiki/page-1.md "new xxx"
assert_quiet small/wiki inside small/wiki confsync sync
