// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_lines.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/phrases.hpp"
#include "indexer/readers/text_furniture.hpp"
#include "indexer/readers/text_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace newsgrep {
namespace {

// Up to `enough` of the places where a sentence ends.
std::size_t sentence_ends(std::string_view text, std::size_t enough) {
  std::size_t count = ends_sentence(text);
  for (std::size_t i = 0; i + 1 < text.size() && count < enough; ++i)
    count += (text[i + 1] == ' ' || text[i + 1] == '\n') && (text[i] == '.' || text[i] == '!' || text[i] == '?');
  return count;
}

bool is_header_name(std::string_view name) {
  constexpr std::size_t longest = 32;
  return !name.empty() && name.size() <= longest && count_words(name, 3) <= 3 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return std::isalpha(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == ' ' || c == '.' ||
                  static_cast<unsigned char>(c) >= 0x80;
         });
}

// Name and value of a line in one of the forms of headers; an empty name when it has none.
std::pair<std::string_view, std::string_view> header_parts(std::string_view line) {
  if (line.starts_with('[') && line.find(']') != std::string_view::npos)
    return {trim(line.substr(1, line.find(']') - 1)), trim(line.substr(line.find(']') + 1))};
  static constexpr Bytes marks(":\t=");
  const std::size_t end = marks.find_in(line);
  if (end == line.size()) return {};
  return {trim(line.substr(0, end)), trim(line.substr(end + 1))};
}

std::string_view without_quotes(std::string_view value) {
  const bool quoted =
      value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// Whether the first word of a line would have had room behind the line before it.
bool breaks_early(std::string_view line, std::string_view next, std::size_t width) {
  const std::size_t word = count_chars(first_word(trim(next)));
  return word > 0 && count_chars(trim(line)) + 1 + word <= width;
}

// The width of the widest line, or of the first one that is wider than `enough`.
std::size_t width_of(const std::vector<std::string_view>& lines, std::size_t enough) {
  std::size_t widest = 0;
  for (std::size_t i = 0; i < lines.size() && widest <= enough; ++i)
    widest = std::max(widest, count_chars(trim(lines[i])));
  return widest;
}

}  // namespace

std::vector<std::string_view> split_lines_of(std::string_view text) {
  static constexpr Bytes ends("\n\r");
  const bool returns = text.find('\r') != std::string_view::npos;
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = returns ? ends.find_in(text) : std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    const bool both = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
    text.remove_prefix(std::min(end + (both ? 2 : 1), text.size()));
  }
  return lines;
}

namespace {

// A block with lines too long for any margin is a paragraph a line.
void add_block(std::vector<TextBlock>& blocks, TextBlock&& block) {
  constexpr std::size_t wrapped = 110;
  if (block.lines.empty()) return;
  const bool long_lines =
      std::any_of(block.lines.begin(), block.lines.end(), [](std::string_view line) { return line.size() > wrapped; });
  if (!long_lines) return blocks.push_back(std::move(block));
  for (const auto line : block.lines) blocks.push_back({{line}});
}

}  // namespace

std::vector<TextBlock> make_blocks(const std::vector<std::string_view>& lines) {
  std::vector<TextBlock> blocks;
  TextBlock block;
  for (const auto line : lines) {
    if (trim(line).empty())
      add_block(blocks, std::exchange(block, {}));
    else
      block.lines.push_back(line);
  }
  add_block(blocks, std::move(block));
  if (blocks.empty() || blocks[0].lines.size() < 2) return blocks;
  auto& first = blocks[0].lines;
  const bool indented = first[1].starts_with("  ") || first[1].starts_with('\t');
  const bool alone = blocks.size() == 1 && breaks_early(first[0], first[1], width_of(first, SIZE_MAX));
  if (!may_be_headline(first[0]) || !(indented || alone)) return blocks;
  TextBlock headline{{first[0]}};
  first.erase(first.begin());
  blocks.insert(blocks.begin(), std::move(headline));
  return blocks;
}

std::string_view without_marks(std::string_view line) {
  constexpr std::string_view marks = "*_#>";
  line = trim(line);
  while (!line.empty() && marks.find(line.front()) != std::string_view::npos) line = trim(line.substr(1));
  while (!line.empty() && std::string_view("*_").find(line.back()) != std::string_view::npos)
    line = trim(line.substr(0, line.size() - 1));
  return line;
}

