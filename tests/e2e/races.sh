#!/bin/sh
# SPDX-License-Identifier: MIT
# What somebody does on the web in the middle of a run is neither overwritten nor undone.
. "$(dirname "$0")/lib.sh"

# How often the space was asked for; the listing of its pages is the next request of a run.
has_asked_for_space() {
  [ "$(grep -c '/spaces?keys=' "$SANDBOX_LOG")" -ge "$1" ]
}

test_that "a page deleted between our look and our write is not brought back, and the rest goes on"
start_sandbox --database "$WORK/site.db"
for number in 1 2 3 4 5 6; do
  create_page "Page $number" "<p>Text.</p>" >/dev/null
done
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
for file in wiki/page-*.md; do
  replace "$file" "Text." "Edited text."
done
doomed=$(page_id "Page 6")
stop_sandbox
restart_sandbox --database "$WORK/site.db" --delay 400
asked=$(grep -c '/spaces?keys=' "$SANDBOX_LOG")
"$CONFSYNC" -C wiki push >"$OUT" 2>"$ERR" &
push=$!
wait_until "the push to look" has_asked_for_space $((asked + 1))
trash_page "$doomed"
status=0
wait $push || status=$?
assert_equal "$status" 3 "a conflict is left"
assert_contains "$OUT" page-6.md
stop_sandbox
restart_sandbox --database "$WORK/site.db"
assert_equal "$(page "$doomed" | jq -r .status)" trashed
for number in 1 2 3 4 5; do
  assert_equal "$(page_storage "$(page_id "Page $number")")" '<p>Edited text.</p>'
done

test_that "the next run says that it was edited here and deleted there, and keeps the edit"
expect 3 confsync -C wiki sync
assert_contains "$OUT" page-6.md
assert_contains wiki/page-6.md "Edited text."
expect 0 confsync -C wiki resolve --local page-6.md
expect 0 confsync -C wiki sync
assert_equal "$(page "$doomed" | jq -r .status)" current
assert_equal "$(page_storage "$doomed")" '<p>Edited text.</p>'
assert_quiet wiki confsync -C wiki sync

# How often the pages were listed; the bodies are the next request of a run, then come its writes.
has_listed() {
  [ "$(grep -c '/pages?limit=250&sort=id' "$SANDBOX_LOG")" -ge "$1" ]
}

test_that "an edit is not lost when Confluence answers it by restoring a page deleted a moment ago"
replace wiki/page-6.md "Edited text." "New text."
replace wiki/page-5.md "title: Page 5" "title: New title"
stop_sandbox
restart_sandbox --database "$WORK/site.db" --delay 400
retitled=$(page_id "Page 5")
listed=$(grep -c '/pages?limit=250&sort=id' "$SANDBOX_LOG")
"$CONFSYNC" -C wiki push >"$OUT" 2>"$ERR" &
push=$!
wait_until "the push to read the bodies" has_listed $((listed + 1))
trash_page "$doomed" &
trash_page "$retitled"
wait $push || fail "the push has failed"
stop_sandbox
restart_sandbox --database "$WORK/site.db"
expect 0 confsync -C wiki sync
assert_contains wiki/page-6.md "New text."
assert_equal "$(page_storage "$doomed")" '<p>New text.</p>'
assert_contains wiki/page-5.md "title: New title"
assert_equal "$(page_title "$retitled")" "New title"
assert_quiet wiki confsync -C wiki sync

test_that "another page's file that takes a file's place meanwhile does not go to its page"
guide=$(create_page Guide '<p>guide text</p>')
create_page Other '<p>other text</p>' >/dev/null
expect 0 confsync -C wiki pull
sed -i '/^title:/d' wiki/guide.md wiki/other.md
replace wiki/guide.md "guide text" "edited text"
stop_sandbox
restart_sandbox --database "$WORK/site.db" --delay 400
listed=$(grep -c '/pages?limit=250&sort=id' "$SANDBOX_LOG")
"$CONFSYNC" -C wiki push >"$OUT" 2>"$ERR" &
push=$!
wait_until "the push to read the bodies" has_listed $((listed + 1))
sleep 0.1
cp wiki/other.md wiki/guide.md
wait $push || :
stop_sandbox
restart_sandbox --database "$WORK/site.db"
assert_equal "$(page_storage "$guide")" '<p>guide text</p>'
