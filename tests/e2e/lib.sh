# shellcheck shell=sh disable=SC2016,SC2034 # jq has variables too; some of ours are for the tests
# SPDX-License-Identifier: MIT
#
# What every end-to-end test stands on: the real program against its own sandbox.
#
#     . "$(dirname "$0")/lib.sh"
#
#     test_that "an edit by a colleague arrives"
#     start_sandbox
#     notes=$(create_page Notes '<p>one</p>')
#     expect 0 confsync clone "$SITE/spaces/$SPACE" wiki
#     edit_page "$notes" '<p>two</p>'
#     expect 0 inside wiki confsync pull
#     assert_contains wiki/notes.md two
#
# A test is a POSIX shell script, ends with status 0 or fails at the first assertion, and may call
# skip. It starts in an empty directory of its own ($WORK) with an empty HOME, and leaves nothing
# behind. On failure the end of what the program and the sandbox said is printed.
#
# From Meson: CONFSYNC, the program; CONFSYNC_SHARED, where a corpus of real pages may lie. By hand:
# sh tests/e2e/sync_basics.sh uses build/.
set -eu

TESTS=${TESTS:-$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)}
CONFSYNC=${CONFSYNC:-$TESTS/../build/src/cli/confsync}
SHARED=${CONFSYNC_SHARED:-$TESTS/../../shared}

WORK=$(mktemp -d "${TMPDIR:-/tmp}/confsync-e2e.XXXXXX")
HOME=$WORK/home
OUT=$WORK/stdout # what the last `expect` printed
ERR=$WORK/stderr
SANDBOX_LOG=$WORK/sandbox.log
SANDBOX_PID=
SPACE=TEST
current_test=
mkdir "$HOME" "$WORK/here"
cd "$WORK/here"

unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR \
  DBUS_SESSION_BUS_ADDRESS CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR http_proxy https_proxy \
  all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
export HOME CONFSYNC LC_ALL=C.UTF-8 NO_COLOR=1 no_proxy='*'
export CONFSYNC_USER=me@example.com CONFSYNC_TOKEN=token-of-the-test

# Ends the sandbox and removes everything; on failure says first what happened.
finish() {
  lib_status=$?
  if [ "$lib_status" -ne 0 ] && [ "$lib_status" -ne 77 ]; then
    echo "FAILED: ${current_test:-$0} (status $lib_status)"
    for file in "$OUT" "$ERR" "$WORK/sandbox.out" "$SANDBOX_LOG"; do
      [ ! -s "$file" ] || { echo "--- the end of ${file##*/}"; tail -n 15 "$file" | cut -c 1-600; }
    done
  fi >&2
  stop_sandbox
  rm -rf "$WORK"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Names what the following lines show.
test_that() {
  current_test=$1
  echo "# $1"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Ends the test as not run: what it needs is not on this machine.
skip() {
  echo "skipped: $*"
  exit 77
}

confsync() {
  "$CONFSYNC" "$@"
}

# inside DIRECTORY COMMAND…: runs it there.
inside() (
  cd "$1"
  shift
  "$@"
)

# expect STATUS COMMAND…: runs it, keeps what it printed in $OUT and $ERR, checks its exit status.
expect() {
  lib_expected=$1
  shift
  lib_actual=0
  "$@" >"$OUT" 2>"$ERR" || lib_actual=$?
  [ "$lib_actual" -eq "$lib_expected" ] || fail "exit status $lib_actual, expected $lib_expected: $*"
}

# --- the sandbox

# Starts a sandbox on a free port with the space $SPACE, which holds a homepage only. More options of
# `confsync sandbox` may follow; with --seed the space holds the pages of that directory. Sets $SITE.
start_sandbox() {
  mkdir -p "$WORK/empty"
  SANDBOX_PORT=0
  case " $* " in
  *' --seed '*) run_sandbox --space "$SPACE" "$@" ;;
  *) run_sandbox --space "$SPACE" --seed "$WORK/empty" "$@" ;;
  esac
}

