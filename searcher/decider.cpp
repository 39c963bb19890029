// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/decider.hpp"

namespace newsgrep {

void end_if_cancelled(const std::atomic<bool>* cancelled) {
  if (cancelled && cancelled->load()) throw Error(ErrorCode::cancelled, "the search was cancelled");
}

bool Judge::confirms(const Place& place) {
  if (!matcher_) matcher_.emplace(query_, database_.generation().unit_test());
  if (!matcher_->needs_article())
    if (const auto record = database_.codes(place)) return matcher_->matches(*record);
  database_.read(place, article_);
  return matcher_->matches(article_);
}

bool Decider::accepts(const Place& place, bool sure) const {
  look_around();
  if (database_.dead(place)) return false;
  if (judge_ && !sure && !judge_->confirms(place)) return false;
  ++accepted_;
  return true;
}

void Decider::look_around() const {
  constexpr unsigned often = 128;
  if (++looked_ % often != 0) return;
  end_if_cancelled(cancelled_);
  if (deadline_ && std::chrono::steady_clock::now() > *deadline_) throw TimeIsUp();
}

}  // namespace newsgrep
