// SPDX-License-Identifier: GPL-2.0-or-later
// Query text to tokens. Typographic quotes, dashes, spaces and full-width signs are folded to ASCII first.
#pragma once

#include "common/fields.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/query.hpp"

#include <newsgrep/diagnostic.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

inline constexpr double most_weight = 1000;  ///< of a part of a query against the others

struct Token {
  enum class Kind : std::uint8_t {
    word,
    phrase,
    open,
    close,
    and_,
    or_,
    not_,
    exclude,
    require,
    exact,
    near,
    at_least,
    leading,
    within_leading,
    letters,
    field,
    lead,
    head_or_lead,
    quoted,
    weight,
    length,
    site,
    has,
    date,
    synonyms,
    near_words,
    saved,
    sort,
    unsupported,
    end,
  };
  enum class DateForm : std::uint8_t { within, since, until, after, before };

  Kind kind = Kind::end;
  std::string text;  ///< word or phrase without its quotes; value of a date, of site, has, sort and saved; anything
                     ///< else as typed
  std::size_t begin = 0, end = 0;  ///< bytes of the text as typed
  const Field* field = nullptr;
  DateForm form = DateForm::within;
  Query::Which which = Query::Which::published;
  std::optional<unsigned> least, most;  ///< of length
  unsigned distance =
      0;  ///< of near; how often at least; how many words from the beginning; of lead paragraphs, 0 for the usual ones
  Query::Reach reach = Query::Reach::words;  ///< of near
  bool ordered = false;          ///< likewise
  double weight = 1;             ///< of weight
  bool apart = false;            ///< near with a not in front
  bool stemmed = false;          ///< of a phrase
  bool prefix = false;           ///< the word ended in *
  bool pattern = false;          ///< the word has other signs of a pattern, or is a regular expression
  bool window = false;           ///< the words of a phrase in any order, with `distance` others between them
  Query::Letters letters = Query::Letters::any;  ///< of letters
};

/// Always ends with a token of kind end. Troubles are appended to `diagnostics`.
std::vector<Token> tokenise(std::string_view text, std::vector<Diagnostic>& diagnostics, const ParseOptions& options);

}  // namespace newsgrep
