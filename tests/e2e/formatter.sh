#!/bin/sh
# SPDX-License-Identifier: MIT
# People have Prettier rewrite their Markdown when they save it (* to _, padded tables, blank
# lines, escapes). That must change nothing on Confluence. Prettier is fetched into $FETCHED
# once; without node and npm, or without a network, the test is skipped.
version=3.10.1
prettier=$FETCHED/prettier-$version
program=$prettier/package/bin/prettier.cjs
golden=$(cd "$(dirname "$0")/../golden" && pwd)
if [ ! -f "$program" ] && command -v npm >/dev/null && command -v node >/dev/null; then
  # Before lib.sh: npm needs the user's own configuration and proxy.
  mkdir -p "$prettier"
  (cd "$prettier" && npm pack --silent "prettier@$version" && tar -xzf ./*.tgz) || :
fi
. "$(dirname "$0")/lib.sh"

[ -f "$program" ] || skip "no node or npm, or it could not fetch Prettier"

# Prettier changes what these say: it takes out the backslash of \| in an address and in code
# within a table, decodes &amp;quot; behind a fence's language, and trims lines of blanks.
is_changed() {
  case $1 in
  macros/code-quotes | macros/inline-math | tables/inline-in-cells | text/preformatted) return 0 ;;
  *) return 1 ;;
  esac
}

# One folder for each page that has Markdown to be edited; the name tells which.
copy_pages() {
  for storage in "$golden"/*/*/storage.xml; do
    page=${storage#"$golden/"}
    page=${page%/storage.xml}
    if ! is_changed "$page" && confsync convert --to markdown "$storage" >page.md; then
      mkdir -p "pages/$page"
      cp "$storage" "pages/$page/storage.xml"
      cp page.md "pages/$page/page.md"
    fi
  done
}

test_that "a page that Prettier rewrote becomes the same bytes again"
copy_pages 2>malformed
node "$program" --log-level warn --write pages
rewritten=0
for storage in pages/*/*/storage.xml; do
  folder=${storage%/storage.xml}
  expect 0 confsync convert --to storage --base "$storage" "$folder/page.md"
  cmp "$OUT" "$storage" || fail "$folder says something else"
  [ ! -s "$ERR" ] || fail "$folder: $(cat "$ERR")"
  confsync convert --to markdown "$storage" | cmp -s - "$folder/page.md" || rewritten=$((rewritten + 1))
done
[ "$rewritten" -gt 20 ] || fail "Prettier rewrote only $rewritten pages"
