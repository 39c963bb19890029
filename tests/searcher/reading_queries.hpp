// SPDX-License-Identifier: GPL-2.0-or-later
// Queries read on a fixed day, and what became of them in one line.
#pragma once

#include "searcher/query/parse.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace newsgrep::testing {

/// Thursday, 7 March 2024, noon in Greenwich.
inline ParseOptions on_a_thursday() {
  using namespace std::chrono;
  ParseOptions options;
  options.now = sys_days(2024y / March / 7) + 12h;
  return options;
}

inline std::string tree_of(const std::string& text, const ParseOptions& options = on_a_thursday()) {
  const Parsed parsed = parse_query(text, options);
  return parsed.failed() ? "error" : parsed.query.str();
}

/// Kinds of the diagnostics, in order: "closed_quote no_word".
inline std::string kinds_of(const std::string& text, const ParseOptions& options = on_a_thursday()) {
  std::string kinds;
  for (const auto& diagnostic : parse_query(text, options).diagnostics) kinds += (kinds.empty() ? "" : " ") + diagnostic.kind;
  return kinds;
}

}  // namespace newsgrep::testing
