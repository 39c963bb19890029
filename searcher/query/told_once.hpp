// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/query/query.hpp"

namespace newsgrep {

/// The query with each of several equal parts of an AND, an OR or a preference told once, with the weight of all of them: the same articles in the
/// same order, for the work of one.
Query told_once(Query query);

}  // namespace newsgrep
