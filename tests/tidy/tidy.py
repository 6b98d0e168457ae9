#!/usr/bin/env python3
"""The tidy test: what the project demands of its own files. Prints findings; 1 if there are any.

usage: tidy.py ROOT
"""

import sys

import checks
import layers
import source

CHECKS = [
    checks.check_sizes,
    checks.check_banned,
    checks.check_unfinished,
    checks.check_top_level,
    checks.check_headers,
    checks.check_listed,
    checks.check_tested,
    layers.check_layers,
]


def main(root):
    tree = source.load_tree(root)
    if "lib/levels.txt" not in tree:
        print(f"{root} is not the project's folder")
        return 2
    findings = [finding for check in CHECKS for finding in check(tree)]
    for finding in findings:
        print(finding)
    print(f"{len(tree)} files, {len(CHECKS)} checks, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
