// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/match.hpp"

#include <string>
#include <vector>

namespace newsgrep {

/// Of a query without a match: what of it no article has, and what may have been meant. A few sentences, or none. `undated`: the articles
/// that its dates left out because they have none, which has been told.
std::vector<std::string> why_nothing(Database& database, const Query& query, const Request& request, std::uint64_t undated);

}  // namespace newsgrep
