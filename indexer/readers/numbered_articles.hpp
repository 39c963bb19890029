// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/dated_articles.hpp"
#include "indexer/readers/reader.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace newsgrep {

/// Hands articles on with the number of their place in the file; the only article of a file has none.
class NumberedArticles {
 public:
  explicit NumberedArticles(ArticleSink& sink) : dated_(sink) {}

  /// False means: stop reading.
  bool add(Draft&& draft, std::uint64_t number) {
    draft.article.entry = "#" + std::to_string(number);
    if (count_++ > 0) return release() && dated_.add(std::move(draft));
    held_ = std::move(draft);
    return true;
  }

  /// To be called at the end. `single` says that nothing but that one article is in the file.
  void finish(bool single) {
    if (held_ && single) held_->article.entry.clear();
    if (release()) dated_.finish();
  }

 private:
  bool release() {
    if (!held_) return true;
    const bool go_on = dated_.add(std::move(*held_));
    held_.reset();
    return go_on;
  }

  DatedArticles dated_;
  std::uint64_t count_ = 0;
  std::optional<Draft> held_;
};

}  // namespace newsgrep
