// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/readings.hpp"

#include "searcher/query/query_words.hpp"

#include <cstdint>

namespace newsgrep {

std::vector<std::vector<Step>> readings(const Words& words) {
  std::vector<std::vector<Step>> paths(1);
  const auto& all = words.words();
  auto unit = words.joined().begin();
  for (std::uint32_t i = 0; i < all.size();) {
    const bool joined = unit != words.joined().end() && unit->first == i;
    const std::uint32_t next = joined ? unit->last + 1 : i + 1;
    std::vector<std::vector<Step>> as_unit;
    if (joined) {
      as_unit = paths;
      for (auto& path : as_unit) path.push_back({unit->term, accented_unit(words, *unit)});
      ++unit;
    }
    for (auto& path : paths)
      for (auto part = i; part < next; ++part) path.push_back({all[part].term, std::string(all[part].accented)});
    paths.insert(paths.end(), as_unit.begin(), as_unit.end());
    i = next;
  }
  return paths;
}

}  // namespace newsgrep
