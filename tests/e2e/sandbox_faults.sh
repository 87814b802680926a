#!/bin/sh
# SPDX-License-Identifier: MIT
# What is the sandbox's own: ordered faults, delays, the log, its database, how it starts and ends.
. "$(dirname "$0")/sandbox_lib.sh"

FAULTS=

# order JSON: orders a fault.
order() {
  ask POST "$FAULTS" "$1"
  answers 200
}

mkdir seed
printf '<p>one</p>' >seed/one.xml
start_sandbox --database "$WORK/sandbox.db" --seed seed
FAULTS=http://127.0.0.1:$SANDBOX_PORT/_sandbox/faults
SPACE_ID=$(space_id)
one=$(page_id one)

test_that "a fault hits the request it was ordered for, and no other"
order '{"kind":"503","method":"GET","path":"^/wiki/api/v2/pages/","nth":2}'
ask GET /api/v2/spaces
answers 200
ask GET "/api/v2/pages/$one"
answers 200
ask GET "/api/v2/pages/$one"
answers 503
assert_equal "$(header Content-Type)" text/html
ask GET "/api/v2/pages/$one"
answers 200
ask GET "$FAULTS"
answers 200 '.faults | length' 1 '.faults[0].matched' 3 '.faults[0].hit' 1

test_that "faults are forgotten when told to"
order '{"kind":"500","count":0}'
ask GET /api/v2/spaces
answers 500
ask GET /api/v2/spaces
answers 500
ask DELETE "$FAULTS"
answers 204
ask GET /api/v2/spaces
answers 200

test_that "a rate limit comes with and without Retry-After"
order '{"kind":"429","retry_after":3}'
ask GET /api/v2/spaces
answers 429
assert_equal "$(header Retry-After)" 3
assert_equal "$(header X-RateLimit-Remaining)" 0
order '{"kind":"429"}'
ask GET /api/v2/spaces
answers 429
assert_equal "$(header Retry-After)" ""
assert_equal "$(header X-Failure-Category)" "FAILURE CLIENT RATE LIMITED"

test_that "a connection is cut before anything was done, or after everything was"
order '{"kind":"cut-before","method":"POST"}'
ask POST /api/v2/pages "$(page_json "$SPACE_ID" 'cut before' '<p/>')"
case $CODE in cut*) ;; *) fail "status $CODE" ;; esac
order '{"kind":"cut-after-commit","method":"POST"}'
ask POST /api/v2/pages "$(page_json "$SPACE_ID" 'cut after' '<p/>')"
case $CODE in cut*) ;; *) fail "status $CODE" ;; esac
ask GET "/api/v2/pages?title=cut%20before"
answers 200 '.results | length' 0
ask GET "/api/v2/pages?title=cut%20after"
answers 200 '.results | length' 1
order '{"kind":"cut-body"}'
ask GET "/api/v2/pages?body-format=storage"
case $CODE in cut*) ;; *) fail "status $CODE" ;; esac

test_that "a token can expire for a while"
order '{"kind":"no-access","count":2}'
ask GET "/api/v2/pages/$one"
refuses 404 NOT_FOUND 'Not Found'
ask GET /rest/api/user/current
answers 403
ask GET "/api/v2/pages/$one"
answers 200

test_that "an order that makes no sense is refused"
for wrong in '{"kind":"flood"}' '{}' '{"kind":"500","path":"("}' '{"kind":"500","colour":"red"}'; do
  ask POST "$FAULTS" "$wrong"
  answers 400
done
assert_equal "$(curl --silent --output /dev/null --write-out '%{http_code}' --data '{"kind":"500"}' "$FAULTS")" 415

test_that "the log has a line for each request, before its answer comes"
before=$(request_count)
ask PUT "/api/v2/pages/$one" "$(update_json "$one" one '<p>two</p>' 2)"
assert_equal "$(request_count)" $((before + 1))
tail -n 1 "$SANDBOX_LOG" >"$ANSWER"
answers 200 .method PUT .target "/wiki/api/v2/pages/$one" .status 200 .wrote true .fault null \
  '.milliseconds | type' number '.bytes_in > 0 and .bytes_out > 0' true '.trace | length' 32
