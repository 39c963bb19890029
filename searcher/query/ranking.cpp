// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/ranking.hpp"

#include <algorithm>
#include <cmath>

namespace newsgrep {

// The more words a query has, the more of them a long article has by chance, and the more its length must count against it.
Xapian::BM25Weight ranking(std::size_t parts) {
  constexpr double least = 0.4, each = 0.05, most = 0.75;
  return {saturation, 0, 1, std::min(most, least + each * static_cast<double>(parts)), 0.5};
}

double rarity(double frequency, double documents) { return std::log1p((documents - frequency + 0.5) / (frequency + 0.5)); }

}  // namespace newsgrep
