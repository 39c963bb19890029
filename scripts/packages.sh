#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs the Debian packages that newsgrep needs and that are missing: packages.sh [build|test|ci]
set -euo pipefail

build=(g++ cmake ninja-build pkg-config libxapian-dev libxml2-dev libzstd-dev libarchive-dev zlib1g-dev libbrotli-dev libsimdjson-dev libicu-dev libxxhash-dev
       libpoppler-cpp-dev nlohmann-json3-dev libcli11-dev)
tests=(doctest-dev ccache python3 xapian-tools zstd gzip binutils procps)
ci=(clang libclang-rt-14-dev)

packages=("${build[@]}")
case "${1:-build}" in
  build) ;;
  test) packages+=("${tests[@]}") ;;
  ci) packages+=("${tests[@]}" "${ci[@]}") ;;
  *) echo "usage: packages.sh [build|test|ci]" >&2; exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true) == installed ]] || missing+=("$package")
done
((${#missing[@]})) || exit 0

sudo=()
if [[ $(id -u) != 0 ]]; then
  command -v sudo >/dev/null || { echo "as root, install: apt-get install ${missing[*]}" >&2; exit 1; }
  sudo=(sudo)
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "installing ${#missing[@]} Debian packages: ${missing[*]}"
install() { "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" </dev/null >"$log" 2>&1; }
if ! install; then
  "${sudo[@]}" apt-get update </dev/null >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  install || { cat "$log" >&2; exit 1; }
fi
