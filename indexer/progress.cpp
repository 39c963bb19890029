// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/progress.hpp"

#include "common/numbers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace newsgrep {
namespace {

const char* name_of(Progress::Stage stage) {
  switch (stage) {
    case Progress::Stage::looking: return "looking";
    case Progress::Stage::reading: return "reading";
    case Progress::Stage::writing: return "writing";
    case Progress::Stage::publishing: return "publishing";
  }
  return "";
}

std::string fixed(const char* format, double value) {
  char out[64];
  std::snprintf(out, sizeof out, format, value);
  return out;
}

double part_done(const Progress& progress) {
  if (progress.stage == Progress::Stage::writing && progress.articles_total > 0)
    return static_cast<double>(progress.articles) / static_cast<double>(progress.articles_total);
  if (progress.stage == Progress::Stage::reading && progress.bytes_total > 0)
    return static_cast<double>(progress.bytes) / static_cast<double>(progress.bytes_total);
  return 0;
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  const auto number = static_cast<double>(bytes);
  return bytes < 1'000'000 ? fixed("%.1f kB", number / 1e3) : bytes < 1'000'000'000 ? fixed("%.1f MB", number / 1e6) : fixed("%.2f GB", number / 1e9);
}

std::string ProgressPrinter::line(const Progress& progress) const {
  std::string out = std::string(name_of(progress.stage)) + ": " + grouped_number(progress.files) + " of " + grouped_number(progress.files_total) + " files, " +
                    grouped_number(progress.articles) + " articles";
  if (progress.stage == Progress::Stage::reading && progress.seconds > 0.5)
    out += ", " + fixed("%.1f MB/s", static_cast<double>(progress.bytes) / 1e6 / progress.seconds);
  const double done = part_done(progress);
  if (done > 0.02 && progress.seconds > 2) out += ", about " + fixed("%.0f s left", progress.seconds * (1 - done) / done);
  return out;
}

void ProgressPrinter::show(const Progress& progress) {
  constexpr double redraw = 0.1, report = 30;
  const std::lock_guard lock(mutex_);
  if (style_ == ProgressStyle::none) return;
  const double every = style_ == ProgressStyle::json ? 1 : terminal_ ? redraw : report;
  if (last_ < 0 && !terminal_ && style_ != ProgressStyle::json) last_ = 0;
  if (progress.seconds - last_ < every) return;
  last_ = progress.seconds;
  if (style_ == ProgressStyle::json) {
    const nlohmann::json record = {{"stage", name_of(progress.stage)}, {"files", progress.files}, {"files_total", progress.files_total},
                                   {"articles", progress.articles},    {"bytes", progress.bytes}, {"bytes_total", progress.bytes_total},
                                   {"seconds", progress.seconds}};
    std::cerr << record.dump() << '\n';
  } else if (terminal_) {
    std::cerr << "\r\x1B[K\x1B[?7l" << line(progress) << "\x1B[?7h" << std::flush;  // cut at the edge, not wrapped
    drawn_ = true;
  } else {
    std::cerr << line(progress) << '\n';
  }
}

void ProgressPrinter::clear() {
  const std::lock_guard lock(mutex_);
  if (drawn_) std::cerr << "\r\x1B[K" << std::flush;
  drawn_ = false;
}

}  // namespace newsgrep
