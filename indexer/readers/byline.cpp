// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/byline.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/byline_parts.hpp"
#include "indexer/readers/phrases.hpp"
#include "indexer/readers/text_words.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

// They write themselves in small letters.
bool is_agency(std::string_view name) {
  constexpr std::array<std::string_view, 8> agencies{"dpa", "sid", "afp", "apa", "ap", "epd", "kna", "red"};
  return std::find(agencies.begin(), agencies.end(), name) != agencies.end();
}

// Before names; those with a colon only with it.
constexpr std::array<std::string_view, 69> openings{
    "muhabir:",     "reporter:",     "periodista:",  "Автор:",       "Текст:",        "текст:",       "Автори:",     "Συντάκτης:", "écrit par",  "Écrit par",
    "publié par",   "Publié par",    "rédigé par",   "Rédigé par",  "escrito por", "scritto da", "a cura di",
    "geschrieben von", "skriven av", "skrevet av",   "كتب:",        "كتبت:",      "بقلم:",      "بقلم",
    "लेखक:",          "द्वारा:",       "撰稿：",
    "作者：", "作者:", "撰文：", "文／", "记者：", "記者：", "本报记者", "记者", "記者", "bài:",
    "written by", "reported by", "story by", "posted by", "authored by", "by",      "von",     "par",
    "por",        "door",        "av",       "af",        "przez",       "autor:",  "autor",   "autora",
    "autorin:",   "autoren:",    "author:",  "authors:",  "auteur:",     "autore:", "autori:", "text:",
    "texte:",     "texto:",      "yazar:",   "penulis:",  "oleh",        "tekst:",  "di",      "автор:"};

// Bytes of the opening in front of a name, with the space behind it; 0 where there is none.
std::size_t opening(std::string_view text) {
  const auto lower = ascii_lower(text.substr(0, 24));
  for (const auto word : openings) {
    if (!lower.starts_with(word)) continue;
    std::size_t end = word.size();
    if (text.substr(end).starts_with(" :")) ++end;  // as the French write it
    if (end < text.size() && text[end] == ':') ++end;
    const bool ends = text[end - 1] == ':' || word.ends_with("：") || word.ends_with("／") || end == text.size() || text[end] == ' ';
    const bool surname = word == "di" && text[0] == 'D';
    if (!ends || surname) continue;
    while (end < text.size() && text[end] == ' ') ++end;
    if (end == text.size() || begins_with_capital(text.substr(end)) || is_digit(text[end])) return end;
    if (is_agency(text.substr(end))) return end;
    if (word == "by" || lower[word.size()] == ':') return end;
  }
  return 0;
}

std::string without_brackets(std::string_view text) {
  std::string out;
  std::size_t depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) out += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return depth == 0 ? out : std::string(text);
}

bool joins(std::string_view word) {
  constexpr std::array<std::string_view, 11> words{"and", "und", "et", "y", "e", "och", "og", "ja", "ve", "и", "&"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "A and B" -> "A, B" where both sides are names.
std::string without_joins(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    const auto next = end < text.size() ? text.substr(end + 1) : std::string_view();
    if (!out.empty() && joins(word) && (begins_with_capital(next) || opening(next) > 0)) {
      out += ',';
    } else {
      if (!out.empty()) out += ' ';
      out += word;
    }
    at = end + 1;
  }
  return out;
}

// Signs between names that may stand without spaces, then those that may not.
std::vector<std::string_view> split(std::string_view text) {
  constexpr std::array<std::string_view, 8> signs{"\x1F", ",", ";", "|", "•", "·", "、", "，"};
  constexpr std::array<std::string_view, 5> spaced{" / ", " - ", " – ", " — ", " + "};
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t sign = at == text.size() ? 1 : 0;
    for (const auto one : signs)
      if (text.substr(at).starts_with(one)) sign = one.size();
    for (const auto one : spaced)
      if (text.substr(at).starts_with(one)) sign = one.size();
    if (sign == 0) {
      ++at;
      continue;
    }
    parts.push_back(trim(text.substr(begin, at - begin)));
    begin = at += sign;
  }
  return parts;
}

