#!/bin/sh
# SPDX-License-Identifier: MIT
# What people do every day, on either side: create, edit, rename, move, delete; and both at once.
. "$(dirname "$0")/lib.sh"

sync() {
  expect 0 confsync -C wiki sync
}

# What the body of a page's file is, without the front matter.
body() {
  awk 'NR == 1 && /^---$/ {inside = 1; next} inside && /^---$/ {inside = 0; skip = 1; next}
    skip && /^$/ {skip = 0; next} !inside {skip = 0; print}' "$1"
}

start_sandbox
recipes=$(create_page Recipes '<p>All of them.</p>')
soup=$(create_page Soup '<p>Water.</p><p>Salt.</p><p>Time.</p>' "$recipes")
create_page Bread '<p>Flour.</p>' "$recipes" >/dev/null
create_page Drafts '<p>Not yet.</p>' >/dev/null
expect 0 confsync clone "$SITE/spaces/$SPACE" wiki

test_that "a clone shows the tree of pages as files and folders"
assert_file wiki/index.md
assert_file wiki/recipes.md
assert_file wiki/recipes/soup.md
assert_file wiki/recipes/bread.md
assert_equal "$(body wiki/recipes/soup.md)" "$(printf 'Water.\n\nSalt.\n\nTime.')"
assert_contains wiki/recipes/soup.md "title: Soup"
assert_contains wiki/recipes/soup.md "$soup"

test_that "a page edited on the web arrives"
edit_page "$soup" '<p>Cold water.</p><p>Salt.</p><p>Time.</p>'
sync
assert_contains wiki/recipes/soup.md "Cold water."

test_that "a file edited here is sent, and only its block changes"
replace wiki/recipes/soup.md "Time." "Much time."
sync
assert_equal "$(page_storage "$soup")" '<p>Cold water.</p><p>Salt.</p><p>Much time.</p>'

test_that "edits of different blocks on both sides are merged"
edit_page "$soup" '<p>Cold water.</p><p>Salt.</p><p>Much time.</p><p>A lid.</p>'
replace wiki/recipes/soup.md "Salt." "Sea salt."
sync
assert_equal "$(page_storage "$soup")" \
  '<p>Cold water.</p><p>Sea salt.</p><p>Much time.</p><p>A lid.</p>'
assert_contains wiki/recipes/soup.md "A lid."
assert_quiet wiki confsync -C wiki sync

test_that "a new file becomes a page, and its file learns the id"
mkdir wiki/recipes/bread
printf '# Rye bread\n\nRye **flour**.\n' >wiki/recipes/bread/rye-bread.md
sync
rye=$(page_id "Rye bread")
assert_equal "$(page_parent "$rye")" "$(page_id Bread)"
assert_contains wiki/recipes/bread/rye-bread.md "$rye"
assert_quiet wiki confsync -C wiki sync

test_that "a new page becomes a file"
create_page Salad '<p>Leaves.</p>' "$recipes" >/dev/null
sync
assert_contains wiki/recipes/salad.md "Leaves."

test_that "a page renamed on the web is renamed here"
rename_page "$soup" "Hot soup"
sync
assert_no_file wiki/recipes/soup.md
assert_contains wiki/recipes/hot-soup.md "title: Hot soup"

test_that "a title changed here is changed there, and the file keeps its name"
replace wiki/recipes/hot-soup.md "title: Hot soup" "title: Cold soup"
sync
assert_equal "$(page_title "$soup")" "Cold soup"
assert_file wiki/recipes/hot-soup.md

test_that "a page renamed on the web to a name that is taken has its id in it, while it is taken"
create_page Gold '<p>gold</p>' >/dev/null
silver=$(create_page Silver '<p>silver</p>')
sync
rename_page "$silver" 'Gold!'
sync
assert_file "wiki/gold~$(awk -v id="$silver" 'BEGIN {
  for (; id > 0; id = int(id / 36)) s = substr("0123456789abcdefghijklmnopqrstuvwxyz", id % 36 + 1, 1) s
  print s }').md"
rename_page "$silver" Bronze
sync
assert_file wiki/bronze.md

test_that "a file renamed here is still the same page with the same title"
mv wiki/recipes/hot-soup.md wiki/recipes/cold-soup.md
sync
assert_equal "$(page_title "$soup")" "Cold soup"
assert_quiet wiki confsync -C wiki sync

test_that "a page moved on the web is moved here, with its children"
move_page "$(page_id Bread)" "$(page_id Drafts)"
sync
assert_file wiki/drafts/bread.md
assert_file wiki/drafts/bread/rye-bread.md
assert_no_file wiki/recipes/bread.md

test_that "a file moved here is moved there"
mv wiki/recipes/salad.md wiki/drafts/salad.md
sync
assert_equal "$(page_parent "$(page_id Salad)")" "$(page_id Drafts)"
assert_quiet wiki confsync -C wiki sync

