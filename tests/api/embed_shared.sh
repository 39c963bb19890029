#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# embed.sh with the library built as a shared one: embed_shared.sh SOURCE SCRATCH COMPILER
set -euo pipefail
source=$1 scratch=$2 compiler=$3
cmake -S "$source" -B "$scratch/build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DBUILD_SHARED_LIBS=ON -DNEWSGREP_TESTS=OFF -DNEWSGREP_WERROR=ON -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" >"$scratch.log"
cmake --build "$scratch/build" >>"$scratch.log" || { cat "$scratch.log"; exit 1; }
"$source/tests/api/embed.sh" "$source" "$scratch/build" "$scratch/embed" "$source/tests/api/symbols.txt"
