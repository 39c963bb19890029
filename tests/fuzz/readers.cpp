// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date.hpp"
#include "indexer/containers/open.hpp"
#include "indexer/readers/reader.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/memory_entry.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>

namespace newsgrep::fuzz {
namespace {

constexpr std::size_t longest_input = 1 << 20;

void check_date(const Date& date) {
  require(date.precision <= Precision::second, "a date has a precision there is");
  if (date.precision < Precision::month) return;
  require(date.month >= 1 && date.month <= 12, "a month is one of the year");
  if (date.precision < Precision::day) return;
  const auto day = std::chrono::year(date.year) / static_cast<int>(date.month) / static_cast<int>(date.day);
  require(day.ok() && date.hour < 24 && date.minute < 60 && date.second <= 60, "a day is one of the calendar, a time one of the clock");
}

std::string fingerprint(const Draft& draft) {
  const Article& article = draft.article;
  return article.entry + "|" + article.title + "|" + article.text + "|" + article.published.iso() + "|" + article.byline + "|" +
         article.url;
}

// What a reader delivers until it stops; a file that it gives up with an Error is fine.
testing::Kept read(ReadFunction reader, std::string_view bytes, std::size_t block) {
  testing::MemoryEntry entry(std::string(bytes), block, "2020/02/03/memory");
  testing::Kept sink;
  sink.explains = true;
  try {
    reader(entry, sink);
  } catch (const Error&) {
  }
  return sink;
}

void try_reader(ReadFunction reader, std::string_view bytes) {
  if (bytes.size() > longest_input) return;
  constexpr std::size_t small_blocks[] = {1, 7, 64, 1000};
  const auto whole = read(reader, bytes, longest_input);
  const auto parts = read(reader, bytes, small_blocks[bytes.size() % std::size(small_blocks)]);
  require(whole.drafts.size() == parts.drafts.size(), "the number of articles does not depend on where blocks end");
  for (std::size_t i = 0; i < whole.drafts.size(); ++i) {
    require(fingerprint(whole.drafts[i]) == fingerprint(parts.drafts[i]), "articles do not depend on where blocks end");
    check_date(whole.drafts[i].article.published);
    check_date(whole.drafts[i].article.updated);
  }
}

// As a file comes in: decompressed, its format found, read.
void try_file(std::string_view bytes) {
  const auto take = [&](char* to, std::size_t size) {
    size = std::min(size, bytes.size());
    std::memcpy(to, bytes.data(), size);
    bytes.remove_prefix(size);
    return size;
  };
  try {
    const auto entry = open_stream(take, nullptr);
    testing::Kept sink;
    sink.explains = true;
    if (const Format* format = detect_format("memory", entry->head(64 * 1024))) format->read(*entry, sink);
  } catch (const Error&) {
  }
}

void try_dates(std::string_view text) {
  if (const auto date = parse_date(text)) {
    check_date(*date);
    const auto again = parse_date(date->iso());
    require(again && again->iso() == date->iso(), "a date is read back from how it is written");
    const Period period = period_of(*date);
    require(*period.first <= *period.last, "a date's first day is not after its last");
  }
  if (const auto found = find_date(text)) {
    require(found->begin < found->end && found->end <= text.size(), "a date found lies within the text");
    check_date(found->date);
  }
  if (const auto date = date_in_path(text)) check_date(*date);
}

}  // namespace

void add_readers(std::vector<Target>& targets) {
  targets.push_back({"file", try_file});
  for (const Format& format : formats())
    targets.push_back({"reader-" + std::string(format.name), [&format](std::string_view bytes) { try_reader(format.read, bytes); }});
  targets.push_back({"dates", try_dates});
}

}  // namespace newsgrep::fuzz