run_sandbox() {
  rm -f "$WORK/port"
  "$CONFSYNC" sandbox --port "$SANDBOX_PORT" --port-file "$WORK/port" --log "$SANDBOX_LOG" \
    --token "$CONFSYNC_TOKEN" "$@" >>"$WORK/sandbox.out" 2>&1 &
  SANDBOX_PID=$!
  wait_until "the sandbox to listen" test -s "$WORK/port"
  SANDBOX_PORT=$(cat "$WORK/port")
  SITE=http://127.0.0.1:$SANDBOX_PORT/wiki
}

stop_sandbox() {
  [ -n "$SANDBOX_PID" ] || return 0
  kill "$SANDBOX_PID" 2>/dev/null || :
  wait "$SANDBOX_PID" 2>/dev/null || :
  SANDBOX_PID=
}

# Starts the sandbox again on the same port, after stop_sandbox; pass --database FILE both times.
restart_sandbox() {
  run_sandbox "$@"
}

# wait_until WHAT COMMAND…: until the command succeeds, ten seconds at most.
wait_until() {
  lib_waited_for=$1
  shift
  lib_tries=0
  until "$@"; do
    lib_tries=$((lib_tries + 1))
    [ "$lib_tries" -lt 400 ] || fail "waited in vain for $lib_waited_for"
    [ -z "$SANDBOX_PID" ] || kill -0 "$SANDBOX_PID" 2>/dev/null || fail "the sandbox has ended"
    sleep 0.025
  done
}

# How many requests, and how many that write, the sandbox has had. HEAD and GET write nothing.
request_count() {
  if [ -f "$SANDBOX_LOG" ]; then wc -l <"$SANDBOX_LOG" | tr -d ' '; else echo 0; fi
}
write_count() {
  [ -f "$SANDBOX_LOG" ] || { echo 0; return; }
  jq -s 'map(select(.method != "GET" and .method != "HEAD")) | length' "$SANDBOX_LOG"
}

# has_written COUNT: whether so many requests that write have come; for wait_until.
has_written() {
  [ "$(write_count)" -ge "$1" ]
}

# --- the colleague, who edits on the web

# api METHOD PATH [JSON]: one request as the colleague; prints the answer, fails on 400 and above.
# PATH begins after /wiki; JSON may be @- for standard input.
api() {
  lib_method=$1 lib_path=$2
  if [ $# -gt 2 ]; then
    set -- --header 'Content-Type: application/json' --data-binary "$3"
  else
    set --
  fi
  curl --silent --show-error --fail-with-body --user "colleague@example.com:$CONFSYNC_TOKEN" \
    --request "$lib_method" "$@" "$SITE$lib_path" 2>"$WORK/curl.err" ||
    { cat "$WORK/curl.err" >&2; fail "$lib_method $lib_path failed"; }
}

space_id() {
  api GET "/api/v2/spaces?keys=$SPACE" | jq -er '.results[0].id'
}

home_id() {
  api GET "/api/v2/spaces?keys=$SPACE" | jq -er '.results[0].homepageId'
}

# page_id TITLE: its id; fails when no such page is there.
page_id() {
  lib_title=$(printf %s "$1" | jq -Rrs '@uri')
  api GET "/api/v2/spaces/$(space_id)/pages?title=$lib_title" | jq -er '.results[0].id'
}

# All current pages of the space, one compact JSON object a line.
pages() {
  lib_next="/api/v2/spaces/$(space_id)/pages?limit=250"
  while [ -n "$lib_next" ]; do
    api GET "$lib_next" >"$WORK/pages.json"
    jq -c '.results[]' "$WORK/pages.json"
    lib_next=$(jq -r '._links.next // "" | sub("^(https?://[^/]*)?/wiki"; "")' "$WORK/pages.json")
  done
}

# page ID: the page with its storage body, as JSON.
page() {
  api GET "/api/v2/pages/$1?body-format=storage"
}

# Exactly the bytes of the body: no newline is added.
page_storage() {
  page "$1" | jq -j '.body.storage.value'
}

page_title() {
  page "$1" | jq -r '.title'
}

page_parent() {
  page "$1" | jq -r '.parentId // ""'
}

page_version() {
  page "$1" | jq -r '.version.number'
}

# create_page TITLE STORAGE [PARENT-ID]: prints the new page's id. Without a parent: under the homepage.
create_page() {
  jq -n --arg space "$(space_id)" --arg title "$1" --arg body "$2" --arg parent "${3:-}" \
    '{spaceId: $space, status: "current", title: $title,
      body: {representation: "storage", value: $body}}
      + if $parent == "" then {} else {parentId: $parent} end' |
    api POST /api/v2/pages @- | jq -er '.id'
}

