#!/usr/bin/env python3
"""How well the scanner finds secrets in a labelled set, and how seldom it errs on real source.

usage: secrets_eval.py PROGRAM LABELLED.jsonl[.gz] [--misses N] [--trees DIR…] [--patches FILE…]

PROGRAM is the program homeostat. A line of the set is {id, source, text, is_secret, rule,
filename?, secret?, tier?, neg_scope?}: a secret counts as found if a finding overlaps it, or, where
no span is given, if there is a finding. Findings in DIR and FILE are counted per 10^6 bytes.
"""

import argparse
import collections
import gzip
import json
import os
import subprocess
import sys

PRIVATE = {"own-context", "own-generic", "own-negative", "own-patch"}


def load(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def scan(program, profile, rows):
    lines = "".join(json.dumps({key: row[key] for key in ("id", "text", "filename") if key in row})
                    + "\n" for row in rows)
    done = subprocess.run([program, "scan", "--jsonl", "--profile", profile], input=lines,
                          capture_output=True, encoding="utf-8", check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(rows) or any("error" in answer for answer in answers):
        sys.exit(f"scan failed: {done.stderr}")
    return [answer["findings"] for answer in answers]


def is_found(row, findings):
    secret = row.get("secret")
    if not findings or not secret:
        return bool(findings)
    text, span = row["text"].encode(), secret.encode()
    begin = text.find(span)
    if begin < 0:
        return True
    while begin >= 0:
        end = begin + len(span)
        if any(f["offset"] < end and f["offset"] + f["length"] > begin for f in findings):
            return True
        begin = text.find(span, begin + 1)
    return False


def percent(pairs):
    pairs = list(pairs)
    return f"{100 * sum(pairs) / max(len(pairs), 1):5.1f} % of {len(pairs)}"


def by_key(found, key):
    table = collections.defaultdict(list)
    for row, hit in found:
        table[key(row)].append(hit)
    return sorted(table.items())


def report(profile, rows, results, misses):
    print(f"== profile {profile}")
    found = [(row, is_found(row, result)) for row, result in zip(rows, results)
             if row["is_secret"]]
    for tier, hits in by_key(found, lambda row: row.get("tier") or "-"):
        print(f"recall {tier:12} {percent(hits)}")
    sources = by_key(found, lambda row: "own" if row["source"] in PRIVATE else row["source"])
    for source, hits in sources:
        print(f"recall of {source:14} {percent(hits)}")
    print(f"mean over sources {100 * sum(sum(h) / len(h) for _, h in sources) / len(sources):.1f} %")
    rules = by_key(found, lambda row: (row["source"], row["rule"]))
    print(f"mean over rules {100 * sum(sum(h) / len(h) for _, h in rules) / len(rules):.1f} %")
    negatives = [(row, bool(result)) for row, result in zip(rows, results)
                 if not row["is_secret"] and row.get("neg_scope") == "any"]
    plain = [hit for row, hit in negatives if row["source"] != "own-patch"]
    print(f"false positives {percent(plain)}")
    patches = [hit == row["is_secret"] for row, hit in found + negatives
               if row["source"] == "own-patch"]
    print(f"patches judged rightly: {sum(patches)} of {len(patches)}")
    shown = collections.Counter()
    for row, hit in found + negatives:
        kind = (row["source"], row.get("tier") if row["is_secret"] else "NEGATIVE")
        if hit == row["is_secret"]:
            continue
        shown[kind] += 1
        if shown[kind] <= misses:
            print("wrong:", *kind, row["rule"], row.get("case"), repr(row["text"][:240]), "|",
                  repr((row.get("secret") or "")[:60]))


def count_tree(program, profile, paths):
    size = 0
    for path in paths:
        for folder, _, names in os.walk(path) if os.path.isdir(path) else [(None, None, [path])]:
            for name in names:
                full = os.path.join(folder, name) if folder else name
                if os.path.isfile(full) and not os.path.islink(full):
                    with open(full, "rb") as file:
                        if b"\0" not in file.read(8000):
                            size += os.path.getsize(full)
    done = subprocess.run([program, "scan", "--format", "json", "--profile", profile, *paths],
                          capture_output=True, check=False)
    return size, json.loads(done.stdout)["findings"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("labelled")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--trees", nargs="*", default=[])
    parser.add_argument("--patches", nargs="*", default=[])
    options = parser.parse_args()
    rows = load(options.labelled)
    for profile in ("guard", "redact"):
        report(profile, rows, scan(options.program, profile, rows), options.misses)
        for name, paths in (("trees", options.trees), ("patches", options.patches)):
            if not paths:
                continue
            size, findings = count_tree(options.program, profile, paths)
            print(f"{name}: {len(findings)} findings in {size / 1e6:.1f} MB, "
                  f"{len(findings) / (size / 1e6):.3f} per MB")
            for finding in findings[:options.misses * 10]:
                print("  ", finding["file"], finding["line"], finding["rule"], finding["length"])


if __name__ == "__main__":
    main()
