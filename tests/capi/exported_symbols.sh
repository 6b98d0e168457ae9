#!/bin/sh
# The shared library shows exactly the committed list.
# usage: sh exported_symbols.sh LIBRARY
set -eu
here=$(cd "$(dirname "$0")" && pwd)
nm -D --defined-only "$1" | awk '$2 ~ /[TDBRVW]/ {sub(/@.*/, "", $3); print $3}' | LC_ALL=C sort |
  diff -u "$here/exported_symbols.txt" -
