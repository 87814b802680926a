#!/bin/sh
# SPDX-License-Identifier: MIT
# What the sandbox answers to reading: as Confluence Cloud does.
. "$(dirname "$0")/sandbox_lib.sh"

mkdir -p seed/guide seed/notes
printf '<p>home</p>' >seed/index.xml
printf '<p>guide <br/>&nbsp;</p>\n' >seed/guide.xml
printf '<p>install</p>' >seed/guide/install.xml
printf '<p>use</p>' >seed/guide/use.xml
printf '<p>today</p>' >seed/notes/today.xml
printf '<p>same</p>' >seed/notes/GUIDE.xml
printf '<p>\n<b>bad</p>' >seed/broken.xml
for number in 1 2 3 4 5 6 7 8 9; do printf '<p>%s</p>' "$number" >"seed/n$number.xml"; done
start_sandbox --seed seed
SPACE_ID=$(space_id)
HOME_ID=$(home_id)

test_that "a seed is a tree of pages, stored byte for byte"
assert_equal "$(children "$HOME_ID")" "guide,n1,n2,n3,n4,n5,n6,n7,n8,n9,notes"
assert_equal "$(page_storage "$HOME_ID")" '<p>home</p>'
guide=$(page_id guide)
page "$guide" | jq -j .body.storage.value >stored
assert_same stored seed/guide.xml
assert_equal "$(children "$guide")" "install,use"
assert_equal "$(page_storage "$(page_id notes)")" '<p />'
assert_equal "$(children "$(page_id notes)")" "GUIDE (2),today"

test_that "what is left out of a seed, or renamed, is said"
assert_contains "$WORK/sandbox.out" "seed/broken.xml:2:7: "
assert_contains "$WORK/sandbox.out" 'seed/notes/GUIDE.xml: the title is taken; the page is called "GUIDE (2)"'

test_that "the current user is told in v1"
ask GET /rest/api/user/current
answers 200 .type known .accountType atlassian .email me@example.com .displayName me \
  .accountStatus active '.accountId | startswith("557058:")' true

test_that "no credentials, or wrong ones, are refused in each dialect's way"
for AS in '' "me@example.com:wrong" "me@example.com:" ":$CONFSYNC_TOKEN"; do
  ask GET /rest/api/user/current
  answers 403 .statusCode 403 .message 'com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException: 403 FORBIDDEN "Request rejected because caller cannot access Confluence"'
  ask GET "/api/v2/pages/$guide"
  answers 404 . '{
  "errors": [
    {
      "status": 404,
      "code": "NOT_FOUND",
      "title": "Not Found",
      "detail": null
    }
  ]
}'
  ask DELETE "/api/v2/pages/$guide"
  refuses 404 NOT_FOUND "Not Found"
done
AS=me@example.com:$CONFSYNC_TOKEN

test_that "every answer has a name for support"
ask GET /api/v2/spaces
assert_equal "$(header atl-traceid | tr -d '0-9a-f' | wc -c | tr -d ' ')" 1
assert_equal "$(header Content-Type)" application/json

test_that "spaces are found by key in any case, and by id"
ask GET "/api/v2/spaces?keys=$(echo "$SPACE" | tr '[:upper:]' '[:lower:]')"
answers 200 '.results | length' 1 '.results[0].key' "$SPACE" '.results[0].id' "$SPACE_ID" \
  '.results[0].homepageId' "$HOME_ID" '.results[0] | [.icon, .description] | tostring' '[null,null]' \
  '.results[0].status' current '.results[0]._links.webui' "/spaces/$SPACE" \
  '._links | has("next")' false '._links.base' "$SITE"
ask GET "/api/v2/spaces?ids=$SPACE_ID,999&keys=$SPACE"
answers 200 '.results | length' 1
ask GET "/api/v2/spaces?keys=NOWHERE"
answers 200 '.results | length' 0
ask GET "/api/v2/spaces?type=personal"
answers 200 '.results | length' 0
ask GET "/api/v2/spaces/$SPACE_ID"
answers 200 .key "$SPACE" ._links.base "$SITE"
ask GET /api/v2/spaces/999
answers 404 '.errors[0].code' NOT_FOUND '.errors[0].title | contains("[999]")' true
ask GET "/api/v2/spaces/$SPACE"
refuses_parameter id "$SPACE" long

