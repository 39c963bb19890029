// SPDX-License-Identifier: GPL-2.0-or-later
// Work that may crash, in a process of its own.
#pragma once

#include <functional>
#include <string>

namespace newsgrep {

/// What `work` returns, done by a child of this process, which must have one thread only. An Error of `work` is thrown here; a death of the
/// child is an Error(corrupt): `doing` died of signal ...
std::string done_by_child(const std::string& doing, const std::function<std::string()>& work);

}  // namespace newsgrep
