# shellcheck shell=sh disable=SC2034 # RELAY_PORT and the certificates are for the tests
# SPDX-License-Identifier: MIT
#
# For the tests of what lies between the program and the server: TLS, proxies. Instead of lib.sh.
#
#     make_certificate server IP:127.0.0.1
#     start_relay secure tls "$WORK/server.pem" "$WORK/server.key"
#     CURL_CA_BUNDLE=$AUTHORITY expect 0 confsync clone "https://127.0.0.1:$RELAY_PORT/wiki/spaces/$SPACE"
#     assert_contains "$WORK/secure/asked" "GET /wiki"
. "$(dirname "$0")/lib.sh"

AUTHORITY=$WORK/authority.pem # the certificate that signs the others
RELAY_PORT=                   # of the relay that was started last
HELPERS=                      # processes to end

for lib_program in python3 openssl; do
  command -v "$lib_program" >/dev/null || skip "$lib_program is not installed"
done

finish_relays() {
  for lib_helper in $HELPERS; do
    kill "$lib_helper" 2>/dev/null || :
    wait "$lib_helper" 2>/dev/null || :
  done
}
trap 'finish; finish_relays' EXIT

new_key() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$1" 2>"$WORK/openssl.err"
}

# make_authority NAME: $WORK/NAME.pem and .key, which nobody knows.
make_authority() {
  new_key "$WORK/$1.key"
  openssl req -x509 -new -key "$WORK/$1.key" -subj "/CN=authority of the test: $1" -days 2 \
    -out "$WORK/$1.pem" 2>"$WORK/openssl.err"
}

# make_certificate NAME WHOM: $WORK/NAME.pem and .key, signed by $AUTHORITY; WHOM as in
# DNS:example.com or IP:127.0.0.1.
make_certificate() {
  [ -f "$AUTHORITY" ] || make_authority authority
  new_key "$WORK/$1.key"
  printf 'subjectAltName=%s\n' "$2" >"$WORK/extensions"
  openssl req -new -key "$WORK/$1.key" -subj "/CN=server of the test" -out "$WORK/request" 2>"$WORK/openssl.err"
  openssl x509 -req -in "$WORK/request" -CA "$AUTHORITY" -CAkey "$WORK/authority.key" -set_serial "$$" \
    -days 2 -extfile "$WORK/extensions" -out "$WORK/$1.pem" 2>"$WORK/openssl.err"
}

# start_relay NAME MODE [ARGUMENTS…]: relay.py before the sandbox; what it sees is in $WORK/NAME.
start_relay() {
  lib_name=$1 lib_mode=$2
  shift 2
  mkdir "$WORK/$lib_name"
  : >"$WORK/$lib_name/asked"
  python3 "$TESTS/e2e/relay.py" "$lib_mode" "$WORK/$lib_name" "${RELAY_TARGET:-$SANDBOX_PORT}" "$@" \
    2>"$WORK/$lib_name/errors" &
  HELPERS="$HELPERS $!"
  wait_until "the relay to listen" test -s "$WORK/$lib_name/port"
  RELAY_PORT=$(cat "$WORK/$lib_name/port")
}
