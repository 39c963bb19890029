// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/dateline.hpp"

#include "common/ascii.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

constexpr std::size_t longest = 60;
constexpr std::string_view digits = "0123456789";

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
// "dpa/bb", "AP Photo"
bool is_agency(std::string_view name) {
  static constexpr std::array agencies{"aap",  "afp",  "ani",    "anp",     "ansa",     "antara", "anadolu", "ap",   "apa",     "bbc", "belga", "bernama", "bloomberg", "cns",   "cp",   "ctk",    "dpa",
                                       "efe",  "epd",  "ians",   "interfax", "irna",    "kna",    "kuna",    "kyodo", "lusa",   "mti", "ntb",   "ots",     "pa",        "pap",   "pna",  "pti",    "reuter",
                                       "reuters", "ria", "ritzau", "rtr",     "rtrs",   "sda",    "spa",     "stt",  "tanjug",  "tass", "tt",   "upi",     "wam",       "xinhua", "yonhap", "\xD0\xA2\xD0\x90\xD0\xA1\xD0\xA1"};
  const auto first = ascii_lower(name.substr(0, name.find_first_of("/ ,-")));
  return std::find(agencies.begin(), agencies.end(), first) != agencies.end();
}

// What else is printed in capitals in front of a dash.
bool is_label(std::string_view words) {
  static constexpr std::array labels{"file", "breaking", "news", "corrected", "correction", "update", "updated", "exclusive", "analysis", "watch", "live", "video", "opinion", "photos", "gallery", "note", "interview", "review", "closing", "market", "markets", "report", "sport", "sports"};
  return std::any_of(labels.begin(), labels.end(), [&, lower = ascii_lower(words)](const std::string_view label) {
    const auto at = lower.find(label);
    return at != std::string::npos && (at == 0 || lower[at - 1] == ' ') && (at + label.size() == lower.size() || lower[at + label.size()] == ' ');
  });
}

std::string_view before_dash(std::string_view text) {
  constexpr std::size_t longest_dash = 5;
  text = text.substr(0, longest + longest_dash);  // of long texts the rest is not looked at
  std::size_t end = std::string_view::npos;
  for (const std::string_view dash : {" - ", " -- ", ".- ", "- ", " _ ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "\xE2\x80\x94"}) end = std::min(end, text.find(dash));
  return end <= longest ? text.substr(0, end) : std::string_view();
}

// Capitals tell a place from the first words of a sentence; of more than two words only with something between that places have.
bool is_in_capitals(std::string_view city, bool goes_on) {
  constexpr std::ptrdiff_t fewest = 3, several = 2;
  if (std::count_if(city.begin(), city.end(), is_capital) < fewest || std::any_of(city.begin(), city.end(), is_small)) return false;
  return goes_on || (std::count(city.begin(), city.end(), ' ') < several && city.find('.') == std::string_view::npos && !is_label(city));
}

// "Feb. 1" and "March 22 AAP" are no part of the place.
std::string_view without_day(std::string_view place) {
  const auto digit = place.find_first_of(digits);
  if (digit == std::string_view::npos) return place;
  const auto comma = place.rfind(',', digit), space = trim(place.substr(0, digit)).rfind(' ');
  const auto end = comma != std::string_view::npos ? comma : space;
  return end == std::string_view::npos ? std::string_view() : trim(place.substr(0, end));
}

}  // namespace

std::string place_in(std::string_view dateline) {
  if (parse_date(trim(dateline))) return {};
  auto place = trim(dateline.substr(0, dateline.find('(')));
  for (const std::string_view sign : {"-", "_", ",", ":", "\xE2\x80\x93", "\xE2\x80\x94"})
    while (place.ends_with(sign)) place = trim(place.substr(0, place.size() - sign.size()));
  return std::string(without_day(place));
}

std::string dateline_of(std::string_view text) {
  const auto front = before_dash(text);
  const auto open = front.find('('), close = front.find(')', std::min(open, front.size()));
  const auto place = trim(front.substr(0, open));
  const auto city = place.substr(0, place.find(','));
  const bool by_agency = close != std::string_view::npos && is_agency(front.substr(open + 1, close - open - 1));
  if (city.empty() || city.find_first_of("0123456789:!?") != std::string_view::npos) return {};
  const bool is_place = by_agency ? !is_small(city.front()) : is_in_capitals(city, city.size() < place.size());
  return is_place ? place_in(front) : std::string();
}

}  // namespace newsgrep
