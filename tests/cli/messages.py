#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every sentence that the programs may say in an error, a note or a hint occurs in what some case expects, or in unprovoked.txt
with the reason why no case provokes it. Lists those that do not, and lines of unprovoked.txt that are no longer needed."""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
SOURCES = [path for room in ("common", "indexer", "searcher") for path in (HERE.parent.parent / room).rglob("*.[ch]pp")]

# Where sentences stand in the source, up to the end of the statement.
STATEMENTS = [
    r"Error\(\s*ErrorCode::(?!internal)\w+\s*,(.*?)\);",
    r"\b(?:[Rr]efusal|unreadable)\((.*?)\);",
    r"\bcase E\w+: return (.*?);",
    r'\b(?:report|error|notice|repaired|skip)\((?:[^;"]*?,)?\s*"\w+"\s*,(.*?)\);',
    r'\{\s*Severity::\w+\s*,\s*"\w+"\s*,(.*?)\}\)?;',
    r"\bunsupported(?:_word|_until)?\((.*?)\);",
    r"\.(?:message|hint) = (.*?);",
    r"std::cerr <<(.*?);",
    r"\bafter_ \+=(.*?);",
    r"CLI::Validator\((.*?)\n\}",
]


def sentences(code):
    """The literals in a stretch of C++, as printed; what is so short that it may be found by chance is left out."""
    for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', code):
        for line in literal.replace(r"\n", "\n").splitlines():
            text = re.sub(r"\\(.)", r"\1", line).strip()
            if len(text) >= 10 and " " in text:
                yield text


def said():
    places = {}
    for path in SOURCES:
        code = re.sub(r"//.*", "", path.read_text())
        for statement in STATEMENTS:
            for part in re.findall(statement, code, re.DOTALL):
                for sentence in sentences(part):
                    places.setdefault(sentence, path.name)
    return places


def excused():
    lines = (HERE / "unprovoked.txt").read_text().splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def main():
    expected = "".join(path.read_text() for end in ("out", "err") for path in (HERE / "cases").rglob("*." + end))
    places, reasons = said(), excused()
    troubles = [f'no case says "{one}" ({places[one]})' for one in places if one not in expected and one not in reasons]
    troubles += [f'unprovoked.txt: some case does say "{one}"' for one in reasons if one in places and one in expected]
    troubles += [f'unprovoked.txt: nothing says "{one}" any more' for one in reasons if one not in places]
    print(*sorted(troubles), f"{len(places)} sentences, {len(troubles)} troubles", sep="\n")
    return 1 if troubles or not places else 0


sys.exit(main())
