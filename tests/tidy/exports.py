#!/usr/bin/env python3
"""The shared library exports what capi/exports.txt lists, and nothing else.

usage: exports.py NM LIBRARY LIST
"""

import subprocess
import sys


def exported(listing):
    """The names in `nm -D --defined-only` output, without versions; `A` marks a version itself."""
    rows = [line.split() for line in listing.split("\n")]
    return {row[2].split("@")[0] for row in rows if len(row) == 3 and row[1] != "A"}


def differences(names, text):
    listed = {line for line in text.split("\n") if line and not line.startswith("#")}
    return ([f"exported, but not listed: {name}" for name in sorted(names - listed)]
            + [f"listed, but not exported: {name}" for name in sorted(listed - names)])


def main(nm, library, path):
    done = subprocess.run([nm, "-D", "--defined-only", library], capture_output=True, text=True,
                          check=True)
    with open(path, encoding="utf-8") as file:
        found = differences(exported(done.stdout), file.read())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