test_that "a page deleted on the web goes to the local trash"
trash_page "$(page_id Salad)"
sync
assert_no_file wiki/drafts/salad.md
grep -rqF "Leaves." wiki/.confsync/trash || fail "the local trash does not hold the page"

test_that "a file deleted here puts its page into the trash"
rm wiki/drafts/bread/rye-bread.md
sync
assert_equal "$(page "$rye" | jq -r .status)" trashed
assert_quiet wiki confsync -C wiki sync

test_that "edits of the same block are a conflict that changes neither side"
edit_page "$soup" '<p>Iced water.</p><p>Sea salt.</p><p>Much time.</p><p>A lid.</p>'
replace wiki/recipes/cold-soup.md "Cold water." "Warm water."
cp wiki/recipes/cold-soup.md "$WORK/mine.md"
expect 3 confsync -C wiki sync
assert_same wiki/recipes/cold-soup.md "$WORK/mine.md"
assert_contains wiki/recipes/cold-soup.md "Warm water."
assert_equal "$(page_storage "$soup")" \
  '<p>Iced water.</p><p>Sea salt.</p><p>Much time.</p><p>A lid.</p>'

test_that "status names the conflict, and the markers show all three versions"
expect 3 confsync -C wiki status
assert_contains "$OUT" "recipes/cold-soup.md"
merged=wiki/.confsync/conflicts/$soup/merged.md
for line in '<<<<<<<' 'Warm water.' '|||||||' 'Cold water.' '=======' 'Iced water.' '>>>>>>>'; do
  assert_contains "$merged" "$line"
done

test_that "other pages go on while a conflict is held"
replace wiki/drafts.md "Not yet." "Soon."
expect 3 confsync -C wiki sync
assert_equal "$(page_storage "$(page_id Drafts)")" '<p>Soon.</p>'

test_that "a conflict is settled by the merged text"
sed -e '/^<<<<<<</,/^>>>>>>>/c Lukewarm water.' "$merged" >"$WORK/settled.md"
expect 0 confsync -C wiki resolve --merged "$WORK/settled.md" recipes/cold-soup.md
sync
assert_equal "$(page_storage "$soup")" \
  '<p>Lukewarm water.</p><p>Sea salt.</p><p>Much time.</p><p>A lid.</p>'
assert_contains wiki/recipes/cold-soup.md "Lukewarm water."
expect 0 confsync -C wiki status
assert_quiet wiki confsync -C wiki sync

test_that "a dry run tells the plan and does nothing"
replace wiki/recipes.md "All of them." "Some of them."
edit_page "$(page_id Drafts)" '<p>Later.</p>'
assert_quiet wiki confsync -C wiki sync --dry-run
assert_contains "$OUT" recipes.md
assert_contains "$OUT" drafts.md

test_that "the configuration says how headings, diagrams and panels are written"
cd "$WORK/here"
shaped=$(create_page Shaped '<h1>One</h1><p>text</p>')
expect 0 confsync clone "$SITE/spaces/$SPACE" shaped
cd shaped
printf '\nmarkdown:\n  heading_shift: 1\n  mermaid: my-diagrams\n  panels: {info: tip}\n' >>.confsync/config.yaml
printf '\n## Two\n\n~~~mermaid\na-->b\n~~~\n\n> [!TIP]\n> a\n' >>shaped.md
expect 0 confsync push
page_storage "$shaped" >"$WORK/storage"
assert_contains "$WORK/storage" '<h1>One</h1><p>text</p><h1>Two</h1>'
assert_contains "$WORK/storage" 'ac:name="my-diagrams"'
assert_contains "$WORK/storage" 'ac:name="info"'
assert_quiet . confsync sync
edit_page "$shaped" '<h1>One</h1><h2>Three</h2>'
expect 0 confsync pull
assert_contains shaped.md '### Three'

test_that "a heading that a file begins with is the title, on both sides"
cd "$WORK/here"
expect 0 confsync clone "$SITE/spaces/$SPACE" titled
cd titled
printf '\nmarkdown:\n  title_heading: true\n' >>.confsync/config.yaml
printf '# Fresh *page*\n\nwords\n' >fresh.md
expect 0 confsync sync
fresh=$(page_id 'Fresh page')
assert_equal "$(page_storage "$fresh")" '<p>words</p>'
assert_contains fresh.md '# Fresh *page*'
assert_lacks fresh.md 'title:'
assert_quiet . confsync sync
rename_page "$fresh" 'Stale page'
later=$(create_page Later '<h1>One</h1>')
expect 0 confsync sync
assert_equal "$(grep '^# ' fresh.md)" '# Stale page'
assert_equal "$(grep '^# ' later.md)" '# Later
# One'
assert_quiet . confsync sync
replace later.md '# Later' '# Last'
expect 0 confsync sync
assert_equal "$(page_id Last)" "$later"
assert_equal "$(page_storage "$later")" '<h1>One</h1>'
assert_quiet . confsync sync
