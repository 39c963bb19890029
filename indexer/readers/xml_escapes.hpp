// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace newsgrep {

/// Rewrites XML so that a parser needs no entities: the names of HTML become their characters, those of XML numbers, and an ampersand
/// that begins neither becomes the number of one. Left out are the document type with all that it declares, comments and
/// instructions, which a parser that gets them in pieces searches for their end again and again, and attributes of a tag beyond
/// `most_attributes`. CDATA stays. Fed in pieces; lines stay counted.
class XmlEscapes {
 public:
  /// What can be told of the text so far; all of it when it is the `last` piece.
  std::string rewrite(std::string_view piece, bool last);

  /// What the text so far ends within, and where that begins: "a comment that begins in line 3"; empty for elements and tags.
  std::string unfinished() const;

  /// Tags cut short since the last call.
  std::uint32_t take_repairs() { return std::exchange(repairs_, 0); }

 private:
  enum class State : unsigned char { content, tag, surplus, cdata, comment, instruction, doctype };

  bool step(bool last, std::string& out);
  bool take_content(bool last, std::string& out);
  bool take_mark(bool last, std::string& out);
  bool take_reference(bool last, std::string& out);
  bool take_tag(bool last, std::string& out);
  bool take_surplus(std::string& out);
  bool take_cdata(bool last, std::string& out);
  bool leave_out(std::string_view end, bool last, std::string& out);
  std::size_t find_end(std::string_view end, bool last);
  void begin(State state, std::size_t size);
  void count_lines();
  bool take_doctype(bool last, std::string& out);
  std::string_view rest() const { return std::string_view(text_).substr(at_); }

  State state_ = State::content;
  std::string text_;
  std::size_t at_ = 0, counted_ = 0;  // in text_: what is done with, what is counted in line_
  std::uint64_t line_ = 1, begun_ = 0;  // of counted_; of what state_ is within
  std::size_t attributes_ = 0;
  std::uint32_t repairs_ = 0;
  bool slash_ = false, cut_ = false;  // the last character of a tag's surplus; whether that is more than white space
  char quote_ = 0;         // within a string of a tag or of the document type
  bool inner_ = false;     // within its brackets
  bool inner_comment_ = false;
};

}  // namespace newsgrep
