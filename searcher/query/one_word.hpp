// SPDX-License-Identifier: GPL-2.0-or-later
// A query of one word.
#pragma once

#include "searcher/query/any_term.hpp"
#include "searcher/query/plan.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace newsgrep {

/// The candidates of a plan that are one word, beginning or pattern, in however many terms.
struct OneWord {
  std::shared_ptr<const AnyTerm::Terms> terms;
};

/// Nothing for other plans, and for more terms than there may be. `look_around` is called now and then and may throw.
std::optional<OneWord> one_word(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around);

/// The same for a part of its candidates.
std::optional<OneWord> one_word(const Xapian::Query& part, const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around);

/// About how many documents have it, as Xapian estimates it. Every term is looked up.
double frequency_of(const OneWord& word, const IndexFacts& facts, const std::function<void()>& look_around);

/// What it is weighed by in a query of so many parts, of which it is the only one with weight. Of very many terms not all are looked up: whatever is
/// the weight of one word, it orders documents alike.
TermScore score_of(const OneWord& word, const IndexFacts& facts, std::size_t parts, const std::function<void()>& look_around);

}  // namespace newsgrep
