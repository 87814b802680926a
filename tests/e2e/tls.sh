#!/bin/sh
# SPDX-License-Identifier: MIT
# Over TLS, only to a server whose certificate somebody trusted has signed, for its name.
. "$(dirname "$0")/relay_lib.sh"

# refused WORDS: cloning from the relay fails with these words, and without a request.
refused() {
  rm -rf wiki
  expect 6 confsync clone "https://127.0.0.1:$RELAY_PORT/wiki/spaces/$SPACE" wiki
  assert_contains "$ERR" "$1"
  assert_no_file wiki
  assert_equal "$(request_count)" "$requests" "requests"
}

start_sandbox
create_page Notes '<p>One.</p>' >/dev/null
requests=$(request_count)
make_certificate server IP:127.0.0.1
make_certificate other DNS:other.example.com

test_that "a certificate that nobody trusted has signed is refused"
start_relay server tls "$WORK/server.pem" "$WORK/server.key"
server_port=$RELAY_PORT
refused "certificate"

test_that "so is one that somebody else has signed"
make_authority stranger
export CURL_CA_BUNDLE="$WORK/stranger.pem"
refused "certificate"

test_that "so is one for another server"
export CURL_CA_BUNDLE="$AUTHORITY"
start_relay other tls "$WORK/other.pem" "$WORK/other.key"
refused "certificate"

test_that "a bundle that is not there is named"
RELAY_PORT=$server_port
CURL_CA_BUNDLE=$WORK/nowhere.pem
refused "nowhere.pem"

test_that "a server without TLS is no server with TLS"
CURL_CA_BUNDLE=$AUTHORITY
start_relay bare plain
refused "127.0.0.1:$RELAY_PORT"
assert_lacks "$WORK/bare/asked" Authorization

test_that "the signer may be named by CURL_CA_BUNDLE, SSL_CERT_FILE or SSL_CERT_DIR"
RELAY_PORT=$server_port
unset CURL_CA_BUNDLE
mkdir "$WORK/authorities"
cp "$AUTHORITY" "$WORK/authorities/$(openssl x509 -in "$AUTHORITY" -noout -hash).0"
for trust in "CURL_CA_BUNDLE=$AUTHORITY" "SSL_CERT_FILE=$AUTHORITY" "SSL_CERT_DIR=$WORK/authorities"; do
  expect 0 env "$trust" "$CONFSYNC" clone "https://127.0.0.1:$RELAY_PORT/wiki/spaces/$SPACE" "${trust%%=*}"
  assert_contains "${trust%%=*}/notes.md" "One."
done

test_that "edits go the same way"
export SSL_CERT_FILE="$AUTHORITY"
replace SSL_CERT_FILE/notes.md One. Two.
expect 0 confsync -C SSL_CERT_FILE push
assert_contains "$WORK/server/asked" "PUT /wiki"
page_storage "$(page_id Notes)" >"$WORK/body"
assert_contains "$WORK/body" "Two."

test_that "plain http is for this machine only"
for address in http://wiki.example.com/wiki http://192.0.2.1/wiki http://127.0.0.1.example.com/wiki; do
  expect 2 confsync clone "$address/spaces/$SPACE" plain
  assert_contains "$ERR" "plain http would show the token to the network"
done
expect 0 confsync clone "http://localhost:$SANDBOX_PORT/wiki/spaces/$SPACE" plain
assert_file plain/notes.md
