#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# embed.sh with the library built as a shared one: embed_shared.sh SOURCE BUILD COMPILER. With a build folder beside that of the preset
# `dev`, and its flags, what was compiled there is not compiled again.
set -euo pipefail
source=$1 build=$2 compiler=$3
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DBUILD_SHARED_LIBS=ON -DNEWSGREP_TESTS=OFF -DNEWSGREP_WERROR=ON -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" >"$build.log"
cmake --build "$build" >>"$build.log" || { cat "$build.log"; exit 1; }
"$source/tests/api/embed.sh" "$source" "$build" "$build/embed" "$source/tests/api/symbols.txt"
