// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/flags.hpp"

#include "common/utf8.hpp"

namespace newsgrep {

std::string nearest_flag(std::string_view flag, const std::vector<std::string>& known) {
  const std::string name(flag.substr(0, std::min<std::size_t>(flag.find('='), 40)));
  std::string best;
  std::size_t least = 4;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(name, candidate);
    if (distance < least && distance * 2 < candidate.size()) {
      least = distance;
      best = candidate;
    }
  }
  return best.empty() ? std::string() : "did you mean " + best + "?";
}

}  // namespace newsgrep
