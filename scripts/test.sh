#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs what is needed, builds, and runs all tests: test.sh [PRESET] [CTEST-ARGUMENT...]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-dev}
(($#)) && shift

scripts/packages.sh test
scripts/build.sh "$preset" -DNEWSGREP_TESTS=ON
ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -LE long "$@"
