// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_lines.hpp"

#include "common/analysis.hpp"
#include "common/date_names.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/phrases.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/text_furniture.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace newsgrep {
namespace {

bool small(char c) { return c >= 'a' && c <= 'z'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

bool blank(char c) { return c == ' ' || c == '\t'; }

// Takes the next word off the front; empty when there is none.
std::string_view take_word(std::string_view& text) {
  std::size_t begin = 0;
  while (begin < text.size() && blank(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !blank(text[end])) ++end;
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

std::string_view first_word(std::string_view text) { return take_word(text); }

// How many words there are; one more than `most` stands for all greater numbers.
std::size_t count_words(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  while (count <= most && !take_word(text).empty()) ++count;
  return count;
}

// Up to `enough` of the places where a sentence ends.
std::size_t sentence_ends(std::string_view text, std::size_t enough) {
  std::size_t count = ends_sentence(text);
  for (std::size_t i = 0; i + 1 < text.size() && count < enough; ++i)
    count += (text[i + 1] == ' ' || text[i + 1] == '\n') && (text[i] == '.' || text[i] == '!' || text[i] == '?');
  return count;
}

// Cuts what follows a name: "Jane Doe, Correspondent" and "Jane Doe | 5 min read".
std::string clean_name(std::string_view text) {
  text = trim(text);
  if (const auto bar = text.find('|'); bar != std::string_view::npos) text = text.substr(0, bar);
  for (const std::string_view cut : {" \xE2\x80\xA2", " \xC2\xB7", " \xE2\x80\x93", " \xE2\x80\x94", " - "})
    if (const auto at = text.find(cut); at != std::string_view::npos) text = text.substr(0, at);
  text = trim(text);
  while (!text.empty() && std::string_view(",;:-(").find(text.back()) != std::string_view::npos)
    text = trim(text.substr(0, text.size() - 1));
  return collapse(text);
}

std::string title_case(std::string_view shouted) {
  std::string out = ascii_lower(shouted);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (out[i] >= 'a' && out[i] <= 'z' && (i == 0 || out[i - 1] == ' ' || out[i - 1] == '-'))
      out[i] = static_cast<char>(out[i] - 'a' + 'A');
  return out;
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

bool is_name(std::string_view text) {
  constexpr std::array<std::string_view, 28> small_words{
      "de", "van", "von", "da",  "and", "al", "bin", "of",  "the", "in", "for", "&",   "und", "et",
      "y",  "e",   "i",   "och", "og",  "en", "di",  "del", "la",  "le", "du",  "der", "den", "dos"};
  static constexpr Bytes foreign("0123456789/@:;!?\"");
  if (text.size() > 80 || text.ends_with('.')) return false;
  std::size_t words = 0, capital = 0;
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
    if (++words > 7 || foreign.find_in(word) < word.size()) return false;
    std::size_t at = 0;
    const bool begins = upper(word.front()) || (static_cast<unsigned char>(word.front()) >= 0x80 &&
                                                u_isalpha(static_cast<UChar32>(next_char(word, at))));
    if (!begins && std::find(small_words.begin(), small_words.end(), word) == small_words.end()) return false;
    capital += begins;
  }
  return capital >= 2;
}

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
  else
    header.role = role_of(name).role;
  return header;
}

bool ends_sentence(std::string_view text) {
  // The last bytes of all signs below.
  static constexpr Bytes last_bytes(".!?\"')]\xA6\x82\x81\x9F\xA4\x9D\x99\xBB");
  text = trim(text);
  if (text.empty() || !last_bytes.has(text.back())) return false;
  for (const std::string_view close : {"\"", "'", ")", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "]"})
    while (text.ends_with(close)) text.remove_suffix(close.size());
  for (const std::string_view mark :
       {".", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "\xE0\xA5\xA4"})
    if (text.ends_with(mark)) return true;
  return false;
}

bool is_url(std::string_view line) {
  line = trim(line);
  return (line.starts_with("http://") || line.starts_with("https://")) &&
         line.find_first_of(" \t") == std::string_view::npos;
}

namespace {

// Whether the line begins with two letters of an opening of bylines, or with what may be such ones once folded.
bool may_open_byline(std::string_view line) {
  constexpr std::array<std::string_view, 14> openings{"by", "b ", "wr", "re", "st", "wo", "te",
                                                      "vo", "pa", "po", "di", "do", "av", "a"};
  constexpr std::size_t enough = 2;
  const auto begins = [&](std::string_view opening) { return iequals(line.substr(0, opening.size()), opening); };
  const auto is_wide = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const auto start = line.substr(0, enough);
  return std::any_of(start.begin(), start.end(), is_wide) || std::any_of(openings.begin(), openings.end(), begins);
}

// Six words or more, each of one byte.
bool has_spaced_letters(std::string_view line) {
  constexpr std::size_t least = 6;
  std::size_t count = 0;
  for (auto word = take_word(line); !word.empty(); word = take_word(line), ++count)
    if (word.size() != 1) return false;
  return count >= least;
}

}  // namespace

std::string byline_of(std::string_view line) {
  line = trim(line);
  if (!may_open_byline(line)) return {};
  // Spaced letters: words are separated by more than one space.
  const bool spaced = has_spaced_letters(line);
  if (spaced) {
    std::string joined;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != ' ')
        joined += line[i];
      else if (i + 1 < line.size() && line[i + 1] == ' ' && !joined.ends_with(' '))
        joined += ' ';
    }
    const auto lower = ascii_lower(joined);
    if (!lower.starts_with("by ")) return {};
    return title_case(trim(std::string_view(joined).substr(3)));
  }
  constexpr std::array<std::string_view, 20> starts{
      "written by ", "reported by ", "story by ", "words by ", "text by ",
      "by: ",        "by ",          "von ",      "par ",      "por ",
      "di ",         "door ",        "av ",       "af ",       "author: ",
      "autor: ",     "auteur : ",    "auteur: ",  "autore: ",  "\xD0\xB0\xD0\xB2\xD1\x82\xD0\xBE\xD1\x80: "};
  const Folded folded(line.substr(0, 24));
  const auto lower = folded.text();
  for (const std::string_view by : starts) {
    if (!lower.starts_with(by)) continue;
    const std::string name = clean_name(line.substr(by.size()));
    const auto comma = name.find(',');
    return is_name(comma == std::string::npos ? name : name.substr(0, comma)) ? name : std::string();
  }
  return {};
}

namespace {

// Whether words before a date leave it a date of the article.
bool introduces_date(std::string_view before) {
  before = trim(before);
  while (!before.empty() && std::string_view(",.|:-(").find(before.back()) != std::string_view::npos)
    before = trim(before.substr(0, before.size() - 1));
  return before.empty() || is_weekday(before) || iequals(before, "on");
}

bool is_place(std::string_view before) {
  constexpr std::size_t most_words = 3;
  const std::size_t words = count_words(before, most_words);
  return words > 0 && words <= most_words &&
         (upper(before.front()) || static_cast<unsigned char>(before.front()) >= 0x80);
}

void read_dated(std::string_view line, const Stamp& stamp, FrontLine& front) {
  constexpr std::size_t most_words_before = 6, most_words_behind = 10, most_in_sentence = 3;
  const auto before = trim(line.substr(0, stamp.begin));
  auto after = line.substr(stamp.end);
  if (const std::string name = clean_name(before); front.byline.empty() && !stamp.told && is_name(name))
    front.byline = name;
  const std::size_t words = count_words(after, most_words_behind);
  const bool sentence = ends_sentence(after) && words > most_in_sentence;
  // "Portwell - 5 May 2020 - 18:30": a place and nothing behind the date.
  const bool placed = words == 0 && is_place(before);
  if (count_words(before, most_words_before) > most_words_before || words > most_words_behind || sentence ||
      !(stamp.told || !front.byline.empty() || placed || introduces_date(before)))
    return;
  front.date = stamp.published;
  front.updated = stamp.updated;
  while (!after.empty() && std::string_view(" \t,|-()").find(after.front()) != std::string_view::npos)
    after.remove_prefix(1);
  if (front.byline.empty()) front.byline = byline_of(after);
}

}  // namespace

namespace {

// Three capitals in the first word, before any small letter.
bool begins_with_capitals(std::string_view line) {
  constexpr std::size_t least = 3;
  const auto word = first_word(line);
  return std::count_if(word.begin(), std::find_if(word.begin(), word.end(), small), upper) >=
         static_cast<std::ptrdiff_t>(least);
}

}  // namespace

std::optional<Date> dateline_date(std::string_view line) {
  constexpr std::size_t far_enough = 140, longest_place = 70;
  line = trim(line);
  if (!begins_with_capitals(line)) return std::nullopt;
  const Stamp stamp = read_stamp(line.substr(0, far_enough));
  if (!stamp.published || stamp.updated || stamp.begin == 0 || stamp.begin > longest_place) return std::nullopt;
  const auto place = first_word(line.substr(0, stamp.begin));
  const bool capitals = begins_with_capitals(place) && std::none_of(place.begin(), place.end(), small);
  const auto behind = trim(line.substr(stamp.end));
  const bool dashed = behind.starts_with("\xE2\x80\x93") || behind.starts_with("\xE2\x80\x94");
  const bool marked =
      dashed || (!behind.empty() && std::string_view("/(-:").find(behind.front()) != std::string_view::npos);
  return capitals && marked && !names_publication(line.substr(0, stamp.begin)) ? stamp.published : std::nullopt;
}

FrontLine front_line(std::string_view line) {
  constexpr std::size_t longest = 160;
  FrontLine front;
  line = without_marks(line);
  if (line.empty() || line.size() > longest) return front;
  if (is_url(line)) {
    front.url = line;
    front.understood = true;
    return front;
  }
  const auto dateline = dateline_date(line);
  if (dateline && byline_of(line.substr(0, 16)).empty() && !line.starts_with("BY ")) {
    front.date = dateline;
    return front;
  }
  const Stamp stamp = read_stamp(line);
  front.byline = byline_of(trim(line.substr(0, stamp.found() ? stamp.begin : line.size())));
  if (stamp.found()) read_dated(line, stamp, front);
  front.understood = front.date || front.updated || !front.byline.empty();
  return front;
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

}  // namespace

bool may_be_headline(std::string_view line) {
  constexpr std::size_t longest = 250;
  line = without_marks(line);
  if (line.empty() || line.size() > longest || is_url(line)) return false;
  if (line.ends_with('.') && !line.ends_with("...")) return false;
  if (is_pair_of_names(line)) return false;
  return !is_menu_line(line) && furniture_of(line) != Furniture::sure && !front_line(line).understood;
}

namespace {

bool starts_with_word(std::string_view lower, std::string_view word) {
  return lower.starts_with(word) &&
         (lower.size() == word.size() || !std::isalpha(static_cast<unsigned char>(lower[word.size()])));
}

constexpr std::array<std::string_view, 50> furniture_starts{"share this",
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
