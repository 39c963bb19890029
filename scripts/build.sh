#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Configures and builds one preset, silent while things go well: build.sh PRESET [CMAKE-ARGUMENT...] [-- TARGET...]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1; shift
configure=() targets=()
while (($#)) && [[ $1 != -- ]]; do configure+=("$1"); shift; done
(($#)) && shift
(($#)) && targets=(--target "$@")

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { "$@" </dev/null >"$log" 2>&1 || { cat "$log" >&2; exit 1; }; }
quietly cmake --preset "$preset" "${configure[@]}"
quietly cmake --build "build/$preset" "${targets[@]}"
