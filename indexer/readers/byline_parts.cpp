// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/byline_parts.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/phrases.hpp"
#include "indexer/readers/text_words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace newsgrep {
namespace {

// Words for those who write for newspapers, then for whom they ask.
constexpr std::string_view writers =
    "correspondent|reporter|editor|writer|journalist|columnist|contributor|redakteur|korrespond|redaktör|redaktør|"
    "journaliste|rédacteur|rédactrice|redattore|redactor|periodista|verslaggever|dziennikarz";
constexpr std::string_view others = "producer|analyst|fellow|professor|lecturer|director|chief|минут|min read";

bool is_degree(std::string_view part) {
  constexpr std::array<std::string_view, 7> degrees{"phd", "ph.d", "ph.d.", "md", "m.d", "m.d.", "mba"};
  const auto lower = ascii_lower(part);
  return std::find(degrees.begin(), degrees.end(), lower) != degrees.end();
}

// "EXAMPLE.COM"
bool is_host(std::string_view part) {
  constexpr std::array<std::string_view, 8> ends{".com", ".net", ".org", ".de", ".fr", ".co.uk", ".in", ".tv"};
  const auto lower = ascii_lower(part);
  return part.find(' ') == std::string_view::npos &&
         std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return lower.ends_with(end); });
}

}  // namespace

bool begins_with_capital(std::string_view text) {
  if (text.empty()) return false;
  if (static_cast<unsigned char>(text[0]) < 0x80) return text[0] >= 'A' && text[0] <= 'Z';
  std::size_t at = 0;
  return u_islower(static_cast<UChar32>(next_char(text, at))) == 0;
}

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

bool is_capitalized(std::string_view text) {
  constexpr std::string_view particles = " de del der den da di du van von la le el al bin ibn ter ten dos of ";
  while (!text.empty()) {
    const auto word = first_word(text);
    const bool particle = particles.find(" " + std::string(word) + " ") != std::string_view::npos;
    if (!particle && !begins_with_capital(word)) return false;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return true;
}

bool is_full_name(std::string_view text) {
  constexpr std::size_t least = 2, most = 5;
  const auto words = count_words(text);
  return words >= least && words <= most && text.find_first_of("0123456789@/:!?\"") == std::string_view::npos &&
         is_capitalized(text);
}

bool is_sign(std::string_view part) {
  constexpr std::size_t longest = 5;
  return part.size() <= longest && std::all_of(part.begin(), part.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool has_letter(std::string_view part) {
  return std::any_of(part.begin(), part.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_writer(std::string_view part) {
  static const Phrases words(between_bars(writers, ascii_lower));
  return words.any_in(ascii_lower(part));
}

bool is_label(std::string_view part) {
  constexpr std::array<std::string_view, 14> beginnings{
      "foto:",  "fotos:",         "photo:", "photos:",   "bild:",        "quelle:",  "source:",
      "posted", "veröffentlicht", "publi",  "actualiza", "aktualisiert", "\xC2\xA9", "text size"};
  constexpr std::array<std::string_view, 6> endings{" von", " by", " par", " por", " comments", " ago"};
  const auto lower = ascii_lower(part);
  if (std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view word) { return lower.starts_with(word); }))
    return true;
  if (std::any_of(endings.begin(), endings.end(), [&](std::string_view word) { return lower.ends_with(word); }))
    return true;
  constexpr std::array<std::string_view, 53> labels{
      "news",     "sport",     "sports",        "travel",   "business",     "politics",  "opinion",
      "money",    "tech",      "sign in",       "subscribe", "iniciar sesión", "abone ol", "whatsapp",
      "follow",   "following", "folgen",        "suivre",   "seguir",       "share",
      "updated",  "published", "posted",        "facebook", "twitter",      "email",
      "e-mail",   "linkedin",  "instagram",     "author",   "autor",        "view profile",
      "bio",      "admin",     "administrator", "super user", "superuser", "webmaster", "by",       "von",          "par",
      "por",      "print",     "stand",         "contact",  "last updated", "last modified",
      "comments", "follow us", "small",         "medium",   "large",        "tips meg"};
  const auto is_one = [&](std::string_view word) { return std::find(labels.begin(), labels.end(), word) != labels.end(); };
  if (is_one(lower)) return true;
  // "Twitter Facebook"
  for (std::string_view rest = lower; !rest.empty();) {
    const auto word = first_word(rest);
    if (!is_one(word)) return false;
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
  }
  return true;
}

bool is_address(std::string_view part) {
  return part.find('@') != std::string_view::npos || part.find("://") != std::string_view::npos ||
         part.starts_with("www.");
}

bool is_month_or_weekday(std::string_view part) {
  constexpr std::string_view english =
      "monday tuesday wednesday thursday friday saturday sunday january february march "
      "april june july august september october november december";
  const auto lower = ascii_lower(first_word(part));
  const auto stem = lower.ends_with('.') ? lower.substr(0, lower.size() - 1) : lower;
  return stem.size() >= 3 && english.find(" " + stem) != std::string_view::npos && count_words(part) < 3;
}

bool is_day_word(std::string_view part) {
  const auto lower = ascii_lower(part);
  return lower == "today" || lower == "yesterday" || lower == "may" ||
         (part.find(' ') == std::string_view::npos && is_month_or_weekday(part));
}

bool is_time(std::string_view part) {
  const auto colon = part.find(':');
  const auto space = part.find(' ');
  if (is_digit(part[0]) && space != std::string_view::npos && is_month_or_weekday(part.substr(space + 1))) return true;
  return is_digit(part[0]) && colon != std::string_view::npos && colon <= 2 && colon + 1 < part.size() &&
         is_digit(part[colon + 1]);
}

namespace {

bool is_role(std::string_view part) {
  static const Phrases words(between_bars(others, ascii_lower));
  return is_writer(part) || words.any_in(ascii_lower(part));
}

}  // namespace

bool is_note(std::string_view part) {
  return is_role(part) || is_host(part) || is_degree(part) || is_month_or_weekday(part) || is_digit(part[0]) ||
         part.find_first_of("0123456789") != std::string_view::npos || (count_words(part) > 2 && !is_capitalized(part)) || (!begins_with_capital(part) && !is_sign(part));
}

}  // namespace newsgrep
