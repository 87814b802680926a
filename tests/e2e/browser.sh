#!/bin/sh
# SPDX-License-Identifier: MIT
# The sandbox's small wiki in a real browser.
. "$(dirname "$0")/lib.sh"

BROWSER=
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && BROWSER=$name && break
done
[ -n "$BROWSER" ] || skip "no Chromium is installed"

# see PATH: what the browser makes of the page, as HTML in $OUT
see() {
  expect 0 "$BROWSER" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \
    --user-data-dir="$WORK/profile" --dump-dom "$SITE$1"
}

start_sandbox
id=$(create_page 'Release notes' '<h2>Fixes &amp; changes</h2><p>Seen in a <strong>browser</strong>.</p><ac:structured-macro ac:name="info"><ac:rich-text-body><p>Mind the gap.</p></ac:rich-text-body></ac:structured-macro><table><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table>')

test_that "the space shows its pages"
see "/spaces/$SPACE"
assert_contains "$OUT" "Release notes"

test_that "a page shows its text, its tables and its panels"
see "/spaces/$SPACE/pages/$id"
assert_contains "$OUT" "<title>Release notes"
assert_contains "$OUT" "Fixes &amp; changes"
assert_contains "$OUT" "<strong>browser</strong>"
assert_contains "$OUT" "Mind the gap."
assert_contains "$OUT" "<td>b</td>"
assert_lacks "$OUT" "ac:structured-macro"

test_that "what was pushed can be read"
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
replace wiki/release-notes.md "Mind the gap." "Mind the step."
expect 0 inside wiki confsync push
see "/spaces/$SPACE/pages/$id"
assert_contains "$OUT" "Mind the step."
