// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_escapes.hpp"

#include "indexer/readers/markup.hpp"

#include <algorithm>
#include <cctype>

namespace newsgrep {
namespace {

constexpr std::string_view open_cdata = "<![CDATA[", open_comment = "<!--", open_doctype = "<!DOCTYPE",
                           open_declaration = "<?xml ";

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
  text_.erase(0, at_);
  at_ = 0;
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
    case State::cdata: return take_until("]]>", last, out);
    case State::comment: return take_until("-->", last, out);
    case State::instruction: return take_until("?>", last, out);
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
  for (const auto mark : {open_cdata, open_comment, open_doctype, open_declaration})
    if (!last && may_become(text, mark)) return false;
  std::size_t size = 1;
  if (text.starts_with(open_cdata)) {
    state_ = State::cdata;
    size = open_cdata.size();
  } else if (text.starts_with(open_comment)) {
    state_ = State::comment;
    size = open_comment.size();
  } else if (text.starts_with(open_declaration)) {
    // That of a document behind another one: an instruction of any other name is no error.
    out.append("<?x ");
    at_ += open_declaration.size();
    state_ = State::instruction;
    return true;
  } else if (text.starts_with("<?")) {
    state_ = State::instruction;
    size = 2;
  } else if (text.starts_with(open_doctype)) {
    state_ = State::doctype;
    quote_ = 0;
    inner_ = inner_comment_ = false;
    at_ += open_doctype.size();
    return true;
  }
  out.append(text.substr(0, size));
  at_ += size;
  return true;
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

bool XmlEscapes::take_until(std::string_view end, bool last, std::string& out) {
  const auto found = text_.find(end, at_);
  const std::size_t stop = found != std::string::npos ? found + end.size() : last ? text_.size() : std::max(at_, text_.size() - std::min(text_.size(), end.size() - 1));
  out.append(text_, at_, stop - at_);
  at_ = stop;
  if (found != std::string::npos) state_ = State::content;
  return found != std::string::npos;
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
