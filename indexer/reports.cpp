// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reports.hpp"

#include "common/numbers.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>

namespace newsgrep {
namespace {

// ", 12 WHAT"; nothing of none.
std::string part(std::uint64_t count, const char* what) { return count > 0 ? ", " + grouped_number(count) + " " + what : std::string(); }

std::string time_text() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  char text[32] = "";
  if (::localtime_r(&now, &local)) std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S ", &local);
  return text;
}

// Files that an interrupted run did not come to.
std::uint64_t files_left(const IndexSummary& summary) {
  const auto done = summary.files_read + summary.files_unchanged + summary.files_skipped + summary.files_failed;
  return summary.interrupted ? summary.files_seen - std::min(summary.files_seen, done) : 0;
}

}  // namespace

std::string place_of(const Diagnostic& diagnostic) {
  return diagnostic.address + (diagnostic.line > 0 ? ":" + std::to_string(diagnostic.line) : std::string());
}

bool is_unread_date(const Diagnostic& diagnostic) { return diagnostic.kind == "unread_date"; }

std::string plural(std::uint64_t count, const char* thing) { return grouped_number(count) + " " + thing + (count == 1 ? "" : "s"); }

void TroublePrinter::show(const Diagnostic& diagnostic) {
  unread_dates_ += is_unread_date(diagnostic);
  constexpr std::uint64_t most = 20;
  const bool worth_telling = diagnostic.severity != Severity::notice || diagnostic.kind == "index_folder" || diagnostic.kind == "links" || diagnostic.kind == "no_news" ||
                             diagnostic.kind == "excluded_now" || diagnostic.kind == "other_xapian";
  if (!worth_telling || !command_.messages) return;
  if (++count_ > most) return;
  progress_.clear();
  std::cerr << "newsgrep-index: " << printable(place_of(diagnostic)) << ": " << printable(diagnostic.message) << '\n';
  if (!diagnostic.hint.empty() && (diagnostic.kind == "missing_root" || diagnostic.kind == "missing_archive")) std::cerr << "hint: " << diagnostic.hint << '\n';
  shown_ = count_;
}

void TroublePrinter::finish() const {
  if (count_ > shown_) std::cerr << "newsgrep-index: and " << grouped_number(count_ - shown_) << " more: newsgrep-index --failures\n";
}

void print_summary(const IndexSummary& summary) {
  std::cerr << plural(summary.articles, "article") << " in the index: " << grouped_number(summary.added) << " added" << part(summary.replaced, "replaced")
            << part(summary.removed, "removed") << part(summary.unchanged, "unchanged") << part(summary.superseded, "superseded") << '\n';
  std::cerr << plural(summary.files_seen, "file") << ": " << grouped_number(summary.files_read) << " read" << part(summary.files_unchanged, "unchanged")
            << part(summary.files_skipped, "skipped (no news, no format that is read, or empty)") << part(summary.files_failed, "failed")
            << part(files_left(summary), "left for the next run") << part(summary.files_removed, "gone") << part(summary.failed_articles, summary.failed_articles == 1 ? "article left out" : "articles left out") << part(summary.repairs, "characters repaired") << '\n';
  if (summary.entries > 0)
    std::cerr << grouped_number(summary.entries) << (summary.entries == 1 ? " entry of archives" : " entries of archives") << part(summary.entries_skipped, "skipped (no format that is read, or empty)") << '\n';
  char ratio[96];
  std::snprintf(ratio, sizeof ratio, " (%.2f times the text), %.1f s\n",
                summary.text_bytes > 0 ? static_cast<double>(summary.index_bytes) / static_cast<double>(summary.text_bytes) : 0.0, summary.seconds);
  std::cerr << "text " << size_text(summary.text_bytes) << ", index " << size_text(summary.index_bytes) << ratio;
  if (summary.interrupted) std::cerr << "interrupted: what was read is in the index; run it again for the rest\n";
}

void print_update(const IndexSummary& summary) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "; %.1f s", summary.seconds);
  std::cerr << time_text() << plural(summary.articles, "article") << " in the index: " << grouped_number(summary.added) << " added"
            << part(summary.replaced, "replaced") << part(summary.removed, "removed") << part(summary.files_failed, "files failed") << seconds << '\n';
}

}  // namespace newsgrep
