// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_lines.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(" \t"), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

bool ends_sentence(std::string_view text) {
  text = trim(text);
  for (const std::string_view close : {"\"", "'", ")", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "]"})
    while (text.ends_with(close)) text.remove_suffix(close.size());
  for (const std::string_view mark : {".", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "\xE0\xA5\xA4"})
    if (text.ends_with(mark)) return true;
  return false;
}

std::size_t sentence_ends(std::string_view text) {
  std::size_t count = ends_sentence(text);
  for (std::size_t i = 0; i + 1 < text.size(); ++i) count += (text[i] == '.' || text[i] == '!' || text[i] == '?') && (text[i + 1] == ' ' || text[i + 1] == '\n');
  return count;
}

// Two to six words that begin with capitals, or with the small words of names.
bool is_name(std::string_view text) {
  const auto words = words_of(text);
  if (words.size() < 2 || words.size() > 7 || text.size() > 80) return false;
  std::size_t capital = 0;
  for (const auto word : words) {
    if (std::any_of(word.begin(), word.end(), digit) || word.find_first_of("/@:;!?") != std::string_view::npos) return false;
    const bool begins = upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80;
    const bool small = word == "de" || word == "van" || word == "von" || word == "da" || word == "and" || word == "al" || word == "bin" || word == "of" || word == "the" || word == "in" || word == "for" || word == "&";
    if (!begins && !small) return false;
    capital += begins;
  }
  return capital >= 2;
}

// Cuts what follows a name: "Jane Doe, Correspondent" and "Jane Doe | 5 min read".
std::string clean_name(std::string_view text) {
  text = trim(text);
  if (const auto bar = text.find('|'); bar != std::string_view::npos) text = text.substr(0, bar);
  for (const std::string_view cut : {" \xE2\x80\xA2", " \xC2\xB7", " \xE2\x80\x93", " \xE2\x80\x94", " - "})
    if (const auto at = text.find(cut); at != std::string_view::npos) text = text.substr(0, at);
  text = trim(text);
  while (!text.empty() && std::string_view(",;:-(").find(text.back()) != std::string_view::npos) text = trim(text.substr(0, text.size() - 1));
  return collapse(text);
}

std::string title_case(std::string_view shouted) {
  std::string out = ascii_lower(shouted);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i] >= 'a' && out[i] <= 'z' && (i == 0 || out[i - 1] == ' ' || out[i - 1] == '-')) out[i] = static_cast<char>(out[i] - 'a' + 'A');
  return out;
}

bool starts_with_word(std::string_view lower, std::string_view word) {
  return lower.starts_with(word) && (lower.size() == word.size() || !std::isalpha(static_cast<unsigned char>(lower[word.size()])));
}

constexpr std::array<std::string_view, 50> furniture_starts{
    "share this", "share on", "share article", "share:", "tweet", "print this", "email this", "was this article", "was this helpful",
    "let us know", "related articles", "related stories", "related topics", "related coverage", "related content", "related news", "related:",
    "read more", "read next", "read also", "also read", "more from", "more on this", "more stories", "you may also", "you might also",
    "recommended", "most read", "most popular", "trending", "up next", "comments", "leave a comment", "post a comment", "join the conversation",
    "sign up", "sign in", "log in", "subscribe", "newsletter", "get our", "follow us", "copyright", "all rights reserved", "advertisement",
    "tags:", "filed under", "skip to", "back to top", "about the author"};

}  // namespace

std::vector<std::string_view> split_lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\n\r"), text.size());
    lines.push_back(text.substr(0, end));
    const bool both = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
    text.remove_prefix(std::min(end + (both ? 2 : 1), text.size()));
  }
  return lines;
}

std::vector<TextBlock> make_blocks(const std::vector<std::string_view>& lines) {
  std::vector<TextBlock> blocks;
  bool open = false;
  for (const auto line : lines) {
    const bool blank = trim(line).empty();
    if (!blank && !open) blocks.emplace_back();
    if (!blank) blocks.back().lines.push_back(line);
    open = !blank;
  }
  if (blocks.size() != 1 || blocks[0].lines.size() < 2) return blocks;
  auto& all = blocks[0].lines;
  constexpr std::size_t wrapped = 110;
  if (std::any_of(all.begin(), all.end(), [](std::string_view line) { return line.size() > wrapped; })) {
    std::vector<TextBlock> each;
    for (const auto line : all) each.push_back({{line}});
    return each;
  }
  const bool indented = all[1].starts_with("  ") || all[1].starts_with('\t');
  if (headline_score(all[0]) == 0 || !(indented || all[0].size() * 3 < all[1].size() * 2)) return blocks;
  TextBlock headline{{all[0]}};
  all.erase(all.begin());
  blocks.insert(blocks.begin(), std::move(headline));
  return blocks;
}

