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
  "$1" "$source/corpora/sample" "$1.index" '"Superintelligence Labs"' >"$1.out"
  grep -q "Meta unveils Muse Spark" "$1.out" && grep -qE '^[0-9]+ articles$' "$1.out" || { echo "$1 said:"; cat "$1.out"; exit 1; }
}

cmake -S "$source/tests/api/consumer" -B "$scratch/with-cmake" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/installed" -DCMAKE_BUILD_TYPE=Debug >"$scratch/log"
cmake --build "$scratch/with-cmake" >>"$scratch/log" || { cat "$scratch/log"; exit 1; }
ask "$scratch/with-cmake/consumer"
ask "$scratch/with-cmake/consumer_in_c"

pkgconfig=$(dirname "$(find "$scratch/installed" -name newsgrep.pc)")
library=$(dirname "$pkgconfig")
mkdir "$scratch/with-pkg-config"
PKG_CONFIG_PATH=$pkgconfig sh -c '${CXX:-c++} -std=c++20 "$1" -o "$2" $(pkg-config --cflags --libs newsgrep) -Wl,-rpath,"$3"' sh \
  "$source/tests/api/consumer/consumer.cpp" "$scratch/with-pkg-config/consumer" "$library"
ask "$scratch/with-pkg-config/consumer"
PKG_CONFIG_PATH=$pkgconfig sh -c '${CC:-cc} -std=c11 "$1" -o "$2" $(pkg-config --cflags --libs newsgrep) -Wl,-rpath,"$3"' sh \
  "$source/tests/api/consumer/consumer.c" "$scratch/with-pkg-config/consumer_in_c" "$library"
ask "$scratch/with-pkg-config/consumer_in_c"

if [[ -n $patterns ]]; then
  shown=$(nm -D --defined-only -C "$library/libnewsgrep.so" | cut -d' ' -f3-)
  unexpected=$(grep -vEf "$patterns" <<<"$shown" || true)
  [[ -z $unexpected ]] || { echo "the shared library shows what is not in $patterns:"; echo "$unexpected"; exit 1; }
  for needed in 'newsgrep::Searcher::search' 'newsgrep::Indexer::run' 'typeinfo for newsgrep::Error'; do
    grep -q "$needed" <<<"$shown" || { echo "the shared library hides $needed"; exit 1; }
  done
  declared=$(grep -ohE '\bnewsgrep_[a-z_]+\(' "$scratch"/installed/include/newsgrep/*.h | tr -d '(' | sort -u)
  for_c=$(grep '^newsgrep_' <<<"$shown" | sort -u)
  [[ $declared == "$for_c" ]] || { echo "what the headers for C declare and what the shared library shows:"; diff <(echo "$declared") <(echo "$for_c"); exit 1; }
fi
