#!/bin/sh
# SPDX-License-Identifier: MIT
# The token comes from a real keyring: GNOME's, on a session bus of the test's own.
. "$(dirname "$0")/lib.sh"

for program in dbus-daemon dbus-send gnome-keyring-daemon secret-tool; do
  command -v "$program" >/dev/null || skip "$program is not installed"
done

BUS_PID=
KEYRING_PID=

finish_keyring() {
  for process in $KEYRING_PID $BUS_PID; do
    kill "$process" 2>/dev/null || :
    wait "$process" 2>/dev/null || :
  done
}
trap 'finish; finish_keyring' EXIT

# A session bus that starts no services by itself; the keyring is there when the test wants it.
start_bus() {
  cat >"$WORK/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$WORK</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
  dbus-daemon --config-file="$WORK/bus.conf" --nofork --print-address >"$WORK/bus" 2>"$WORK/bus.err" &
  BUS_PID=$!
  wait_until "the session bus" test -s "$WORK/bus"
  DBUS_SESSION_BUS_ADDRESS=$(cat "$WORK/bus")
  export DBUS_SESSION_BUS_ADDRESS
}

start_keyring() {
  mkdir -m 700 "$WORK/keyring"
  printf 'password of the keyring' |
    gnome-keyring-daemon --foreground --unlock --components=secrets \
      --control-directory="$WORK/keyring" >"$WORK/keyring.out" 2>&1 &
  KEYRING_PID=$!
  wait_until "the keyring" secret-tool search service nothing 2>/dev/null
}

# remember TOKEN: as src/secrets/keyring_internal.h says how.
remember() {
  printf %s "$1" | secret-tool store --label=confsync service confsync site "$SITE" user me@example.com
}

# says STATUS COMMAND…: as expect, and keeps what was said for the end.
says() {
  expect "$@"
  cat "$OUT" "$ERR" >>"$WORK/said"
}

token=q7Zr-this-is-the-token-5mKp
wrong=w8Ys-this-is-another-token-2nLq
CONFSYNC_TOKEN=$token
start_sandbox --delay 20 --database "$WORK/site.db"
create_page Notes '<p>One.</p>' >/dev/null
unset CONFSYNC_TOKEN CONFSYNC_USER

test_that "without a session bus the environment is asked for"
says 6 confsync clone "$SITE/spaces/$SPACE" none
assert_contains "$ERR" "no credentials for $SITE: CONFSYNC_TOKEN is not set;"

test_that "without a keyring on the bus, too"
start_bus
says 6 confsync clone "$SITE/spaces/$SPACE" none
assert_contains "$ERR" "no credentials for $SITE: CONFSYNC_TOKEN is not set, and no keyring answers"

test_that "a keyring without an entry for this site does not help"
start_keyring
printf %s "$token" | secret-tool store --label=confsync service confsync site https://example.com/wiki
says 6 confsync clone "$SITE/spaces/$SPACE" none
assert_contains "$ERR" "no credentials for $SITE: CONFSYNC_TOKEN is not set, and the keyring has no entry"

test_that "a wrong token in the keyring is refused"
remember "$wrong"
says 6 confsync clone "$SITE/spaces/$SPACE" none
assert_contains "$ERR" "or where else the token comes from"
assert_no_file none/notes.md

test_that "the right one lets in"
remember "$token"
says 0 confsync --verbose clone "$SITE/spaces/$SPACE" wiki
assert_file wiki/notes.md

test_that "and is used by every command"
replace wiki/notes.md One. Two.
says 0 confsync --verbose -C wiki push
says 0 confsync --verbose -C wiki status

test_that "it is no argument of a process, and in no environment"
replace wiki/notes.md Two. Three.
before=$(request_count)
"$CONFSYNC" --verbose -C wiki sync >>"$WORK/said" 2>&1 &
sync=$!
has_asked() {
  [ "$(request_count)" -gt "$before" ]
}
wait_until "the first request" has_asked
kill -STOP "$sync"
tr '\0' '\n' <"/proc/$sync/cmdline" >"$WORK/arguments"
tr '\0' '\n' <"/proc/$sync/environ" >"$WORK/environment"
kill -CONT "$sync"
wait "$sync"
assert_contains "$WORK/arguments" sync
assert_contains "$WORK/environment" DBUS_SESSION_BUS_ADDRESS
assert_lacks "$WORK/arguments" "$token"
assert_lacks "$WORK/environment" "$token"

test_that "a locked keyring that cannot ask for its password does not help"
dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
  org.freedesktop.Secret.Service.Lock \
  array:objpath:/org/freedesktop/secrets/collection/login >"$WORK/locked"
says 6 timeout 20 "$CONFSYNC" -C wiki status
assert_contains "$ERR" "no credentials for $SITE: CONFSYNC_TOKEN is not set, and the keyring is locked"

test_that "no message and no file holds the token"
[ "$(wc -l <"$WORK/said")" -gt 10 ] || fail "too little was said to show anything"
for secret in "$token" "$wrong" "$(printf %s "me@example.com:$token" | base64 -w 0)"; do
  assert_lacks "$WORK/said" "$secret"
  ! grep -rlF -e "$secret" wiki "$HOME" || fail "the token is in these files"
done
