// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/handover.hpp"

namespace newsgrep {
namespace {

constexpr std::size_t batch_drafts = 128, batch_bytes = 256 * 1024;

}  // namespace

Handover::Handover(ArticleSink& target) : target_(target), explain_(target.explain()), thread_([this] { work(); }) {}

Handover::~Handover() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Handover::article(Draft&& draft) {
  bytes_ += draft.article.text.size();
  filling_.drafts.push_back(std::move(draft));
  if (filling_.drafts.size() >= batch_drafts || bytes_ >= batch_bytes) pass_on();
  return !refused_.load(std::memory_order_relaxed);
}

void Handover::skipped(Diagnostic&& diagnostic) {
  other([held = std::move(diagnostic)](ArticleSink& target) mutable { target.skipped(std::move(held)); });
}

void Handover::rolling() {
  other([](ArticleSink& target) { target.rolling(); });
}

void Handover::other(Item item) {
  filling_.others.emplace_back(filling_.drafts.size(), std::move(item));
  if (filling_.others.size() >= batch_drafts) pass_on();
}

void Handover::pass_on() {
  if (filling_.empty()) return;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !has_waiting_; });
  waiting_ = std::move(filling_);
  has_waiting_ = true;
  lock.unlock();
  changed_.notify_all();
  filling_ = {};
  bytes_ = 0;
}

void Handover::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return has_waiting_ || closed_; });
    if (!has_waiting_) return;
    Batch batch = std::move(waiting_);
    has_waiting_ = false;
    lock.unlock();
    changed_.notify_all();
    if (!refused_ && !deliver(batch)) refused_ = true;
    lock.lock();
  }
}

bool Handover::deliver(Batch& batch) {
  try {
    auto other = batch.others.begin();
    for (std::size_t number = 0; number <= batch.drafts.size(); ++number) {
      for (; other != batch.others.end() && other->first == number; ++other) other->second(target_);
      if (number < batch.drafts.size() && !target_.article(std::move(batch.drafts[number]))) return false;
    }
    return true;
  } catch (...) {
    failure_ = std::current_exception();
    return false;
  }
}

void Handover::finish() {
  pass_on();
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
  thread_.join();
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace newsgrep