test_that "a row of a listing has these members and no body"
ask GET "/api/v2/spaces/$SPACE_ID/pages?title=guide"
answers 200 '.results | length' 1 '.results[0] | keys | join(" ")' \
  "_links authorId body createdAt id lastOwnerId ownerId parentId parentType position spaceId status subtype title version" \
  '.results[0].body | tostring' '{}' '.results[0].parentId' "$HOME_ID" '.results[0].parentType' page \
  '.results[0].spaceId' "$SPACE_ID" '.results[0].version.number' 1 '.results[0].version.message' '' \
  '.results[0]._links | keys | join(" ")' "editui edituiv2 tinyui webui" \
  '.results[0]._links.webui' "/spaces/$SPACE/pages/$guide/guide" \
  '.results[0].createdAt | test("^[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z$")' true \
  '.results[0].id | type + (length >= 7 | tostring)' stringtrue

test_that "the home page has no parent and its own address"
ask GET "/api/v2/pages/$HOME_ID"
answers 200 .parentId null .parentType null .title "$SPACE" ._links.webui "/spaces/$SPACE/overview" \
  .body '{}'

test_that "ids grow with gaps, positions are sparse"
ask GET "/api/v2/spaces/$SPACE_ID/pages?limit=250"
answers 200 '[.results[].id | tonumber] | . == sort' true \
  '[.results[].id | tonumber] | [.[1:], .[:-1]] | transpose | map(.[0] - .[1]) | min > 1' true \
  '[.results[] | select(.parentId == "'"$HOME_ID"'") | .position] | [.[1:], .[:-1]] | transpose | map(.[0] - .[1]) | min > 1' true

