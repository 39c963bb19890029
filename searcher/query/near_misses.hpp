// SPDX-License-Identifier: GPL-2.0-or-later
// Words of a query that look as if they were meant to be operators: as users of Factiva, Nexis, ProQuest, EBSCO and Lucene type them by habit, where
// such an operator can stand. What a name, a headline or a sentence has as well is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {

/// What a word was probably meant to be: an error if it can be nothing else, else a notice about a word that is searched for.
struct NearMiss {
  bool error = false;
  const char* kind = "";
  std::string message, hint;
};

/// What stands beside a word.
struct WordsBeside {
  bool opens = false, opens_later = false;  ///< a parenthesis follows at once, or behind a space
  std::string_view inside;                  ///< what the parenthesis holds that follows at once
  bool after_operand = false;               ///< an operator may stand here
  bool behind_at_once = false;              ///< and without a space
  bool behind_quote = false;                ///< the operand is a phrase, and nothing lies between
  bool in_prose = false;                    ///< of a sentence, in which and, or, not are words; asked only of these
  std::string_view before, next;            ///< the word in front, and the run without spaces behind
};

/// "and", "or", "not", which are operators in capitals.
bool is_small_operator(std::string_view raw);

std::optional<NearMiss> near_miss(std::string_view raw, const WordsBeside& beside);

}  // namespace newsgrep
