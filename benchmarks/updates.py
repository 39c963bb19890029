#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An archive that grows by some articles a day: updates.py BIN FOLDER [--format jsonl|text] [--articles N] [--a-day N] [--days N]

Makes invented news in FOLDER, as JSON lines or one article a file, indexes them, and then adds the days' articles one day after another. Prints
a line every ten days: seconds and megabytes written by an update (median, largest), segments, megabytes of the index, and how long newsgrep takes for a
query, as a process, between updates and while one runs (median, largest). Last, how long an update takes when nothing has changed."""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import threading
import time

QUERIES = ["government", '"said the"', "bank million -election", "date:2024-03 market", "stud*"]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--format", choices=["jsonl", "text"], default="jsonl")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--a-day", type=int, default=100)
    parser.add_argument("--days", type=int, default=300)
    parser.add_argument("--without-queries", action="store_true", help="nothing is asked")
    parser.add_argument("--unchanged", type=int, default=5, help="runs over an archive that has not changed")
    return parser.parse_args()


def make_news(given, folder, articles, seed):
    if not folder.exists():
        made = [given.bin / "newsgrep-corpus", "--articles", str(articles), "--seed", str(seed), "--format", given.format, folder]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)


class Index:
    def __init__(self, bin, news, db):
        self.bin, self.news, self.db = bin, news, db

    def update(self):
        """Seconds and bytes written."""
        start = time.perf_counter()
        process = os.posix_spawn(self.bin / "newsgrep-index", ["newsgrep-index", "-q", "--progress=none", "--db", str(self.db), str(self.news)], os.environ)
        _, status, used = os.wait4(process, 0)
        assert status == 0, status
        return time.perf_counter() - start, used.ru_oublock * 512

    def query(self, number):
        start = time.perf_counter()
        subprocess.run([self.bin / "newsgrep", "--no-config", "--db", self.db, QUERIES[number % len(QUERIES)]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start

    def numbers(self):
        out = subprocess.run([self.bin / "newsgrep-index", "--stats", "--json", "--db", self.db], capture_output=True, check=True).stdout
        return json.loads(out)


def update_while_asking(index, asks):
    """What update() returns, and how long each query took meanwhile."""
    if not asks:
        return *index.update(), []
    done, took = threading.Event(), []

    def ask():
        while not done.is_set():
            took.append(index.query(len(took)))

    asking = threading.Thread(target=ask)
    asking.start()
    result = index.update()
    done.set()
    asking.join()
    return *result, took


def text(values, scale, digits):
    return f"{statistics.median(values) * scale:.{digits}f} {max(values) * scale:.{digits}f}" if values else "-"


def main():
    given = parse()
    news = given.folder / "news"
    given.folder.mkdir(exist_ok=True)
    make_news(given, news, given.articles, 1)
    index = Index(given.bin, news, given.folder / "db")
    seconds, written = index.update()
    print(f"first build: {seconds:.1f} s, {written / 1e6:.0f} MB written, {index.numbers()['index_bytes'] / 1e6:.0f} MB index", flush=True)
    queries = 0 if given.without_queries else 25
    print("before: query ms", text([index.query(i) for i in range(queries)], 1000, 1), flush=True)
    print("day\tupdate s\tMB written\tsegments\tMB index\tquery ms\tquery ms during an update", flush=True)
    total, segments = 0, 0
    seconds, written, between, during = [], [], [], []
    for day in range(given.days):
        make_news(given, news / f"day-{day}", given.a_day, day + 2)
        took, bytes, asked = update_while_asking(index, not given.without_queries)
        seconds.append(took)
        written.append(bytes)
        during += asked
        between += [index.query(i) for i in range(min(queries, len(QUERIES)))]
        total += bytes
        segments = max(segments, len(list((given.folder / "db" / "segments").iterdir())))
        if (day + 1) % 10 == 0 or day + 1 == given.days:
            size = index.numbers()["index_bytes"] / 1e6
            print(day + 1, text(seconds, 1, 2), text(written, 1e-6, 1), segments, f"{size:.0f}", text(between, 1000, 1), text(during, 1000, 1), sep="\t", flush=True)
            seconds, written, between, during, segments = [], [], [], [], 0
    print(f"written by all updates: {total / 1e6:.0f} MB")
    print("nothing changed: s", text([index.update()[0] for _ in range(given.unchanged)], 1, 2))
    print("after: query ms", text([index.query(i) for i in range(queries)], 1000, 1))


main()
