#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of --json in what the cases expect have exactly the keys that searcher/render/SCHEMA.md describes: none more, each
that is always there in every record, each other one in some record, all of their types."""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
TYPES = {"string": (str,), "number": (int, float), "boolean": (bool,), "array": (list,), "object": (dict,)}


def described():
    """Kind of record -> key -> (always, types)."""
    kinds, kind = {}, None
    for line in (HERE.parent.parent / "searcher/render/SCHEMA.md").read_text().splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif row := re.match(r"\| `(\w+)` \| (yes|no) \| ([a-z ]+) \|", line):
            kinds.setdefault(kind, {})[row[1]] = (row[2] == "yes", sum((TYPES[name] for name in row[3].split(" or ")), ()))
    return kinds


def objects():
    """(kind, record) of everything that the cases expect."""
    for path in sorted((HERE / "cases").rglob("*.out")):
        for line in path.read_text().splitlines():
            if not line.startswith('{"v":1') or not line.endswith("}"):
                continue
            record = json.loads(line)
            yield record["type"], record
            yield from (("repair", one) for one in record.get("repairs", []))
            yield from (("passage", one) for one in record.get("passages", []))


def main():
    kinds, seen, troubles = described(), {}, set()
    for kind, record in objects():
        keys = kinds.get(kind, {})
        seen.setdefault(kind, set()).update(record)
        troubles |= {f"{kind}: `{key}` is not described" for key in record if key not in keys}
        troubles |= {f"{kind}: `{key}` is not always there" for key, (always, _) in keys.items() if always and key not in record}
        troubles |= {f"{kind}: `{key}` is of another type" for key in keys if key in record and type(record[key]) not in keys[key][1]}
    troubles |= {f"{kind}: no case shows `{key}`" for kind, keys in kinds.items() for key in keys if key not in seen.get(kind, ())}
    print(*sorted(troubles), f"{len(kinds)} kinds of records, {len(troubles)} troubles", sep="\n")
    return 1 if troubles or not kinds else 0


sys.exit(main())
