// SPDX-License-Identifier: GPL-2.0-or-later
// The terms that a wildcard of a plan stands for.
#pragma once

#include "searcher/query/plan.hpp"

#include <newsgrep/error.hpp>

#include <functional>
#include <string>
#include <vector>

namespace newsgrep {

/// What is thrown where a beginning stands for more words than there may be.
Error too_many(const std::string& what);

/// Adds them to `terms`; false for what is none of the plan's. Throws Error(query) for more than there may be. `look_around` is called for each and may
/// throw.
bool expand(const Xapian::Query& wildcard, const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around, std::vector<std::string>& terms);

}  // namespace newsgrep
