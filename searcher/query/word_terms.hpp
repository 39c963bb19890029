// SPDX-License-Identifier: GPL-2.0-or-later
// The terms of the index that a word of a query stands for.
#pragma once

#include "common/analysis.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/query/query_words.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

/// Under a negation candidates must not be too many, elsewhere not too few; the Matcher settles the difference.
enum class Side { superset, subset };

/// Nothing of no parts.
Xapian::Query combine(Xapian::Query::op op, const std::vector<Xapian::Query>& parts);

/// Alternatives as they are best joined by OR: Xapian joins them two by two, and of each pair asks all that is in it again at every step, so
/// that of very many those of a group are joined first. A weight of 1 keeps a group together.
std::vector<Xapian::Query> in_groups(const std::vector<Xapian::Query>& parts);

/// Tells the plan which terms were looked at, and when they leave a doubt.
class WordTerms {
 public:
  /// Both must outlive it.
  WordTerms(const IndexFacts& facts, Plan& plan) : facts_(facts), plan_(plan) {}

  Xapian::Query term(std::string text);
  /// What finds every match, and more.
  Xapian::Query doubtful(const Xapian::Query& superset, Side side);

  /// A word in any form; `accented` as Word has it.
  std::vector<Xapian::Query> stems(const Field& field, std::string_view folded, std::string_view accented);
  /// A word as it stands there, or as it is transcribed: by its own term or, where it has none, by its stem, which other words may have
  /// too.
  Xapian::Query spelled(const Field& field, std::string_view folded, std::string_view accented, Side side);
  /// The words that one word of the query stands for. Plain ones count in any form if `stemmed`.
  Xapian::Query matching(const Field& field, const WordForm& form, bool stemmed, Side side);
  /// Words that begin so, or as it is transcribed: by their own terms, and those that have none by their stems.
  Xapian::Query beginning(const Field& field, std::string_view folded, std::string_view accented, Side side);
  /// All terms that begin so. Throws Error(query) when there are more in all that are asked for than a query may take.
  Xapian::Query wildcard(const std::string& beginning);

 private:
  void charge(const std::string& beginning);
  std::vector<std::pair<std::string, Stemmer>>& stemmers();
  Xapian::Query spelled_so(const Field& field, std::string_view folded, Side side);
  void doubt(const std::string& shared);
  Xapian::Query beginning_so(const Field& field, std::string_view folded, Side side);
  void add_stems(const Field& field, std::string_view word, std::set<std::string>& terms);
  template <class Each>
  void each_word(const Field& field, const std::string& first, Each&& each);

  const IndexFacts& facts_;
  Plan& plan_;
  std::vector<std::pair<std::string, Stemmer>> stemmers_;  // made when a stem is needed
  std::vector<std::string> beginnings_;                    // of all wildcards, as often as they were asked for
  std::map<std::string, std::uint64_t> expansions_;        // by beginning, how many terms it has, as far as that was counted
  std::uint64_t charged_ = 0;                              // of all wildcards
};

}  // namespace newsgrep
