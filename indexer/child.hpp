// SPDX-License-Identifier: GPL-2.0-or-later
// Work that may crash, in a process of its own.
#pragma once

#include <atomic>
#include <functional>
#include <string>

namespace newsgrep {

/// What `work` returns, done by a child of this process, which must have one thread only. An Error of `work` is thrown here; a death of the
/// child is an Error(corrupt): `doing` died of signal ... It does not outlive this process; when `cancelled`, which may be null, gets above 0, or
/// the child is sent SIGINT, SIGTERM or SIGHUP, it is ended, and that is an Error(cancelled).
std::string done_by_child(const std::string& doing, const std::function<std::string()>& work, const std::atomic<int>* cancelled = nullptr);

}  // namespace newsgrep
