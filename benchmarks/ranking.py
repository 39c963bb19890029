#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How well an archive's judged queries are ranked: ranking.py BIN FOLDER [--queries FILE] [--judgements FILE] [FLAG...]

FOLDER holds articles.jsonl, whose `id`s the judgements name, queries.tsv (`name<TAB>words`) and qrels.tsv (`name<TAB>id of an article that
answers it`). BIN's programs index it in a temporary folder and are asked with --or, each query as the language reads it, for 1,000 articles; further flags go to newsgrep.
Prints means over all queries: MAP, nDCG at 10, precision at 10. An answer that is not judged counts as wrong."""

import argparse
import collections
import math
import pathlib
import subprocess
import sys
import tempfile


def parser(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--queries", type=pathlib.Path, help="instead of FOLDER/queries.tsv")
    parser.add_argument("--judgements", type=pathlib.Path, help="instead of FOLDER/qrels.tsv")
    return parser


def pairs(path):
    for line in path.read_text().splitlines():
        if line:
            yield line.split("\t")[:2]


def rankings(given, flags, queries):
    """The ids of the best articles of each query."""
    ranked = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([given.bin / "newsgrep-index", "-q", "--progress=none", "--db", folder + "/db", given.folder / "articles.jsonl"], check=True)
        asked = [given.bin / "newsgrep", "--no-config", "--db", folder + "/db", "--or", "-n", "1000", "-f", queries, "--format", "{query}\t{native_id}", *flags]
        out = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if out.returncode not in (0, 1):  # 1: none has an answer
        sys.exit(out.stderr)
    for line in out.stdout.splitlines():
        name, article = line.split("\t")
        ranked[name].append(article)
    return ranked


def measures(ranked, wanted):
    """Average precision, nDCG at 10, precision at 10."""
    places = [place for place, article in enumerate(ranked, 1) if article in wanted]
    top = [place for place in places if place <= 10]
    precision = sum(found / place for found, place in enumerate(places, 1)) / len(wanted)
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(10, len(wanted)) + 1))
    return precision, sum(1 / math.log2(place + 1) for place in top) / ideal, len(top) / 10


def answered(given):
    """The ids of the articles that answer each query."""
    wanted = collections.defaultdict(set)
    for name, article in pairs(given.judgements or given.folder / "qrels.tsv"):
        wanted[name].add(article)
    return wanted


def measured(given, flags):
    """Of each query that has an answer."""
    queries, wanted = given.queries or given.folder / "queries.tsv", answered(given)
    ranked = rankings(given, flags, queries)
    return [measures(ranked[name], wanted[name]) for name, _ in pairs(queries) if wanted[name]]


def main():
    each = measured(*parser(__doc__).parse_known_args())
    means = [sum(column) / len(each) for column in zip(*each)]
    print(f"{len(each)} queries\tMAP {means[0]:.4f}\tnDCG@10 {means[1]:.4f}\tP@10 {means[2]:.4f}")


if __name__ == "__main__":
    main()
