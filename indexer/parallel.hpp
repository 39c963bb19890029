// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace newsgrep {

/// Calls work(0) ... work(count - 1), on up to `threads` threads, taking the numbers in order. The first exception stops the
/// handing out and is rethrown here once all threads have ended.
void run_parallel(unsigned threads, std::size_t count, const std::function<void(std::size_t)>& work);

/// The number asked for, or one for each processor when it is 0.
unsigned threads_for(unsigned jobs);

}  // namespace newsgrep
