// SPDX-License-Identifier: GPL-2.0-or-later
// A sink behind a queue: while a reader reads on, another thread does the rest.
#pragma once

#include "indexer/readers/reader.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace newsgrep {

/// Hands everything to `target` in the order in which it comes, from a thread of its own, with at most two batches waiting.
class Handover : public ArticleSink {
 public:
  /// `target` must outlive the Handover; nobody else may use it until finish() has returned.
  explicit Handover(ArticleSink& target);
  ~Handover() override;

  /// False once the target has refused an article; up to two batches that came in between are dropped.
  bool article(Draft&& draft) override;
  void skipped(Diagnostic&& diagnostic) override;
  void rolling() override;
  bool explain() const override { return explain_; }

  /// Waits until the target has everything; rethrows what it threw.
  void finish();

 private:
  using Item = std::function<void(ArticleSink&)>;
  struct Batch {
    std::vector<Draft> drafts;
    std::vector<std::pair<std::size_t, Item>> others;  // to be handed over before the draft of that number
    bool empty() const { return drafts.empty() && others.empty(); }
  };

  void other(Item item);
  void pass_on();
  void work();
  bool deliver(Batch& batch);

  ArticleSink& target_;
  const bool explain_;
  Batch filling_, waiting_;
  std::size_t bytes_ = 0;  // of texts in `filling_`
  bool has_waiting_ = false, closed_ = false;
  std::atomic<bool> refused_{false};
  std::exception_ptr failure_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace newsgrep
