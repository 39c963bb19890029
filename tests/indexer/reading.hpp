// SPDX-License-Identifier: GPL-2.0-or-later
// What the tests of readers read, beside bytes in memory.
#pragma once

#include "tests/support/memory_entry.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace newsgrep::testing {

/// Makes its blocks as it goes: for input that nobody wants to keep in memory.
class MadeEntry : public Entry {
 public:
  /// An empty block is the end.
  explicit MadeEntry(std::function<std::string(std::size_t)> make) : make_(std::move(make)), block_(make_(0)) {}

  const std::string& path() const override { return path_; }
  const std::string& name() const override { return name_; }
  std::string_view head(std::size_t most) override { return std::string_view(block_).substr(0, most); }
  std::string_view read() override {
    if (number_ > 0) block_ = make_(number_);
    ++number_;
    return block_;
  }

 private:
  std::string path_ = "made", name_;
  std::function<std::string(std::size_t)> make_;
  std::string block_;
  std::size_t number_ = 0;
};

}  // namespace newsgrep::testing
