#!/bin/sh
# SPDX-License-Identifier: MIT
# Clones a space of 1,000 pages from a sandbox that answers at once, and after 50 ms; then syncs with
# nothing to do. Prints requests, seconds and peak memory. Fails when a clone needs more than 30
# requests. By hand: CONFSYNC=build-release/src/cli/confsync sh bench/clone.sh [PAGES]
TESTS=$(CDPATH='' cd -- "$(dirname -- "$0")/../tests" && pwd)
# shellcheck source=../tests/e2e/lib.sh
. "$TESTS/e2e/lib.sh"

pages=${1:-1000}
measure=$TESTS/../bench/measure

# So many pages in ten folders, their bodies taken in turn from the pages of the tests.
make_seed() {
  find "$TESTS/fixtures/handbook" -name '*.xml' | sort >"$WORK/bodies"
  number=0
  while [ $number -lt "$2" ]; do
    while read -r body && [ $number -lt "$2" ]; do
      folder=$((number % 10))
      if [ $number -lt 10 ]; then target="$1/Folder $folder.xml"; else target="$1/Folder $folder/Page $number.xml"; fi
      mkdir -p "$1/Folder $folder"
      cp "$body" "$target"
      number=$((number + 1))
    done <"$WORK/bodies"
  done
}

# row WHAT DELAY COMMAND…: one line of the table.
row() {
  what=$1 delay=$2
  shift 2
  : >"$SANDBOX_LOG"
  "$measure" "$@" >"$WORK/figures" 2>"$ERR"
  read -r seconds kilobytes <"$WORK/figures"
  requests=$(request_count)
  printf '| %s | %s | %s | %s | %s |\n' "$what" "$delay" "$requests" "$seconds" "$((kilobytes / 1024))"
}

make_seed "$WORK/seed" "$pages"
echo "| $pages pages | latency, ms | requests | seconds | peak MiB |"
echo "|---|---|---|---|---|"
for delay in 0 50; do
  start_sandbox --seed "$WORK/seed" --delay "$delay"
  row clone "$delay" "$CONFSYNC" --quiet clone "$SITE/spaces/$SPACE" "wiki-$delay"
  clone_requests=$requests
  row "sync, nothing changed" "$delay" "$CONFSYNC" --quiet -C "wiki-$delay" sync
  stop_sandbox
  [ "$pages" -ne 1000 ] || [ "$clone_requests" -le 30 ] || fail "more than 30 requests for a clone"
done
