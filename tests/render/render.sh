#!/bin/sh
# Renders every hostile text and report as GitHub does and looks at the pages in a browser: nothing
# in them may be live that an ordinary report has not.
#
# usage: sh tests/render/render.sh [PROGRAM [FOLDER]]
#
# PROGRAM is hostile_markdown (built if not given), FOLDER takes the pages and pictures. Needs
# cmark-gfm, which is GitHub's own parser, python3 and chromium (Debian: the same names).
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
for command in cmark-gfm python3 chromium; do
  if ! command -v "$command" >/dev/null; then
    echo "render.sh: $command is missing (Debian: apt-get install $command)" >&2
    exit 2
  fi
done
program=${1-}
if [ -z "$program" ]; then
  cmake -S "$top" --preset dev -B "$top/build/tests" >/dev/null
  cmake --build "$top/build/tests" --target hostile_markdown
  program=$top/build/tests/tests/hostile/hostile_markdown
fi
folder=${2-$top/build/render}
mkdir -p "$folder"
"$program" "$folder"
exec python3 "$top/tests/render/render.py" "$folder"
