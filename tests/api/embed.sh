#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs the library into an empty folder and builds a program against it, as another project would: with find_package and with
# pkg-config. Both have to find the sample's articles. embed.sh SOURCE BUILD SCRATCH [PATTERN-FILE]: with the last one, the shared
# library may show nothing but what fits the patterns.
set -euo pipefail
source=$1 build=$2 scratch=$3 patterns=${4:-}
rm -rf "$scratch"
mkdir -p "$scratch"
cmake --install "$build" --prefix "$scratch/installed" >/dev/null

ask() {  # PROGRAM
  "$1" "$source/corpora/sample" "$scratch/$(basename "$(dirname "$1")").index" '"Superintelligence Labs"' >"$1.out"
  grep -q "Meta unveils Muse Spark" "$1.out" && grep -qE '^[0-9]+ articles$' "$1.out" || { echo "$1 said:"; cat "$1.out"; exit 1; }
}

cmake -S "$source/tests/api/consumer" -B "$scratch/with-cmake" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/installed" -DCMAKE_BUILD_TYPE=Debug >"$scratch/log"
cmake --build "$scratch/with-cmake" >>"$scratch/log" || { cat "$scratch/log"; exit 1; }
ask "$scratch/with-cmake/consumer"

pkgconfig=$(dirname "$(find "$scratch/installed" -name newsgrep.pc)")
library=$(dirname "$pkgconfig")
mkdir "$scratch/with-pkg-config"
PKG_CONFIG_PATH=$pkgconfig sh -c '${CXX:-c++} -std=c++20 "$1" -o "$2" $(pkg-config --cflags --libs newsgrep) -Wl,-rpath,"$3"' sh \
  "$source/tests/api/consumer/consumer.cpp" "$scratch/with-pkg-config/consumer" "$library"
ask "$scratch/with-pkg-config/consumer"

if [[ -n $patterns ]]; then
  unexpected=$(nm -D --defined-only -C "$library/libnewsgrep.so" | cut -d' ' -f3- | grep -vEf "$patterns" || true)
  [[ -z $unexpected ]] || { echo "the shared library shows what is not in $patterns:"; echo "$unexpected"; exit 1; }
  for needed in 'newsgrep::Searcher::search' 'newsgrep::Indexer::run' 'typeinfo for newsgrep::Error'; do
    nm -D --defined-only -C "$library/libnewsgrep.so" | grep -q "$needed" || { echo "the shared library hides $needed"; exit 1; }
  done
fi
