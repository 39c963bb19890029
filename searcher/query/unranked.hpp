// SPDX-License-Identifier: GPL-2.0-or-later
// Candidates where no weight counts.
#pragma once

#include "searcher/query/plan.hpp"

#include <functional>

namespace newsgrep {

/// The candidates of a plan for a run that asks for no weights (with BoolWeight): an alternative of very many terms becomes one list of documents,
/// filled from the terms' own as far as the run gets. Xapian takes the square of their number, when it begins and again as each of them ends,
/// and hears nobody meanwhile. `look_around` is called now and then and may throw.
Xapian::Query unranked(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around);

}  // namespace newsgrep
