// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/phrases.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {

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
