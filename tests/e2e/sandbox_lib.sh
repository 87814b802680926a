# shellcheck shell=sh disable=SC2016,SC2034 # jq has variables too; ANSWER and HEADERS are for the tests
# SPDX-License-Identifier: MIT
#
# For the tests of the sandbox itself: raw requests, and facts about their answers. Instead of lib.sh.
#
#     ask PUT "/api/v2/pages/$id/title" '{"status":"current","title":"New"}'
#     answers 200 '.title' New
. "$(dirname "$0")/lib.sh"

ANSWER=$WORK/answer   # the body of the last answer
HEADERS=$WORK/headers # its header
CODE=                # its status, or "cut (…)" without an answer
AS=me@example.com:$CONFSYNC_TOKEN # the credentials; empty for none

# ask METHOD PATH [JSON]: PATH begins after /wiki, or is a whole address.
ask() {
  lib_asked="$1 $2"
  lib_method=$1
  case $2 in http*) lib_address=$2 ;; *) lib_address=$SITE$2 ;; esac
  if [ $# -gt 2 ]; then
    set -- --header 'Content-Type: application/json' --data-binary "$3"
  else
    set --
  fi
  [ -z "$AS" ] || set -- "$@" --user "$AS"
  [ "$lib_method" != HEAD ] || set -- "$@" --head
  : >"$ANSWER"
  CODE=$(curl --silent --globoff --request "$lib_method" --dump-header "$HEADERS" --output "$ANSWER" \
    --write-out '%{http_code}' "$@" "$lib_address") || CODE="cut ($CODE)"
}

# answers CODE [FILTER EXPECTED]…: what the last request got. Filters are jq's, without quotes.
answers() {
  [ "$CODE" = "$1" ] || fail "$lib_asked: status $CODE, expected $1: $(head -c 500 "$ANSWER")"
  shift
  while [ $# -gt 0 ]; do
    lib_found=$(jq -r "$1" "$ANSWER") || fail "$lib_asked: no JSON: $(head -c 300 "$ANSWER")"
    [ "$lib_found" = "$2" ] || fail "$lib_asked: $1 is
$lib_found, expected
$2"
    shift 2
  done
}

# refuses STATUS CODE TITLE: in the envelope of v2.
refuses() {
  answers "$1" '.errors[0] | "\(.status) \(.code) \(.title)"' "$1 $2 $3"
}

# refuses_parameter NAME VALUE TYPE
refuses_parameter() {
  refuses 400 INVALID_REQUEST_PARAMETER \
    "Provided value {$2} for '$1' is not the correct type. Expected type is $3"
}

# The value of a header field of the last answer.
header() {
  tr -d '\r' <"$HEADERS" | sed -n "s/^$1: //Ip"
}

# page_json SPACE TITLE BODY [MEMBERS]: the body of a request that creates a page; MEMBERS is JSON.
page_json() {
  jq -cn --arg space "$1" --arg title "$2" --arg body "$3" --argjson more "${4:-{\}}" \
    '{spaceId: $space, status: "current", title: $title,
      body: {representation: "storage", value: $body}} + $more'
}

# update_json ID TITLE BODY NUMBER [MEMBERS]
update_json() {
  jq -cn --arg id "$1" --arg title "$2" --arg body "$3" --argjson number "$4" \
    --argjson more "${5:-{\}}" \
    '{id: $id, status: "current", title: $title, body: {representation: "storage", value: $body},
      version: {number: $number, message: "m"}} + $more'
}

# new_page TITLE BODY [MEMBERS]: creates it in $SPACE_ID and prints its id.
new_page() {
  ask POST /api/v2/pages "$(page_json "$SPACE_ID" "$1" "$2" "${3:-{\}}")"
  answers 200
  jq -r .id "$ANSWER"
}

# The titles of the children of a page, in their order, with commas.
children() {
  ask GET "/api/v2/pages/$1/direct-children?limit=250"
  answers 200
  jq -r '[.results[].title] | join(",")' "$ANSWER"
}
