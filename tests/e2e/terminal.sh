#!/bin/sh
# SPDX-License-Identifier: MIT
# On a terminal there are colours and a live line of progress; in a pipe, and with NO_COLOR, there are not.
. "$(dirname "$0")/lib.sh"

command -v script >/dev/null || skip "there is no script(1) to make a terminal with"
escape=$(printf '\033')

# on_terminal COMMAND: runs it with a terminal for its output, which goes to $OUT.
on_terminal() {
  script -qec "$1" /dev/null </dev/null >"$OUT" 2>"$ERR" || fail "exit status $?: $1"
}

start_sandbox --delay 30
for number in 1 2 3 4 5 6 7 8; do
  create_page "Page $number" '<p>one</p>' >/dev/null
done
export TERM=xterm
unset NO_COLOR

test_that "a terminal gets a line of progress that is wiped at the end"
on_terminal "$CONFSYNC clone $SITE/spaces/$SPACE wiki"
assert_contains "$OUT" "listing pages"
assert_contains "$OUT" "${escape}[K"
assert_contains "$OUT" "Cloned 9 pages into wiki"

test_that "a terminal gets colours"
replace wiki/page-1.md one ONE
on_terminal "$CONFSYNC -C wiki status"
assert_contains "$OUT" "${escape}[32mchanged${escape}[0m"
on_terminal "$CONFSYNC -C wiki diff"
assert_contains "$OUT" "${escape}[32m+ONE${escape}[0m"

test_that "NO_COLOR takes the colours away, and a dumb terminal the line too"
export NO_COLOR=1
on_terminal "$CONFSYNC -C wiki status"
assert_contains "$OUT" "  changed   page-1.md"
assert_lacks "$OUT" "${escape}[32m"
unset NO_COLOR
TERM=dumb on_terminal "$CONFSYNC -C wiki status"
assert_lacks "$OUT" "$escape"

test_that "a pipe gets plain lines only"
confsync -C wiki sync >"$OUT" 2>"$ERR"
assert_lacks "$OUT" "$escape"
[ ! -s "$ERR" ] || fail "something on standard error"

test_that "--quiet says nothing"
replace wiki/page-2.md one ONE
on_terminal "$CONFSYNC -C wiki sync --quiet"
[ ! -s "$OUT" ] || fail "something on the terminal"