HeaderLine header_line(std::string_view line) {
  const auto [marked_name, marked_value] = header_parts(without_marks(line));
  const auto name = without_marks(marked_name);
  HeaderLine header;
  header.shaped = is_header_name(name) && !marked_value.starts_with("//");
  if (!header.shaped) return header;
  header.value = without_quotes(without_marks(marked_value));
  const auto lower = ascii_lower(name);
  if (lower == "subject" || lower == "hl")
    header.role = Role::title;
  else if (lower == "posted" || lower == "date published" || lower == "issued")
    header.role = Role::date;
  else if (lower == "from")
    header.role = Role::none;  // who sent a text need not be who wrote it
  else
    header.role = role_of(name).role;
  return header;
}

bool ends_sentence(std::string_view text) {
  // The last bytes of all signs below.
  static constexpr Bytes last_bytes(".!?\"')]\xA6\x82\x81\x9F\xA4\x9D\x99\xBB\x9C\xAB\x94\x8D\x8F");
  text = trim(text);
  if (text.empty() || !last_bytes.has(text.back())) return false;
  for (const std::string_view close : {"\"", "'", ")", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "]", "\xE2\x80\x9C",
                                       "\xC2\xAB", "\xE3\x80\x8D", "\xE3\x80\x8F"})
    while (text.ends_with(close)) text.remove_suffix(close.size());
  for (const std::string_view mark : {".", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F",
                                      "\xE0\xA5\xA4", "\xD8\x9F", "\xDB\x94"})
    if (text.ends_with(mark)) return true;
  return false;
}

bool is_url(std::string_view line) {
  line = trim(line);
  return (line.starts_with("http://") || line.starts_with("https://")) &&
         line.find_first_of(" \t") == std::string_view::npos;
}

bool is_wrapped(const TextBlock& block) {
  constexpr std::size_t widest = 110, narrowest = 40, early_share = 5;
  if (block.lines.size() < 2) return false;
  const std::size_t width = width_of(block.lines, widest);
  if (width > widest || width < narrowest) return false;
  std::size_t early = 0;
  for (std::size_t i = 0; i + 1 < block.lines.size(); ++i)
    early += breaks_early(block.lines[i], block.lines[i + 1], width);
  return early * early_share < block.lines.size();
}

bool is_prose(const TextBlock& block) {
  constexpr std::size_t shortest = 80, long_enough = 400;
  std::size_t size = 0, ends = 0;
  for (const auto line : block.lines) size += line.size();
  if (block.lines.empty() || size < shortest) return false;
  const bool closed = ends_sentence(block.lines.back());
  const std::size_t enough = closed ? size / (2 * long_enough) + 1 : size > long_enough ? 1 : 2;
  for (std::size_t i = 0; i < block.lines.size() && ends < enough; ++i)
    ends += sentence_ends(block.lines[i], enough - ends);
  return ends >= enough && furniture_of(block.lines.front()) == Furniture::no;
}

std::vector<std::string> paragraphs_in(const TextBlock& block) {
  constexpr std::size_t narrowest = 40;
  if (block.lines.size() == 1) {
    auto line = collapse(block.lines.front());
    return line.empty() ? std::vector<std::string>() : std::vector<std::string>{std::move(line)};
  }
  const std::size_t width = width_of(block.lines, SIZE_MAX);
  const bool keeps_lines = width < narrowest || is_wrapped(block);
  std::vector<std::string> paragraphs;
  std::string open;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    open.append(block.lines[i]).append("\n");
    const bool last = i + 1 == block.lines.size();
    if (!last && (keeps_lines || !breaks_early(block.lines[i], block.lines[i + 1], width * 3 / 5))) continue;
    if (auto text = paragraphs_of(open); !text.empty()) paragraphs.push_back(std::move(text));
    open.clear();
  }
  return paragraphs;
}

