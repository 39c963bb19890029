// SPDX-License-Identifier: GPL-2.0-or-later
// Whether the Xapian at hand reads what is written here.
#pragma once

#include <filesystem>

namespace newsgrep {

/// True if Xapian's own databases carry the same stamp and have blocks of the same size as ours. Found out once in a
/// process, in a folder made in `scratch` and removed again. Throws Error(io) when it cannot be made; may be called
/// from several threads.
bool glass_is_known(const std::filesystem::path& scratch);

}  // namespace newsgrep
