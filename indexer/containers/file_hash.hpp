// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace newsgrep {

/// The hash of a file's bytes that the inventory keeps, in pieces; never 0.
class FileHash {
 public:
  FileHash() : state_(XXH3_createState(), XXH3_freeState) { XXH3_64bits_reset(state_.get()); }

  void add(const void* bytes, std::size_t size) { XXH3_64bits_update(state_.get(), bytes, size); }
  std::uint64_t value() const { return std::max<std::uint64_t>(XXH3_64bits_digest(state_.get()), 1); }

 private:
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_;
};

}  // namespace newsgrep
