#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Fuzzes each target, or those named, for some seconds each: run.sh NEWSGREP-FUZZ WORK SECONDS [TARGET...]
# What breaks a promise ends up in WORK/found. Once it is mended, keep it in tests/fuzz/corpus/TARGET, or in corpora/broken.
set -euo pipefail
fuzz=$1 work=$2 seconds=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
corpora=$here/../../corpora
targets=("$@")
((${#targets[@]})) || for folder in "$here"/corpus/*/; do targets+=("$(basename "$folder")"); done

# Xapian's checker of databases deletes an object as one of another size.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}new_delete_type_mismatch=0

mkdir -p "$work/found"
failed=()
for target in "${targets[@]}"; do
  mkdir -p "$work/corpus/$target"
  seeds=("$work/corpus/$target" "$here/corpus/$target")
  [[ $target != reader-* && $target != file ]] || seeds+=("$corpora/broken" "$corpora/formats")
  "$fuzz" "--target=$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 -max_len=20000 -entropic=0 -print_final_stats=1 \
    -artifact_prefix="$work/found/$target-" "${seeds[@]}" >"$work/$target.log" 2>&1 || failed+=("$target")
  echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$target.log") inputs tried"
done
((${#failed[@]} == 0)) || { echo "broken: ${failed[*]}; see $work/found and $work/*.log" >&2; exit 1; }
