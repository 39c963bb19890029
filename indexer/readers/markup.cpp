// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markup.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace newsgrep {
namespace {

struct Entity {
  std::string_view name;
  char32_t value;
};

constexpr std::array<Entity, 62> entities{{
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},    {"lsquo", 0x2018},
    {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"euro", 0x20AC},
    {"pound", 0xA3},   {"yen", 0xA5},     {"cent", 0xA2},    {"copy", 0xA9},    {"reg", 0xAE},     {"trade", 0x2122}, {"deg", 0xB0},
    {"laquo", 0xAB},   {"raquo", 0xBB},   {"bull", 0x2022},  {"middot", 0xB7},  {"sect", 0xA7},    {"para", 0xB6},    {"frac12", 0xBD},
    {"frac14", 0xBC},  {"frac34", 0xBE},  {"times", 0xD7},   {"divide", 0xF7},  {"szlig", 0xDF},   {"agrave", 0xE0},  {"aacute", 0xE1},
    {"acirc", 0xE2},   {"atilde", 0xE3},  {"auml", 0xE4},    {"aring", 0xE5},   {"aelig", 0xE6},   {"ccedil", 0xE7},  {"egrave", 0xE8},
    {"eacute", 0xE9},  {"ecirc", 0xEA},   {"euml", 0xEB},    {"iacute", 0xED},  {"icirc", 0xEE},   {"iuml", 0xEF},    {"ntilde", 0xF1},
    {"ograve", 0xF2},  {"oacute", 0xF3},  {"ocirc", 0xF4},   {"otilde", 0xF5},  {"ouml", 0xF6},    {"oslash", 0xF8},  {"ugrave", 0xF9},
    {"uacute", 0xFA},  {"ucirc", 0xFB},   {"uuml", 0xFC},    {"Auml", 0xC4},    {"Ouml", 0xD6},    {"Uuml", 0xDC},
}};

char32_t numeric_entity(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  char32_t value = 0;
  if (digits.empty() || digits.size() > 7) return 0;
  for (const char c : digits) {
    const char lower = static_cast<char>(c | 0x20);
    unsigned digit;
    if (c >= '0' && c <= '9') digit = static_cast<unsigned>(c - '0');
    else if (hex && lower >= 'a' && lower <= 'f') digit = static_cast<unsigned>(lower - 'a' + 10);
    else return 0;
    value = value * (hex ? 16 : 10) + digit;
  }
  return value;
}

// Windows-1252 numbers that pages use for typographic signs.
char32_t repair_c1(char32_t c) {
  constexpr std::array<char16_t, 32> table{0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
                                           0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};
  return c >= 0x80 && c < 0xA0 ? table[c - 0x80] : c;
}

// Appends what the entity at `at` (on '&') means and returns the position behind it.
std::size_t take_entity(std::string_view text, std::size_t at, std::string& out) {
  constexpr std::size_t longest = 12;
  const auto end = text.substr(at, longest).find(';');
  if (end == std::string_view::npos) {
    out += '&';
    return at + 1;
  }
  const auto name = text.substr(at + 1, end - 1);
  if (name.starts_with('#')) {
    const char32_t c = repair_c1(numeric_entity(name.substr(1)));
    if (c >= 0x20 || c == '\n' || c == '\t') append_char(out, c);
    return at + end + 1;
  }
  for (const auto& entity : entities)
    if (entity.name == name) {
      append_char(out, entity.value);
      return at + end + 1;
    }
  out += '&';
  return at + 1;
}

bool one_of(std::string_view name, std::string_view names) {
  for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    const bool starts = at == 0 || names[at - 1] == ' ', ends = at + name.size() == names.size() || names[at + name.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

std::string tag_name(std::string_view tag) {
  const bool closing = tag.starts_with('/');
  if (closing) tag.remove_prefix(1);
  std::size_t end = 0;
  while (end < tag.size() && end < 16 && (std::isalnum(static_cast<unsigned char>(tag[end])) != 0)) ++end;
  return ascii_lower(tag.substr(0, end));
}

constexpr std::string_view block_tags = "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote table tr section article header footer figure pre hr";

void close_paragraph(std::string& out, std::string& line) {
  const auto text = collapse(line);
  line.clear();
  if (text.empty()) return;
  if (!out.empty()) out += "\n\n";
  out += text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
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
  const auto open = text.find('<');
  if (open != std::string_view::npos) {
    for (auto at = open; at != std::string_view::npos; at = text.find('<', at + 1)) {
      const auto name = tag_name(text.substr(at + 1, 20));
      if (!name.empty() && one_of(name, "p div br li ul ol h1 h2 h3 h4 a b i em strong span img blockquote table tr td figure html body"))
        return text.find('>', at) != std::string_view::npos;
    }
  }
  const auto entity = text.find('&');
  return entity != std::string_view::npos && text.substr(entity, 12).find(';') != std::string_view::npos;
}

std::string strip_markup(std::string_view html) {
  std::string out, line;
  for (std::size_t at = 0; at < html.size();) {
    const char c = html[at];
    if (c == '&') {
      at = take_entity(html, at, line);
      continue;
    }
    const bool tag = c == '<' && at + 1 < html.size() && (std::isalpha(static_cast<unsigned char>(html[at + 1])) != 0 || html[at + 1] == '/' || html[at + 1] == '!');
    if (!tag) {
      line += c;
      ++at;
      continue;
    }
    if (html.substr(at).starts_with("<!--")) {
      const auto end = html.find("-->", at);
      at = end == std::string_view::npos ? html.size() : end + 3;
      continue;
    }
    const auto end = html.find('>', at);
    const std::string name = tag_name(html.substr(at + 1, 20));
    const bool closing = html[at + 1] == '/';
    at = end == std::string_view::npos ? html.size() : end + 1;
    if (!closing && (name == "script" || name == "style")) {
      const auto close = html.find("</" + name, at);
      at = close == std::string_view::npos ? html.size() : close;
    } else if (one_of(name, block_tags)) {
      close_paragraph(out, line);
    }
  }
  close_paragraph(out, line);
  return out;
}

std::string paragraphs_of(std::string_view text) {
  const auto lines = lines_of(text);
  constexpr std::size_t wrapped = 100;
  std::size_t blank = 0, indented = 0, filled = 0, longest = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool empty = trim(lines[i]).empty();
    blank += empty && i > 0 && i + 1 < lines.size();
    filled += !empty;
    indented += !empty && (lines[i].starts_with("  ") || lines[i].starts_with('\t'));
    longest = std::max(longest, lines[i].size());
  }
  const bool by_blank = blank > 0;
  const bool by_indent = !by_blank && indented > 0 && indented < filled;
  const bool by_line = !by_blank && !by_indent && longest > wrapped;
  std::string out, paragraph;
  for (const auto line : lines) {
    const bool empty = trim(line).empty();
    const bool begins = by_line || (by_indent && (line.starts_with("  ") || line.starts_with('\t')));
    if (empty || begins) close_paragraph(out, paragraph);
    paragraph.append(line).append(" ");
  }
  close_paragraph(out, paragraph);
  return out;
}

}  // namespace newsgrep
