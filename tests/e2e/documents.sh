#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs what the documents tell their readers to run: documents.sh [FILE…], without any all of them.
#
# CONTRIBUTING.md says how a document's blocks are marked. They are run one after the other in one
# shell, which starts in a directory that holds nothing but page.xml, a page.
. "$(dirname "$0")/lib.sh"

SERVER= # the process that serves on $port while a document is tried
top=$(CDPATH='' cd -- "$TESTS/.." && pwd)

# serve COMMAND…: what is behind "runnable: server", from now on instead of any other server.
serve() {
  finish_document
  "$@" &
  SERVER=$!
  wait_until "the server to listen" curl --silent --output /dev/null "http://127.0.0.1:$port/"
}

finish_document() {
  [ -n "$SERVER" ] || return 0
  kill "$SERVER" 2>/dev/null || :
  wait "$SERVER" 2>/dev/null || :
  SERVER=
}

with_sandbox() {
  [ -n "$SERVER" ] || serve confsync sandbox --port "$port"
}

# A clone of the sandbox's sample space with one edit that waits to be pushed.
in_workspace() {
  [ ! -d .confsync ] || return 0
  with_sandbox
  export CONFSYNC_USER=me@example.com CONFSYNC_TOKEN=anything
  confsync clone "http://127.0.0.1:$port/wiki/spaces/DEMO" workspace
  cd workspace
  echo "One more line." >>summer-festival.md
}

# script_of FILE: where the script of that document is.
script_of() {
  echo "$WORK/$(printf %s "${1#"$top/"}" | tr / -).sh"
}

# try_document SCRIPT
try_document() (
  trap finish_document EXIT
  mkdir "${1%.sh}"
  cd "${1%.sh}"
  printf '<p style="color: red">One.</p><p>Two.</p>' >page.xml
  set -x
  # shellcheck source=/dev/null
  . "$1"
)

mkdir "$WORK/bin"
ln -s "$CONFSYNC" "$WORK/bin/confsync"
PATH=$WORK/bin:$PATH
start_sandbox
port=$SANDBOX_PORT
stop_sandbox
unset -f confsync
unset CONFSYNC_USER CONFSYNC_TOKEN

[ $# -gt 0 ] || set -- "$top"/*.md "$top"/docs/*.md "$top"/docs/*/*.md "$top"/bench/*.md "$top"/man/*.scd
test_that "every block of commands is marked"
python3 "$TESTS/e2e/document_blocks.py" "$port" "$@" >/dev/null ||
  fail "CONTRIBUTING.md says how blocks are marked"

for document; do
  if grep -qE '^(<!--|;) runnable' "$document"; then
    script=$(script_of "$document")
    python3 "$TESTS/e2e/document_blocks.py" "$port" "$document" >"$script"
    test_that "what ${document#"$top/"} says can be done"
    try_document "$script"
  fi
done
