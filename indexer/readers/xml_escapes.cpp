// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_escapes.hpp"

#include "indexer/readers/html_clean.hpp"
#include "indexer/readers/markup.hpp"

#include <algorithm>
#include <cctype>

namespace newsgrep {
namespace {

constexpr std::string_view open_cdata = "<![CDATA[", open_comment = "<!--", open_doctype = "<!DOCTYPE",
                           open_instruction = "<?";

bool starts_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80; }

// Lines of what is left out, in comments of a size that a parser finds the end of soon.
void keep_lines(std::string_view text, std::string& out) {
  constexpr std::ptrdiff_t most = 4096;
  for (auto lines = std::count(text.begin(), text.end(), '\n'); lines > 0; lines -= most)
    out.append(open_comment).append(static_cast<std::size_t>(std::min(lines, most)), '\n').append("-->");
}

// Whether the text may go on as the mark when more of it is there.
bool may_become(std::string_view text, std::string_view mark) { return text.size() < mark.size() && mark.starts_with(text); }

// Of "&name;" or "&#123;", without looking whether there is such a name; 0 when it is neither.
std::size_t reference_size(std::string_view text) {
  std::size_t at = 1;
  if (at < text.size() && text[at] == '#') ++at;
  const std::size_t begin = at;
  while (at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0) ++at;
  return at > begin && at < text.size() && text[at] == ';' ? at + 1 : 0;
}

}  // namespace

std::string XmlEscapes::rewrite(std::string_view piece, bool last) {
  count_lines();
  text_.erase(0, at_);
  at_ = counted_ = 0;
  text_.append(piece);
  std::string out;
  out.reserve(text_.size());
  while (at_ < text_.size() && step(last, out)) continue;
  return out;
}

// False when more of the text is needed.
bool XmlEscapes::step(bool last, std::string& out) {
  switch (state_) {
    case State::content: return take_content(last, out);
    case State::tag: return take_tag(last, out);
    case State::surplus: return take_surplus(out);
    case State::cdata: return take_cdata(last, out);
    case State::comment: return leave_out("-->", last, out);
    case State::instruction: return leave_out("?>", last, out);
    case State::doctype: return take_doctype(last, out);
  }
  return false;
}

bool XmlEscapes::take_content(bool last, std::string& out) {
  const auto next = std::min(text_.find_first_of("<&", at_), text_.size());
  out.append(text_, at_, next - at_);
  at_ = next;
  if (at_ == text_.size()) return false;
  return text_[at_] == '<' ? take_mark(last, out) : take_reference(last, out);
}

bool XmlEscapes::take_mark(bool last, std::string& out) {
  const auto text = rest();
  for (const auto mark : {open_cdata, open_comment, open_doctype, open_instruction})
    if (!last && may_become(text, mark)) return false;
  if (text.starts_with(open_cdata)) {
    out.append(open_cdata);
    begin(State::cdata, open_cdata.size());
  } else if (text.starts_with(open_comment)) {
    begin(State::comment, open_comment.size());
  } else if (text.starts_with(open_instruction)) {
    begin(State::instruction, open_instruction.size());
  } else if (text.starts_with(open_doctype)) {
    begin(State::doctype, open_doctype.size());
    inner_ = inner_comment_ = false;
  } else {
    out += '<';
    begin(text.size() > 1 && starts_name(text[1]) ? State::tag : State::content, 1);
  }
  return true;
}

// What begins with a mark of that size.
void XmlEscapes::begin(State state, std::size_t size) {
  state_ = state;
  quote_ = 0;
  attributes_ = 0;
  slash_ = cut_ = false;
  count_lines();
  begun_ = line_;
  at_ += size;
}

void XmlEscapes::count_lines() {
  const auto text = text_.begin();
  line_ += static_cast<std::uint64_t>(std::count(text + static_cast<std::ptrdiff_t>(counted_), text + static_cast<std::ptrdiff_t>(at_), '\n'));
  counted_ = at_;
}

