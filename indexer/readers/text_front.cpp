// SPDX-License-Identifier: GPL-2.0-or-later
// The lines between headline and body: names, bylines, dates.
#include "common/date_names.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/phrases.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/text_words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

bool small(char c) { return c >= 'a' && c <= 'z'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

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

namespace {

// "By Jane", and nothing else in the line, which "By Monday" is not.
bool is_first_name(std::string_view word) {
  constexpr std::array<std::string_view, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                                    "July",    "August",   "September", "October", "November", "December"};
  return word.size() > 1 && upper(word.front()) && std::all_of(word.begin() + 1, word.end(), small) && !is_weekday(word) && std::find(months.begin(), months.end(), word) == months.end();
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
    if (by == "by " && is_first_name(name)) return name;
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

}  // namespace newsgrep
