#!/bin/sh
# SPDX-License-Identifier: MIT
# confsync convert: one page both ways, without server or workspace.
. "$(dirname "$0")/lib.sh"

printf '<h1>Title</h1><p>one <span style="color: red;">two</span></p><p>three</p>' >page.xml

test_that "storage becomes Markdown, from a file and from standard input"
expect 0 confsync convert --to markdown page.xml
cp "$OUT" page.md
assert_contains page.md "# Title"
assert_contains page.md "one two"
confsync convert --to markdown <page.xml >piped.md
assert_same page.md piped.md
confsync convert --to markdown - <page.xml >piped.md
assert_same page.md piped.md

test_that "Markdown that was not edited gives back the base, byte for byte"
expect 0 confsync convert --to storage --base page.xml page.md
assert_same "$OUT" page.xml

test_that "an edit changes its block only"
replace page.md three 'three and four'
expect 0 confsync convert --to storage --base page.xml page.md
printf '<h1>Title</h1><p>one <span style="color: red;">two</span></p><p>three and four</p>' >expected.xml
assert_same "$OUT" expected.xml

test_that "without a base the page is written anew"
printf '# Title\n\none *two*\n' >new.md
expect 0 confsync convert --to storage new.md
assert_equal "$(cat "$OUT")" '<h1>Title</h1><p>one <em>two</em></p>'

test_that "a title makes front matter, which is cut off on the way back"
expect 0 confsync convert --to markdown --title 'Notes: "all"' page.xml
cp "$OUT" titled.md
assert_equal "$(head -n 1 titled.md)" '---'
assert_contains titled.md 'title:'
expect 0 confsync convert --to storage --base page.xml titled.md
assert_same "$OUT" page.xml

test_that "malformed storage is refused with its place, and nothing is printed"
printf '<p>fine</p>\n<p>not <b>fine</p>\n' >broken.xml
expect 1 confsync convert --to markdown broken.xml
[ ! -s "$OUT" ] || fail "something on standard output"
grep -q '^broken\.xml:2:[0-9]*: ' "$ERR" || fail "$(cat "$ERR")"
assert_equal "$(wc -l <"$ERR" | tr -d ' ')" 1
expect 1 confsync convert --to storage --base broken.xml page.md
[ ! -s "$OUT" ] || fail "something on standard output"
grep -q '^broken\.xml:2:[0-9]*: ' "$ERR" || fail "$(cat "$ERR")"

test_that "faulty Markdown is refused with its line in the file"
printf -- '---\ntitle: Notes\n---\n\n~~~confluence\n<p>b\n~~~\n' >faulty.md
expect 1 confsync convert --to storage faulty.md
[ ! -s "$OUT" ] || fail "something on standard output"
grep -q '^faulty\.md:6: ' "$ERR" || fail "$(cat "$ERR")"

test_that "what cannot be read as text is refused with its line, and a file that is too large as a whole"
refuse_convert() {
  expect 1 confsync convert --to storage bad.md
  [ ! -s "$OUT" ] || fail "something on standard output"
  assert_equal "$(cat "$ERR")" "bad.md:$1"
}
printf 'one\n\ntwo\000\n' >bad.md
refuse_convert "3: a NUL byte"
printf -- '---\ntitle: a\n---\n\ntwo\377\n' >bad.md
refuse_convert "5: not UTF-8 text"
printf 'one\n\n%600s\n' '' | sed 's/ /> /g' >bad.md
refuse_convert "3: nested deeper than 256 levels"
printf 'one\n\n%s<b>%s{=confluence}\n' '`' '`' >bad.md
refuse_convert "3: storage that is not well-formed: <b> is never closed"
head -c 9000000 /dev/zero | tr '\000' a >bad.md
refuse_convert " larger than the limit of 8388608 bytes"

test_that "a file that is not there is named"
expect 1 confsync convert --to markdown nothing.xml
assert_equal "$(cat "$ERR")" "confsync: cannot open nothing.xml: No such file or directory"

test_that "what to make must be said, in one of two words"
expect 2 confsync convert page.xml
assert_equal "$(cat "$ERR")" "confsync: convert needs --to markdown or --to storage"
expect 2 confsync convert --to html page.xml
assert_contains "$ERR" "option --to is one of markdown|storage, not html"
expect 2 confsync convert --to markdown --base page.xml page.xml
assert_contains "$ERR" "--base is for --to storage only"

test_that "an empty page is a page"
: >empty.xml
expect 0 confsync convert --to markdown empty.xml
[ ! -s "$OUT" ] || fail "something on standard output"
expect 0 confsync convert --to storage empty.xml
[ ! -s "$OUT" ] || fail "something on standard output"

test_that "colours are written where they are asked for, and stay where they are not"
printf '<p>a <span style="color: rgb(255,0,0);">b</span></p>' >coloured.xml
expect 0 confsync convert --to markdown coloured.xml
assert_equal "$(cat "$OUT")" "a b"
expect 0 confsync convert --to markdown --show-colours coloured.xml
assert_equal "$(cat "$OUT")" 'a <span style="color: #ff0000">b</span>'
printf 'a b\n' >coloured.md
expect 0 confsync convert --to storage --base coloured.xml --show-colours coloured.md
assert_equal "$(cat "$OUT")" '<p>a b</p>'
expect 0 confsync convert --to storage --base coloured.xml coloured.md
assert_equal "$(cat "$OUT")" "$(cat coloured.xml)"