std::string XmlEscapes::unfinished() const {
  const char* what = state_ == State::cdata         ? "a CDATA section"
                     : state_ == State::comment     ? "a comment"
                     : state_ == State::instruction ? "an instruction"
                     : state_ == State::doctype     ? "a document type"
                                                    : nullptr;
  return what ? std::string(what).append(" that begins in line ").append(std::to_string(begun_)) : std::string();
}

// Counts attributes by the strings that are their values: XML has none without.
bool XmlEscapes::take_tag(bool last, std::string& out) {
  const auto next = std::min(text_.find_first_of("<>&\"'", at_), text_.size());
  out.append(text_, at_, next - at_);
  at_ = next;
  if (at_ == text_.size()) return false;
  const char c = text_[at_];
  if (c == '&') return take_reference(last, out);
  if (c == '<') {
    state_ = State::content;  // the tag before has no end
    return true;
  }
  out += c;
  ++at_;
  if (c == '>') {
    if (quote_ == 0) state_ = State::content;
  } else if (quote_ == 0) {
    quote_ = c;
  } else if (quote_ == c) {
    quote_ = 0;
    if (++attributes_ == most_attributes) state_ = State::surplus;
  }
  return true;
}

// Behind the last attribute that a tag may have.
bool XmlEscapes::take_surplus(std::string& out) {
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '<' || (c == '>' && quote_ == 0)) {
      if (slash_) out += '/';
      repairs_ += cut_;
      state_ = c == '<' ? State::content : State::tag;
      return true;
    }
    if (c == '\n') out += c;
    if (c == quote_)
      quote_ = 0;
    else if (quote_ == 0 && (c == '"' || c == '\''))
      quote_ = c;
    slash_ = c == '/' && quote_ == 0;
    cut_ = cut_ || (!slash_ && std::isspace(static_cast<unsigned char>(c)) == 0);
  }
  return false;
}

bool XmlEscapes::take_reference(bool last, std::string& out) {
  constexpr std::size_t longest = 40;
  const auto text = rest().substr(0, longest);
  const std::size_t size = reference_size(text);
  const bool cut = size == 0 && text.size() < longest && text.find_first_of("; <\n", 1) == std::string_view::npos;
  if (cut && !last) return false;
  const auto reference = text.substr(0, size);
  const std::string meaning = size == 0 || reference[1] == '#' ? std::string() : decode_entities(reference);
  if (size > 0 && reference[1] == '#') {
    out.append(reference);
  } else if (meaning.size() == 1) {
    out.append("&#").append(std::to_string(static_cast<int>(meaning[0]))).append(";");
  } else if (!meaning.empty() && meaning != reference) {
    out.append(meaning);
  } else {
    out.append("&#38;");
    ++at_;
    return true;
  }
  at_ += size;
  return true;
}

// Where what state_ is within ends, behind the sign that ends it; as far as there is text when it does not.
std::size_t XmlEscapes::find_end(std::string_view end, bool last) {
  const auto found = text_.find(end, at_);
  if (found == std::string::npos) return last ? text_.size() : std::max(at_, text_.size() - std::min(text_.size(), end.size() - 1));
  state_ = State::content;
  return found + end.size();
}

bool XmlEscapes::take_cdata(bool last, std::string& out) {
  const auto stop = find_end("]]>", last);
  out.append(text_, at_, stop - at_);
  at_ = stop;
  return state_ == State::content;
}

bool XmlEscapes::leave_out(std::string_view end, bool last, std::string& out) {
  const auto stop = find_end(end, last);
  keep_lines(rest().substr(0, stop - at_), out);
  at_ = stop;
  return state_ == State::content;
}

bool XmlEscapes::take_doctype(bool last, std::string& out) {
  while (at_ < text_.size()) {
    const auto text = rest();
    if (!last && text.size() < open_comment.size() && quote_ == 0) return false;
    const char c = text[0];
    if (c == '\n') out += c;
    ++at_;
    if (inner_comment_) {
      inner_comment_ = !text.starts_with("-->");
    } else if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
    } else if (text.starts_with(open_comment)) {
      inner_comment_ = true;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '[' || c == ']') {
      inner_ = c == '[';
    } else if (c == '>' && !inner_) {
      state_ = State::content;
      return true;
    }
  }
  return false;
}

}  // namespace newsgrep
