// SPDX-License-Identifier: GPL-2.0-or-later
// Candidates where no weight counts.
#pragma once

#include "common/xapian.hpp"

#include <functional>

namespace newsgrep {

/// The same documents, for a run that asks for no weights (with BoolWeight): an alternative of very many terms becomes one list of documents,
/// filled from the terms' own as far as the run gets. Xapian takes the square of their number, when it begins and again as each of them ends,
/// and hears nobody meanwhile. `look_around` is called now and then and may throw.
Xapian::Query unranked(const Xapian::Query& query, const std::function<void()>& look_around);

}  // namespace newsgrep
