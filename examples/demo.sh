#!/bin/sh
# The main job on three small repositories: sets up, builds, runs. Everything goes to build/.
#
# usage: sh examples/demo.sh [--fresh]
#
# A second run goes on with the state of the first and opens nothing twice; --fresh starts over.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
build=$top/build/program

sh "$top/cmake/setup.sh" build demo
(
  cd "$top"
  cmake --preset release -B "$build" -DHOMEOSTAT_TESTS=OFF -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF
  cmake --build "$build" --parallel "$(nproc 2>/dev/null || echo 2)"
)
# The driver finds the program through HOMEOSTAT_PROGRAM.
HOMEOSTAT_PROGRAM=$(find "$build" -name homeostat -type f -perm -u+x | head -n 1)
export HOMEOSTAT_PROGRAM
exec sh "$top/examples/demo/run.sh" "$@"
