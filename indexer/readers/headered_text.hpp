// SPDX-License-Identifier: GPL-2.0-or-later
// Records of databases written anew as texts with header lines, which the reader of texts knows.
#pragma once

#include "common/utf8.hpp"

#include <string>
#include <string_view>

namespace newsgrep {

class HeaderedText {
 public:
  /// An empty value is none.
  void add(std::string_view name, std::string_view value) {
    if (!trim(value).empty()) text_.append(name).append(": ").append(trim(value)).append("\n");
  }

  std::string with_body(const std::string& body) const { return text_ + "\n" + body; }

 private:
  std::string text_;
};

/// "Holloway, Jane; Reyes, Tom" -> "Jane Holloway, Tom Reyes"
std::string names_in_order(std::string_view names);

}  // namespace newsgrep
