// SPDX-License-Identifier: GPL-2.0-or-later
// Dates of numbers alone ("03/04/2024") are read as the other articles of their file show.
#pragma once

#include "indexer/readers/reader.hpp"

#include <cstddef>
#include <vector>

namespace newsgrep {

/// Hands articles on in their order. Those with a date that needs an order wait until an article shows it; where none
/// does within a few megabytes, they go without a date. Files that show both orders are not believed any more.
class DatedArticles {
 public:
  explicit DatedArticles(ArticleSink& sink) : sink_(sink) {}

  /// False means: stop reading.
  bool add(Draft&& draft);

  /// To be called at the end.
  bool finish();

 private:
  void learn(DayOrder order);
  bool release();
  bool deliver(Draft&& draft);

  ArticleSink& sink_;
  std::vector<Draft> waiting_;
  std::size_t waiting_bytes_ = 0;
  DayOrder order_ = DayOrder::unknown;
  bool contradicted_ = false;
};

}  // namespace newsgrep