// "Jane Doe Aug." -> "Jane Doe", but May may be a name.
std::string_view without_day(std::string_view name) {
  const auto space = name.rfind(' ');
  const bool full = space != std::string_view::npos && name.find(' ') < space;
  return full && is_month_or_weekday(name.substr(space + 1)) ? name.substr(0, space) : name;
}

std::string_view without_weekday(std::string_view name) { return name.ends_with("day") ? without_day(name) : name; }

// "Jane Doe in Berlin", "Jane Doe for the Post", "Jane Doe 3 May": what follows the name is none.
std::string_view cut_behind_name(std::string_view part) {
  for (std::size_t at = part.find(' '); at != std::string_view::npos; at = part.find(' ', at + 1)) {
    const auto rest = part.substr(at + 1);
    const auto word = first_word(rest);
    const bool place = word == "in" || word == "for" || word == "für" || word == "at" || word == "from" || word == "on";
    if ((word == "For" && count_words(part.substr(0, at)) > 1)) return part.substr(0, at);
    if ((place && count_words(part.substr(0, at)) > 1) || word == "Stand:") return part.substr(0, at);
    if (!rest.empty() && is_digit(rest[0])) return without_day(part.substr(0, at));
  }
  return part;
}

// "Jane Doe and" at the end of a part: the next name stands in another one.
std::string_view without_join(std::string_view part) {
  const auto space = part.rfind(' ');
  return space != std::string_view::npos && joins(part.substr(space + 1)) ? part.substr(0, space) : part;
}

// "Editors: Jane Doe" -> "Jane Doe"
std::string_view without_label(std::string_view part) {
  const auto colon = part.find(": ");
  return colon != std::string_view::npos && part.find(' ') > colon && is_full_name(part.substr(colon + 2))
             ? part.substr(colon + 2)
             : part;
}

// "신현주 기자" -> "신현주"
std::string_view without_role_behind(std::string_view part) {
  for (const std::string_view role : {" 기자", " 특파원", " 논설위원", "기자"})
    if (part.size() > role.size() && part.ends_with(role)) return part.substr(0, part.size() - role.size());
  return part;
}

// "Jane Doe." -> "Jane Doe", but "John Doe Jr."
std::string_view without_stop(std::string_view part) {
  constexpr std::size_t abbreviation = 3;
  const auto space = part.rfind(' ');
  const auto last = space == std::string_view::npos ? part.size() : part.size() - space - 1;
  const bool stop = part.ends_with(':') || (part.ends_with('.') && last > abbreviation);
  return stop ? trim(part.substr(0, part.size() - 1)) : part;
}

// "Jane Doe/Ali Baba"
std::string without_slashes(std::string text) {
  if (text.find('/') == std::string::npos || !are_full_names(text)) return text;
  std::replace(text.begin(), text.end(), '/', ',');
  return text;
}

// A page that keeps first names and last names apart: no part has two words.
std::string mended(std::string text) {
  for (const auto part : split(text))
    if (count_words(part.substr(opening(part))) > 1) return text;
  std::replace(text.begin(), text.end(), byline_part, ' ');
  return text;
}

// Where a name stands already, one word alone is a place or what is left of a role, unless it is an agency.
bool is_remark(std::string_view part, const std::vector<std::string>& names) {
  constexpr std::array<std::string_view, 16> agencies{"reuters", "afp",  "ap",  "dpa", "apa", "ansa", "efe",  "aap",
                                                      "tass",    "sda",  "ats", "ntb", "sid", "kna",  "epd",  "pti"};
  const auto lower = ascii_lower(part);
  return count_words(part) == 1 && count_words(names.back()) > 1 && part.find('-') == std::string_view::npos &&
         static_cast<unsigned char>(part[0]) < 0x80 &&
         std::find(agencies.begin(), agencies.end(), lower) == agencies.end();
}