# update_page ID FILTER [ARGUMENTS of jq…]: sends the page as it is, changed by the filter.
update_page() {
  lib_id=$1 lib_filter=$2
  shift 2
  page "$lib_id" | jq "$@" '{id, status, title, spaceId, version: {number: (.version.number + 1)},
    body: {representation: "storage", value: .body.storage.value}} | '"$lib_filter" |
    api PUT "/api/v2/pages/$lib_id" @- >/dev/null
}

# edit_page ID STORAGE
edit_page() {
  update_page "$1" '.body.value = $body' --arg body "$2"
}

# rename_page ID TITLE
rename_page() {
  update_page "$1" '.title = $title' --arg title "$2"
}

# move_page ID PARENT-ID: becomes the parent's last child.
move_page() {
  api PUT "/rest/api/content/$1/move/append/$2" >/dev/null
}

# trash_page ID
trash_page() {
  api DELETE "/api/v2/pages/$1" >/dev/null
}

# --- local files

# replace FILE OLD NEW: every occurrence of a plain string, which must be there.
replace() {
  grep -qF -e "$2" "$1" || fail "$1 does not hold: $2"
  lib_old=$2 lib_new=$3 awk '
    {
      rest = $0
      line = ""
      while ((at = index(rest, ENVIRON["lib_old"])) > 0) {
        line = line substr(rest, 1, at - 1) ENVIRON["lib_new"]
        rest = substr(rest, at + length(ENVIRON["lib_old"]))
      }
      print line rest
    }' "$1" >"$WORK/replaced"
  cat "$WORK/replaced" >"$1"
}

# Every file below the directory with its size, inode and times, but for the program's own state.
snapshot() {
  find "$1" ! -path '*/.confsync/state.db*' ! -path '*/.confsync/lock' ! -path '*/.confsync' \
    -exec stat -c '%n %s %i %y' {} + | sort
}

# --- assertions

assert_equal() {
  [ "$1" = "$2" ] || fail "$(printf 'found:    %s\nexpected: %s%s' "$1" "$2" "${3:+  ($3)}")"
}

assert_same() {
  cmp -s "$1" "$2" || { diff "$1" "$2" | head -n 20 >&2; fail "$1 and $2 differ"; }
}

assert_contains() {
  grep -qF -e "$2" "$1" || { head -n 30 "$1" >&2; fail "$1 does not hold: $2"; }
}

assert_lacks() {
  ! grep -qF -e "$2" "$1" || { grep -nF -e "$2" "$1" >&2; fail "$1 holds: $2"; }
}

assert_file() {
  [ -f "$1" ] || fail "no such file: $1 ($(find . -name '*.md' | sort | head -n 20 | tr '\n' ' '))"
}

assert_no_file() {
  [ ! -e "$1" ] || fail "should not be there: $1"
}

# assert_quiet DIRECTORY COMMAND…: the command succeeds, sends nothing that writes, touches no file.
assert_quiet() {
  lib_directory=$1
  shift
  snapshot "$lib_directory" >"$WORK/before"
  lib_writes=$(write_count)
  expect 0 "$@"
  assert_equal "$(write_count)" "$lib_writes" "requests that write, after: $*"
  snapshot "$lib_directory" >"$WORK/after"
  assert_same "$WORK/before" "$WORK/after"
}
