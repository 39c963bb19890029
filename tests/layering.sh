#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The rooms include one way: indexer and searcher know only themselves and common, common only itself. One header stands
# between newsgrep and Xapian, and a public header needs nothing that is not installed.
set -euo pipefail
cd "$1"
failed=0
complain() { [[ -z $2 ]] || { echo "$1:"; echo "$2"; failed=1; }; }
includes() { grep -rnE '^ *# *include *["<]' "$@" --include='*.hpp' --include='*.cpp' --include='*.h'; }

for room in common indexer searcher; do
  allowed='"(common|'$room')/|<[a-z_]+>|<newsgrep/'
  foreign=$(includes "$room" | grep -E 'include "' | grep -vE "$allowed" || true)
  complain "$room includes a file of another room" "$foreign"
  others=$(for other in common indexer searcher; do
    [[ $other == common || $other == "$room" ]] || ls "$other/include/newsgrep"
  done)
  complain "$room includes a public header of another room" "$(includes "$room" | grep -F "$(sed 's#^#<newsgrep/#; s#$#>#' <<<"$others")" || true)"
done
complain "Xapian is included elsewhere than in common/xapian.hpp" "$(includes common indexer searcher | grep '<xapian' | grep -v '^common/xapian.hpp' || true)"
complain "a public header includes what is not installed" \
  "$(includes common/include indexer/include searcher/include | grep -vE '<(newsgrep/[a-z_]+\.hp*|std(def|int)\.h|[a-z_0-9]+)>' || true)"
# To the linker classes of one name in one namespace are one class, whatever each says of itself.
classes() {
  awk 'FNR == 1 { space = ""; hidden = 0 }
       /^namespace [a-z_:]+ *[{]/ { space = $2 }
       /^namespace [{]/ { hidden = 1 }
       /^}  *\/\/ namespace$/ { hidden = 0 }
       !hidden && /^(class|struct|union|enum|enum class|enum struct) .*[{]/ {
         sub(/^(enum class|enum struct|enum|class|struct|union) /, "")
         gsub(/\[\[[^]]*\]\] |[A-Z_]+_EXPORT |alignas\([^)]*\) /, "")
         match($0, /^[A-Za-z_0-9:]+/)
         print space "::" substr($0, 1, RLENGTH)
       }' $(find common indexer searcher -name '*.hpp' -o -name '*.cpp')
}
complain "a class is declared twice" "$(classes | sort | uniq -d)"
exit $failed
