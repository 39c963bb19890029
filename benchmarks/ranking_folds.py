#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What each part of the ranking brings for queries that its settings were not chosen by: ranking_folds.py BIN FOLDER [--queries FILE] [--judgements FILE]
[--folds N] [--divisions N] [--seed N] [--each]

FOLDER is as ranking.py reads it; BIN's newsgrep-index extracts its articles. A model of the ranking (ranking_model.py) ranks them under many settings. The
queries are divided at random into folds. For each fold the parts of the ranking are added one after another, each with the setting, of some, that together
with those chosen before it has the best MAP on all other folds, and it is measured how that ranks for the fold's own queries. Prints, a line a part, means
over all queries and divisions, whether MAP differs from the line above by more than chance, and the setting chosen most often; then the model with the
program's settings, and what the program itself does. With --each nothing is chosen: a line is one setting of one part, with the program's of all others, and
t is against the program's.

Needs python3-numpy and python3-snowballstemmer of Debian."""

import collections
import json
import random
import subprocess

import numpy

import ranking
from ranking_model import OWN, Archive, Ranker, Setting

RANKED = 1000  # articles, as ranking.py asks for

PARTS = [  # what it is called, the field of Setting, and what is tried
    ("BM25, stop words out", "stop_words", [False]),
    ("the same with stop words", "stop_words", [True]),
    ("+ titles", "titles", [1, 2, 3]),
    ("+ opening", "opening", [(0, 1)] + [(words, times) for words in (30, 50, 80) for times in (2, 3)]),
    ("+ length", "slope", [(b, 0) for b in (0.3, 0.4, 0.5, 0.6, 0.75)] + [(0.3, 0.05), (0.4, 0.05), (0.3, 0.1)]),
    ("+ proximity", "proximity", [(0, 1)] + [(worth, adjacent) for worth in (0.1, 0.2, 0.4) for adjacent in (1, 1.5, 2)]),
    ("+ feedback", "feedback", [(articles, terms, most) for articles in (3, 5, 10) for terms in (20, 40, 60) for most in (1, 1.5, 2, 3)]),
]


def parse():
    parser = ranking.parser(__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--divisions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true", help="tell of each setting by itself what it does")
    return parser.parse_args()


def archive_of(given):
    out = subprocess.run([given.bin / "newsgrep-index", "--extract", given.folder / "articles.jsonl"], stdout=subprocess.PIPE, check=True)
    return Archive([json.loads(line) for line in out.stdout.splitlines()])


class Measured:
    """What the model does for each query, a row of MAP, nDCG at 10 and precision at 10."""

    def __init__(self, given):
        archive = archive_of(given)
        self.ranker, self.known = Ranker(archive), {}
        answers = ranking.answered(given)
        self.queries = [(text, {archive.numbers.get(article, article) for article in answers[name]})
                        for name, text in ranking.pairs(given.queries or given.folder / "queries.tsv") if answers[name]]

    def under(self, setting):
        if setting not in self.known:
            self.known[setting] = numpy.array([ranking.measures(self.ranker.ranked(text, setting)[:RANKED].tolist(), wanted) for text, wanted in self.queries])
        return self.known[setting]

    def best(self, settings, queries):
        """By MAP on those queries; of equal ones the first."""
        return max(settings, key=lambda setting: self.under(setting)[queries, 0].mean())


def divided(count, folds, generator):
    """Pairs: the queries that settings are chosen by, those that they are tried on."""
    queries = list(range(count))
    generator.shuffle(queries)
    for fold in range(folds):
        tried = queries[fold::folds]
        yield sorted(set(queries) - set(tried)), tried


def held_out(measured, given):
    """Of each part a row for each query, the mean of all divisions, and how often each setting was chosen."""
    generator = random.Random(given.seed)
    count = len(measured.queries)
    sums, chosen = numpy.zeros((len(PARTS), count, 3)), [collections.Counter() for _ in PARTS]
    for _ in range(given.divisions):
        for others, tried in divided(count, given.folds, generator):
            setting = Setting()
            for part, (_, field, values) in enumerate(PARTS):
                setting = measured.best([setting._replace(**{field: value}) for value in values], others)
                sums[part, tried] += measured.under(setting)[tried]
                chosen[part][getattr(setting, field)] += 1
    return sums / given.divisions, chosen


def paired_t(differences):
    deviation = differences.std(ddof=1)
    return differences.mean() / deviation * len(differences) ** 0.5 if deviation > 0 else 0


def line(name, rows, more=""):
    print(f"{name:32}", " / ".join(f"{mean:.4f}" for mean in numpy.mean(rows, axis=0)), more, sep="  ", flush=True)


def tell_parts(measured, given):
    parts, chosen = held_out(measured, given)
    print(f"{len(measured.queries)} queries: MAP / nDCG@10 / P@10, t of MAP against the line above, the setting chosen most often")
    for part, (name, _, _) in enumerate(PARTS):
        t = paired_t(parts[part, :, 0] - parts[part - 1, :, 0]) if part > 0 else 0
        (setting, times), = chosen[part].most_common(1)
        line(name, parts[part], f"{t:+5.1f}  {setting}, {times} of {chosen[part].total()}")


def tell_each(measured):
    for _, field, values in PARTS:
        for value in values:
            rows = measured.under(OWN._replace(**{field: value}))
            line(f"{field} {value}", rows, f"{paired_t(rows[:, 0] - measured.under(OWN)[:, 0]):+5.1f}")


def main():
    given = parse()
    measured = Measured(given)
    if given.each:
        tell_each(measured)
    else:
        tell_parts(measured, given)
    line("model, the program's settings", measured.under(OWN))
    line("model, the same, no feedback", measured.under(OWN._replace(feedback=())))
    line("program", ranking.measured(given, []))
    line("program, --no-feedback", ranking.measured(given, ["--no-feedback"]))


if __name__ == "__main__":
    main()
