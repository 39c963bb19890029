// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace newsgrep {

/// Counts what a file holds beside its news, and tells so once for each reason.
class LeftOut {
 public:
  explicit LeftOut(ArticleSink& sink) : sink_(sink) {}

  /// `what` goes on from a number: "with the status draft". Returns true, as what goes on reading.
  bool add(const std::string& what, std::uint64_t number) {
    auto& counted = counted_[what];
    if (counted.count++ == 0) counted.first = number;
    return true;
  }

  /// To be called at the end.
  void finish() {
    for (const auto& [what, counted] : counted_) {
      const bool one = counted.count == 1;
      tell("left_out", std::to_string(counted.count) + (one ? " entry " : " entries ") + what + (one ? " is" : " are") + " left out",
           one ? "#" + std::to_string(counted.first) : std::string());
    }
    counted_.clear();
  }

  /// The file is sound and has no news in it.
  void nothing(std::string message) { tell("no_articles", std::move(message), {}); }

 private:
  struct Counted {
    std::uint64_t count = 0, first = 0;
  };

  void tell(const char* kind, std::string message, std::string address) {
    sink_.skipped({Severity::notice, kind, std::move(message), "", std::move(address), 0, 0, 0});
  }

  ArticleSink& sink_;
  std::map<std::string, Counted> counted_;
};

}  // namespace newsgrep
