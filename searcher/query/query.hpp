// SPDX-License-Identifier: GPL-2.0-or-later
// What a query means: a tree that prints itself. Made by parse(), or by hand.
#pragma once

#include "common/date.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep {

struct Field;

struct Query {
  enum class Kind {
    everything,  ///< every article
    word,        ///< `text` as typed; stemmed unless `exact`. May hold several words as the index counts them (AT&T,
                 ///< COVID-19)
    phrase,      ///< `text`: these words in this order, unstemmed unless `stemmed`, within a paragraph and field
    prefix,      ///< words that begin with `text`
    pattern,     ///< words that fit `text`: wom?n, te*rorism, organi[sz]e, engineer$3, colour~1, /reg.x/
    anchored,    ///< `text`, a regular expression with ^ or $, fits the words of a field from their beginning, or to
                 ///< their end
    window,  ///< all words of `text` in any order, with at most `distance` others between them, within a paragraph and
             ///< field
    near,    ///< both children at most `distance` words apart, in this order if `ordered`, one of which may be `all` of
           ///< several, each so near the same other one; or all in one sentence or paragraph
    apart,  ///< the first child where the second is not within `distance` words, or in the same sentence or paragraph
    at_least,  ///< the child `distance` times
    leading,   ///< the child within the first `distance` words, or paragraphs
    quoted,    ///< the child within quotation marks
    all,       ///< every child
    any,       ///< at least one child
    prefer,    ///< the first child; the others only raise the rank
    none_of,   ///< articles without the only child
    date,      ///< with a date, `which` of them, within `period`
    undated,   ///< without that date
    length,    ///< texts of so many words: from `least` to `most`
    site,      ///< addresses on the web whose host is `text`, or ends with it after a full stop
    has,       ///< articles that have something in `field`
  };

  /// What near and apart measure: words, or whether both are in the same of these.
  enum class Reach { words, sentence, paragraph };

  /// Which letters of a word must be capitals, as it is written in the article.
  enum class Letters { any, some_capital, all_capitals, no_capital };

  /// A date of an article: of publication, of the capture by a crawler, of the last change.
  enum class Which { published, seen, modified };

  Kind kind = Kind::everything;
  std::string text;
  const Field* field = nullptr;  ///< null: the text or the title
  std::vector<Query> children;
  unsigned distance = 0;
  std::optional<unsigned> least, most;
  Reach reach = Reach::words;
  bool ordered = false;
  bool exact = false;
  bool stemmed = false;
  Letters letters = Letters::any;  ///< of a leaf
  double weight = 1;               ///< in ranking; nothing else depends on it
  Period period;
  Which which = Which::published;  ///< of date and undated
  std::size_t begin = 0, end = 0;  ///< the bytes of the query text it came from

  /// The query in newsgrep's own syntax, with every operator and parenthesis written out. Parsing it gives the same tree.
  std::string str() const;

  /// Same meaning: everything but the byte range.
  bool operator==(const Query& other) const;
};

/// Whether a part of a query is decided within one field as a whole: a word, a phrase, words near each other. The field is that of
/// the part; what it is made of has none.
bool is_decided_in_field(Query::Kind kind);

/// What is decided so and has no parts of its own, but spans: a word, a phrase, a beginning, a pattern, a window.
bool is_leaf(Query::Kind kind);

}  // namespace newsgrep
