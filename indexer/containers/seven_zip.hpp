// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/containers/source.hpp"

namespace newsgrep {

/// Throws Error(corrupt) when the list of entries at the end of a 7z, which is compressed and which libarchive unpacks as a whole, would
/// take much more memory than any archive of that size needs. What is no 7z passes.
void check_seven_zip_list(Storage& storage);

}  // namespace newsgrep
