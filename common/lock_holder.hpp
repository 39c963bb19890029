// SPDX-License-Identifier: GPL-2.0-or-later
// What the lock file of an index says of its holder, past or present.
#pragma once

#include <filesystem>
#include <string>

namespace newsgrep {

/// "process 12 on HOST since 2026-01-02T03:04:05Z", as it stands in the lock file of an index folder; empty when there
/// is none that is of that form. Throws nothing.
std::string lock_holder(const std::filesystem::path& folder);

/// The same of this process.
std::string lock_holder_here();

}  // namespace newsgrep
