// SPDX-License-Identifier: GPL-2.0-or-later
// What a query means: a tree that prints itself. Made by parse(), or by hand.
#pragma once

#include "common/date.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace newsgrep {

struct Field;

struct Query {
  enum class Kind {
    everything,  ///< every article
    word,        ///< `text` as typed; stemmed unless `exact`. May hold several words as the index counts them (AT&T, COVID-19)
    phrase,      ///< `text`: these words in this order, unstemmed, within a paragraph and field
    prefix,      ///< words that begin with `text`
    near,        ///< children (words) at most `distance` positions apart; in this order if `ordered`
    all,         ///< every child
    any,         ///< at least one child
    prefer,      ///< the first child; the others only raise the rank
    none_of,     ///< articles without the only child
    date,        ///< published within `period`
    undated,     ///< no date of publication
  };

  Kind kind = Kind::everything;
  std::string text;
  const Field* field = nullptr;  ///< null: the text or the title
  std::vector<Query> children;
  unsigned distance = 0;
  bool ordered = false;
  bool exact = false;
  Period period;
  std::size_t begin = 0, end = 0;  ///< the bytes of the query text it came from

  /// The query in newsgrep's own syntax, with every operator and parenthesis written out. Parsing it gives the same tree.
  std::string str() const;

  /// Same meaning: everything but the byte range.
  bool operator==(const Query& other) const;
};

}  // namespace newsgrep
