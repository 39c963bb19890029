#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# From a bare Debian 12 to an answer: installs, builds, indexes the sample archive, searches. quickstart.sh [QUERY]
set -euo pipefail
cd "$(dirname "$0")/.."
query=${1:-Superintelligence Labs}

scripts/packages.sh build
echo "building newsgrep"
scripts/build.sh release -DNEWSGREP_TESTS=OFF -- newsgrep newsgrep-index
bin=build/release/bin index=build/quickstart
export XDG_STATE_HOME=$PWD/build/state  # the user's own "index built last" stays

echo "indexing corpora/sample"
"$bin/newsgrep-index" --quiet --db "$index" corpora/sample
echo
echo "\$ newsgrep \"$query\""
"$bin/newsgrep" --db "$index" "$query" || [[ $? == 1 ]]
cat <<EOF

Next:
  export PATH=\$PWD/$bin:\$PATH
  newsgrep --db $index Meta -Llama --sort newest
  newsgrep --help
  newsgrep-index ~/news          # your own archive, then: cd ~/news; newsgrep ...
EOF
