// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/dated_articles.hpp"

#include "common/date.hpp"

#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_waiting = 16u << 20;

std::size_t size_of(const Draft& draft) {
  return draft.article.text.size() + draft.article.title.size() + sizeof draft;
}

}  // namespace

bool DatedArticles::add(Draft&& draft) {
  learn(draft.shown_order);
  const bool undecided = order_ == DayOrder::unknown && !contradicted_;
  const bool waits = undecided && (needs_day_order(draft.unread_date) || !waiting_.empty());
  if (!waits) return release() && deliver(std::move(draft));
  waiting_bytes_ += size_of(draft);
  waiting_.push_back(std::move(draft));
  return waiting_bytes_ < most_waiting || release();
}

bool DatedArticles::finish() { return release(); }

void DatedArticles::learn(DayOrder order) {
  if (order == DayOrder::unknown) return;
  contradicted_ = contradicted_ || (order_ != DayOrder::unknown && order_ != order);
  order_ = contradicted_ ? DayOrder::unknown : order;
}

bool DatedArticles::release() {
  waiting_bytes_ = 0;
  for (auto& draft : std::exchange(waiting_, {}))
    if (!deliver(std::move(draft))) return false;
  return true;
}

bool DatedArticles::deliver(Draft&& draft) {
  if (!draft.unread_date.empty() && !draft.article.published.known() && order_ != DayOrder::unknown) {
    if (const auto date = parse_date(draft.unread_date, order_)) {
      draft.article.published = *date;
      draft.article.date_from = draft.unread_from;
      if (sink_.explain())
        draft.why.push_back(
            {"date", draft.unread_from, draft.unread_date + ", day and month in the order of the file's other dates"});
    }
  }
  return sink_.article(std::move(draft));
}

}  // namespace newsgrep
