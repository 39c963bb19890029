// SPDX-License-Identifier: GPL-2.0-or-later
// Words of a query that are operators.
#pragma once

#include "searcher/query/lexer.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The greatest distance and the greatest count; whoever wants more wants AND.
inline constexpr unsigned most_distance = 1'000'000;

/// The greatest distance of "a n5 b", and of a near that is not quite one: a greater number belongs to a road, a model or a year.
inline constexpr unsigned most_by_letter = 50;

/// How near two operands are to be.
struct Nearness {
  unsigned distance = 0;
  Query::Reach reach = Query::Reach::words;
  bool ordered = false, apart = false;
};

/// "w/5", "near5", "/s", "SAME", "<<" (in this order, however far), ...
std::optional<Nearness> nearness_of(std::string_view raw);

/// "NEAR" without a number; that one counts.
std::optional<Nearness> nearness_without_number(std::string_view raw, unsigned usual);

/// "atleast5"; "first50" if a parenthesis follows; "/F50/".
struct Counting {
  Token::Kind kind = Token::Kind::at_least;
  unsigned count = 0;
};
std::optional<Counting> counting_of(std::string_view raw, bool opens);

/// What a near may begin with: "near/", "w/", "adj", ...
std::vector<std::string_view> near_names();

/// What stands before a colon and is no field: places in the text, what is asked of articles as a whole, dates, the order.
struct Filter {
  std::string_view name, aliases;  ///< further spellings, separated by a space
  Token::Kind kind = Token::Kind::has;
  std::string_view description, example;
};
std::span<const Filter> filters();

/// Places that are no field, and what is asked of articles as a whole, but no date: by name or alias.
std::optional<Token::Kind> filter_of(std::string_view name);

/// What a name is kept for that nothing answers yet; empty for other names.
std::string not_yet(std::string_view name);

/// The code of a language by its English name: "de" for "german"; empty when there is none.
std::string_view language_code(std::string_view name);

/// "wc>1000", "words:500..800": the sign and what stands behind it as bounds, both included. Nothing when it is none.
struct Bounds {
  std::optional<unsigned> least, most;
};
std::optional<Bounds> bounds_of(std::string_view sign, std::string_view value);

/// "since", "seen" ...: which end is named, and of which date.
struct DateName {
  Token::DateForm form = Token::DateForm::within;
  Query::Which which = Query::Which::published;
  bool compares = false;  ///< a sign may follow: date>2024
};
std::optional<DateName> date_name(std::string_view name);

/// "repeat3", "near5", "lead4": what takes a number in front of its colon; 0 when there is none, or it is none that may be.
std::optional<Counting> counting_name(std::string_view name);

/// The letters, digits, `_` and `-` that a text begins with.
std::string_view leading_name(std::string_view text);

/// Whether a name is nearly one that may stand before a colon.
bool is_near_name(std::string_view name);

/// What may have been meant by an unknown field.
std::string field_hint(std::string_view name);

/// All of the text as a number that fits.
std::optional<unsigned> whole_number(std::string_view text);

}  // namespace newsgrep