// "김민수 기자 입력 2023.06.21": two to four syllables and what a reporter is called.
std::string_view korean_name(std::string_view line) {
  constexpr std::string_view role = " 기자";
  constexpr std::size_t syllable = 3, shortest = 2, longest = 4;
  const auto end = line.find(role);
  if (end == std::string_view::npos) return {};
  const auto behind = line.substr(end + role.size());
  const auto name = line.substr(0, end).substr(line.substr(0, end).rfind(' ') + 1);
  const bool hangul = name.size() % syllable == 0 && std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool whole = behind.empty() || behind.front() == ' ' || behind.front() == '(' || behind.front() == '=';
  return hangul && whole && name.size() >= shortest * syllable && name.size() <= longest * syllable ? line.substr(end - name.size(), name.size() + role.size())
                                                                                                   : std::string_view();
}

}  // namespace

std::vector<std::string> names_of_byline(std::string_view byline) {
  constexpr std::size_t most = 200, longest = 100, enough = 10'000;
  std::vector<std::string> names;
  byline = byline.substr(0, valid_prefix(byline.substr(0, enough)));
  const std::string text = without_joins(without_slashes(collapse(mended(without_brackets(byline)))));
  for (auto part : split(text)) {
    part.remove_prefix(opening(part));
    part = cut_behind_name(without_label(without_join(part)));
    part = without_role_behind(without_stop(without_weekday(part)));
    if (part.empty() || joins(part) || is_day_word(part) || part.size() > longest || is_address(part) ||
        !has_letter(part) || is_label(part))
      continue;
    if (is_time(part) || (!names.empty() && (is_note(part) || is_remark(part, names)))) continue;
    const bool known = std::any_of(names.begin(), names.end(), [&](const auto& name) { return iequals(name, part); });
    if (!known && names.size() < most) names.emplace_back(part);
  }
  return names;
}

std::string_view byline_within(std::string_view line) {
  if (const auto name = korean_name(line); !name.empty()) return name;
  for (const auto part : split(line)) {
    if (opening(part) == 0) continue;
    const auto names = names_of_byline(part);
    const auto begin = static_cast<std::size_t>(part.data() - line.data());
    if (!names.empty() && is_full_name(names[0])) return line.substr(begin);
  }
  return {};
}

bool presents_writer(std::string_view text) {
  constexpr std::array<std::string_view, 10> verbs{" is ", " ist ", " est ", " es ",     " è ",
                                                   " é ",  " är ",  " er ",  " writes ", " schreibt "};
  constexpr std::size_t longest_name = 40, told_soon = 160;
  std::size_t end = std::string_view::npos;
  for (const auto verb : verbs) end = std::min(end, text.find(verb));
  if (end > longest_name || !is_full_name(text.substr(0, end))) return false;
  const auto rest = text.substr(end);
  return is_writer(rest.substr(0, valid_prefix(rest.substr(0, told_soon))));
}

bool tells_writer(std::string_view text) { return is_writer(text); }

bool may_be_author(std::string_view name) {
  return is_sign(name) || (is_capitalized(name) && !name.starts_with("In ") && !name.starts_with("On "));
}

bool are_full_names(std::string_view line) {
  // Words of sections and places that stand where names do.
  static const Phrases others(between_bars(
      "news|sport|politi|business|opinion|world|local|national|international|editorial|staff|report|press|media|agency|"
      "redaktion|redacci|redazione|rédaction|nachrichten|noticias|actualit|city|town|new |los |san |saint |south |north |"
      "east |west |photo|foto|credit|share|read|more|listen|comment|breaking|latest|live|update|print|subscribe|sign |"
      "log |advert|video|podcast|gallery|feature|review|interview|analysis|exclusive|home|page|min",
      ascii_lower));
  constexpr std::size_t longest = 80;
  if (line.size() > longest || others.any_in(ascii_lower(line))) return false;
  for (std::string_view rest = line; !rest.empty();) {
    const auto end = std::min(rest.find('/'), rest.size());
    if (!is_full_name(trim(rest.substr(0, end))) || rest.find(',') != std::string_view::npos) return false;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return !line.empty();
}

bool names_writer(std::string_view line) {
  const auto parts = split(line);
  return parts.size() > 1 && is_full_name(parts[0]) && is_writer(parts[1]);
}

}  // namespace newsgrep
