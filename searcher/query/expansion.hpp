// SPDX-License-Identifier: GPL-2.0-or-later
// The terms that a wildcard of a plan stands for.
#pragma once

#include "searcher/query/plan.hpp"

#include <functional>
#include <string>
#include <vector>

namespace newsgrep {

/// Adds them to `terms`. False, and nothing added, for more than there may be, which is left to Xapian, as it says so, and for what is none of
/// the plan's. `look_around` is called for each and may throw.
bool expand(const Xapian::Query& wildcard, const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around, std::vector<std::string>& terms);

}  // namespace newsgrep
