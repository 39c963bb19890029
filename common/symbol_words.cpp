// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/symbol_words.hpp"

#include "common/analysis.hpp"

namespace newsgrep {

std::uint8_t Traits::of_word(std::string_view spelled) {
  return static_cast<std::uint8_t>(word | (starts_with_digit(spelled) ? first_digit : 0) | (ends_with_digit(spelled) ? last_digit : 0));
}

std::uint8_t Traits::of_separator(std::string_view separator) {
  const auto lines = std::count(separator.begin(), separator.end(), '\n');
  const Joining how = joining(separator);
  return static_cast<std::uint8_t>((lines > 1 ? newlines : lines == 1 ? newline : 0) |
                                   (how == Joining::always ? joins : how == Joining::between_digits ? joins_digits : 0));
}

SymbolWords::SymbolWords(const Symbols& symbols) {
  std::string folded, accented;
  ends_.reserve(symbols.size() + 1);
  traits_.reserve(symbols.size());
  heads_.reserve(symbols.size());
  ends_.push_back(0);
  for (SymbolId id = 0; id < symbols.size(); ++id) {
    const bool word = symbols.is_word(id);
    auto traits = word ? Traits::of_word(symbols.text(id)) : Traits::of_separator(symbols.text(id));
    if (word) {
      fold_into(symbols.text(id), folded);
      std::string other = accented_into(symbols.text(id), accented) ? transcribed(accented) : std::string();
      bytes_ += folded;
      if (folded.empty()) {
        traits |= Traits::nothing;
        empty_words_.push_back(id);
      } else if (folded.size() > longest_related) {
        long_words_.push_back(id);
      } else {
        heads_.push_back({head_of(folded), static_cast<std::uint32_t>(folded.size()), id});
        if (other.size() > longest_related) long_words_.push_back(id);
        else if (!other.empty()) transcribed_.push_back({std::move(other), id});
      }
    }
    traits_.push_back(traits);
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }
  sort_heads();
  std::sort(transcribed_.begin(), transcribed_.end(), [](const Transcribed& a, const Transcribed& b) { return a.text < b.text; });
}

std::uint64_t SymbolWords::head_of(std::string_view term) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < head_size; ++i) head = head << 8 | (i < term.size() ? static_cast<unsigned char>(term[i]) : 0u);
  return head;
}

void SymbolWords::sort_heads() {
  for (const auto& head : heads_) ++starts_[bucket(head.bytes) + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  auto next = starts_;
  std::vector<Head> sorted(heads_.size());
  for (const auto& head : heads_) sorted[next[bucket(head.bytes)]++] = head;
  heads_ = std::move(sorted);
}

}  // namespace newsgrep
