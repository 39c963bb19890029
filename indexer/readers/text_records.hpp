// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that hold several articles: mail folders, downloads of press databases, dumps with rulers between headers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

struct TextRecord {
  std::string text;        ///< header lines, an empty line, the text
  std::uint64_t line = 1;  ///< where it starts, 1-based
};

/// The articles of a text, given as its lines, that holds several of them, or that one of these programs wrote; empty
/// for every other text.
std::vector<TextRecord> text_records(const std::vector<std::string_view>& lines);

/// Whether the lines are those of a press database's export, whatever it was saved as.
bool is_database_export(const std::vector<std::string_view>& lines);

}  // namespace newsgrep
