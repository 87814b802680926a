#!/bin/sh
# SPDX-License-Identifier: MIT
# What the sandbox makes of writing: as Confluence Cloud does, and refuses what that refuses.
. "$(dirname "$0")/sandbox_lib.sh"

start_sandbox
SPACE_ID=$(space_id)
HOME_ID=$(home_id)
TAKEN='A page with this title already exists: A page already exists with the same TITLE in this space'

# expect_version ID NUMBER: the present version of the page.
expect_version() {
  ask GET "/api/v2/pages/$1"
  answers 200 .version.number "$2"
}

test_that "a created page is below the home page and told whole"
ask POST /api/v2/pages "$(page_json "$SPACE_ID" 'created new' '<p>hello world</p>')"
answers 200 .parentId "$HOME_ID" .parentType page .status current .title 'created new' .spaceId "$SPACE_ID" \
  .version.number 1 .version.message '' .version.minorEdit false .version.ncsStepVersion 1 \
  '.body | tostring' '{"storage":{"representation":"storage","value":"<p>hello world</p>"}}' \
  ._links.base "$SITE" '.ownerId == .authorId' true .lastOwnerId null 'has("subtype")' false
first=$(jq -r .id "$ANSWER")
assert_equal "$(jq -r ._links.webui "$ANSWER")" "/spaces/$SPACE/pages/$first/created+new"

test_that "bodies come flat or nested, pages below others or at the top"
ask POST /api/v2/pages "{\"spaceId\":\"$SPACE_ID\",\"title\":\"nested\",\"parentId\":\"$first\",\"body\":{\"storage\":{\"representation\":\"storage\",\"value\":\"<p>n</p>\"}}}"
answers 200 .parentId "$first" .body.storage.value '<p>n</p>'
nested=$(jq -r .id "$ANSWER")
ask POST '/api/v2/pages?root-level=true' "$(page_json "$SPACE_ID" 'at the top' '<p>t</p>')"
answers 200 .parentId null .parentType null '.position | type' number
top=$(jq -r .id "$ANSWER")
ask POST '/api/v2/pages?root-level=true' "$(page_json "$SPACE_ID" 'both' '<p>t</p>' "{\"parentId\":\"$first\"}")"
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER
ask POST /api/v2/pages "{\"spaceId\":\"$SPACE_ID\",\"title\":\"no body\"}"
answers 200 '.body | tostring' '{}'

test_that "what a creation lacks, or has wrong, is refused"
ask POST /api/v2/pages '{"title":"x"}'
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER
ask POST /api/v2/pages "$(page_json "$SPACE" 'x' '<p/>')"
refuses_parameter spaceId "$SPACE" Long
ask POST /api/v2/pages "$(page_json 999 'x' '<p/>')"
answers 404 '.errors[0].code' NOT_FOUND
ask POST /api/v2/pages "$(page_json "$SPACE_ID" 'x' '<p/>' '{"parentId":"360556"}')"
refuses 404 NOT_FOUND 'Cannot find content with id [360556]'
ask POST /api/v2/pages "$(page_json "$SPACE_ID" '  ' '<p/>')"
answers 400
ask POST /api/v2/pages "$(page_json "$SPACE_ID" 'x' '<p/>' '{"body":{"representation":"html","value":"x"}}')"
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER
ask POST /api/v2/pages '{"spaceId":'
answers 400
ask POST /api/v2/pages "$(page_json "$SPACE_ID" 'x' '<p/>' '{"status":"trashed"}')"
answers 400 '.errors[0].code' INVALID_REQUEST_PARAMETER

test_that "titles are unique in any case, and 255 characters long at most"
ask POST /api/v2/pages "$(page_json "$SPACE_ID" 'CREATED New' '<p/>')"
refuses 400 BAD_REQUEST "$TAKEN"
long=$(printf '%0255d' 0)
ask POST /api/v2/pages "$(page_json "$SPACE_ID" "$long" '<p/>')"
answers 200
ask POST /api/v2/pages "$(page_json "$SPACE_ID" "x$long" '<p/>')"
answers 400 '.errors[0].code' BAD_REQUEST
all=' !"#$%&()*+,-./:;<=>?@[\]^_`{|}~ é'
ask POST /api/v2/pages "$(page_json "$SPACE_ID" "$all" '<p/>')"
answers 200 .title "${all# }"

