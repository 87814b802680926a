#!/bin/sh
# SPDX-License-Identifier: MIT
# The token is in nothing that the program writes or says, whatever happens.
. "$(dirname "$0")/lib.sh"

export CONFSYNC_TOKEN=q7Zr-this-is-the-token-5mKp
encoded=$(printf %s "$CONFSYNC_USER:$CONFSYNC_TOKEN" | base64 -w 0)

# says COMMAND…: runs it, whatever its status, and keeps all it says.
says() {
  "$@" >>"$WORK/said" 2>&1 || :
}

start_sandbox --database "$WORK/site.db"
notes=$(create_page Notes '<p>One.</p>')
says confsync --verbose clone "$SITE/spaces/$SPACE" wiki
assert_file wiki/notes.md
for way in "" --json --dry-run; do
  replace wiki/notes.md "One." "One. And one."
  edit_page "$notes" "<p>One. ${way:-Two}</p>"
  for command in status diff push pull sync; do
    # shellcheck disable=SC2086 # no option, or one
    says confsync --verbose -C wiki "$command" $way
  done
done
says confsync --verbose clone "$SITE/spaces/NOWHERE" nowhere
says confsync --verbose clone "${SITE%/wiki}/spaces/$SPACE" nowhere
CONFSYNC_USER=nobody says confsync --verbose -C wiki sync
stop_sandbox
says confsync --verbose -C wiki sync

test_that "no message holds the token"
[ "$(wc -l <"$WORK/said")" -gt 20 ] || fail "too little was said to show anything"
assert_lacks "$WORK/said" "$CONFSYNC_TOKEN"
assert_lacks "$WORK/said" "$encoded"

test_that "no file of the workspace holds the token"
for secret in "$CONFSYNC_TOKEN" "$encoded"; do
  ! grep -rlF -e "$secret" wiki "$HOME" || fail "the token is in these files"
done
