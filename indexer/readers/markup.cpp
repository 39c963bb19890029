// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markup.hpp"

#include "common/utf8.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

namespace newsgrep {
namespace {

char32_t numeric_entity(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  char32_t value = 0;
  if (digits.empty() || digits.size() > 7) return 0;
  for (const char c : digits) {
    const char lower = static_cast<char>(c | 0x20);
    unsigned digit;
    if (c >= '0' && c <= '9')
      digit = static_cast<unsigned>(c - '0');
    else if (hex && lower >= 'a' && lower <= 'f')
      digit = static_cast<unsigned>(lower - 'a' + 10);
    else
      return 0;
    value = value * (hex ? 16 : 10) + digit;
  }
  return value;
}

// Windows-1252 numbers that pages use for typographic signs.
char32_t repair_c1(char32_t c) {
  constexpr std::array<char16_t, 32> table{0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                           0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                           0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  return c >= 0x80 && c < 0xA0 ? table[c - 0x80] : c;
}

// 0 when HTML has no such entity.
char32_t named_entity(std::string_view name) {
  if (name == "apos") return '\'';
  const std::string terminated(name);
  const auto* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(terminated.c_str()));
  return entity ? static_cast<char32_t>(entity->value) : 0;
}

// Appends what the entity at `at` (on '&') means and returns the position behind it.
std::size_t take_entity(std::string_view text, std::size_t at, std::string& out) {
  constexpr std::size_t longest = 12;
  const auto end = text.substr(at, longest).find(';');
  const auto name = end == std::string_view::npos ? std::string_view() : text.substr(at + 1, end - 1);
  const bool number = name.starts_with('#');
  const char32_t c = number ? repair_c1(numeric_entity(name.substr(1))) : name.empty() ? 0 : named_entity(name);
  if (!number && c == 0) {
    out += '&';
    return at + 1;
  }
  const bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
  if (!control) append_char(out, c);
  return at + end + 1;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

bool one_of(std::string_view name, std::string_view names) {
  if (name.empty()) return false;
  for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    const bool starts = at == 0 || names[at - 1] == ' ';
    const bool ends = at + name.size() == names.size() || names[at + name.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

// Of "p class=x>" or "/p>".
std::string tag_name(std::string_view tag) {
  constexpr std::size_t longest = 16;
  if (tag.starts_with('/')) tag.remove_prefix(1);
  std::size_t end = 0;
  while (end < std::min(tag.size(), longest) && std::isalnum(static_cast<unsigned char>(tag[end])) != 0) ++end;
  return ascii_lower(tag.substr(0, end));
}

bool has_tags(std::string_view text) {
  constexpr std::string_view usual =
      "p div br li ul ol h1 h2 h3 h4 a b i em strong span img blockquote table tr td figure html body";
  constexpr std::size_t enough = 20;
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (one_of(tag_name(text.substr(at + 1, enough)), usual)) return text.find('>', at) != std::string_view::npos;
  return false;
}

constexpr char paragraph_mark = '\f', line_mark = '\v';

// Flattens a fragment: text with marks where elements end paragraphs or lines.
class Flattener {
 public:
  explicit Flattener(std::string_view html) : html_(html) { out_.reserve(html.size()); }

  void run() {
    while (at_ < html_.size()) {
      const auto next = std::min(html_.find_first_of("<&", at_), html_.size());
      out_.append(html_.substr(at_, next - at_));
      at_ = next;
      if (at_ == html_.size()) break;
      if (html_[at_] == '&')
        at_ = take_entity(html_, at_, out_);
      else if (begins_tag())
        take_tag();
      else
        out_ += html_[at_++];
    }
  }

  bool has_blocks() const { return blocks_; }
  bool has_breaks() const { return breaks_; }
  std::string take() { return std::move(out_); }

 private:
  bool begins_tag() const {
    const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
    return is_letter(next) || next == '/' || next == '!';
  }

  void skip_behind(std::string_view mark) {
    const auto end = html_.find(mark, at_);
    at_ = end == std::string_view::npos ? html_.size() : end + mark.size();
  }

  void skip_element(std::string_view name) {
    constexpr std::size_t enough = 20;
    for (; at_ < html_.size(); skip_behind("</"))
      if (at_ > 1 && html_.substr(at_ - 2, 2) == "</" && tag_name(html_.substr(at_, enough)) == name)
        return skip_behind(">");
  }

  void take_tag() {
    if (html_.substr(at_).starts_with("<!--")) return skip_behind("-->");
    constexpr std::size_t enough = 20;
    const std::string name = tag_name(html_.substr(at_ + 1, enough));
    const bool opens = html_[at_ + 1] != '/';
    skip_behind(">");
    if (opens && (name == "script" || name == "style"))
      skip_element(name);
    else if (name == "br")
      mark(line_mark, breaks_);
    else if (name == "td" || name == "th")
      out_ += ' ';
    else if (one_of(name, block_tags))
      mark(paragraph_mark, blocks_);
  }

  void mark(char c, bool& seen) {
    out_ += c;
    seen = true;
  }

  static constexpr std::string_view block_tags =
      "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote table tr section article header footer figure figcaption "
      "pre hr";

  std::string_view html_;
  std::size_t at_ = 0;
  std::string out_;
  bool blocks_ = false, breaks_ = false;
};

bool ends_paragraph(std::string_view flat, std::size_t mark) {
  if (flat[mark] == paragraph_mark) return true;
  const auto next = flat.find_first_not_of(" \t\r\n", mark + 1);
  return next != std::string_view::npos && flat[next] == line_mark;
}

std::string marked_paragraphs(std::string_view flat) {
  ParagraphWriter writer;
  for (std::size_t from = 0; from < flat.size();) {
    const auto mark = std::min(flat.find_first_of("\f\v", from), flat.size());
    writer.add(flat.substr(from, mark - from));
    if (mark < flat.size()) {
      writer.add(" ");
      if (ends_paragraph(flat, mark)) writer.end_paragraph();
    }
    from = mark + 1;
  }
  return writer.take();
}

// First bytes of all characters that are white space, and of some that are not.
constexpr std::array<bool, 256> may_be_space = [] {
  std::array<bool, 256> table{};
  for (const unsigned char c : {9, 10, 11, 12, 13, 32, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF}) table[c] = true;
  return table;
}();

bool maybe_space(char c) { return may_be_space[static_cast<unsigned char>(c)]; }

// How many bytes of the front can be taken as they are: words with single spaces between them.
std::size_t clean_run(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (!maybe_space(text[at])) {
      ++at;
    } else if (text[at] == ' ' && at > 0 && at + 1 < text.size() && !maybe_space(text[at + 1])) {
      at += 2;
    } else {
      std::size_t next = at;
      if (is_space(next_char(text, next))) return at;
      at = next;
    }
  }
  return at;
}

// Bytes of white space in front; npos for a line of nothing else.
std::size_t indentation(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t start = at;
    if (!is_space(next_char(line, at))) return start;
  }
  return std::string_view::npos;
}

template <class Each>
void for_each_line(std::string_view text, Each&& each) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    each(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Lines up to the first length are hard-wrapped text, those above the second certainly not.
constexpr std::size_t usually_wrapped = 100, longest_wrapped = 140;

struct Layout {
  std::size_t filled = 0, blank_between = 0, indented = 0, least_indent = SIZE_MAX;
  std::size_t bytes = 0, bytes_in_long_lines = 0, longest_line = 0;
};

// What counts as indented goes beyond what all lines have in front.
constexpr std::size_t indent = 2;

Layout layout_of(std::string_view text) {
  Layout layout;
  std::size_t blank = 0;
  for_each_line(text, [&](std::string_view line) {
    const auto front = indentation(line);
    if (front == std::string_view::npos) {
      ++blank;
      return;
    }
    if (layout.filled > 0) layout.blank_between += blank;
    blank = 0;
    ++layout.filled;
    layout.least_indent = std::min(layout.least_indent, front);
    layout.bytes += line.size();
    layout.longest_line = std::max(layout.longest_line, line.size());
    if (line.size() > longest_wrapped) layout.bytes_in_long_lines += line.size();
  });
  for_each_line(text, [&](std::string_view line) {
    const auto front = indentation(line);
    layout.indented +=
        front != std::string_view::npos && (front >= layout.least_indent + indent || line.starts_with('\t'));
  });
  return layout;
}

}  // namespace

void ParagraphWriter::add(std::string_view text) {
  while (!text.empty()) {
    const std::size_t run = clean_run(text);
    if (run > 0) {
      if (!out_.empty() && fresh_)
        out_ += "\n\n";
      else if (!out_.empty() && space_)
        out_ += ' ';
      out_.append(text.substr(0, run));
      fresh_ = space_ = false;
    }
    std::size_t next = run;
    while (next < text.size() && maybe_space(text[next])) {
      const std::size_t start = next;
      if (is_space(next_char(text, next))) continue;
      next = start;
      break;
    }
    space_ = space_ || next > run;
    text.remove_prefix(next);
  }
}

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find('&', at), text.size());
    out.append(text.substr(at, next - at));
    at = next < text.size() ? take_entity(text, next, out) : next;
  }
  return out;
}