test_that "a save normalises what Confluence normalises, and nothing else"
one=$(new_page normalised '<p>a<br/>b<hr/></p><ac:structured-macro ac:name="toc"/>
')
ask GET "/api/v2/pages/$one?body-format=storage"
answers 200 '.body.storage.value | sub("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"; "ID")' \
  '<p>a<br />b<hr /></p><ac:structured-macro ac:name="toc" ac:schema-version="1" ac:macro-id="ID" />'
same='<p data-layout="bogus">x &nbsp;é <b>y</b></p><ac:structured-macro ac:macro-id="1" ac:schema-version="2" ac:name="x"></ac:structured-macro>'
ask POST /api/v2/pages "$(page_json "$SPACE_ID" verbatim "$same")"
answers 200 .body.storage.value "$same"

test_that "malformed storage is refused in the words of Woodstox, with its place"
for pair in \
  '<p>one <b>two</p>|Unexpected close tag </p>; expected </b>.|[1,14]' \
  '<p>one</p></p>|Unexpected close tag </p>; expected </xml>.|[1,11]' \
  '<p>a &foo; b</p>|Undeclared general entity "foo"|[1,6]' \
  '<p>never closed|Unexpected EOF; was expecting a close tag for element <p>|[1,16]'; do
  body=${pair%%|*} rest=${pair#*|}
  ask POST /api/v2/pages "$(page_json "$SPACE_ID" malformed "$body")"
  refuses 400 BAD_REQUEST "Error parsing xhtml: ${rest%%|*}
 at [row,col {unknown-source}]: ${rest#*|}"
done

test_that "an update makes the next version, and no other number will do"
ask PUT "/api/v2/pages/$first" "$(update_json "$first" 'created new' '<p>two</p>' 2)"
answers 200 .version.number 2 .version.message m .body.storage.value '<p>two</p>'
for number in 1 2 4; do
  ask PUT "/api/v2/pages/$first" "$(update_json "$first" 'created new' '<p>three</p>' "$number")"
  refuses 409 CONFLICT "Version must be incremented when updating a page. Current Version: [2]. Provided version: [$number]"
done
expect_version "$first" 2

test_that "an update that changes nothing makes no version"
ask PUT "/api/v2/pages/$first" "$(update_json "$first" 'created new' '<p>two</p>' 3)"
answers 200 .version.number 2
ask PUT "/api/v2/pages/$first" "$(update_json "$first" 'created new' '<p>two</p>' 3 '{"parentId":null}')"
answers 200 .version.number 2 .parentId "$HOME_ID"

test_that "an update without a body keeps the old one"
ask PUT "/api/v2/pages/$first" "$(update_json "$first" 'renamed' '' 3 '{"body":null}')"
answers 200 .version.number 3 .title renamed
assert_equal "$(page_storage "$first")" '<p>two</p>'

test_that "what an update lacks, or has wrong, is refused"
ask PUT "/api/v2/pages/$first" '{}'
answers 400
ask PUT "/api/v2/pages/$first" "$(update_json "$first" renamed '<p/>' 4 '{"status":null}')"
answers 400
ask PUT "/api/v2/pages/$first" "$(update_json "$first" renamed '<p/>' 4 '{"version":null}')"
answers 400
ask PUT "/api/v2/pages/$first" "$(update_json "$nested" renamed '<p/>' 4)"
answers 400
ask PUT "/api/v2/pages/$first" "$(update_json "$first" renamed '<p/>' 4 '{"spaceId":"7"}')"
answers 400
ask PUT "/api/v2/pages/$first" "$(update_json "$first" NESTED '<p/>' 4)"
refuses 400 BAD_REQUEST "$TAKEN"
ask PUT /api/v2/pages/999 "$(update_json 999 x '<p/>' 2)"
refuses 404 NOT_FOUND 'Cannot find a page with id [999]'
expect_version "$first" 3

test_that "a new parent in an update moves the page to the end, in a new version"
two=$(new_page two '<p>2</p>')
child=$(new_page child '<p>c</p>' "{\"parentId\":\"$two\"}")
ask PUT "/api/v2/pages/$nested" "$(update_json "$nested" nested '<p>n</p>' 2 "{\"parentId\":\"$two\"}")"
answers 200 .parentId "$two" .version.number 2
assert_equal "$(children "$two")" child,nested
ask PUT "/api/v2/pages/$two" "$(update_json "$two" two '<p>2</p>' 2 "{\"parentId\":\"$child\"}")"
refuses 400 BAD_REQUEST 'Cannot move the content here as it creates a parent-child loop.'
ask PUT "/api/v2/pages/$two" "$(update_json "$two" two '<p>2</p>' 2 '{"parentId":"1"}')"
refuses 404 NOT_FOUND 'Cannot find content with id [1]'

test_that "renaming makes a version, keeps the body and answers little"
ask PUT "/api/v2/pages/$child/title" '{"status":"current","title":"Child"}'
answers 200 .title Child .version.number 2 .version.message null \
  '[.parentId, .parentType, .ownerId, .lastOwnerId, .body] | tostring' '[null,null,null,null,null]'
assert_equal "$(page_storage "$child")" '<p>c</p>'
ask PUT "/api/v2/pages/$child/title" '{"status":"current","title":"TWO"}'
refuses 400 BAD_REQUEST "$TAKEN"

test_that "moving orders children without a new version"
a=$(new_page a '<p>a</p>') b=$(new_page b '<p>b</p>') c=$(new_page c '<p>c</p>')
for page in "$a" "$b" "$c"; do ask PUT "/rest/api/content/$page/move/append/$two"; done
answers 200 . "{
  \"pageId\": \"$c\"
}"
assert_equal "$(children "$two")" Child,nested,a,b,c
ask PUT "/rest/api/content/$c/move/before/$a"
assert_equal "$(children "$two")" Child,nested,c,a,b
ask PUT "/rest/api/content/$child/move/after/$a"
assert_equal "$(children "$two")" nested,c,a,Child,b
expect_version "$c" 1
rounds=8
while [ "$rounds" -gt 0 ]; do
  rounds=$((rounds - 1))
  ask PUT "/rest/api/content/$a/move/before/$c"
  answers 200
  ask PUT "/rest/api/content/$c/move/before/$a"
done
assert_equal "$(children "$two")" nested,c,a,Child,b

test_that "moves that cannot be are refused as v1 does"
ask PUT "/rest/api/content/$two/move/append/$a"
answers 400 .statusCode 400 .message 'com.atlassian.confluence.api.service.exceptions.BadRequestException: Cannot move the content here as it creates a parent-child loop.'
ask PUT "/rest/api/content/$a/move/after/$a"
answers 400
ask PUT "/rest/api/content/$a/move/beside/$b"
answers 400
ask PUT "/rest/api/content/$a/move/append/999"
answers 404 .statusCode 404
ask PUT "/rest/api/content/$HOME_ID/move/append/$a"
answers 400

test_that "beside a page at the top a page leaves the tree"
ask PUT "/rest/api/content/$b/move/after/$top"
answers 200
ask GET "/api/v2/pages/$b"
answers 200 .parentId null .version.number 1
ask GET "/api/v2/spaces/$SPACE_ID/pages?depth=root&sort=id"
answers 200 '[.results[].title] | join(",")' "$SPACE,at the top,b"

test_that "the trash takes a page, its parent and position, and its children move up"
ask DELETE "/api/v2/pages/$two"
answers 204
assert_equal "$(wc -c <"$ANSWER" | tr -d ' ')" 0
ask GET "/api/v2/pages/$two?body-format=storage"
answers 200 .status trashed '[.parentId, .parentType, .position] | tostring' '[null,null,null]' \
  .body.storage.value '<p>2</p>'
case $(children "$HOME_ID") in *nested,c,a,Child) ;; *) fail "children: $(children "$HOME_ID")" ;; esac
ask GET "/api/v2/spaces/$SPACE_ID/pages?title=two"
answers 200 '.results | length' 0
ask GET "/api/v2/spaces/$SPACE_ID/pages?status=trashed"
answers 200 '[.results[].title] | join(",")' two
ask DELETE "/api/v2/pages/$two"
answers 404
ask GET "/api/v2/pages/$two?status=current"
answers 404

