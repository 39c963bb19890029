// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/query/query.hpp"

#include <newsgrep/query.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace newsgrep {

/// Makes of each word and phrase in it a group with what means the same, and adds those that nothing is known of to
/// `unknown`. False when there is something else in it, or when more than `most` words and phrases would be added.
bool add_synonyms(Query& query, const std::vector<Synonyms>& all, std::size_t& most, std::vector<std::string>& unknown);

}  // namespace newsgrep
