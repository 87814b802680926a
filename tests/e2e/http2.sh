#!/bin/sh
# SPDX-License-Identifier: MIT
# A server that speaks HTTP/2 gets all requests over one connection, several at a time.
. "$(dirname "$0")/relay_lib.sh"

command -v nghttpx >/dev/null || skip "nghttpx is not installed"

# start_nghttpx: HTTP/2 over TLS on a free port before the sandbox.
# shellcheck disable=SC2016 # the log's variables are nghttpx's
start_nghttpx() {
  front=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
  nghttpx --conf=/dev/null --frontend="127.0.0.1,$front" --backend="127.0.0.1,$SANDBOX_PORT" \
    --host-rewrite --no-ocsp --single-process --workers=1 --errorlog-file="$WORK/nghttpx.log" \
    --accesslog-file="$WORK/access.log" \
    --accesslog-format='$remote_port $alpn $status $request' \
    "$WORK/server.key" "$WORK/server.pem" >"$WORK/nghttpx.out" 2>&1 &
  HELPERS="$HELPERS $!"
  wait_until "nghttpx to listen" curl --silent --output /dev/null --cacert "$AUTHORITY" \
    --http1.1 "https://127.0.0.1:$front/"
  : >"$WORK/access.log"
}

start_sandbox --delay 20
for number in 1 2 3 4 5 6 7 8 9 10 11 12; do
  create_page "Page $number" "<p>Number $number.</p>" >/dev/null
done
make_certificate server IP:127.0.0.1
export CURL_CA_BUNDLE="$AUTHORITY"
start_nghttpx

test_that "a clone speaks HTTP/2 only"
expect 0 confsync clone "https://127.0.0.1:$front/wiki/spaces/$SPACE" wiki
assert_contains wiki/page-12.md "Number 12."
! grep '/wiki.* HTTP/1.1' "$WORK/access.log" || fail "a request over HTTP/1.1"
[ "$(grep -c ' h2 200 GET /wiki' "$WORK/access.log")" -ge 4 ] || fail "too few requests over HTTP/2"

test_that "so does a push of many pages, all over one connection"
for number in 1 2 3 4 5 6 7 8 9 10 11 12; do
  replace "wiki/page-$number.md" Number "Still number"
done
: >"$WORK/access.log"
expect 0 confsync -C wiki push
assert_equal "$(grep -c ' h2 200 PUT /wiki' "$WORK/access.log")" 12 "pages sent"
! grep '/wiki.* HTTP/1.1' "$WORK/access.log" || fail "a request over HTTP/1.1"
assert_equal "$(cut -d ' ' -f 1 "$WORK/access.log" | sort -u | wc -l | tr -d ' ')" 1 "connections"
page_storage "$(page_id "Page 12")" >"$WORK/body"
assert_contains "$WORK/body" "Still number 12."

test_that "a server that goes away is named"
finish_relays
expect 6 confsync -C wiki status
assert_contains "$ERR" "127.0.0.1:$front"
