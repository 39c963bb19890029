// SPDX-License-Identifier: GPL-2.0-or-later
// Files and streams as entries, decompressed on the way.
#pragma once

#include "indexer/readers/reader.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace newsgrep {

/// Reads like read(2): up to the given number of bytes, 0 at the end.
using ReadBytes = std::function<std::size_t(char*, std::size_t)>;

/// Opens a regular file; gzip and zstd, recognised by content, are taken off, and UTF-16 becomes UTF-8. Damage is an
/// Error(corrupt) from read(), after the blocks before it; of the damaged block itself, up to 64 KiB, nothing is
/// delivered. Checksums of gzip are not compared: damage that still decompresses goes unnoticed. `cancelled` of 2 or
/// more ends reading with Error(cancelled); it may be null.
std::unique_ptr<Entry> open_entry(const std::string& path, const std::atomic<int>* cancelled);

/// The same for a stream; its path is "-".
std::unique_ptr<Entry> open_stream(ReadBytes read, const std::atomic<int>* cancelled);

}  // namespace newsgrep
