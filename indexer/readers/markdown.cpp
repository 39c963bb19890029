// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/front_matter.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace newsgrep {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

// A run of marks around words: "**", "_", "`".
std::size_t marks_at(std::string_view text, std::size_t at) {
  const auto end = text.find_first_not_of(text[at], at);
  return std::min(end, text.size()) - at;
}

struct Link {
  std::string_view words;
  std::size_t end = 0;
};

// "[words](address)", "[words][name]", "[words]" at `at`.
std::optional<Link> link_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest_words = 2000, longest_address = 4000;
  text = text.substr(0, at + longest_words + longest_address);
  std::size_t depth = 0, close = at;
  for (; close < std::min(text.size(), at + longest_words); ++close) {
    depth += text[close] == '[';
    if (text[close] == ']' && --depth == 0) break;
  }
  if (close >= std::min(text.size(), at + longest_words)) return std::nullopt;
  const auto words = text.substr(at + 1, close - at - 1);
  const auto behind = text.substr(close + 1);
  for (const auto& [open, shut] : {std::pair{'(', ')'}, {'[', ']'}})
    if (behind.starts_with(open))
      if (const auto end = behind.find(shut); end != std::string_view::npos) return Link{words, close + 1 + end + 1};
  if (words.starts_with('^')) return Link{{}, close + 1};
  return std::nullopt;
}

// What a site generator puts something else for: "{{< video 7 >}}", "{% include x %}", "<!--more-->", "{: .wide}".
std::size_t placeholder_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 4000;
  text = text.substr(0, at + longest);
  for (const auto& [open, close] : {std::pair{"{{", "}}"}, {"{%", "%}"}, {"<!--", "-->"}, {"{:", "}"}})
    if (text.substr(at).starts_with(open))
      if (const auto end = text.find(close, at); end != std::string_view::npos)
        return end + std::string_view(close).size();
  return at;
}

void append_words(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool picture = c == '!' && at + 1 < text.size() && text[at + 1] == '[';
    if (c == '\\' && at + 1 < text.size() && std::ispunct(static_cast<unsigned char>(text[at + 1]))) {
      out += text[at + 1];
      at += 2;
    } else if (const auto end = placeholder_at(text, at); end > at) {
      at = end;
    } else if (const auto link = picture || c == '[' ? link_at(text, at + picture) : std::nullopt) {
      if (!picture) append_words(out, link->words);
      at = link->end;
    } else if (c == '*' || c == '`' || (c == '~' && marks_at(text, at) == 2) || c == '_') {
      const auto count = marks_at(text, at);
      const bool before = at > 0 && is_word(text[at - 1]),
                 behind = at + count < text.size() && is_word(text[at + count]);
      const bool spaced = (at == 0 || text[at - 1] == ' ') && (at + count == text.size() || text[at + count] == ' ');
      if (spaced || (c == '_' && before && behind))
        out.append(text.substr(at, count));  // a sign of its own, or within a name
      at += count;
    } else {
      out += c;
      ++at;
    }
  }
}

bool is_rule(std::string_view line) {
  constexpr std::size_t shortest = 3;
  return line.size() >= shortest && std::string_view("-=*_").find(line.front()) != std::string_view::npos &&
         std::all_of(line.begin(), line.end(), [&](char c) { return c == line.front() || c == ' '; });
}

// "[name]: https://example.org"
bool is_definition(std::string_view line) {
  return line.starts_with('[') && !line.starts_with("[^") && line.find("]: http") != std::string_view::npos;
}

bool is_item(std::string_view line) {
  return line.size() > 2 && std::string_view("-*+").find(line[0]) != std::string_view::npos && line[1] == ' ';
}

void append_markdown_line(std::string& out, std::string_view whole) {
  auto line = trim(whole);
  if (is_rule(line) || is_definition(line) || line.starts_with("```") || line.starts_with("~~~"))
    return void(out += '\n');
  while (line.starts_with('>')) line = trim(line.substr(1));
  if (line.starts_with('#')) {
    line = trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
    while (line.ends_with('#')) line.remove_suffix(1);
    append_words(out, trim(line));
    return void(out += "\n\n");
  }
  if (is_item(line)) {
    out += '\n';
    line.remove_prefix(2);
  }
  if (line.starts_with("[^"))
    if (const auto mark = line.find("]: "); mark != std::string_view::npos) line.remove_prefix(mark + 3);
  append_words(out, line);
  out += '\n';
}

}  // namespace

bool is_markdown(std::string_view path, std::string_view text) {
  const auto lower = ascii_lower(path);
  if (lower.ends_with(".md") || lower.ends_with(".markdown")) return true;
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return opens_front_matter(text.substr(0, text.find_first_of("\r\n"))) && front_matter_lines(split_lines_of(text)) > 0;
}

std::string without_markdown(std::string_view text) {
  const auto lines = split_lines_of(text);
  const auto matter = front_matter_lines(lines);
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (i < matter)
      out.append(lines[i]).append("\n");
    else
      append_markdown_line(out, lines[i]);
  return out;
}

}  // namespace newsgrep
