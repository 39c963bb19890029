#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What the system refuses: faults.sh BIN [LIBRARY]. A full disk, a read-only one, one without locks (with the library of die_at.cpp), too few
# open files, clocks that jump. Each is told, and the index is as it was before. Disks are small ones in memory, in a mount namespace of this script's own; without the right to make one they are left out.
set -uo pipefail
bin=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
library=${2:-}
export PATH=$bin:$PATH
failed=0
fail() { echo "FAILED: $*"; failed=1; }

if [[ -z ${NEWSGREP_IN_NAMESPACE:-} ]]; then
  NEWSGREP_IN_NAMESPACE=1 unshare -m --propagation private true 2>/dev/null && exec env NEWSGREP_IN_NAMESPACE=1 unshare -m --propagation private "$here/faults.sh" "$bin" "$library"
  echo "no right to mount: full and read-only disks are left out"
fi

work=$(mktemp -d)
trap 'umount "$work/disk" 2>/dev/null; rm -rf "$work"' EXIT
mkdir -p "$work/disk"
disk=
if [[ -n ${NEWSGREP_IN_NAMESPACE:-} ]] && mount -t tmpfs -o size=16m none "$work/disk" 2>/dev/null; then disk=1; fi

newsgrep-corpus --articles 600 "$work/news" 2>/dev/null
newsgrep-corpus --articles 8000 --seed 2 "$work/much" 2>/dev/null
newsgrep-corpus --articles 50 --seed 3 "$work/some" 2>/dev/null

# Runs in vain, says so in these words with this status, and leaves what was there.
refused() {
  local status=$1 words=$2; shift 2
  local before after said
  before=$(newsgrep --db "$db" -c "the" 2>&1)
  said=$("$@" 2>&1)
  [[ $? == "$status" ]] || fail "$* ended otherwise than with $status: $said"
  [[ $said == *"$words"* ]] || fail "$* did not say \"$words\": $said"
  after=$(newsgrep --db "$db" -c "the" 2>&1)
  [[ $before == "$after" ]] || fail "after $* there are $after instead of $before"
  newsgrep-index --check --quiet --db "$db" || fail "after $* the index is not sound"
}

if [[ $disk ]]; then
  db=$work/disk/db
  newsgrep-index -q --db "$db" "$work/news" || fail "a build on a small disk"
  # Wherever it becomes full.
  for keep in 0 16 64 256 1024 2048 4096; do
    free=$(df --output=avail -k "$work/disk" | tail -n 1)
    ((free > keep)) && head -c "$(((free - keep) * 1024))" /dev/zero >"$work/disk/ballast" 2>/dev/null
    refused 2 "No space left on device" newsgrep-index -q --db "$db" "$work/news" "$work/much"
    rm -f "$work/disk/ballast"
  done
  newsgrep-index -q --db "$db" "$work/news" || fail "an update when there is room again"
  [[ ! -e $db/scratch ]] || fail "a full disk leaves something behind"
  cp "$(find "$work/some" -type f | head -n 1)" "$work/news/more.jsonl"
  mount -o remount,ro "$work/disk"
  refused 2 "Read-only file system" newsgrep-index -q --db "$db" "$work/news"
  newsgrep-index --stats --db "$db" >/dev/null || fail "--stats on a read-only disk"
  mount -o remount,rw "$work/disk"
  newsgrep-index -q --db "$db" "$work/news" || fail "an update when the disk can be written again"
fi

# Too few open files: a build needs some, a search of many segments too.
db=$work/db
newsgrep-index -q --db "$db" "$work/news"
cp "$(find "$work/some" -type f | head -n 1)" "$work/news/again.jsonl"
limits=(6 8 10 12 16)
[[ $library ]] || limits=(16 20)  # a sanitizer, which has no library here, looks at files of its own
for most in "${limits[@]}"; do
  (ulimit -n "$most"; newsgrep-index -q --db "$db" "$work/news" 2>"$work/said"); status=$?
  newsgrep-index --check --quiet --db "$db" || fail "after a run with $most open files the index is not sound"
  ((status == 0)) || grep -q "Too many open files" "$work/said" || fail "$most open files: status $status, $(cat "$work/said")"
  (ulimit -n "$most"; newsgrep --db "$db" -c the >/dev/null 2>"$work/said"); status=$?
  ((status < 2)) || grep -q "Too many open files" "$work/said" || fail "a search with $most open files: status $status, $(cat "$work/said")"
done
newsgrep-index -q --db "$db" "$work/news" || fail "an update when files can be opened again"

# A file system without locks: what was made elsewhere can be read there.
if [[ $library ]]; then
  without_locks=(env LD_PRELOAD="$library" NEWSGREP_NO_LOCKS=1)
  refused 2 "No locks available" "${without_locks[@]}" newsgrep-index -q --db "$db" "$work/news"
  [[ $("${without_locks[@]}" newsgrep --db "$db" -c the 2>&1) == $(newsgrep --db "$db" -c the) ]] || fail "a search on a file system without locks"
fi

# Clocks: files from the future and from before there were files, and one that is written again at the very same time and size.
printf 'Oil\n\nPrices of oil rose.\n' >"$work/news/future.txt"
touch -d 2040-01-01 "$work/news/future.txt"
printf 'Zinc\n\nPrices of zincum rose.\n' >"$work/news/past.txt"
touch -d 1905-01-01 "$work/news/past.txt"
newsgrep-index -q --db "$db" "$work/news"
printf 'Tin\n\nPrices of stannum rose.\n' >"$work/news/future.txt"
touch -d 2040-01-01 "$work/news/future.txt"
newsgrep-index -q --db "$db" "$work/news"
[[ $(newsgrep --db "$db" -c 'stannum') == 1 ]] || fail "a change of a file from the future is missed"
[[ $(newsgrep --db "$db" -c 'zincum') == 1 ]] || fail "a file from long ago is missed"

# Files that vanish and change while they are read.
(for i in {1..400}; do f=$work/news/moving-$((i % 20)).txt; printf 'Moving %s\n\nText %s of it.\n' "$i" "$i" >"$f"; ((i % 3)) || rm -f "$f"; done) &
for i in {1..8}; do newsgrep-index -q --db "$db" "$work/news" >"$work/said" 2>&1; (($? < 2)) || fail "files that move: $(cat "$work/said")"; done
wait
newsgrep-index -q --db "$db" "$work/news" || fail "the run after files moved"
[[ $(newsgrep --db "$db" -l 'title:moving' --all | wc -l) == $(ls "$work"/news/moving-* | wc -l) ]] || fail "files that moved are not those of the index"
newsgrep-index --check --quiet --db "$db" || fail "after files moved the index is not sound"
((failed)) || echo "sound${disk:+, full and read-only disks too}"
exit $failed