assert_equal "$(jq -r .trace "$ANSWER")" "$(header atl-traceid)"
ask PUT "/api/v2/pages/$one" "$(update_json "$one" one '<p>two</p>' 3)"
assert_equal "$(tail -n 1 "$SANDBOX_LOG" | jq .wrote)" false
doomed=$(page_id 'cut after')
order '{"kind":"cut-after-commit","method":"DELETE"}'
ask DELETE "/api/v2/pages/$doomed"
assert_equal "$(tail -n 1 "$SANDBOX_LOG" | jq -c '[.status, .wrote, .fault]')" '[0,true,"cut-after-commit"]'

test_that "only this machine's names are answered to"
assert_equal "$(curl --silent --output /dev/null --write-out '%{http_code}' --header 'Host: evil.example' "http://127.0.0.1:$SANDBOX_PORT/")" 403
assert_equal "$(curl --silent --output /dev/null --write-out '%{http_code}' "http://localhost:$SANDBOX_PORT/" --resolve "localhost:$SANDBOX_PORT:127.0.0.1")" 200

test_that "long answers are compressed for clients that ask"
new_page large "$(printf '<p>%02000d</p>' 0)" >/dev/null
curl --silent --user "$AS" --header 'Accept-Encoding: gzip' --dump-header "$HEADERS" --output packed "$SITE/api/v2/pages?body-format=storage&limit=100"
assert_equal "$(header Content-Encoding)" gzip
gzip -dc <packed | jq -e '.results | length >= 3' >/dev/null || fail "not the listing"

test_that "it ends cleanly, and a database brings everything back"
pid=$SANDBOX_PID
kill -TERM "$pid"
status=0
wait "$pid" || status=$?
assert_equal "$status" 0
SANDBOX_PID=
restart_sandbox --database "$WORK/sandbox.db"
assert_equal "$(page_storage "$one")" '<p>two</p>'
expect 1 "$CONFSYNC" sandbox --port 0 --database "$WORK/sandbox.db" --seed seed --space "$SPACE"
assert_contains "$ERR" "A space already exists with key $SPACE"

test_that "a port that is taken is an error"
expect 1 "$CONFSYNC" sandbox --port "$SANDBOX_PORT"
assert_contains "$ERR" "cannot listen on 127.0.0.1 port $SANDBOX_PORT"
stop_sandbox

test_that "a delay holds up every answer, side by side"
start_sandbox --delay 300
start=$(date +%s%N)
for request in 1 2 3 4 5 6 7 8; do
  curl --silent --output "answer$request" --user "$AS" "$SITE/api/v2/spaces" &
  eval "request_$request=\$!"
done
for request in 1 2 3 4 5 6 7 8; do eval "wait \$request_$request"; done
elapsed=$((($(date +%s%N) - start) / 1000000))
[ "$elapsed" -ge 300 ] || fail "only $elapsed ms"
[ "$elapsed" -lt 2000 ] || fail "$elapsed ms: one after the other"
for request in 1 2 3 4 5 6 7 8; do assert_same answer1 "answer$request"; done
stop_sandbox

test_that "without a seed there is a space to play in, and any password will do"
rm -f "$WORK/port"
"$CONFSYNC" sandbox --port 0 --port-file "$WORK/port" >"$WORK/sandbox.out" 2>&1 &
SANDBOX_PID=$!
wait_until "the sandbox to listen" test -s "$WORK/port"
SANDBOX_PORT=$(cat "$WORK/port")
SITE=http://127.0.0.1:$SANDBOX_PORT/wiki
AS=anybody:anything
ask GET /api/v2/spaces
answers 200 '.results[0].key' DEMO '.results[0].name' 'Harbour Lights'
ask GET "/api/v2/pages?body-format=storage"
answers 200 '[.results[].title] | join(",")' \
  "Harbour Lights,The lighthouses,Old Anna,Skerry,Keeper’s handbook,Summer festival" \
  '[.results[].body.storage.value | length > 300] | all' true
AS=
ask GET /rest/api/user/current
answers 403
assert_contains "$WORK/sandbox.out" "listening on http://127.0.0.1:$SANDBOX_PORT/"
