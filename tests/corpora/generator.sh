#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# newsgrep-corpus makes the same bytes from the same seed, and newsgrep-index finds every article it made, with its date, in every
# format: generator.sh BIN
set -euo pipefail
bin=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; exit 1; }
articles=300
# What is compared of an article: its address, its date, its headline.
facts() { grep -oE '"(url|date|title)": ?"[^"]*"' | sed 's/": "/":"/' | sort; }

"$bin/newsgrep-corpus" --articles $articles --seed 7 "$work/jsonl" >/dev/null
"$bin/newsgrep-corpus" --articles $articles --seed 7 "$work/again" >/dev/null
"$bin/newsgrep-corpus" --articles $articles --seed 8 "$work/other" >/dev/null
diff -r "$work/jsonl" "$work/again" >/dev/null || fail "the same seed made other bytes"
! diff -r "$work/jsonl" "$work/other" >/dev/null || fail "another seed made the same bytes"
# Other compilers and libraries must make them too: benchmarks compare archives by seed.
sum=$(cat "$work"/jsonl/* | sha256sum | cut -c1-16)
[[ $sum == 8920a13dcd1a17c7 ]] || fail "seed 7 makes other bytes than it did: $sum"

sent=$(cat "$work"/jsonl/* | grep -c '"source": "Northwire"') printed=$(cat "$work"/jsonl/* | grep -c '(Northwire) - ')
((sent > 0 && printed > sent)) || fail "no paper printed what the agency sent"

cat "$work"/jsonl/* | facts >"$work/made"
[[ $(grep -c '"date"' "$work/made") == "$articles" ]] || fail "not $articles dates were made"
for format in jsonl html text; do
  [[ $format == jsonl ]] || "$bin/newsgrep-corpus" --articles $articles --seed 7 --format $format "$work/$format" >/dev/null
  "$bin/newsgrep-index" --extract "$work/$format" >"$work/$format.extracted"
  [[ $(wc -l <"$work/$format.extracted") == "$articles" ]] || fail "$format: not $articles articles were read"
  facts <"$work/$format.extracted" | diff "$work/made" - >"$work/different" || { head -5 "$work/different" >&2; fail "$format: read otherwise than made"; }
done

"$bin/newsgrep-corpus" --megabytes 1 --seed 7 "$work/mega" >/dev/null
size=$(cat "$work"/mega/* | wc -c)
((size >= 1000000 && size < 1100000)) || fail "--megabytes 1 made $size bytes"
! "$bin/newsgrep-corpus" --articles 1 "$work/mega" 2>/dev/null || fail "it wrote into a folder that is not empty"
