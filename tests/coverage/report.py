#!/usr/bin/env python3
"""Line coverage per folder of the library, after the tests ran in a coverage build.

usage: report.py SOURCE BUILD

Prints a table and the uncovered lines of what lies under the limit. Fails when a folder's share
of lines that are covered or excused in tests/coverage/exceptions.txt is under the limit, or when
an excuse fits no uncovered line any more.
"""

import json
import os
import re
import subprocess
import sys

LIMIT = 95.0


class Excuses:
    """Lines of `path:regular expression reason`; the expression is searched in the line's text."""

    def __init__(self, text):
        self.entries, self.errors = [], []
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip() or line.startswith("#"):
                continue
            match = re.match(r"([^:\s]+):(\S+)\s+(\S.*)$", line)
            if match:
                self.entries.append([match.group(1), re.compile(match.group(2)), 0])
            else:
                self.errors.append(f"exceptions.txt:{number}: not `path:pattern reason`")

    def covers(self, path, text):
        for entry in self.entries:
            if entry[0] == path and entry[1].search(text):
                entry[2] += 1
                return True
        return False

    def unused(self):
        return [f"exceptions.txt: {path}:{pattern.pattern} fits no uncovered line"
                for path, pattern, count in self.entries if not count]


def folders_of(path):
    """The folders whose share a file counts in."""
    parts = path.split("/")
    if parts[0] == "lib":
        return ["/".join(parts[:2])] + (["/".join(parts[:3])] if parts[1] == "core" else [])
    return [parts[0]]


def tally(files, text_of, excuses):
    """{folder: [lines, covered, excused]} and [(path, line number)] of what nothing explains."""
    shares, open_lines = {}, []
    for path, lines in sorted(files.items()):
        for number, count in sorted(lines.items()):
            excused = not count and excuses.covers(path, text_of(path, number))
            if not count and not excused:
                open_lines.append((path, number))
            for folder in folders_of(path):
                share = shares.setdefault(folder, [0, 0, 0])
                share[0] += 1
                share[1] += bool(count)
                share[2] += excused
    return shares, open_lines


def percent(share):
    return 100.0 * (share[1] + share[2]) / share[0]


def gate(folder):
    """The limit holds for lib/core as a whole, for each adapter and for the C layer."""
    return folder.count("/") < 2


def read_gcovr(report):
    files = {}
    for file in report["files"]:
        lines = files.setdefault(file["file"], {})
        for line in file["lines"]:
            if not line.get("gcovr/noncode"):
                number = line["line_number"]
                lines[number] = lines.get(number, 0) + line["count"]
    return files


def ranges(numbers):
    """'3-5 9' of 3 4 5 9."""
    found = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in found)


def main(source, build):
    output = os.path.join(build, "coverage.json")
    searched = [place for place in (f"{build}/lib", f"{build}/capi") if os.path.isdir(place)]
    subprocess.run(["gcovr", "--root", source, "--filter", f"{source}/lib/", "--filter",
                    f"{source}/capi/", "--json", output, "-j", str(os.cpu_count() or 2),
                    *searched], check=True)
    with open(output, encoding="utf-8") as file:
        files = read_gcovr(json.load(file))
    with open(f"{source}/tests/coverage/exceptions.txt", encoding="utf-8") as file:
        excuses = Excuses(file.read())
    texts = {}

    def text_of(path, number):
        if path not in texts:
            with open(f"{source}/{path}", encoding="utf-8") as file:
                texts[path] = file.read().split("\n")
        return texts[path][number - 1]

    shares, open_lines = tally(files, text_of, excuses)
    for path in sorted({path for path, _ in open_lines}):
        print(f"{path}: uncovered {ranges([n for p, n in open_lines if p == path])}")
    print(f"{'folder':28} {'lines':>7} {'covered':>8} {'excused':>8} {'share':>7}")
    failed = excuses.errors + excuses.unused()
    for folder, share in sorted(shares.items()):
        print(f"{folder:28} {share[0]:7} {share[1]:8} {share[2]:8} {percent(share):6.1f}%")
        if gate(folder) and percent(share) < LIMIT:
            failed.append(f"{folder}: {percent(share):.1f}% of lines, limit is {LIMIT}%")
    for line in failed:
        print("FAILED:", line)
    return 1 if failed or not shares else 0


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])))
