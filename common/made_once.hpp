// SPDX-License-Identifier: GPL-2.0-or-later
// What is dear to make and not always wanted.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace newsgrep {

/// Made when it is first asked for; other threads wait for it meanwhile. Copies share it, so they must be of what it is made from.
template <class T>
class MadeOnce {
 public:
  /// `make()` is called once for all copies. If it throws, the next one to ask tries again.
  template <class Make>
  const T& get(Make&& make) const {
    if (const T* made = state_->made.load(std::memory_order_acquire)) return *made;  // call_once() alone costs a call each time
    std::call_once(state_->once, [&] { state_->made.store(&state_->value.emplace(make()), std::memory_order_release); });
    return *state_->value;
  }

 private:
  struct State {
    std::once_flag once;
    std::optional<T> value;
    std::atomic<const T*> made = nullptr;
  };

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace newsgrep
