// SPDX-License-Identifier: GPL-2.0-or-later
// The progress of a run on standard error: a line that rewrites itself on a terminal, now and then a plain line elsewhere.
#pragma once

#include "indexer/options.hpp"

#include <newsgrep/indexer.hpp>

#include <mutex>
#include <string>

namespace newsgrep {

class ProgressPrinter {
 public:
  ProgressPrinter(ProgressStyle style, bool terminal) : style_(style), terminal_(terminal) {}

  /// May be called from any thread.
  void show(const Progress& progress);
  /// Before anything else is printed.
  void clear();

 private:
  std::string line(const Progress& progress) const;

  ProgressStyle style_;
  bool terminal_;
  std::mutex mutex_;
  double last_ = -1e9;
  bool drawn_ = false;
};

/// "120.5 kB", "12.3 MB", "1.24 GB"
std::string size_text(std::uint64_t bytes);

}  // namespace newsgrep
