#!/bin/sh
# SPDX-License-Identifier: MIT
# What the program answers to the command line itself: help, and mistakes in it.
. "$(dirname "$0")/lib.sh"

# expect_message TEXT: the one line on standard error, and nothing on standard output.
expect_message() {
  assert_equal "$(cat "$ERR")" "$1"
  [ ! -s "$OUT" ] || fail "something on standard output"
}

test_that "a mistyped command is answered with the nearest one"
expect 2 confsync verison
expect_message "confsync: no such command: verison; did you mean version?"
expect 2 confsync frobnicate
expect_message "confsync: no such command: frobnicate; confsync help lists them"

test_that "a mistyped option is answered with the nearest one"
expect 2 confsync --vresion
expect_message "confsync: no such option: --vresion; did you mean --version?"
expect 2 confsync version --quite
expect_message "confsync: version: no such option: --quite; did you mean --quiet?"
expect 2 confsync version -x
expect_message "confsync: version: no such option: -x"

test_that "no command at all is a mistake"
expect 2 confsync
expect_message "confsync: no command given; confsync help lists them"

test_that "superfluous arguments are refused"
expect 2 confsync version 1.0
expect_message "confsync: version: one argument too many: 1.0"

test_that "help goes to standard output and is no mistake"
expect 0 confsync --help
assert_contains "$OUT" "Usage: confsync"
[ ! -s "$ERR" ] || fail "something on standard error"
cp "$OUT" overview
expect 0 confsync help
assert_same overview "$OUT"
expect 0 confsync help version
cp "$OUT" version
expect 0 confsync version --help
assert_same version "$OUT"

test_that "the version is printed"
expect 0 confsync version
cp "$OUT" version
expect 0 confsync --version
assert_same version "$OUT"

test_that "a directory that is not there is named"
expect 1 confsync -C nowhere version
expect_message "confsync: cannot enter nowhere: No such file or directory"

test_that "a reader that goes away is no error"
"$CONFSYNC" help 2>"$ERR" | :
[ ! -s "$ERR" ] || fail "something on standard error"

test_that "a full disk behind standard output is an error"
if [ -c /dev/full ]; then
  status=0
  "$CONFSYNC" help >/dev/full 2>"$ERR" || status=$?
  assert_equal "$status" 1
  assert_contains "$ERR" "cannot write to standard output: No space left on device"
fi
