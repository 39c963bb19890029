// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/dateline.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

constexpr std::size_t longest = 60;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// How agencies sign: in a few capitals, or by a name.
bool is_agency(std::string_view name) {
  constexpr std::size_t fewest = 2, most = 6;
  static constexpr std::array names{"reuters", "dpa", "afp", "apa", "sda", "kna", "epd", "ots", "ansa", "efe", "lusa", "xinhua", "bloomberg", "kyodo", "tass", "interfax", "anadolu", "ritzau", "yonhap", "bernama", "antara"};
  if (name.size() >= fewest && name.size() <= most && std::all_of(name.begin(), name.end(), is_capital)) return true;
  const auto first = ascii_lower(name.substr(0, name.find_first_of("/ ")));
  return std::find(names.begin(), names.end(), first) != names.end();
}

std::string_view before_dash(std::string_view text) {
  std::size_t end = std::string_view::npos;
  for (const std::string_view dash : {" - ", " -- ", ".- ", " _ ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", "\xE2\x80\x94"}) end = std::min(end, text.find(dash));
  return end <= longest ? text.substr(0, end) : std::string_view();
}

// Capitals tell a place from the first words of a sentence.
bool is_in_capitals(std::string_view city) {
  constexpr std::ptrdiff_t fewest = 3;
  return std::count_if(city.begin(), city.end(), is_capital) >= fewest && std::none_of(city.begin(), city.end(), is_small);
}

}  // namespace

std::string dateline_of(std::string_view text) {
  const auto front = before_dash(text);
  const auto open = front.find('('), close = front.find(')', std::min(open, front.size()));
  const std::string_view place = trim(front.substr(0, open));
  const bool by_agency = close != std::string_view::npos && is_agency(front.substr(open + 1, close - open - 1));
  const std::string_view city = place.substr(0, place.find(','));
  if (city.empty() || city.find_first_of("0123456789.:!?") != std::string_view::npos || !(by_agency ? !is_small(city.front()) : is_in_capitals(city))) return {};
  // "AUSTIN, Texas, Feb. 1": a day is no part of the place.
  const auto digit = place.find_first_of("0123456789", city.size());
  return std::string(trim(place.substr(0, digit == std::string_view::npos ? digit : place.rfind(',', digit))));
}

}  // namespace newsgrep
