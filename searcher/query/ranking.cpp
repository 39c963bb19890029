// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/ranking.hpp"

#include <algorithm>
#include <cmath>

namespace newsgrep {

double slope(std::size_t parts) {
  constexpr double least = 0.4, each = 0.05, most = 0.75;
  return std::min(most, least + each * static_cast<double>(parts));
}

// As Xapian has it: the weight of a term that most documents have is bent to stay above zero.
TermScore::TermScore(double frequency, double documents, double average_length, std::size_t parts) : slope_(slope(parts)) {
  const double odds = (documents - frequency + 0.5) / (frequency + 0.5);
  term_ = std::log(odds < 2 ? odds * 0.5 + 1 : odds) * (saturation + 1);
  if (average_length > 0) by_length_ = 1 / average_length;
}

double TermScore::scored(std::uint32_t times, double length) const {
  const double occurrences = times;
  return term_ * (occurrences / (saturation * (std::max(length, shortest_length) * slope_ + (1 - slope_)) + occurrences));
}

double rarity(double frequency, double documents) { return std::log1p((documents - frequency + 0.5) / (frequency + 0.5)); }

}  // namespace newsgrep
