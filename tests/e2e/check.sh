#!/bin/sh
# SPDX-License-Identifier: MIT
# confsync check: what is wrong with files, without a server and without a state.
. "$(dirname "$0")/lib.sh"

# A workspace as git has it: only the configuration and the pages.
mkdir -p wiki/.confsync wiki/a
cd wiki
printf 'version: 1\nsites:\n  s:\n    url: https://example.atlassian.net/wiki\nmounts:\n' \
  >.confsync/config.yaml
printf '  - site: s\n    space: A\n    path: .\n' >>.confsync/config.yaml
page() {
  printf -- '---\ntitle: %s\n---\n\n%s\n' "$2" "$3" >"$1"
}
page index.md Home text
page a.md A text
page a/b.md B text
printf -- '---\ntitle: C\nconfluence:\n  id: 8\n---\n' >c.md
snapshot . >"$WORK/before"

test_that "pages without a fault are quickly dealt with, and nothing is written"
expect 0 confsync check
[ ! -s "$OUT" ] || fail "something on standard output"
assert_equal "$(cat "$ERR")" "confsync: 0 findings in 4 files"
snapshot . >"$WORK/after"
assert_same "$WORK/before" "$WORK/after"
[ "$(ls .confsync)" = config.yaml ] || fail "something new in .confsync"

test_that "what would be dropped and what leads nowhere is named with its line in the file"
page a.md A '[dead](b.txt)

<!-- a comment -->'
expect 1 confsync check
cat >"$WORK/expected" <<'END'
a.md:5: leads nowhere on Confluence: b.txt
a.md:7: drops a comment
END
assert_same "$OUT" "$WORK/expected"
assert_equal "$(cat "$ERR")" "confsync: 2 findings in 4 files"

test_that "faults of the front matter and of the body are findings, not errors"
page a.md A 'text

<!-- cf:end layout -->'
page a/b.md '[' text
expect 1 confsync check
assert_contains "$OUT" 'a.md:7: '
grep -q '^a/b\.md:[23]:[0-9]*: ' "$OUT" || fail "$(cat "$OUT")"
printf -- '---\ntitle: B\n---\n\n<<<<<<< mine\n' >a/b.md
expect 1 confsync check a/b.md
assert_equal "$(cat "$OUT")" \
  'a/b.md:5: a conflict marker is left: settle it, and take out the marker lines'

test_that "files must get along with each other, as far as they are meant"
page a.md HOME text
page a/b.md "$(printf '%0256d' 1)" text
printf -- '---\ntitle: C\nconfluence:\n  id: 7\n---\n' >c.md
printf -- '---\ntitle: F\nconfluence:\n  id: 9\n---\n' >f.md
printf -- '---\ntitle: D\nconfluence:\n  id: 7\n---\n' >d.md
mkdir lost
page lost/e.md E text
expect 1 confsync check
cat >"$WORK/expected" <<'END'
index.md: a space has each title once, and this is also that of a.md
a/b.md: its title is longer than 255 characters
d.md: confluence.id must be taken out here, or there: it is also that of c.md
lost/e.md: its folder belongs to no page: lost.md is not there
END
sort "$OUT" >"$WORK/sorted"
sort "$WORK/expected" >"$WORK/expected.sorted"
assert_same "$WORK/sorted" "$WORK/expected.sorted"
expect 1 inside a confsync check ../c.md
assert_equal "$(cat "$OUT")" \
  '../c.md: confluence.id must be taken out here, or there: it is also that of ../d.md'
expect 1 inside a confsync check b.md
assert_equal "$(cat "$OUT")" 'b.md: its title is longer than 255 characters'

test_that "a page that is not there is a mistake of the command line"
expect 2 confsync check nothing.md
assert_equal "$(cat "$ERR")" "confsync: no page at nothing.md"

test_that "--json has the same findings, and --quiet leaves the exit status"
page a.md A '[dead](b.txt)'
expect 1 confsync check --json a.md
jq -e '.command == "check" and .status == 1 and .files == 1 and .requests == 0 and .mounts == []
  and .findings == [{kind: "dead", path: "a.md", line: 5, column: null,
    text: "leads nowhere on Confluence: b.txt"}]' "$OUT" >/dev/null || fail "$(cat "$OUT")"
expect 1 confsync check --quiet a.md
cat "$OUT" "$ERR" >"$WORK/said"
[ ! -s "$WORK/said" ] || fail "not quiet"
expect 2 confsync check --json nothing.md
assert_equal "$(jq -r .error.kind "$OUT")" usage

test_that "outside of a workspace, files are checked that are named"
cd ..
printf -- '---\ntitle: [\n---\n' >bad.md
printf 'good\n' >good.md
expect 0 confsync check good.md
expect 1 confsync check good.md bad.md
grep -q '^bad\.md:[23]:[0-9]*: ' "$OUT" || fail "$(cat "$OUT")"
expect 1 confsync check nothing.md
assert_contains "$ERR" "nothing.md"
expect 2 confsync check
assert_contains "$ERR" "workspace"
