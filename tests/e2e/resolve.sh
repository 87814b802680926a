#!/bin/sh
# SPDX-License-Identifier: MIT
# confsync resolve: lists conflicts and settles them for the file, for Confluence, or for a merged text.
. "$(dirname "$0")/lib.sh"

start_sandbox
for title in Mine Theirs Merged; do
  create_page $title '<p>one</p><p>two</p>' >/dev/null
done
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
cd wiki

test_that "without conflicts there is nothing to list"
expect 0 confsync resolve
assert_contains "$ERR" "there are no conflicts"

test_that "a change of the same block on both sides is a conflict that is listed"
for title in Mine Theirs Merged; do
  replace "$(echo $title | tr MT mt).md" two 'two here'
  edit_page "$(page_id $title)" '<p>one</p><p>two there</p>'
done
cp mine.md "$WORK/mine.md"
expect 3 confsync sync
assert_contains "$OUT" "3 pages are in conflict"
assert_same mine.md "$WORK/mine.md"
expect 3 confsync resolve
assert_contains "$OUT" 'mine.md  "Mine": both sides changed the same block'
id=$(page_id Merged)
assert_file ".confsync/conflicts/$id/merged.md"
assert_contains ".confsync/conflicts/$id/merged.md" '<<<<<<<'
expect 3 confsync resolve --json
assert_equal "$(jq -r '.conflicts | length' "$OUT")" 3

test_that "how a conflict is settled must be said, once"
expect 2 confsync resolve mine.md
assert_contains "$ERR" "resolve needs one of --local, --remote and --merged FILE"
expect 2 confsync resolve --local --remote mine.md
expect 2 confsync resolve --local
assert_contains "$ERR" "which page?"
expect 2 confsync resolve --local index.md
assert_contains "$ERR" "no conflict at index.md"

test_that "the file is right: Confluence follows"
expect 0 confsync resolve --local mine.md
expect 3 confsync sync
page_storage "$(page_id Mine)" >"$WORK/storage"
assert_contains "$WORK/storage" "<p>two here</p>"

test_that "Confluence is right: the file follows"
expect 0 confsync resolve --remote theirs.md
assert_contains theirs.md "two there"

test_that "a text begun in merged.md is in the trash when the conflict changes"
echo "a text begun" >".confsync/conflicts/$id/merged.md"
replace merged.md "two here" "two here, still"
expect 3 confsync sync
assert_contains ".confsync/conflicts/$id/merged.md" "two here, still"
grep -rqx "a text begun" .confsync/trash || fail "the text is nowhere"

test_that "a text with markers is refused, and one without is right"
expect 2 confsync resolve --merged ".confsync/conflicts/$id/merged.md" merged.md
printf '\377\n' >"$WORK/latin.md"
expect 1 confsync resolve --merged "$WORK/latin.md" merged.md
assert_contains "$ERR" "latin.md is not UTF-8 text"
printf -- '---\ntitle: Merged\n---\n\none\n\ntwo here and there\n' >"$WORK/settled.md"
expect 0 confsync resolve --merged "$WORK/settled.md" merged.md
assert_contains merged.md "two here and there"
assert_equal "$(sed '1,/^---$/d' merged.md | head -n 2)" "$(printf '\none')" "the body's begin"
expect 0 confsync sync
page_storage "$id" >"$WORK/storage"
assert_contains "$WORK/storage" "<p>two here and there</p>"

test_that "then there is nothing left"
expect 0 confsync resolve
expect 0 confsync resolve --json
assert_equal "$(jq -c .conflicts "$OUT")" "[]" "conflicts in the JSON"
assert_quiet . confsync sync
assert_no_file ".confsync/conflicts/$id"

test_that "a page that is restored, and then written, is in one report, once"
trash_page "$id"
replace merged.md "here and there" "to keep"
expect 3 confsync sync
expect 0 confsync resolve --local merged.md
expect 0 confsync sync
cat >"$WORK/expected" <<END
Space $SPACE on $SITE

To push:
  restored  merged.md  "Merged": you decided to keep it

Pushed 1 page (TIME).
END
sed 's/([^()]*)\.$/(TIME)./' "$OUT" >"$WORK/report"
assert_same "$WORK/expected" "$WORK/report"
page_storage "$id" >"$WORK/storage"
assert_contains "$WORK/storage" "<p>two to keep</p>"