bool looks_like_markup(std::string_view text) {
  constexpr std::size_t longest_entity = 12;
  if (has_tags(text)) return true;
  for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    std::string decoded;
    if (take_entity(text.substr(0, at + longest_entity), at, decoded) > at + 1) return true;
  }
  return false;
}

std::string strip_markup(std::string_view html) {
  Flattener flattener(html);
  flattener.run();
  const bool blocks = flattener.has_blocks(), breaks = flattener.has_breaks();
  std::string flat = flattener.take();
  if (blocks) return marked_paragraphs(flat);
  if (breaks) {
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    std::replace(flat.begin(), flat.end(), line_mark, '\n');
  }
  return paragraphs_of(flat);
}

std::string paragraphs_of(std::string_view text) {
  const Layout layout = layout_of(text);
  const bool unwrapped = layout.bytes_in_long_lines * 2 > layout.bytes;
  const bool by_blank = layout.blank_between > 0;
  const bool by_indent = !unwrapped && !by_blank && layout.indented > 0;
  const bool by_line = unwrapped || (!by_blank && !by_indent && layout.longest_line > usually_wrapped);
  ParagraphWriter writer;
  for_each_line(text, [&](std::string_view line) {
    const auto front = indentation(line);
    const bool blank = front == std::string_view::npos;
    const bool indented = !blank && (front >= layout.least_indent + indent || line.starts_with('\t'));
    if (blank || by_line || (by_indent && indented)) writer.end_paragraph();
    writer.add(line);
    writer.add(" ");
  });
  return writer.take();
}

std::string plain_text(std::string_view value) {
  if (!looks_like_markup(value)) return paragraphs_of(value);
  if (has_tags(value)) return strip_markup(value);
  const std::string once = decode_entities(value);
  return has_tags(once) ? strip_markup(once) : paragraphs_of(once);
}

}  // namespace newsgrep
