// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/analysis.hpp"
#include "indexer/language.hpp"
#include "tests/fuzz/target.hpp"

namespace newsgrep::fuzz {
namespace {

// At once and character by character, side by side.
void check_tokens(std::string_view text) {
  Tokens tokens(text), same(text);
  for (bool found = true; found;) {
    found = tokens.next();
    require(same.next_each() == found, "as many words are found at once as character by character");
    require(tokens.begin() == same.begin() && tokens.end() == same.end(), "words are the same found at once and character by character");
    require(tokens.gap() == same.gap() && tokens.rest() == same.rest(), "what lies between words is the same");
  }
}

void check_folding(std::string_view word) {
  const std::string folded = fold(word);
  require(folded.size() <= max_term, "a folded word is short");
  require(!is_ascii(word) || fold(folded) == folded, "an ASCII word is folded once for all");
}

void check_language(std::string_view text) {
  const auto language = language_of("", text);
  require(language.empty() || language.size() == 2, "a language is a code");
  require(language.empty() || text.size() >= 20, "a few words have no language");
}

void try_words(std::string_view text) {
  check_tokens(text);
  check_folding(text);
  check_language(text);
}

}  // namespace

void add_words(std::vector<Target>& targets) { targets.push_back({"words", try_words}); }

}  // namespace newsgrep::fuzz
