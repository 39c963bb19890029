// SPDX-License-Identifier: GPL-2.0-or-later
// What the index weighs matches with. How the numbers were found, and what they bring, is told in benchmarks/README.md.
#pragma once

#include "common/xapian.hpp"

#include <cstddef>

namespace newsgrep {

inline constexpr double saturation = 1.2;  ///< BM25's k1: a term adds less than its rarity times 1 + k1 to a score

/// BM25 for a query of that many words, phrases and the like.
Xapian::BM25Weight ranking(std::size_t parts);

/// How much it tells of one of so many documents to have a term of that frequency, as BM25 weighs it.
double rarity(double frequency, double documents);

}  // namespace newsgrep