test_that "a title in the trash is free, and taken again on the way back"
other=$(new_page Two '<p>other</p>')
ask PUT "/api/v2/pages/$two" "$(update_json "$two" two '<p>ignored</p>' 2)"
refuses 400 BAD_REQUEST "$TAKEN"
ask DELETE "/api/v2/pages/$other"
answers 204
ask PUT "/api/v2/pages/$two" "$(update_json "$two" 'another title' '<p>ignored</p>' 2)"
answers 200 .status current .title two .parentId "$HOME_ID" .version.number 2
assert_equal "$(page_storage "$two")" '<p>2</p>'

test_that "purging takes only what is in the trash, for good"
ask DELETE "/api/v2/pages/$a?purge=true"
answers 400 '.errors[0].code' BAD_REQUEST
ask DELETE "/api/v2/pages/$a"
ask DELETE "/api/v2/pages/$a?purge=true"
answers 204
ask GET "/api/v2/pages/$a"
refuses 404 NOT_FOUND "Cannot find a page with id [$a]"

test_that "the home page stays"
ask DELETE "/api/v2/pages/$HOME_ID"
answers 400

test_that "drafts are invisible, hold no title, and are discarded for good"
draft=$(new_page nested '<p>d</p>' '{"status":"draft"}')
ask GET "/api/v2/pages/$draft"
answers 404
ask GET "/api/v2/pages/$draft?get-draft=true"
answers 200 .status draft .version.number 1
ask DELETE "/api/v2/pages/$draft"
answers 404
ask DELETE "/api/v2/pages/$draft?draft=true"
answers 204
ask GET "/api/v2/pages/$draft?get-draft=true"
answers 404
draft=$(new_page drafted '<p>d</p>' '{"status":"draft"}')
ask PUT "/api/v2/pages/$draft" "$(update_json "$draft" published '<p>p</p>' 1)"
answers 200 .status current .version.number 1 .title published

