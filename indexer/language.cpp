// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/language.hpp"

#include "common/analysis.hpp"
#include "common/hash_slots.hpp"
#include "common/utf8.hpp"
#include "indexer/function_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace newsgrep {
namespace {

static_assert(function_words.size() <= 64, "a set of languages is 64 bits");

constexpr std::size_t longest_word = 16;

// A word of at most so many bytes, whatever the case of its ASCII and Latin-1 letters. Few others become alike by that, and none that
// matter.
std::uint64_t word_key(std::string_view word) {
  constexpr std::uint64_t small = 0x2020202020202020;
  if (word.size() <= 8) return few_bytes(word.data(), word.size()) | small >> 8 * (8 - word.size());
  const char* const last = word.data() + word.size() - 8;
  return (few_bytes(word.data(), 8) | small) ^ (few_bytes(last, 8) | small) * 0x9E3779B97F4A7C15u;
}

// The words of all languages.
class FunctionWordTable {
 public:
  static constexpr std::size_t size = 4096;

  FunctionWordTable() {
    for (std::size_t language = 0; language < function_words.size(); ++language)
      for (Tokens tokens(function_words[language].words); tokens.next();) {
        Slot& slot = slots_[find(word_key(tokens.word()))];
        slot.key = word_key(tokens.word());
        slot.languages |= std::uint64_t{1} << language;
      }
  }

  /// The word's place in the table: its own, or an empty one.
  std::size_t find(std::string_view word) const { return word.size() <= longest_word ? find(word_key(word)) : nowhere; }

  /// Those that the word at a place is frequent in, a bit each, by row.
  std::uint64_t languages(std::size_t place) const { return slots_[place].languages; }

 private:
  static constexpr std::size_t nowhere = size;

  struct Slot {
    std::uint64_t key = 0, languages = 0;
  };

  std::size_t find(std::uint64_t key) const {
    std::size_t at = key * 0x9E3779B97F4A7C15u >> 52;
    while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) % size;
    return at;
  }

  std::array<Slot, size + 1> slots_{};  // the last one stays empty
};

// Scripts that tell the language. Kana and Han tell it together.
enum class Script : std::uint8_t { greek, armenian, hebrew, tamil, telugu, kannada, malayalam, thai, lao, myanmar, georgian, khmer, hangul, kana, han, other };

struct ScriptRange {
  char32_t first, last;
  Script script;
};

constexpr std::array<ScriptRange, 18> script_ranges{{
    {0x0370, 0x03FF, Script::greek},   {0x0531, 0x058F, Script::armenian}, {0x0590, 0x05FF, Script::hebrew},
    {0x0B80, 0x0BFF, Script::tamil},   {0x0C00, 0x0C7F, Script::telugu},   {0x0C80, 0x0CFF, Script::kannada},
    {0x0D00, 0x0D7F, Script::malayalam}, {0x0E00, 0x0E7F, Script::thai},   {0x0E80, 0x0EFF, Script::lao},
    {0x1000, 0x109F, Script::myanmar}, {0x10A0, 0x10FF, Script::georgian}, {0x1780, 0x17FF, Script::khmer},
    {0x1F00, 0x1FFF, Script::greek},   {0x3041, 0x30FF, Script::kana},     {0x3400, 0x4DBF, Script::han},
    {0x4E00, 0x9FFF, Script::han},     {0xAC00, 0xD7A3, Script::hangul},   {0xF900, 0xFAFF, Script::han},
}};

constexpr std::size_t script_count = static_cast<std::size_t>(Script::other);
constexpr std::array<std::string_view, script_count> script_languages{"el", "hy", "he", "ta", "te", "kn", "ml", "th", "lo", "my", "ka", "km", "ko", "ja", "zh"};

Script script_of(char32_t c) {
  const auto behind = std::upper_bound(script_ranges.begin(), script_ranges.end(), c, [](char32_t one, const ScriptRange& range) { return one < range.first; });
  if (behind == script_ranges.begin() || c > std::prev(behind)->last) return Script::other;
  return std::prev(behind)->script;
}

const FunctionWordTable& table() {
  static const FunctionWordTable made;
  return made;
}

// Counts what tells a language.
class Evidence {
 public:
  void add(std::string_view text) {
    for (Tokens tokens(text); seen_ < most_seen && !decided_ && tokens.next(); ++seen_)
      if (const auto word = tokens.word(); word[0] < '0' || word[0] > '9') add_word(word);
  }

  std::string_view language() const {
    if (words_ < fewest_words) return {};
    if (const auto script = by_script(); !script.empty()) return script;
    return by_words(least_lead);
  }

 private:
  static constexpr std::size_t fewest_words = 20, most_seen = 240, step = 24;
  static constexpr std::size_t least_lead = 2, clear_lead = 6;  // in words, over the language that comes second
  static constexpr std::size_t fewest_alone = 5;

  void add_word(std::string_view word) {
    ++words_;
    const std::size_t place = table_.find(word);
    if (const auto languages = table_.languages(place); languages != 0 && ++times_[place] <= 2 + words_ / 16) count(languages);
    if (static_cast<unsigned char>(word[0]) >= 0x80) count_script(word);
    if (words_ % step == 0) decided_ = !by_words(clear_lead).empty();
  }

  void count(std::uint64_t languages) {
    for (; languages != 0; languages &= languages - 1) ++counts_[static_cast<std::size_t>(std::countr_zero(languages))];
  }

  void count_script(std::string_view word) {
    std::size_t at = 0;
    if (const Script script = script_of(next_char(word, at)); script != Script::other) ++scripts_[static_cast<std::size_t>(script)];
  }

  // A fifth of all words at least must be the language's own; a tenth is enough where no other language comes near.
  std::string_view by_words(std::size_t lead) const {
    const auto best = std::max_element(counts_.begin(), counts_.end());
    std::size_t second = 0;
    for (auto at = counts_.begin(); at != counts_.end(); ++at)
      if (at != best) second = std::max<std::size_t>(second, *at);
    const bool many = *best * std::size_t{5} >= words_ && *best >= second + lead;
    const bool alone = *best * std::size_t{10} >= words_ && *best >= second * 2 + lead && *best >= fewest_alone;
    if (!many && !alone) return {};
    return function_words[static_cast<std::size_t>(best - counts_.begin())].language;
  }

  std::string_view by_script() const {
    const auto count = [&](Script script) { return std::size_t{scripts_[static_cast<std::size_t>(script)]}; };
    const auto most = [&](std::size_t part) { return part * 5 > words_ * 3; };
    if (const std::size_t kana = count(Script::kana), han = count(Script::han); most(kana + han))
      return kana * 8 > han ? "ja" : kana * 50 < han ? "zh" : "";
    for (std::size_t script = 0; script < script_count; ++script)
      if (most(scripts_[script])) return script_languages[script];
    return {};
  }

  const FunctionWordTable& table_ = table();
  std::size_t seen_ = 0, words_ = 0;  // words; those of them that are no numbers
  bool decided_ = false;
  std::array<std::uint8_t, FunctionWordTable::size> times_{};  // a word occurred: one that stands everywhere in a table says little
  std::array<std::uint16_t, function_words.size()> counts_{};
  std::array<std::uint16_t, script_count> scripts_{};
};

}  // namespace

std::string_view language_of(std::string_view headline, std::string_view text) {
  Evidence evidence;
  evidence.add(text);
  evidence.add(headline);
  return evidence.language();
}

}  // namespace newsgrep
