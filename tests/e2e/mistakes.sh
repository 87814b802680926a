#!/bin/sh
# SPDX-License-Identifier: MIT
# Mistakes in files: the page is held and the reason named, the others go on, nothing is lost.
. "$(dirname "$0")/lib.sh"

start_sandbox
create_page Alpha '<p>alpha</p>' >/dev/null
beta=$(create_page Beta '<p>beta</p>')
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
cd wiki

test_that "a file copied over another page's file does not delete that page"
cp beta.md "$WORK/beta.md"
cp alpha.md beta.md
writes=$(write_count)
expect 5 confsync push
assert_equal "$(write_count)" "$writes" "requests that write"
assert_contains "$OUT" "held      beta.md: it names the same page as alpha.md, but was page $beta"
page_storage "$beta" >"$WORK/storage"
assert_contains "$WORK/storage" beta
expect 0 confsync diff
assert_contains "$ERR" "beta.md: it names the same page as alpha.md"
cp "$WORK/beta.md" beta.md
assert_quiet . confsync sync

test_that "conflict markers never reach Confluence, and the line is named"
printf '<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> branch\n' >"$WORK/markers"
cp alpha.md "$WORK/alpha.md"
cat "$WORK/markers" >>alpha.md
{ printf -- '---\ntitle: New\n---\n\n'; cat "$WORK/markers"; } >new.md
replace beta.md beta BETA
line=$(grep -n '<<<<<<<' alpha.md | cut -d: -f1)
expect 5 confsync push
assert_contains "$OUT" "held      alpha.md:$line: a conflict marker is left"
assert_contains "$OUT" "held      new.md:5: a conflict marker is left"
assert_equal "$(page_storage "$beta")" '<p>BETA</p>'
assert_equal "$(pages | wc -l | tr -d ' ')" 3 "pages"
rm new.md

test_that "a code block may show them"
{ cat "$WORK/alpha.md"; printf '\n```\n'; cat "$WORK/markers"; echo '```'; } >alpha.md
expect 0 confsync push
assert_quiet . confsync sync

test_that "a body that cannot be converted is held with the file's line, before anything is sent"
cp alpha.md "$WORK/alpha.md"
printf '\n~~~confluence\n<p>\n~~~\n' >>alpha.md
replace beta.md BETA 'beta again'
line=$(($(wc -l <alpha.md) - 1))
fault="alpha.md:$line: storage that is not well-formed"
expect 0 confsync diff
assert_contains "$ERR" "$fault"
expect 5 confsync status
assert_contains "$OUT" "held      $fault"
expect 5 confsync push --dry-run
assert_contains "$OUT" "held      $fault"
expect 5 confsync push
assert_contains "$OUT" "held      $fault"
assert_equal "$(page_storage "$beta")" '<p>beta again</p>'
cp "$WORK/alpha.md" alpha.md
expect 0 confsync status

test_that "what an edit loses is said with the file's line, and --strict does not send it"
edit_page "$beta" '<p>one</p><p>a sentence with one <span style="color: red;">red</span> word</p>'
expect 0 confsync pull
replace beta.md 'one red word' 'one word'
line=$(grep -n 'one word' beta.md | cut -d: -f1)
note="    loses what Markdown does not show: <span style=\"color: red;\"> (line $line)"
expect 0 confsync status
assert_contains "$OUT" "$note"
expect 0 confsync diff
assert_contains "$OUT" "b/beta.md: ${note#    }"
expect 0 confsync diff --remote
assert_lacks "$OUT" "loses"
expect 0 confsync push --dry-run
assert_contains "$OUT" "$note"
expect 0 confsync push --dry-run --json
jq -e --argjson line "$line" '.mounts[0].pages[0].notes == [{kind: "lost", line: $line,
  text: "<span style=\"color: red;\">"}]' "$OUT" >/dev/null || fail "no notes in the JSON"
writes=$(write_count)
for command in push sync; do
  expect 5 confsync "$command" --strict
  assert_contains "$OUT" 'held      beta.md  "Beta": something of it would be lost, and --strict'
  assert_contains "$OUT" "$note"
done
expect 5 confsync sync --strict --dry-run
expect 2 confsync pull --strict
assert_equal "$(write_count)" "$writes" "requests that write"
expect 0 confsync push
assert_contains "$OUT" "$note"
assert_equal "$(page_storage "$beta")" '<p>one</p><p>a sentence with one word</p>'
assert_quiet . confsync sync --strict

test_that "--strict tells of the blocks that were edited, not of what was sent before"
printf '\nsent <!-- with a comment --> before\n' >>beta.md
expect 5 confsync push --strict
assert_contains "$OUT" "drops a comment"
expect 0 confsync push
replace beta.md 'one word' 'two words'
expect 0 confsync push --strict
assert_lacks "$OUT" "drops a comment"
assert_quiet . confsync sync --strict
