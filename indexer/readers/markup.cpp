// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markup.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html_names.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <vector>

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
      "p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 a b i u em strong small sup sub span font cite code pre img hr "
      "blockquote section article table tr td figure figcaption html body";
  constexpr std::size_t enough = 20;
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (one_of(tag_name(text.substr(at + 1, enough)), usual)) return text.find('>', at) != std::string_view::npos;
  return false;
}

// In markup a line that is indented goes on from the one above it.
void join_indented_lines(std::string& text) {
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    const auto next = text.find_first_not_of(" \t", at + 1);
    const bool indented = next != std::string::npos && next > at + 1 && text[next] != '\n' && text[next] != '\r';
    const bool blank_above = at == 0 || text.find_last_not_of(" \t\r", at - 1) == std::string::npos ||
                             text[text.find_last_not_of(" \t\r", at - 1)] == '\n';
    if (indented && !blank_above) text[at] = ' ';
  }
}

constexpr char paragraph_mark = '\f', line_mark = '\v';

// Flattens a fragment: text with marks where elements end paragraphs or lines.
class Flattener {
 public:
  explicit Flattener(std::string_view html) : html_(html) { out_.reserve(html.size()); }

  void run() {
    while (at_ < html_.size()) {
      const auto next = std::min(html_.find_first_of("<&[", at_), html_.size());
      out_.append(html_.substr(at_, next - at_));
      at_ = next;
      if (at_ == html_.size()) break;
      if (html_[at_] == '&')
        at_ = take_entity(html_, at_, out_);
      else if (html_[at_] == '[')
        take_bracket();
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
    return is_ascii_letter(next) || next == '/' || next == '!';
  }

  void skip_behind(std::string_view mark) {
    const auto end = html_.find(mark, at_);
    at_ = end == std::string_view::npos ? html_.size() : end + mark.size();
  }

  // Behind the end of an element whose start lies before, with those of its name in it. What is never closed is not
  // skipped, and nothing of that name after it.
  bool skip_element(std::string_view name) {
    if (is_unclosed(name)) return false;
    constexpr std::size_t enough = 20;
    std::size_t depth = 1;
    for (auto at = html_.find('<', at_); at != std::string_view::npos; at = html_.find('<', at + 1)) {
      const auto tag = html_.substr(at + 1, enough);
      if (tag_name(tag) != name) continue;
      if (!tag.starts_with('/'))
        ++depth;
      else if (--depth == 0) {
        at_ = at;
        skip_behind(">");
        return true;
      }
    }
    unclosed_.emplace_back(name);
    return false;
  }

  bool is_unclosed(std::string_view name) const {
    return std::find(unclosed_.begin(), unclosed_.end(), name) != unclosed_.end();
  }

  // Behind the next "</name>", or at the end of the text: no markup is understood within.
  void skip_raw_element(std::string_view name) {
    constexpr std::size_t enough = 20;
    for (; at_ < html_.size(); skip_behind("</"))
      if (at_ > 1 && html_.substr(at_ - 2, 2) == "</" && tag_name(html_.substr(at_, enough)) == name)
        return skip_behind(">");
  }

  // WordPress leaves "[caption ...]<img> Words[/caption]", "[gallery ids=...]" and "[embed]address[/embed]".
  void take_bracket() {
    for (const std::string_view name : {"caption", "embed", "gallery", "video", "audio", "playlist"}) {
      const auto rest = html_.substr(at_ + 1);
      const char after = rest.size() > name.size() ? rest[name.size()] : ' ';
      if (!rest.starts_with(name) || (after != ' ' && after != ']')) continue;
      const std::string end = "[/" + std::string(name) + "]";
      const auto close = is_unclosed(end) ? std::string_view::npos : html_.find(end, at_);
      if (close != std::string_view::npos) {
        at_ = close + end.size();
        return;
      }
      unclosed_.push_back(end);
      return skip_behind("]");
    }
    out_ += html_[at_++];
  }

  // Captions, players and buttons, and what is named as advertisement, share bar or list of related articles.
  static bool is_furniture_element(const std::string& name, std::string_view tag) {
    constexpr std::string_view dropped =
        "figcaption iframe noscript svg button select textarea video audio object nav template";
    if (one_of(name, dropped)) return true;
    if (name != "div" && name != "section" && name != "aside" && name != "ul") return false;
    for (const char quote : {'"', '\''}) {
      const auto begin = tag.find(std::string("class=") + quote);
      if (begin == std::string_view::npos) continue;
      const auto value = tag.substr(begin + 7);
      const auto groups = name_groups(value.substr(0, value.find(quote)));
      return (groups & (share_name | related_name | ads_name | ask_name)) != 0 && (groups & body_name) == 0;
    }
    return false;
  }

  void take_tag() {
    if (html_.substr(at_).starts_with("<!--")) return skip_behind("-->");
    constexpr std::size_t enough = 20;
    const std::string name = tag_name(html_.substr(at_ + 1, enough));
    const bool opens = html_[at_ + 1] != '/';
    const std::size_t begin = at_;
    skip_behind(">");
    const auto tag = html_.substr(begin, at_ - begin);
    if (opens && (name == "script" || name == "style")) return skip_raw_element(name);
    if (opens && is_furniture_element(name, tag) && skip_element(name)) return mark(paragraph_mark, blocks_);
    if (name == "br")
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
  std::vector<std::string> unclosed_;  // what was looked for in vain
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

}  // namespace

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
  if (!breaks) join_indented_lines(flat);
  return paragraphs_of(flat);
}

std::string plain_text(std::string_view value) {
  if (!looks_like_markup(value)) return paragraphs_of(value);
  if (has_tags(value)) return strip_markup(value);
  const std::string once = decode_entities(value);
  return has_tags(once) ? strip_markup(once) : paragraphs_of(once);
}

}  // namespace newsgrep
