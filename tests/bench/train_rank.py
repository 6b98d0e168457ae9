#!/usr/bin/env python3
"""Fits the ranker of learned repairs; see README.md in this folder.

Reads what `bench_patterns --dump FILE` wrote: rows of 32-bit floats (place, right or wrong,
features). Writes lib/core/pattern/rank_model.inc. Needs numpy and lightgbm.
"""

import argparse

import lightgbm
import numpy

CANDIDATES_MAX = 100  # of a place, best supported first: as many as the ranker is asked to judge
UNANSWERED_WEIGHT = 4.0  # places without a right candidate are dumped one in four


def read(paths, features):
    rows = []
    for number, path in enumerate(paths):
        data = numpy.fromfile(path, dtype=numpy.float32)
        data = data[:len(data) // (features + 2) * (features + 2)].reshape(-1, features + 2)
        data[:, 0] += number * 1_000_000
        rows.append(data)
    return numpy.concatenate(rows)


def chosen(data):
    """The rows to learn from, and their weights."""
    place, right = data[:, 0], data[:, 1]
    begins = numpy.flatnonzero(numpy.r_[True, place[1:] != place[:-1]])
    counts = numpy.diff(numpy.r_[begins, len(place)])
    order = numpy.arange(len(place)) - numpy.repeat(begins, counts)
    answered = numpy.repeat(numpy.add.reduceat(right, begins) > 0, counts)
    # A right one from farther behind must not teach that little support is a good sign.
    keep = order < CANDIDATES_MAX
    return data[keep], numpy.where(answered, 1.0, UNANSWERED_WEIGHT)[keep]


def write(model, path):
    lines = []
    dump = model.dump_model()
    for tree in dump["tree_info"]:
        nodes, leaves = [], []

        def walk(node):
            if "leaf_value" in node:
                leaves.append(node["leaf_value"])
                return -len(leaves)
            index = len(nodes)
            nodes.append(None)
            left = walk(node["left_child"])
            right = walk(node["right_child"])
            nodes[index] = (node["split_feature"], node["threshold"], left, right)
            return index

        walk(tree["tree_structure"])
        if not nodes:
            continue
        for feature, threshold, left, right in nodes:
            lines.append(f"{{{feature}, {left}, {right}, {threshold:.6g}}},")
        lines.append(f"{{tree_end, {len(nodes)}, {len(leaves)}, 0}},")
        for value in leaves:
            lines.append(f"{{leaf, 0, 0, {value:.6g}}},")
    out, line = [], ""
    for entry in lines:
        if len(line) + len(entry) + 1 > 99:
            out.append(line)
            line = ""
        line += (" " if line else "") + entry
    out.append(line)
    with open(path, "w") as file:
        file.write("// Made by tests/bench/train_rank.py; see there.\n" + "\n".join(out) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dumps", nargs="+")
    parser.add_argument("--features", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--rounds", type=int, default=120)
    parser.add_argument("--leaves", type=int, default=24)
    args = parser.parse_args()
    data, weights = chosen(read(args.dumps, args.features))
    print(len(data), "rows", flush=True)
    model = lightgbm.train(
        {"objective": "binary", "num_leaves": args.leaves, "learning_rate": 0.1,
         "min_data_in_leaf": 100, "feature_fraction": 0.6, "bagging_fraction": 0.8,
         "bagging_freq": 1, "max_bin": 63, "lambda_l2": 5, "verbose": -1, "seed": 1,
         "deterministic": True, "num_threads": 2},
        lightgbm.Dataset(data[:, 2:], data[:, 1], weight=weights), args.rounds)
    write(model, args.out)


if __name__ == "__main__":
    main()
