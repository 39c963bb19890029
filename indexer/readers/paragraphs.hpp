// SPDX-License-Identifier: GPL-2.0-or-later
// Paragraphs of plain text.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace newsgrep {

/// Puts paragraphs together: runs of white space become one space, one empty line stands between paragraphs.
class ParagraphWriter {
 public:
  void add(std::string_view text);
  void end_paragraph() { fresh_ = true; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool fresh_ = true;   // the next word begins a paragraph
  bool space_ = false;  // white space came after the last word
};

/// Paragraphs separated by one empty line: from blank lines, or from indented first lines, or from lines that each are
/// a paragraph; hard-wrapped lines are joined.
std::string paragraphs_of(std::string_view text);

}  // namespace newsgrep