test_that "an archived page keeps title and parent, is listed, and cannot be written"
ask POST /rest/api/content/archive "{\"pages\":[{\"id\":$c}]}"
answers 202 '.links.status | startswith("/rest/api/longtask/")' true
ask GET "$(jq -r .links.status "$ANSWER")"
answers 200 .finished true .successful true
ask GET "/api/v2/pages/$c"
answers 200 .status archived .parentId "$HOME_ID"
ask GET "/api/v2/pages?title=c"
answers 200 '.results[0].status' archived
ask POST /api/v2/pages "$(page_json "$SPACE_ID" C '<p/>')"
refuses 400 BAD_REQUEST "$TAKEN"
ask PUT "/api/v2/pages/$c" "$(update_json "$c" c '<p>new</p>' 2)"
answers 400

test_that "old versions are listed, newest first, and can be read"
ask GET "/api/v2/pages/$first/versions"
answers 200 '[.results[].number] | tostring' '[3,2,1]' '.results[0] | keys | join(" ")' \
  'authorId createdAt message minorEdit number'
ask GET "/api/v2/pages/$first/versions?body-format=storage&limit=1"
answers 200 '.results[0].page.title' renamed '.results[0].page.body.storage.value' '<p>two</p>'
ask GET "$(jq -r '._links.next | ltrimstr("/wiki")' "$ANSWER")"
answers 200 '.results[0].number' 2
ask GET "/api/v2/pages/$first/versions?sort=modified-date&limit=1"
answers 200 '.results[0].number' 1
ask GET "/api/v2/pages/$first/versions/2"
answers 200 .number 2 .prevVersion 1 .nextVersion 3 .contentTypeModified false
ask GET "/api/v2/pages/$first/versions/9"
answers 404
ask GET "/api/v2/pages/$first?version=1&body-format=storage"
answers 200 .version.number 1 .title 'created new' .body.storage.value '<p>hello world</p>' .status historical

test_that "version lists with bodies have fifty rows at most"
number=1
while [ "$number" -lt 60 ]; do
  number=$((number + 1))
  ask PUT "/api/v2/pages/$nested/title" "{\"status\":\"current\",\"title\":\"nested $number\"}"
done
ask GET "/api/v2/pages/$nested/versions?body-format=storage&limit=250"
answers 200 '.results | length' 50 '._links | has("next")' true
ask GET "/api/v2/pages/$nested/versions?limit=250"
answers 200 '.results | length > 50' true

test_that "who writes is the user of the credentials"
AS=colleague@example.com:$CONFSYNC_TOKEN
ask GET /rest/api/user/current
colleague=$(jq -r .accountId "$ANSWER")
ask PUT "/api/v2/pages/$top/title" '{"status":"current","title":"by a colleague"}'
answers 200 .version.authorId "$colleague" '.authorId == .version.authorId' false
AS=me@example.com:$CONFSYNC_TOKEN

test_that "more than five million bytes are refused"
head -c 5242880 /dev/zero | tr '\0' x >large
lib_large=$(curl --silent --user "$AS" --header 'Content-Type: application/json' --data-binary "{$(cat large)" --output "$ANSWER" --write-out '%{http_code}' "$SITE/api/v2/pages" 2>/dev/null) ||
  lib_large=$({ printf '{'; cat large; } | curl --silent --user "$AS" --header 'Content-Type: application/json' --data-binary @- --output "$ANSWER" --write-out '%{http_code}' "$SITE/api/v2/pages")
assert_equal "$lib_large" 413
assert_contains "$ANSWER" 'com.atlassian.plugins.rest.common.limitrequest.RequestEntityTooLargeException: Request too large. Requests for this resource can be at most 5242880 bytes'

test_that "a person can edit in the browser, but no other site can"
AS=
ask GET "/spaces/$SPACE/pages/edit-v2/$top"
answers 200
key=$(sed -n 's/.*name="key" value="\([^"]*\)".*/\1/p' "$ANSWER" | head -n 1)
form() {
  curl --silent --output "$ANSWER" --write-out '%{http_code}' --data-urlencode "$1" --data-urlencode "number=$2" \
    --data-urlencode "title=by hand" --data-urlencode "body=$3" "$SITE/spaces/$SPACE/pages/edit-v2/$top"
}
assert_equal "$(form "key=guessed" 2 '<p>no</p>')" 403
assert_equal "$(form "key=$key" 2 '<p>by<b>hand</p>')" 400
assert_contains "$ANSWER" "Unexpected close tag &lt;/p&gt;"
assert_equal "$(form "key=$key" 1 '<p>stale</p>')" 409
assert_equal "$(form "key=$key" 2 '<p>by hand</p>')" 303
assert_equal "$(page_storage "$top")" '<p>by hand</p>'
