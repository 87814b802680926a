#!/bin/sh
# SPDX-License-Identifier: MIT
# Through an HTTP proxy, which sees only a tunnel; and past it to this machine and where no_proxy says.
. "$(dirname "$0")/relay_lib.sh"

# Names that are not in the world's DNS: only through the proxy is anybody there.
WIKI=https://wiki.example.invalid/wiki

start_sandbox
create_page Notes '<p>One.</p>' >/dev/null
make_certificate server DNS:wiki.example.invalid
export CURL_CA_BUNDLE="$AUTHORITY"
start_relay server tls "$WORK/server.pem" "$WORK/server.key"
RELAY_TARGET=$RELAY_PORT
start_relay proxy proxy
proxy=http://127.0.0.1:$RELAY_PORT
unset no_proxy

test_that "without a proxy nobody has that name"
expect 6 confsync clone "$WIKI/spaces/$SPACE" wiki
assert_contains "$ERR" "wiki.example.invalid"

test_that "the proxy of the environment is used"
for variable in https_proxy HTTPS_PROXY ALL_PROXY; do
  : >"$WORK/proxy/asked"
  expect 0 env "$variable=$proxy" "$CONFSYNC" clone "$WIKI/spaces/$SPACE" "by-$variable"
  assert_contains "by-$variable/notes.md" "One."
  assert_contains "$WORK/proxy/asked" "CONNECT wiki.example.invalid:443"
done

test_that "edits go through it, too"
export https_proxy="$proxy"
replace by-https_proxy/notes.md One. Two.
expect 0 confsync -C by-https_proxy push
page_storage "$(page_id Notes)" >"$WORK/body"
assert_contains "$WORK/body" "Two."

test_that "the proxy is told no credentials"
assert_contains "$WORK/server/asked" "Authorization: Basic"
assert_lacks "$WORK/proxy/asked" Authorization
assert_lacks "$WORK/proxy/asked" "$(printf %s "$CONFSYNC_USER:$CONFSYNC_TOKEN" | base64 -w 0)"

test_that "no_proxy excludes servers"
: >"$WORK/proxy/asked"
for excluded in wiki.example.invalid .example.invalid '*'; do
  expect 6 env no_proxy="$excluded" "$CONFSYNC" clone "$WIKI/spaces/$SPACE" wiki
  expect 6 env NO_PROXY="$excluded" "$CONFSYNC" clone "$WIKI/spaces/$SPACE" wiki
done
assert_equal "$(wc -c <"$WORK/proxy/asked" | tr -d ' ')" 0 "bytes that the proxy has seen"

test_that "this machine is not asked for through a proxy"
: >"$WORK/proxy/asked"
for host in 127.0.0.1 localhost; do
  expect 0 env http_proxy="$proxy" ALL_PROXY="$proxy" "$CONFSYNC" \
    clone "http://$host:$SANDBOX_PORT/wiki/spaces/$SPACE" "$host"
done
assert_equal "$(wc -c <"$WORK/proxy/asked" | tr -d ' ')" 0 "bytes that the proxy has seen"

test_that "a proxy that refuses is told apart from the server"
start_relay refusing proxy 403
expect 6 env https_proxy="http://127.0.0.1:$RELAY_PORT" "$CONFSYNC" clone "$WIKI/spaces/$SPACE" wiki
assert_contains "$ERR" "403"
assert_contains "$ERR" "CONNECT"
assert_equal "$(grep -c CONNECT "$WORK/refusing/asked")" 1 "attempts"

test_that "so is one that is not there"
expect 6 env https_proxy=http://127.0.0.1:1 "$CONFSYNC" clone "$WIKI/spaces/$SPACE" wiki
assert_contains "$ERR" "127.0.0.1 port 1"
