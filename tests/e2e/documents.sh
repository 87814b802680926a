#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs what a document tells its reader to run: documents.sh FILE.
#
# A shell block below the line <!-- runnable --> is run; all of a document's blocks run one after the
# other in one shell and one empty directory. Below <!-- runnable: server --> stands one command
# that serves on port 8095 until the end; the test puts a free port in its place everywhere.
. "$(dirname "$0")/lib.sh"

document=$1
SERVER= # the process that the document starts

# The document's runnable blocks as one script.
script_of() {
  awk -v port="$2" '
    /^<!-- runnable -->$/ {wanted = "run"}
    /^<!-- runnable: server -->$/ {wanted = "serve"}
    /^```$/ && inside {inside = ""; next}
    /^```sh$/ && wanted {inside = wanted; wanted = ""; next}
    {gsub(/8095/, port)}
    inside == "run" {print}
    inside == "serve" {print "exec " $0 " & SERVER=$!; await_server"}
  ' "$1"
}

await_server() {
  wait_until "the server to listen" curl --silent --output /dev/null "http://127.0.0.1:$port/"
}

finish_document() {
  [ -z "$SERVER" ] || kill "$SERVER" 2>/dev/null || :
}
trap 'finish; finish_document' EXIT

mkdir "$WORK/bin"
ln -s "$CONFSYNC" "$WORK/bin/confsync"
PATH=$WORK/bin:$PATH
start_sandbox
port=$SANDBOX_PORT
stop_sandbox
unset -f confsync
unset CONFSYNC_USER CONFSYNC_TOKEN

test_that "what ${document##*/} says can be done"
script_of "$document" "$port" >"$WORK/script.sh"
[ -s "$WORK/script.sh" ] || fail "$document has no runnable block"
set -x
# shellcheck source=/dev/null
. "$WORK/script.sh"
