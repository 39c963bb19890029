// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace newsgrep {

/// A text at hand, as an entry.
class TextEntry : public Entry {
 public:
  /// The text must outlive it.
  explicit TextEntry(std::string_view text) : text_(text) {}

  const std::string& path() const override { return nothing_; }
  const std::string& name() const override { return nothing_; }
  std::string_view head(std::size_t most) override { return text_.substr(0, most); }
  std::string_view read() override { return std::exchange(text_, std::string_view()); }

 private:
  std::string nothing_;
  std::string_view text_;
};

}  // namespace newsgrep
