#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Judged queries on Reuters-21578: reuters_topics.py SGML-FOLDER FOLDER

Writes what ranking.py reads: articles.jsonl (those 13,476 whose topics were judged), queries.tsv (a few words each), descriptions.tsv (a sentence
each) and qrels.tsv. The queries are those of corpora/judged/reuters-topics.tsv; an article answers one if it has its topic and, if one is named, its place."""

import datetime
import html
import json
import pathlib
import re
import sys


def element(name, text):
    found = re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
    return found.group(1) if found else ""


def plain(text):
    return html.unescape(re.sub(r"&#\d+;", "", text)).strip()


def day(text):
    return datetime.datetime.strptime(re.search(r"\d+-[A-Z]{3}-\d{4}", text).group(), "%d-%b-%Y").date().isoformat()


def articles(folder):
    """Those with judged topics: number, article, topics, places."""
    for file in sorted(folder.glob("*.sgm")):
        for attributes, inner in re.findall(r"<REUTERS (.*?)>(.*?)</REUTERS>", file.read_text("latin-1"), re.DOTALL):
            if 'TOPICS="YES"' not in attributes:
                continue
            number = re.search(r'NEWID="(\d+)"', attributes).group(1)
            title = plain(element("TITLE", inner))
            text = "\n\n".join(part for part in (plain(element("DATELINE", inner)), plain(element("BODY", inner))) if part) or title
            article = {"id": number, "date": day(element("DATE", inner)), "title": title, "text": text, "language": "en"}
            yield number, article, *(set(re.findall("<D>(.*?)</D>", element(name, inner))) for name in ("TOPICS", "PLACES"))


def main():
    source, folder = map(pathlib.Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    found = list(articles(source))
    (folder / "articles.jsonl").write_text("".join(json.dumps(article) + "\n" for _, article, _, _ in found))
    queries, descriptions, judgements = [], [], []
    for line in (pathlib.Path(__file__).parent.parent / "corpora/judged/reuters-topics.tsv").read_text().splitlines():
        topic, place, words, sentence = line.split("\t")
        queries.append(f"{topic}.{place}\t{words}\n")
        descriptions.append(f"{topic}.{place}\t{sentence}\n")
        judgements += [f"{topic}.{place}\t{number}\n" for number, _, topics, places in found if topic in topics and (place == "-" or place in places)]
    (folder / "queries.tsv").write_text("".join(queries))
    (folder / "descriptions.tsv").write_text("".join(descriptions))
    (folder / "qrels.tsv").write_text("".join(judgements))


main()
