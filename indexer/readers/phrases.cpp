// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/phrases.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

// Bytes of ASCII and of the quotes and dashes from U+2013 to U+201D that folding leaves as they are.
bool folds_simply(std::string_view text) {
  static constexpr Bytes last_bytes("\x93\x94\x98\x99\x9C\x9D");
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) continue;
    if (!text.substr(at).starts_with("\xE2\x80") || at + 2 >= text.size() || !last_bytes.has(text[at + 2]))
      return false;
    at += 2;
  }
  return true;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

Folded::Folded(std::string_view text) {
  if (text.size() <= max_term && folds_simply(text)) {
    std::transform(text.begin(), text.end(), short_.begin(), lower);
    text_ = {short_.data(), text.size()};
  } else {
    text_ = long_ = fold(text);
  }
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
