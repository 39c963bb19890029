// SPDX-License-Identifier: GPL-2.0-or-later
// What newsgrep-index tells on standard error about its runs.
#pragma once

#include "indexer/options.hpp"
#include "indexer/progress.hpp"

#include <newsgrep/indexer.hpp>

#include <cstdint>
#include <string>

namespace newsgrep {

/// "PATH" or "PATH:LINE"
std::string place_of(const Diagnostic& diagnostic);

/// Whether it only says that a date was not understood: the article is there, undated.
bool is_unread_date(const Diagnostic& diagnostic);

/// "1 file", "12,345 files"
std::string plural(std::uint64_t count, const char* thing);

// Lists troubles as they come, and only counts them when they are too many.
class TroublePrinter {
 public:
  TroublePrinter(const IndexCommand& command, ProgressPrinter& progress) : command_(command), progress_(progress) {}

  void show(const Diagnostic& diagnostic);
  void finish() const;
  std::uint64_t unread_dates() const { return unread_dates_; }  ///< files

 private:
  const IndexCommand& command_;
  ProgressPrinter& progress_;
  std::uint64_t count_ = 0, shown_ = 0, unread_dates_ = 0;
};

/// What a run did, in several lines.
void print_summary(const IndexSummary& summary);

/// The same of one of many runs, in a line with the time of day.
void print_update(const IndexSummary& summary);

}  // namespace newsgrep