std::size_t word_count(std::string_view line) {
  constexpr std::size_t bytes_of_sign = 3, signs_of_word = 2;
  std::size_t count = 0;
  line = trim(line);
  for (auto word = take_word(line); !word.empty(); word = take_word(line)) {
    std::size_t wide = 0;
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t start = at;
      next_char(word, at);
      wide += at - start >= bytes_of_sign;
    }
    count += std::max<std::size_t>(1, wide / signs_of_word);
  }
  return count;
}

namespace {

// "Jane Doe and John Roe"
bool is_pair_of_names(std::string_view line) {
  static const Phrases links({" and ", " und ", " et ", " y ", " e "});
  if (!links.any_in(line)) return false;
  for (const std::string_view link : {" and ", " und ", " et ", " y ", " e "})
    if (const auto at = line.find(link); at != std::string_view::npos) {
      const auto first = line.substr(0, at), second = line.substr(at + link.size());
      return count_words(first, 3) <= 3 && count_words(second, 3) <= 3 && is_name(first) && is_name(second);
    }
  return false;
}

// "MEDIA RELEASE PR67255"
bool names_release(std::string_view line) {
  static const Phrases kinds({"media release", "press release", "news release", "pressemitteilung", "communiqué de presse", "comunicado de prensa"});
  constexpr std::size_t most_words = 4;
  return count_words(line, most_words) <= most_words && kinds.any_begins(ascii_lower(line));
}

}  // namespace

bool may_be_headline(std::string_view line) {
  constexpr std::size_t longest = 250;
  line = without_marks(line);
  if (line.empty() || line.size() > longest || is_url(line)) return false;
  if (line.ends_with('.') && !line.ends_with("...")) return false;
  if (is_pair_of_names(line) || names_release(line)) return false;
  const HeaderLine header = header_line(line);
  if ((header.role == Role::source || header.role == Role::byline) && is_name(header.value)) return false;
  return !is_menu_line(line) && furniture_of(line) != Furniture::sure && !front_line(line).understood;
}

namespace {

bool starts_with_word(std::string_view lower, std::string_view word) {
  return lower.starts_with(word) &&
         (lower.size() == word.size() || !std::isalpha(static_cast<unsigned char>(lower[word.size()])));
}

constexpr std::array<std::string_view, 57> furniture_starts{"story continues",
                                                            "article continues",
                                                            "continue reading below",
                                                            "scroll to continue",
                                                            "click here to download",
                                                            "download our app",
                                                            "nach der anzeige",
                                                            "share this",
                                                            "share on",
                                                            "share article",
                                                            "share:",
                                                            "tweet",
                                                            "print this",
                                                            "email this",
                                                            "was this article",
                                                            "was this helpful",
                                                            "let us know",
                                                            "related articles",
                                                            "related stories",
                                                            "related topics",
                                                            "related coverage",
                                                            "related content",
                                                            "related news",
                                                            "related:",
                                                            "read more",
                                                            "read next",
                                                            "read also",
                                                            "also read",
                                                            "more from",
                                                            "more on this",
                                                            "more stories",
                                                            "you may also",
                                                            "you might also",
                                                            "recommended",
                                                            "most read",
                                                            "most popular",
                                                            "trending",
                                                            "up next",
                                                            "comments",
                                                            "leave a comment",
                                                            "post a comment",
                                                            "join the conversation",
                                                            "sign up",
                                                            "sign in",
                                                            "log in",
                                                            "subscribe",
                                                            "newsletter",
                                                            "get our",
                                                            "follow us",
                                                            "copyright",
                                                            "all rights reserved",
                                                            "advertisement",
                                                            "tags:",
                                                            "filed under",
                                                            "skip to",
                                                            "back to top",
                                                            "about the author"};

}  // namespace

bool is_furniture(std::string_view line) {
  constexpr std::size_t longest = 120;
  line = trim(line.substr(0, 400));
  if (line.size() > longest) return false;
  const auto lower = ascii_lower(line);
  if (lower.starts_with("\xC2\xA9") || lower.find("all rights reserved") != std::string::npos ||
      lower.find("cookie") != std::string::npos)
    return true;
  static const Phrases starts({furniture_starts.begin(), furniture_starts.end()});
  return starts.any_begins(lower) &&
         std::any_of(furniture_starts.begin(), furniture_starts.end(),
                     [&](std::string_view start) { return starts_with_word(lower, start); });
}

}  // namespace newsgrep
