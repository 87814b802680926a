#!/bin/sh
# SPDX-License-Identifier: MIT
# push, killed with SIGKILL at ten moments and run again, ends where an undisturbed run ends.
#
# Five kills come after a number of requests that write, counted in the sandbox's log, five after a
# time. Both are chosen at random: CONFSYNC_SEED repeats a run.
. "$(dirname "$0")/lib.sh"

pages_py=$TESTS/e2e/pages.py
seed=${CONFSYNC_SEED:-$(date +%s)}
echo "CONFSYNC_SEED=$seed"

# Sets $random to the next random number below the first argument.
draw() {
  seed=$(((seed * 1103515245 + 12345) % 2147483648))
  random=$((seed / 65536 % $1))
}

# Every way in which a push writes: edits, new pages below new pages, renames, moves, deletions.
edit_workspace() {
  for number in 01 02 03 04 05 06 07 08 09 10; do
    replace "$1/page-$number.md" "Text $number." "Edited text $number."
  done
  mkdir -p "$1/new-page-1"
  for number in 1 2 3 4 5 6; do
    printf '# New page %s\n\nFresh.\n' $number >"$1/new-page-$number.md"
    printf '# Child %s\n\nBelow.\n' $number >"$1/new-page-1/child-$number.md"
  done
  replace "$1/page-11.md" "title: Page 11" "title: Page 12"
  replace "$1/page-12.md" "title: Page 12" "title: Page 11"
  replace "$1/page-13.md" "title: Page 13" "title: Renamed page"
  mkdir -p "$1/page-14"
  mv "$1/page-15.md" "$1/page-16.md" "$1/page-14/"
  rm "$1/page-17.md" "$1/page-18.md"
}

# Puts workspace and server back to the moment before the push.
begin() {
  stop_sandbox
  rm -rf wiki "$WORK/site.db"*
  cp -a "$WORK/before.wiki" wiki
  cp "$WORK/before.db" "$WORK/site.db"
  : >"$SANDBOX_LOG"
  restart_sandbox --database "$WORK/site.db" --delay 5
}

# Every file of the workspace says which page it is, of which version, and what its title is.
assert_marked() {
  find "$1" -name '*.md' ! -path '*/.confsync/*' >"$WORK/files"
  while read -r file; do
    for line in '^(title: .|# .)' '^  id: .' '^  version: .'; do
      grep -Eq "$line" "$file" || { cat "$file" >&2; fail "$file has no line $line"; }
    done
  done <"$WORK/files"
}

remember() {
  rm -rf "$1"
  "$pages_py" dump "$SITE" "$SPACE" "$1" >/dev/null
}

milliseconds() {
  date +%s%3N
}

start_sandbox --database "$WORK/site.db"
number=1
while [ $number -le 20 ]; do
  name=$(printf %02d $number)
  create_page "Page $name" "<p>Text $name.</p><p>More of it.</p>" >/dev/null
  number=$((number + 1))
done
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
edit_workspace wiki
stop_sandbox
cp -a wiki "$WORK/before.wiki"
cp "$WORK/site.db" "$WORK/before.db"

test_that "an undisturbed push sends everything"
begin
start=$(milliseconds)
expect 0 confsync -C wiki push
duration=$(($(milliseconds) - start))
writes=$(write_count)
remember "$WORK/expected"
assert_marked wiki
assert_quiet wiki confsync -C wiki push
echo "undisturbed: $writes requests that write, $duration ms"

killed=0
for round in 1 2 3 4 5 6 7 8 9 10; do
  begin
  "$CONFSYNC" -C wiki push >"$OUT" 2>"$ERR" &
  push=$!
  if [ $((round % 2)) = 1 ]; then
    draw "$writes"
    after=$random
    moment="after $after requests"
    while kill -0 $push 2>/dev/null && ! has_written "$after"; do :; done
  else
    draw "$duration"
    after=$random
    moment="after $after ms"
    sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
  fi
  kill -9 $push 2>/dev/null || :
  status=0
  wait $push 2>/dev/null || status=$?
  [ $status = 137 ] && killed=$((killed + 1))
  test_that "a push killed $moment (status $status, $(write_count) written) is finished by the next"
  expect 0 confsync -C wiki push
  remember "$WORK/actual"
  "$pages_py" same "$WORK/expected" "$WORK/actual"
  assert_marked wiki
  assert_quiet wiki confsync -C wiki push
  assert_contains "$OUT" "Nothing to push"
  expect 0 confsync -C wiki status
done
echo "$killed of 10 runs were killed before they ended"
[ $killed -ge 5 ] || fail "too few of the kills hit"

# Files are written when all pages of their batch are made: a kill in between leaves them without
# an id, and some of the pages without an answer.
test_that "a file whose page was made by a killed push gets id, version and title"
stop_sandbox
rm -rf wiki "$WORK/site.db"*
cp "$WORK/before.db" "$WORK/site.db"
: >"$SANDBOX_LOG"
restart_sandbox --database "$WORK/site.db" --delay 100
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
for number in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  printf 'Fresh.\n\n# Fresh page %s\n' $number >"wiki/fresh-$number.md"
done
"$CONFSYNC" -C wiki push >"$OUT" 2>"$ERR" &
push=$!
wait_until "most pages to be made" has_written 14
kill -9 $push
wait $push 2>/dev/null || :
assert_lacks wiki/fresh-1.md "id:"
expect 0 confsync -C wiki status
assert_contains "$OUT" "To mark with the page's id"
expect 0 confsync -C wiki push
assert_contains "$OUT" "with their ids"
assert_marked wiki
assert_contains wiki/fresh-1.md "title: Fresh page 1"
assert_equal "$(pages | jq -r .title | grep -c Fresh)" 16
assert_quiet wiki confsync -C wiki push
assert_contains "$OUT" "Nothing to push"

test_that "editing its heading does not rename the page"
replace wiki/fresh-1.md "# Fresh page 1" "# Other words"
expect 0 confsync -C wiki push
assert_contains "$OUT" "Pushed 1 page"
expect 0 page_id "Fresh page 1"
