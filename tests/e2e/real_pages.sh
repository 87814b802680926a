#!/bin/sh
# SPDX-License-Identifier: MIT
# The whole line on many pages: clone, nothing to do, one word into every page, push.
#
#     real_pages.sh            every well-formed page of the corpus; skipped where there is none
#     real_pages.sh DIRECTORY  the pages of a directory as for `confsync sandbox --seed`
#
# Needs EDIT_FIRST_TEXT, the program of tests/support (Meson sets it).
. "$(dirname "$0")/lib.sh"

pages_py=$TESTS/e2e/pages.py
program=${EDIT_FIRST_TEXT:-$TESTS/../build/tests/e2e/edit_first_text}

# Gives the well-formed pages of the corpus titles of their own: number, collection and name.
collect_corpus() {
  mkdir "$1"
  number=0
  awk -F '\t' 'NR > 1 && $5 == "y" {print $1}' "$SHARED/corpus/INDEX.tsv" | while read -r file; do
    number=$((number + 1))
    cp "$SHARED/corpus/$file" "$1/$(printf '%04d ' $number)$(printf %s "${file%.xml}" | tr / ' ').xml"
  done
}

if [ $# -gt 0 ]; then
  seed=$1
else
  [ -f "$SHARED/corpus/INDEX.tsv" ] || skip "no corpus of real pages here"
  seed=$WORK/seed
  collect_corpus "$seed"
fi
count=$(find "$seed" -name '*.xml' | wc -l)

# The server writes some tags its own way when a page is saved over REST, all over the page. Every
# page is saved once before, so that afterwards all that differs is what we did.
start_sandbox --seed "$seed"
"$pages_py" save "$SITE" "$SPACE"

test_that "every page of a space is cloned"
"$pages_py" dump "$SITE" "$SPACE" "$WORK/original"
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
assert_equal "$(find wiki -name '*.md' ! -path '*/.confsync/*' | wc -l)" "$((count + 1))" "and the homepage"

test_that "nothing is to be done after a clone"
assert_quiet wiki confsync -C wiki status
assert_quiet wiki confsync -C wiki push
assert_quiet wiki confsync -C wiki pull
assert_quiet wiki confsync -C wiki sync

test_that "a word added to every page changes the block it stands in, and no other byte"
"$pages_py" edit wiki "$WORK/original" "$program"
expect 0 confsync -C wiki push
"$pages_py" dump "$SITE" "$SPACE" "$WORK/pushed"
"$pages_py" compare "$WORK/original" "$WORK/pushed"

test_that "nothing is to be done after the push"
assert_quiet wiki confsync -C wiki push
assert_quiet wiki confsync -C wiki pull
assert_quiet wiki confsync -C wiki sync
assert_quiet wiki confsync -C wiki status
