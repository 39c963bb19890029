// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/flags.hpp"

#include "common/utf8.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>

namespace newsgrep {

std::string nearest_flag(std::string_view flag, const std::vector<std::string>& known) {
  const std::string name(flag.substr(0, std::min<std::size_t>(flag.find('='), 40)));
  std::string best;
  std::size_t least = 4;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(name, candidate);
    if (distance < least && distance * 2 + 2 <= candidate.size()) {
      least = distance;
      best = candidate;
    }
  }
  return best.empty() ? std::string() : "did you mean " + best + "?";
}

std::string declared_form(const std::string& argument, const std::vector<std::string>& switches) {
  const auto declared = [&](const std::string& flag) { return std::find(switches.begin(), switches.end(), flag) != switches.end(); };
  if (const auto name = argument.substr(0, argument.find('=')); name.size() < argument.size() && declared(name)) throw Error(ErrorCode::usage, name + " takes no value");
  if (!argument.starts_with("--") || declared(argument)) return argument;
  const std::string opposite = argument.starts_with("--no-") ? "--" + argument.substr(5) : "--no-" + argument.substr(2);
  return declared(opposite) ? opposite + "=false" : argument;
}

}  // namespace newsgrep
