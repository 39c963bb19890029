// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/extraction/scoring.hpp"

#include "common/analysis.hpp"
#include "common/files.hpp"
#include "common/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <unordered_map>

namespace newsgrep::testing {
namespace {

bool is_word_char(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return u_isalnum(code) != 0 || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

// Kana, Han, Thai, Lao, Burmese, Khmer.
bool is_word_alone(char32_t c) {
  return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xE00 && c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF);
}

using Shingles = std::unordered_map<std::uint64_t, long>;

Shingles shingles_of(const std::vector<std::string>& words) {
  constexpr std::size_t size = 4;
  Shingles shingles;
  const auto count = words.size();
  for (std::size_t begin = 0; begin < count && (begin == 0 || begin + size <= count); ++begin) {
    std::string run;
    for (std::size_t i = begin; i < std::min(begin + size, count); ++i) run.append(words[i]).append(" ");
    ++shingles[checksum(run)];
  }
  return shingles;
}

long total(const Shingles& shingles) {
  long sum = 0;
  for (const auto& [run, count] : shingles) sum += count;
  return sum;
}

double share(double part, double whole) { return whole == 0 ? 0 : part / whole; }

std::set<std::string> plain_names(const std::vector<std::string>& names) {
  std::set<std::string> plain;
  for (const auto& name : names) {
    std::string all;
    for (const auto& word : score_words(fold(name))) all += word;
    if (!all.empty()) plain.insert(std::move(all));
  }
  return plain;
}

}  // namespace

std::vector<std::string> score_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF) continue;
    if (!is_word_char(c) || is_word_alone(c)) end_word();
    if (!is_word_char(c)) continue;
    append_char(word, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    if (is_word_alone(c)) end_word();
  }
  end_word();
  return words;
}

Overlap shingle_overlap(std::string_view got, std::string_view wanted) {
  const auto ours = shingles_of(score_words(got)), theirs = shingles_of(score_words(wanted));
  if (ours.empty() && theirs.empty()) return {1, 1};
  long common = 0;
  for (const auto& [run, count] : ours)
    if (const auto other = theirs.find(run); other != theirs.end()) common += std::min(count, other->second);
  const auto both = static_cast<double>(common);
  return {share(both, static_cast<double>(total(ours))), share(both, static_cast<double>(total(theirs)))};
}

bool same_words(std::string_view got, std::string_view wanted) { return score_words(got) == score_words(wanted); }

bool same_day(const Date& got, std::string_view wanted) {
  const auto date = parse_date(wanted);
  if (!date || !got.known()) return false;
  if (got.iso().substr(0, 10) == date->iso().substr(0, 10)) return true;
  return got.zone && date->zone && got.precision >= Precision::minute && date->precision >= Precision::minute &&
         got.instant() / 60 == date->instant() / 60;
}

Overlap name_overlap(const std::vector<std::string>& got, const std::vector<std::string>& wanted) {
  const auto ours = plain_names(got), theirs = plain_names(wanted);
  if (ours.empty() && theirs.empty()) return {1, 1};
  const auto both = std::count_if(ours.begin(), ours.end(), [&](const auto& name) { return theirs.count(name) > 0; });
  return {share(static_cast<double>(both), static_cast<double>(ours.size())),
          share(static_cast<double>(both), static_cast<double>(theirs.size()))};
}

}  // namespace newsgrep::testing
