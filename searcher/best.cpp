// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/best.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace newsgrep {

std::vector<Likely> Best::take() && {
  if (best_.size() > most_) cut();
  return std::move(best_);
}

void Best::cut() {
  const auto last = std::next(best_.begin(), static_cast<std::ptrdiff_t>(most_ - 1));
  std::nth_element(best_.begin(), last, best_.end(), heavier_);
  last_ = last->found;
  best_.resize(most_);
}

const Likely& InOrder::at(std::size_t place) {
  constexpr std::size_t few = 50;
  while (place >= sorted_) {
    const auto begin = std::next(documents_.begin(), static_cast<std::ptrdiff_t>(sorted_));
    sorted_ = std::max(2 * sorted_, few);
    if (sorted_ >= documents_.size() / 4) {
      sorted_ = documents_.size();
      std::sort(begin, documents_.end(), heavier_);
    } else {
      std::partial_sort(begin, std::next(documents_.begin(), static_cast<std::ptrdiff_t>(sorted_)), documents_.end(), heavier_);
    }
  }
  return documents_[place];
}

}  // namespace newsgrep