test_that "a listing goes on through cursors, and short pieces are not its end"
next="/api/v2/spaces/$SPACE_ID/pages?limit=4"
: >ids
pieces=
while [ -n "$next" ]; do
  ask GET "$next"
  answers 200
  jq -r '.results[].id' "$ANSWER" >>ids
  pieces="$pieces$(jq '.results | length' "$ANSWER") "
  next=$(jq -r '._links.next // ""' "$ANSWER")
  link=$(header Link)
  assert_equal "$link" "${next:+<$next>; rel=\"next\", }<$SITE>; rel=\"base\""
  case $next in '' | /wiki/api/v2/spaces/"$SPACE_ID"/pages\?limit=4\&cursor=*) ;; *) fail "next: $next" ;; esac
  next=${next#/wiki}
done
assert_equal "$(sort -u ids | wc -l)" 16
assert_equal "$(wc -l <ids)" 16
assert_equal "$pieces" "4 2 4 2 4 "

test_that "the parameters of a listing are carried on by its cursor's link"
ask GET "/api/v2/pages?space-id=$SPACE_ID&limit=1&body-format=storage&sort=-title"
answers 200 '.results[0].title' use '.results[0].body.storage.value' '<p>use</p>'
ask GET "$(jq -r '._links.next | ltrimstr("/wiki")' "$ANSWER")"
answers 200 '.results[0].title' today '.results[0].body.storage.representation' storage

test_that "a cursor of another order, or a made-up one, is refused"
cursor=$(jq -r '._links.next | capture("cursor=(?<c>[^&]*)").c' "$ANSWER")
ask GET "/api/v2/pages?limit=1&sort=id&cursor=$cursor"
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER
ask GET "/api/v2/pages?cursor=abc"
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER

test_that "the limit is 25 unless given, and from 1 to 250"
for number in 1 2 3 4 5 6 7 8 9 10 11 12; do new_page "more $number" '<p>x</p>' >/dev/null; done
ask GET /api/v2/pages
answers 200 '.results | length' 25
ask GET '/api/v2/pages?limit=250'
answers 200 '.results | length' 28
for limit in 0 251 -1; do
  ask GET "/api/v2/spaces/$SPACE_ID/pages?limit=$limit"
  answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER
done
ask GET '/api/v2/pages?limit=many'
refuses_parameter limit many int

test_that "titles match exactly, in any case; an empty one matches nothing"
ask GET "/api/v2/pages?title=INSTALL"
answers 200 '.results | length' 1
ask GET "/api/v2/pages?title=instal"
answers 200 '.results | length' 0
ask GET "/api/v2/pages?title="
answers 200 '.results | length' 0

test_that "pages are asked for by id, in lists with commas or repeated"
install=$(page_id install)
ask GET "/api/v2/pages?id=$guide,$install,999&body-format=storage"
answers 200 '[.results[].title] | join(",")' guide,install
ask GET "/api/v2/pages?id=$guide&id=$install"
answers 200 '.results | length' 2
ask GET "/api/v2/pages?id=$(seq -s, 1 251)"
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER
ask GET "/api/v2/pages?id=abc"
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER

test_that "listings are sorted and filtered"
ask GET "/api/v2/spaces/$SPACE_ID/pages?sort=title&limit=3"
answers 200 '[.results[].title] | join(",")' 'guide,GUIDE (2),install'
ask GET "/api/v2/spaces/$SPACE_ID/pages?sort=-modified-date&limit=1"
answers 200 '.results[0].title' "more 12"
ask GET "/api/v2/spaces/$SPACE_ID/pages?depth=root"
answers 200 '[.results[].id] | join(",")' "$HOME_ID"
ask GET "/api/v2/spaces/$SPACE_ID/pages?depth=some"
refuses_parameter depth some Depth
ask GET "/api/v2/spaces/$SPACE_ID/pages?sort=colour"
refuses_parameter sort colour PageSortOrder
ask GET "/api/v2/spaces/999/pages"
answers 404 '.errors[0].code' NOT_FOUND

test_that "lists have storage bodies only, single pages rendered ones too"
ask GET "/api/v2/pages?body-format=view"
refuses_parameter body-format view PrimaryBodyRepresentation
answers 400 '.errors[0].detail' 'PrimaryBodyRepresentation is one of [STORAGE, ATLAS_DOC_FORMAT].'
ask GET "/api/v2/pages/$install?body-format=view"
answers 200 .body.view.value '<p>install</p>'
ask GET "/api/v2/pages/$install?body-format=html"
refuses_parameter body-format html PrimaryBodyRepresentationSingle

test_that "status lists take no drafts"
ask GET "/api/v2/pages?status=draft"
refuses_parameter status draft ContentStatus
ask GET "/api/v2/pages?status=current&status=archived&limit=1"
answers 200 '.results | length' 1

test_that "what is not there names itself, unlike what is not allowed"
ask GET /api/v2/pages/999
refuses 404 NOT_FOUND 'Cannot find a page with id [999]'
ask GET /api/v2/pages/999/direct-children
refuses 404 NOT_FOUND 'Cannot find [page] entity with id [999]'
ask GET /api/v2/pages/guide
refuses_parameter id guide ContentId

test_that "children have a position and a type"
ask GET "/api/v2/pages/$guide/direct-children"
answers 200 '.results[0] | keys | join(" ")' "childPosition id spaceId status title type" \
  '.results[0].type' page '[.results[].childPosition] | . == sort' true

test_that "a page tells more about itself when asked"
ask GET "/api/v2/pages/$guide?include-labels=true&include-versions=true&include-direct-children=true&include-version=false"
answers 200 '.labels.results | length' 0 '.versions.results | length' 1 '.versions.meta.hasMore' false \
  '.labels._links.self' "/wiki/api/v2/pages/$guide/labels" '.directChildren.results | length' 2 \
  'has("version")' false

test_that "unknown paths of v2 are taken for kinds of content, or lead to a page"
ask GET /api/v2/user/by-me
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER \
  '.errors[0].title | startswith("Provided value {user} for '"'generic-content-type'"' is not the correct type.")' true
ask GET /api/v2/search
answers 400 '.errors[0].title | startswith("Provided value {search} for")' true
ask GET "/api/v2/frobs/$guide/children"
answers 404
assert_equal "$(header Content-Type)" "text/html; charset=utf-8"
ask GET "/api/v2/blogposts"
answers 501 '.errors[0].code' NOT_IMPLEMENTED
ask PATCH "/api/v2/pages/$guide"
answers 405

test_that "what Cloud has removed from v1 is gone"
for path in "content/$guide" content "content/$guide/child/page" "space/$SPACE" space "content/$guide/history" "content/$guide/property/x"; do
  ask GET "/rest/api/$path"
  answers 410
  assert_equal "$(cat "$ANSWER")" "GoneException: This deprecated endpoint has been removed."
done
ask POST /rest/api/content '{}'
answers 410
ask GET /rest/api/nothing
answers 404 .statusCode 404
ask GET "/rest/api/search?cql=type=page"
answers 501 .statusCode 501

test_that "links lead to the page in the browser"
AS=
ask GET "http://127.0.0.1:$SANDBOX_PORT/"
answers 200
assert_contains "$ANSWER" "/wiki/spaces/$SPACE/overview"
ask GET "/spaces/$SPACE/pages/$install/install"
answers 200
assert_contains "$ANSWER" '<p>install</p>'
AS=me@example.com:$CONFSYNC_TOKEN
ask GET "/api/v2/pages/$install"
tiny=$(jq -r ._links.tinyui "$ANSWER") edit=$(jq -r ._links.editui "$ANSWER")
ask GET "$tiny"
answers 303
assert_equal "$(header Location)" "/wiki/spaces/$SPACE/pages/$install/install"
ask GET "$edit"
answers 303
ask GET "/display/$SPACE/install"
answers 303
