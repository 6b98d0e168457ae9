#!/usr/bin/env python3
"""Is the layout of every C++ file what .clang-format says? usage: format.py CLANG_FORMAT ROOT"""

import os
import subprocess
import sys

import source


def main(program, root):
    paths = [os.path.join(root, path) for path in source.project_files(root)
             if source.is_code(path) and not path.startswith("tests/data/")]
    done = subprocess.run([program, "--dry-run", "-Werror", *paths], check=False,
                          capture_output=True, text=True)
    wrong = sorted({line.split(":")[0] for line in done.stderr.split("\n") if ": error:" in line})
    for path in wrong:
        print(f"{os.path.relpath(path, root)}: not formatted: clang-format -i it")
    if done.returncode and not wrong:
        print(done.stderr)
    print(f"{len(paths)} files, {len(wrong)} to format")
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
