// SPDX-License-Identifier: GPL-2.0-or-later
// Reports what could not be used, without drowning the run in reports of one hopeless file.
#pragma once

#include "indexer/readers/reader.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace newsgrep {

class Skips {
 public:
  explicit Skips(ArticleSink& sink) : sink_(sink) {}

  /// `number` is the article's own, 1-based; `line` is where it starts.
  void add(const char* kind, std::string message, std::uint64_t number, std::uint64_t line) {
    if (++count_ <= most_single) report(kind, std::move(message), "#" + std::to_string(number), line);
  }

  /// To be called at the end: tells how many more there were.
  void finish() {
    if (count_ > most_single)
      report("more_skipped", std::to_string(count_ - most_single) + " more articles of this file could not be used", "",
             0);
    count_ = 0;
  }

 private:
  static constexpr std::uint64_t most_single = 1000;

  void report(const char* kind, std::string message, std::string address, std::uint64_t line) {
    sink_.skipped({Severity::warning, kind, std::move(message), "", std::move(address), line, 0, 0});
  }

  ArticleSink& sink_;
  std::uint64_t count_ = 0;
};

}  // namespace newsgrep
