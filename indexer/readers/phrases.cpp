// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/phrases.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

// Characters of two bytes, folded: those of Latin and Cyrillic up to a limit, none of which joins the one before it.
class FoldedPairs {
 public:
  FoldedPairs() {
    add(0xA0, 0x180);
    add(0x400, 0x460);
  }

  /// Null for a character that is not folded alone.
  const std::string* of(unsigned char lead, unsigned char next) const {
    const std::size_t place = static_cast<std::size_t>(lead & 0x1F) << 6 | (next & 0x3F);
    return lead >= 0xC2 && lead < 0xE0 && next >> 6 == 2 && known_.test(place) ? &folded_[place] : nullptr;
  }

 private:
  static constexpr std::size_t limit = 0x480;

  void add(char32_t first, char32_t end) {
    for (char32_t c = first; c < end; ++c) {
      std::string one;
      append_char(one, c);
      folded_[c] = fold(one);
      known_.set(c);
    }
  }

  std::array<std::string, limit> folded_;
  std::bitset<2048> known_;
};

// Quotes and dashes from U+2013 to U+201D that folding leaves as they are.
bool is_quote_or_dash(std::string_view three) {
  static constexpr Bytes last_bytes("\x93\x94\x98\x99\x9C\x9D");
  return three.size() == 3 && three.starts_with("\xE2\x80") && last_bytes.has(three[2]);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

Folded::Folded(std::string_view text) {
  if (!fold_in_place(text)) text_ = long_ = fold(text);
}

// Where fold() cuts a word, and without the hash that it puts behind.
void Folded::cut_short() {
  std::size_t size = max_term - 16;
  while (size > 0 && continues(short_[size])) --size;
  text_ = {short_.data(), size};
}

// False when the text has a character that is folded in other ways.
bool Folded::fold_in_place(std::string_view text) {
  static const FoldedPairs pairs;
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size() && !cut_;) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      cut_ = size == max_term;
      if (!cut_) short_[size++] = lower(c);
      ++at;
      continue;
    }
    const auto* pair = at + 1 < text.size()
                           ? pairs.of(static_cast<unsigned char>(c), static_cast<unsigned char>(text[at + 1]))
                           : nullptr;
    if (!pair && !is_quote_or_dash(text.substr(at, 3))) return cut_ = false;
    const std::string_view folded = pair ? std::string_view(*pair) : text.substr(at, 3);
    cut_ = size + folded.size() > max_term;
    if (!cut_) size += folded.copy(short_.data() + size, folded.size());
    at += pair ? 2 : 3;
  }
  if (cut_)
    cut_short();
  else
    text_ = {short_.data(), size};
  return true;
}

Phrases::Phrases(std::vector<std::string> phrases) : phrases_(std::move(phrases)) {
  for (const auto& phrase : phrases_) begins_.set(slot_of(phrase, 0));
}

bool Phrases::any_begins(std::string_view text) const {
  if (text.size() < 2 || !begins_.test(slot_of(text, 0))) return false;
  return std::any_of(phrases_.begin(), phrases_.end(),
                     [&](const std::string& phrase) { return phrase[0] == text[0] && text.starts_with(phrase); });
}

bool Phrases::any_in(std::string_view text) const {
  for (std::size_t at = 0; at + 1 < text.size(); ++at)
    if (begins_.test(slot_of(text, at)) && any_begins(text.substr(at))) return true;
  return false;
}

}  // namespace newsgrep
