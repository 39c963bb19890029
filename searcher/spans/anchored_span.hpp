// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "common/analysis.hpp"
#include "searcher/query/anchored.hpp"
#include "searcher/spans/span_tree.hpp"

#include <optional>

namespace newsgrep {

/// The words of a text of which the shortest stretch has letters that fits from its beginning, or to its end.
std::optional<Span> find_anchored(AnchoredRegex& regex, const Words& words);

}  // namespace newsgrep
