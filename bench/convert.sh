#!/bin/sh
# SPDX-License-Identifier: MIT
# How fast pages are converted, in MB of storage a second on one core:
#
#     bench/convert.sh [FOLDER]
#
# FOLDER holds .xml files, at any depth. Without it: the shared corpus where it is
# there (CONFSYNC_SHARED, or ../shared), and the pages in tests/fixtures.
set -eu
cd "$(dirname "$0")/.."

build="build-release"
[ -f "$build/build.ninja" ] || meson setup "$build" --buildtype=release >&2
meson compile -C "$build" bench_convert >&2

corpus=${CONFSYNC_SHARED:-../shared}/corpus
if [ $# -gt 0 ]; then
  set -- "$1"
elif [ -d "$corpus" ]; then
  set -- "$corpus"
else
  set -- tests/fixtures
fi
exec "$build/bench/bench_convert" "$1"