HeaderLine header_line(std::string_view line) {
  constexpr std::size_t longest_name = 24;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > longest_name) return {};
  auto name = trim(line.substr(0, colon));
  while (name.starts_with('*') || name.starts_with('#')) name = trim(name.substr(1));
  auto value = trim(line.substr(colon + 1));
  while (value.starts_with('*')) value = trim(value.substr(1));
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) value = value.substr(1, value.size() - 2);
  if (words_of(name).size() > 3 || !std::all_of(name.begin(), name.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == ' '; })) return {};
  const auto lower = ascii_lower(name);
  if (lower == "posted" || lower == "date published" || lower == "published on" || lower == "issued") return {Role::date, value};
  if (lower == "text" || lower == "body" || lower == "content" || lower == "story" || lower == "summary" || lower == "description" || lower == "lead") return {};
  if (lower == "subject") return {Role::title, value};
  const Role role = role_of(name).role;
  if (role == Role::text || role == Role::standfirst) return {};
  return {role, value};
}

bool is_mail_line(std::string_view line) {
  constexpr std::array<std::string_view, 9> names{"from:", "to:", "cc:", "reply-to:", "message-id:", "newsgroups:", "organization:", "mime-version:", "content-type:"};
  const auto lower = ascii_lower(line.substr(0, 16));
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return lower.starts_with(name); });
}

bool is_url(std::string_view line) {
  line = trim(line);
  return (line.starts_with("http://") || line.starts_with("https://")) && line.find_first_of(" \t") == std::string_view::npos;
}

std::string byline_of(std::string_view line) {
  line = trim(line);
  // Spaced letters: words are separated by more than one space.
  const auto words = words_of(line);
  const bool spaced = words.size() >= 6 && std::all_of(words.begin(), words.end(), [](std::string_view word) { return word.size() == 1; });
  if (spaced) {
    std::string joined;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != ' ') joined += line[i];
      else if (i + 1 < line.size() && line[i + 1] == ' ' && !joined.ends_with(' ')) joined += ' ';
    }
    const auto lower = ascii_lower(joined);
    if (!lower.starts_with("by ")) return {};
    return title_case(trim(std::string_view(joined).substr(3)));
  }
  const auto lower = ascii_lower(line.substr(0, 16));
  for (const std::string_view by : {"written by ", "reported by ", "story by ", "by: ", "by "})
    if (lower.starts_with(by)) {
      const std::string name = clean_name(line.substr(by.size()));
      const auto comma = name.find(',');
      return is_name(comma == std::string::npos ? name : name.substr(0, comma)) ? name : std::string();
    }
  return {};
}

FrontLine front_line(std::string_view line) {
  constexpr std::size_t longest = 160;
  FrontLine front;
  line = trim(line);
  if (line.empty() || line.size() > longest) return front;
  if (is_url(line)) {
    front.url = line;
    front.understood = true;
    return front;
  }
  const auto lower = ascii_lower(line);
  front.updated = lower.starts_with("updated") || lower.starts_with("last updated") || lower.starts_with("modified");
  const auto found = find_date(line);
  const std::string_view before = found ? trim(line.substr(0, found->begin)) : line;
  front.byline = byline_of(before);
  if (found) {
    const auto lower_before = ascii_lower(before);
    const bool told = lower_before.find("published") != std::string::npos || lower_before.find("posted") != std::string::npos || lower_before.find("date") != std::string::npos || front.updated;
    const std::string name = clean_name(before);
    const bool weekday = words_of(before).size() <= 1;
    if (front.byline.empty() && !told && is_name(name)) front.byline = name;
    const auto rest = words_of(line.substr(found->end)).size();
    const bool mostly_date = (weekday || told || !front.byline.empty()) && rest <= 10;
    if (mostly_date) front.date = found->date;
  }
  front.understood = front.date || !front.byline.empty();
  return front;
}

bool is_prose(const TextBlock& block) {
  constexpr std::size_t shortest = 80, long_enough = 400;
  std::size_t size = 0, ends = 0;
  for (const auto line : block.lines) {
    size += line.size();
    ends += sentence_ends(line);
  }
  if (block.lines.empty() || size < shortest || is_furniture(block.lines.front())) return false;
  return ends_sentence(block.lines.back()) ? ends * long_enough * 2 > size : ends >= 2 || (size > long_enough && ends >= 1);
}

std::size_t headline_score(std::string_view line) {
  constexpr std::size_t most_words = 16;
  line = trim(line);
  while (line.starts_with('#')) line = trim(line.substr(1));
  if (line.size() < 8 || line.size() > 220 || is_url(line) || is_furniture(line)) return 0;
  if (line.ends_with('.') && !line.ends_with("...")) return 0;
  if (line.find(" > ") != std::string_view::npos || line.find(" / ") != std::string_view::npos || line.find(" | ") != std::string_view::npos || line.find("\xE2\x80\xBA") != std::string_view::npos) return 0;
  if (front_line(line).understood) return 0;
  const auto words = words_of(line).size();
  return words < 2 ? (line.size() > 24 && static_cast<unsigned char>(line[0]) >= 0x80 ? 2 : 0) : std::min(words, most_words);
}

bool is_furniture(std::string_view line) {
  constexpr std::size_t longest = 120;
  const auto lower = ascii_lower(trim(line.substr(0, 400)));
  if (lower.size() > longest) return false;
  if (lower.starts_with("\xC2\xA9") || lower.find("all rights reserved") != std::string::npos || lower.find("cookie") != std::string::npos) return true;
  return std::any_of(furniture_starts.begin(), furniture_starts.end(), [&](std::string_view start) { return starts_with_word(lower, start); });
}

}  // namespace newsgrep
