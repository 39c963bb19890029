// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/headered_text.hpp"

#include <algorithm>

namespace newsgrep {

std::string names_in_order(std::string_view names) {
  std::string out;
  while (!names.empty()) {
    const auto end = std::min(names.find(';'), names.size());
    const auto name = trim(names.substr(0, end));
    const auto comma = name.find(',');
    const bool family_first = comma != std::string_view::npos && name.find(',', comma + 1) == std::string_view::npos;
    out.append(out.empty() ? "" : ", ");
    if (family_first)
      out.append(trim(name.substr(comma + 1))).append(" ").append(trim(name.substr(0, comma)));
    else
      out.append(name);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return out;
}

}  // namespace newsgrep
