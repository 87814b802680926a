#!/bin/sh
# SPDX-License-Identifier: MIT
# Converts pages of 2.5 and 5 MB that hold one kind of thing over and over, each way, and prints
# seconds, peak memory, how many times the page that is, and how time grows when the page doubles:
#
#     CONFSYNC=build-release/src/cli/confsync sh bench/adversarial.sh [KIND…]
#
# The page is what is converted: the storage, or the Markdown where there is no base. With a base,
# one word is added in the middle of the page's Markdown. The seconds are those of the processor, so
# that other work on the machine counts little.
set -eu
cd "$(dirname "$0")/.."

confsync=${CONFSYNC:-build-release/src/cli/confsync}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

SIZES="2500000 5000000"

# repeat SIZE TEXT: the text, with \n for line ends, so often that it is about so many bytes.
repeat() {
  awk -v size="$1" -v text="$2" 'BEGIN {
    for (bytes = 0; bytes < size; bytes += length(text)) printf "%s", text
  }'
}

# nested SIZE DEPTH OPEN CLOSE: so deep, and then again.
nested() {
  awk -v size="$1" -v depth="$2" -v open="$3" -v close_="$4" 'BEGIN {
    for (bytes = 0; bytes < size; bytes += depth * (length(open) + length(close_))) {
      for (i = 0; i < depth; i++) printf "%s", open
      for (i = 0; i < depth; i++) printf "%s", close_
    }
  }'
}

# nested_markdown SIZE DEPTH: list items, each two columns further in than the one before.
nested_markdown() {
  awk -v size="$1" -v depth="$2" 'BEGIN {
    for (bytes = 0; bytes < size;) {
      for (i = 0; i < depth; i++) {
        printf "%*s- item\n", 2 * i, ""
        bytes += 2 * i + 7
      }
    }
  }'
}

# paragraph SIZE TEXT: one paragraph of storage.
paragraph() {
  printf '<p>'
  repeat "$1" "$2"
  printf '</p>'
}

# A page of 5 MB has 20,000 rows.
ROW='<tr><td><p>The first cell of this row</p></td><td><p>A second one beside it</p></td><td><p>And then a third cell with text</p></td><td><p>Something in the fourth cell</p></td><td>Nothing much at the end of it</td></tr>'
MARKDOWN_ROW='| The first cell of this row, which says a little | A second one beside it, and it says no more | And then a third cell with text, as they are | Something in the fourth cell of the row | Nothing much at the end of it, but a few words |\n'

# storage_of KIND SIZE
storage_of() {
  case $1 in
  prose) repeat "$2" '<p>Some words of a page that nobody has ever read to its end, and a few more.</p>' ;;
  lists) nested "$2" 20 '<ul><li><p>item</p>' '</li></ul>' ;;
  table)
    printf '<table><tbody>'
    repeat "$2" "$ROW"
    printf '</tbody></table>'
    ;;
  cells)
    printf '<table><tbody>'
    repeat "$2" '<tr><td>a</td><td>b</td><td>c</td><td>d</td></tr>'
    printf '</tbody></table>'
    ;;
  spans) paragraph "$2" '<span style="color: rgb(255,0,0);">word</span> and' ;;
  bold) paragraph "$2" '<strong>a</strong> ' ;;
  links) paragraph "$2" '<a href="https://example.com/">a</a> ' ;;
  marks) paragraph "$2" '**a __b ~~c `d ' ;;
  stars) paragraph "$2" '*a ' ;;
  brackets) paragraph "$2" '[a ![b ' ;;
  www) paragraph "$2" 'www.' ;;
  esac
}

# markdown_of KIND SIZE
markdown_of() {
  case $1 in
  prose) repeat "$2" 'Some words of a page that nobody has ever read to its end, and a few more.\n\n' ;;
  lists) nested_markdown "$2" 20 ;;
  table)
    printf '| a | b | c | d | e |\n|-|-|-|-|-|\n'
    repeat "$2" "$MARKDOWN_ROW"
    ;;
  cells)
    printf '| a | b | c | d |\n|-|-|-|-|\n'
    repeat "$2" '|a|b|c|d|\n'
    ;;
  spans) repeat "$2" '<span style="color: rgb(255,0,0);">word</span> and ' ;;
  bold) repeat "$2" '**a** ' ;;
  links) repeat "$2" '[a](https://example.com/) ' ;;
  marks) repeat "$2" '**a __b ~~c `d ' ;;
  stars) repeat "$2" '*a ' ;;
  brackets) repeat "$2" '[a ![b ' ;;
  www) repeat "$2" 'www.' ;;
  esac
}

# edit MARKDOWN: one word more behind the first blank in the second half, else at the end.
edit() {
  awk -v half=$(($(wc -c <"$1") / 2)) '{
    line = $0
    if (!done && bytes + length(line) > half) {
      at = half > bytes ? half - bytes : 1
      blank = match(substr(line, at), /[a-z] [a-z]/)
      if (blank) { line = substr(line, 1, at + blank) "quokka " substr(line, at + blank + 1); done = 1 }
    }
    bytes += length(line) + 1
    print line
  } END { if (!done) print "\nquokka" }' "$1"
}

# pages KIND SIZE: page.xml, page.md (of the kind), edited.md (of page.xml)
pages() {
  storage_of "$1" "$2" >"$work/page.xml"
  markdown_of "$1" "$2" >"$work/page.md"
  "$confsync" convert --to markdown "$work/page.xml" >"$work/base.md"
  edit "$work/base.md" >"$work/edited.md"
}

# row KIND DIRECTION PAGE ARGUMENT…: measures one conversion; a line of the table for the larger page.
row() {
  kind=$1 direction=$2 page=$3
  shift 3
  command time -f '%U %S %M' -o "$work/figures" -- "$confsync" convert "$@" >/dev/null
  awk -v name="$kind | $direction" -v bytes="$(wc -c <"$work/$page")" -v size="$size" \
    -v before="$work/$direction" '{
      seconds = $1 + $2
      if (size < 5000000) { print seconds > before; exit }
      getline first < before
      printf "| %s | %.2f | %.0f | %.1f | %.1f |\n", name, seconds, $3 / 1024, $3 * 1024 / bytes, \
        seconds / (first > 0.01 ? first : 0.01)
    }' "$work/figures"
}

[ $# -gt 0 ] || set -- prose lists table cells spans bold links marks stars brackets www
echo "| 5 MB of | direction | seconds | peak MiB | times the page | growth, 2.5 to 5 MB |"
echo "|---|---|---|---|---|---|"
for kind; do
  for size in $SIZES; do
    pages "$kind" "$size"
    row "$kind" "to Markdown" page.xml --to markdown "$work/page.xml"
    row "$kind" "to storage" page.md --to storage "$work/page.md"
    row "$kind" "to storage, with base" page.xml --to storage --base "$work/page.xml" "$work/edited.md"
  done
done
