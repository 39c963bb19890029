// SPDX-License-Identifier: GPL-2.0-or-later
// Small markup inside values: entities, and the tags that feeds and dumps leave in their texts.
#pragma once

#include <string>
#include <string_view>

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

/// Replaces &name; &#123; and &#x7B;. Unknown ones stay; control characters are dropped.
std::string decode_entities(std::string_view text);

/// Whether a value looks like HTML: an element that news uses, or entities.
bool looks_like_markup(std::string_view text);

/// Text of an HTML fragment: block elements and double <br> end paragraphs, script and style are left out. A fragment
/// without them has the paragraphs of its lines.
std::string strip_markup(std::string_view html);

/// Paragraphs separated by one empty line: from blank lines, or from indented first lines, or from lines that each are
/// a paragraph; hard-wrapped lines are joined.
std::string paragraphs_of(std::string_view text);

/// Paragraphs of a value that may be plain text, HTML or escaped HTML.
std::string plain_text(std::string_view value);

}  // namespace newsgrep
