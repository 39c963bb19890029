#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The programs as a user meets them: run.sh BIN [CASE...] runs cases/CASE.cmd (say search/json, or all of search/) in a folder of its own that holds
# sample/ (indexed), formats/ and broken/ (not indexed), and compares standard output, standard error and exit status with CASE.out,
# CASE.err and CASE.status (an absent one: nothing, and 0). NEWSGREP_UPDATE=1 writes them instead: look at every line of the
# difference before keeping it.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$(cd "$1" && pwd)
shift
corpora=$here/../../corpora
# In memory where there is room: nothing here has to outlive a crash, and syncing to a disk takes most of the time.
room=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)
scratch=$(mktemp -d -p "$([[ -w /dev/shm ]] && ((${room:-0} > 1000000)) && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
trap 'rm -rf "$scratch"' EXIT

# The surroundings of every case.
for name in $(compgen -v | grep -E '^(XDG_|NEWSGREP_|CLICOLOR)' | grep -v '^NEWSGREP_UPDATE$'); do unset "$name"; done
unset NO_COLOR PAGER COLUMNS LINES
export HOME=$scratch/home PATH=$bin:$PATH TZ=UTC LC_ALL=C.UTF-8 TERM=xterm BASH_ENV=$here/session.sh

# What differs from run to run, and how it is written here.
normalised() {
  sed -E -e "s#$scratch/case#/archive#g; s#$scratch/home#/home#g" \
    -e 's/[0-9]+\.[0-9] ms/0.0 ms/g' \
    -e 's/[0-9]+\.[0-9]+ (kB|MB)/0.0 kB/g' \
    -e 's/\([0-9.]+ times the text\), [0-9.]+ s/(0.0 times the text), 0.0 s/' \
    -e 's/process [0-9]+ on .* since [-0-9T:]+Z/process 0 on HOST since TIME/' \
    -e 's/"(milliseconds|seconds|score)":[0-9.e+-]+/"\1":0/g' \
    -e 's/"(index_bytes|text_bytes|bytes|bytes_total)":[0-9]+/"\1":0/g' \
    -e 's/^(newsgrep|newsgrep-index) [0-9]+\.[0-9]+\.[0-9]+$/\1 VERSION/'
}

prepare() {
  mkdir -p "$HOME" "$scratch/fresh"
  cp -r "$corpora/sample" "$corpora/formats" "$corpora/broken" "$scratch/fresh/"
  newsgrep-index --quiet "$scratch/fresh/sample" || exit 1
  rm -rf "$HOME" && mkdir "$HOME"
}

show_difference() {  # CASE WHAT
  local expected=$here/cases/$1.$2
  [[ -e $expected ]] || expected=/dev/null
  diff -u --label "expected $2" --label "actual $2" "$expected" "$scratch/$2" && return
  echo "^ $1"
  return 1
}

keep() {  # CASE WHAT
  if [[ -s $scratch/$2 ]]; then cp "$scratch/$2" "$here/cases/$1.$2"; else rm -f "$here/cases/$1.$2"; fi
}

run_case() {  # CASE
  rm -rf "$scratch/case" "$HOME"
  mkdir "$HOME"
  cp -a "$scratch/fresh" "$scratch/case"
  (cd "$scratch/case" && exec bash -o pipefail "$here/cases/$1.cmd") >"$scratch/raw.out" 2>"$scratch/raw.err" </dev/null
  local status=$?
  normalised <"$scratch/raw.out" >"$scratch/out"
  normalised <"$scratch/raw.err" >"$scratch/err"
  : >"$scratch/status"
  ((status == 0)) || echo $status >"$scratch/status"
  local failed=0
  for what in out err status; do
    if [[ -n ${NEWSGREP_UPDATE:-} ]]; then keep "$1" $what; else show_difference "$1" $what || failed=1; fi
  done
  return $failed
}

# Cases that show what a terminal gets need one.
terminal=yes
script -qec true /dev/null >/dev/null 2>&1 || terminal=

prepare
(($#)) || set -- index search query
failures=0 count=0
for name in $(cd "$here/cases" && for one; do ls -- "$one"/*.cmd 2>/dev/null || echo "$one.cmd"; done); do
  if [[ -z $terminal ]] && grep -q 'script -qec' "$here/cases/${name%.cmd}.cmd"; then
    echo "skipped: ${name%.cmd}, because there are no pseudo-terminals here"
    continue
  fi
  ((++count))
  run_case "${name%.cmd}" || ((++failures))
done
echo "$count cases, $failures failed"
((failures == 0))
