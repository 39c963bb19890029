// SPDX-License-Identifier: GPL-2.0-or-later
// A query that somebody can end.
#pragma once

#include "common/xapian.hpp"

#include <functional>

namespace newsgrep {

/// The same documents with the same weights; `look_around` is called for each that a run comes to and may throw. A MatchDecider is not: it sees
/// only those whose weight has a place among the best so far.
Xapian::Query watched(const Xapian::Query& query, std::function<void()> look_around);

}  // namespace newsgrep
