// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace newsgrep {

/// Rewrites XML so that a parser needs no entities: the names of HTML become their characters, those of XML numbers, and an ampersand
/// that begins neither becomes the number of one. The document type is left out with all that it declares. Comments,
/// instructions and CDATA stay. Fed in pieces; lines stay counted.
class XmlEscapes {
 public:
  /// What can be told of the text so far; all of it when it is the `last` piece.
  std::string rewrite(std::string_view piece, bool last);

 private:
  enum class State : unsigned char { content, cdata, comment, instruction, doctype };

  bool step(bool last, std::string& out);
  bool take_content(bool last, std::string& out);
  bool take_mark(bool last, std::string& out);
  bool take_reference(bool last, std::string& out);
  bool take_until(std::string_view end, bool last, std::string& out);
  bool take_doctype(bool last, std::string& out);
  std::string_view rest() const { return std::string_view(text_).substr(at_); }

  State state_ = State::content;
  std::string text_;
  std::size_t at_ = 0;
  char quote_ = 0;         // within a string of the document type
  bool inner_ = false;     // within its brackets
  bool inner_comment_ = false;
};

}  // namespace newsgrep
