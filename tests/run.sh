#!/bin/sh
# Sets up, builds and runs the tests.
#
# usage: sh tests/run.sh [ctest arguments]       for example: sh tests/run.sh -L unit
#
# Everything goes to build/tests. Without arguments all tests run but those labelled soak or live.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
build=$top/build/tests

case ${1--} in
  -*) ;;
  *)
    echo "run.sh: unknown mode '$1'; arguments are passed to ctest and begin with -" >&2
    exit 2
    ;;
esac

jobs=$(nproc 2>/dev/null || echo 2)
sh "$top/cmake/setup.sh" build tests
(
  cd "$top"
  # Another compiler may know more warnings than ours: they do not stop a test run.
  cmake --preset dev -B "$build" -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF
  cmake --build "$build" --parallel "$jobs"
)
cd "$build"
exec ctest --output-on-failure --no-tests=error --parallel "$jobs" -LE 'soak|live' "$@"
