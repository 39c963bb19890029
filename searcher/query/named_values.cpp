// SPDX-License-Identifier: GPL-2.0-or-later
// Names with a value behind them: fields, dates, and what is asked of articles as a whole.
#include "searcher/query/query_text.hpp"

#include "common/utf8.hpp"
#include "searcher/query/operators.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace newsgrep {
namespace {

bool alphabetic(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; });
}

// Of a stock exchange or a kicker: NASDAQ:AAPL. Fields are typed in small letters, or are known.
bool is_code(std::string_view name) {
  return name.size() > 1 && std::all_of(name.begin(), name.end(), [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; });
}

std::string leading_letters(const std::string& name) { return name.substr(0, name.find_first_of("0123456789")); }

// The date that stands at `at`, of up to three words, such as "20240101", "-7" or "1 jan 2024"; else whatever begins with a digit there.
// Moves past it.
std::string date_value(QueryText& in, std::size_t& at) {
  constexpr std::size_t most_words = 3;
  std::vector<std::size_t> ends;
  for (std::size_t end = at; ends.size() < most_words && end < in.text.size();) {
    const std::size_t begin = ends.empty() ? end : in.past_spaces(end);
    end = std::min(in.text.find_first_of(" ()\"", begin), in.text.size());
    if (end == begin) break;
    ends.push_back(end);
  }
  for (const auto end : ends) {
    const auto value = in.text.substr(at, end - at);
    const auto parsed = parse_period(value, in.options);
    if (parsed.failed || parsed.undated || value.find_first_of("0123456789") == std::string::npos) continue;
    at = end;
    return value;
  }
  const std::size_t first = at < in.text.size() && in.text[at] == '-' ? at + 1 : at;
  if (ends.empty() || first >= in.text.size() || !std::isdigit(static_cast<unsigned char>(in.text[first]))) return {};
  const std::size_t begin = std::exchange(at, ends.front());
  return in.text.substr(begin, ends.front() - begin);
}

bool take_field(QueryText& in, std::size_t begin, const Field& field) {
  ++in.at;
  Token& token = in.add(Token::Kind::field, begin, in.at);
  token.field = &field;
  return true;
}

// "date from D to D", "date aft D", "date > D": what relates them is a word of its own. in.at is behind "date".
bool spoken_date(QueryText& in, std::size_t begin) {
  struct Relation {
    std::string_view word;
    Token::DateForm form;
  };
  using Form = Token::DateForm;
  constexpr std::array<Relation, 12> relations{{{"is ", Form::within}, {"=", Form::within}, {"from ", Form::within}, {"between ", Form::within}, {"after ", Form::after}, {"aft ", Form::after}, {"before ", Form::before}, {"bef ", Form::before},
                                               {">=", Form::since}, {"<=", Form::until}, {">", Form::after}, {"<", Form::before}}};
  const std::size_t start = in.past_spaces(in.at);
  const auto lower = ascii_lower(std::string_view(in.text).substr(start, 8));
  const auto relation = std::find_if(relations.begin(), relations.end(), [&](const Relation& one) { return lower.starts_with(one.word); });
  if (relation == relations.end() || (relation->word == "is " && in.options.dialect != Dialect::nexis)) return false;
  const bool two_ends = relation->word == "from " || relation->word == "between ";
  std::size_t at = in.past_spaces(start + relation->word.size());
  std::string value = date_value(in, at);
  if (value.empty()) return false;
  if (two_ends) {
    at = in.past_spaces(at);
    const auto link = ascii_lower(std::string_view(in.text).substr(at, 4));
    at = in.past_spaces(at + (link.starts_with("to ") ? 3 : link == "and " ? 4 : 0));
    const std::string last = date_value(in, at);
    if (last.empty() || !(link.starts_with("to ") || link == "and ")) {
      in.report(Severity::notice, "near_miss", "`date` is searched for as a word", "a period has two ends: date from " + value + " to 2024", begin, in.at);
      return false;
    }
    value += ".." + last;
  }
  in.at = at;
  Token& token = in.add(Token::Kind::date, begin, in.at);
  token.text = value;
  token.form = relation->form;
  return true;
}

// Where one of the signs is, not far from a place: who asks so of every word must not look through all of a long query.
std::size_t near_end(const QueryText& in, std::string_view signs, std::size_t from) {
  constexpr std::size_t far = 200;
  const auto at = std::string_view(in.text).substr(std::min(from, in.text.size()), far).find_first_of(signs);
  return at == std::string_view::npos ? at : from + at;
}

// "[10 TO 20]", "{* TO 20}"
std::optional<Bounds> bounds_in_brackets(std::string_view value) {
  const auto inside = value.substr(1, value.size() - 2);
  const auto between = ascii_lower(inside).find(" to ");
  if (between == std::string::npos) return std::nullopt;
  const auto least = trim(inside.substr(0, between)), most = trim(inside.substr(between + 4));
  const auto from = bounds_of(value.front() == '{' ? ">" : ">=", least), to = bounds_of(value.back() == '}' ? "<" : "<=", most);
  if ((!from && least != "*") || (!to && most != "*") || (!from && !to)) return std::nullopt;
  const Bounds bounds{from ? from->least : std::nullopt, to ? to->most : std::nullopt};
  return bounds.least && bounds.most && *bounds.least > *bounds.most ? std::nullopt : std::optional(bounds);
}

bool length(QueryText& in, std::size_t begin, std::size_t sign) {
  if (in.text[sign] == ':' && sign + 1 < in.text.size() && (in.text[sign + 1] == '<' || in.text[sign + 1] == '>' || in.text[sign + 1] == '=')) ++sign;
  std::size_t end = sign + 1;
  if (in.text[sign] != ':' && in.text[sign] != '=' && end < in.text.size() && in.text[end] == '=') ++end;
  const auto operation = std::string_view(in.text).substr(sign, end - sign);
  const std::size_t start = operation == ":" ? end : in.past_spaces(end);
  const bool bracket = start < in.text.size() && (in.text[start] == '[' || in.text[start] == '{');
  const auto close = bracket ? near_end(in, "]}", start) : std::string::npos;
  const auto run = in.run_at(start);
  const auto value = close == std::string::npos ? run.substr(0, run.find('^')) : std::string_view(in.text).substr(start, close + 1 - start);
  const auto bounds = close == std::string::npos ? bounds_of(operation, value) : bounds_in_brackets(value);
  in.at = start + value.size();
  if (!bounds) in.report(Severity::error, "bad_number", "`" + in.text.substr(begin, in.at - begin) + "` names no number of words", "such as wc>1000, words:500..800 or words:..200", begin, in.at);
  Token& token = in.add(Token::Kind::length, begin, in.at);
  if (bounds) token.least = bounds->least, token.most = bounds->most;
  return true;
}

// "length > 1200": in.at is behind the name.
bool spoken_length(QueryText& in, std::size_t begin) {
  const std::size_t sign = in.past_spaces(in.at);
  return sign < in.text.size() && (in.text[sign] == '<' || in.text[sign] == '>') && length(in, begin, sign);
}

void skip_spaces_within_date(QueryText& in) {
  if (in.peek() == ' ' && (std::isdigit(static_cast<unsigned char>(in.peek(1))) != 0) && in.text[in.at - 1] != ':') ++in.at;
}

// in.at is where a date should stand.
bool no_date(QueryText& in, std::size_t begin) {
  const auto name = in.text.substr(begin, in.at - begin), next = std::string(in.run_at(in.past_spaces(in.at)));
  const std::string hint = in.peek() == '('                      ? "each date has its name: " + name + "2024 OR " + name + "2023"
                           : in.peek() == ' ' && !next.empty() ? "no space follows it: did you mean " + name + next + "?"
                                                                 : "such as " + name + "2024 or " + name + "\"last week\"";
  in.report(Severity::error, "bad_date", name + " takes a date", hint, begin, in.at);
  in.add(Token::Kind::unsupported, begin, in.at);
  return true;
}

bool date(QueryText& in, std::size_t begin, const DateName& name) {
  Token::DateForm form = name.form;
  char sign = in.text[in.at++];
  if (sign == ':' && (in.peek() == '>' || in.peek() == '<')) sign = in.text[in.at++];
  if (sign == '=' && in.peek() == '=') ++in.at;
  if (sign == '>' || sign == '<') {
    const bool equal = in.peek() == '=';
    if (equal) ++in.at;
    form = sign == '>' ? (equal ? Token::DateForm::since : Token::DateForm::after) : (equal ? Token::DateForm::until : Token::DateForm::before);
  }
  skip_spaces_within_date(in);
  const std::size_t value = in.at;
  std::string text;
  if (in.peek() == '"') {
    for (++in.at; in.at < in.text.size() && in.text[in.at] != '"';) text += in.text[in.at++];
    if (in.at < in.text.size()) ++in.at;
  } else if (in.peek() == '[' || in.peek() == '{') {
    const auto close = in.text.find_first_of("]}", in.at);
    in.at = close == std::string::npos ? in.text.size() : close + 1;
    text = in.text.substr(value, in.at - value);
    std::erase(text, '"');
  } else {
    while (in.at < in.text.size() && in.text[in.at] != ' ' && in.text[in.at] != ')' && in.text[in.at] != '(') text += in.text[in.at++];
  }
  if (text.empty()) return no_date(in, begin);
  Token& token = in.add(Token::Kind::date, begin, in.at);
  token.text = text;
  token.form = form;
  token.which = name.which;
  return true;
}

// in.at is on the sign behind the name.
bool filter(QueryText& in, std::size_t begin, Token::Kind kind) {
  if (kind == Token::Kind::length) return length(in, begin, in.at);
  if (in.peek() != ':' && in.peek() != '=') return false;
  ++in.at;
  const auto value = kind == Token::Kind::site || kind == Token::Kind::has ? std::string(in.run_at(in.at)) : std::string();
  in.at += value.size();
  Token& token = in.add(kind, begin, in.at);
  if (!value.empty()) token.text = value;
  return true;
}

bool sort(QueryText& in, std::size_t begin) {
  const auto value = std::string(in.run_at(in.at + 1));
  in.at += 1 + value.size();
  in.add(Token::Kind::sort, begin, in.at).text = value;
  return true;
}

// "repeat3:x", "near5:\"a b\"", "lead4:x".
bool counted(QueryText& in, std::size_t begin, const std::string& name) {
  const auto counting = counting_name(name);
  const bool value_follows = std::string_view(" /)").find(in.peek(1)) == std::string_view::npos && in.peek(1) != '\0';
  const bool may_lack_number = counting && (counting->kind == Token::Kind::lead || counting->kind == Token::Kind::head_or_lead) && alphabetic(name);
  if (!counting || !value_follows || may_lack_number) return false;
  ++in.at;
  const bool quotes_lack = counting->kind == Token::Kind::near_words && in.peek() != '"';
  if (counting->count == 0)
    in.report(Severity::error, "bad_number", "`" + name + ":` needs a whole number from 1 to " + std::to_string(most_distance), "such as " + (alphabetic(name) ? name : ascii_lower(leading_letters(name))) + "5:", begin, in.at);
  else if (quotes_lack)
    in.report(Severity::error, "unsupported", name + ": takes words in quotes", "such as " + name + ":\"central bank\"", begin, in.at);
  const bool usable = counting->count > 0 && !quotes_lack;
  in.add(usable ? counting->kind : Token::Kind::unsupported, begin, in.at).distance = counting->count;
  return true;
}

bool reserved(QueryText& in, std::size_t begin, std::string_view name) {
  const auto value = in.run_at(in.at + 1);
  in.at += 1 + value.size();
  if (name == "is" && !iequals(value, "dup")) {
    in.report(Severity::error, "unknown_field", "there is no `" + in.text.substr(begin, in.at - begin) + "`", "has:byline asks whether a field is there; to search for the text itself, put it in quotes", begin, in.at);
    in.add(Token::Kind::unsupported, begin, in.at);
    return true;
  }
  in.report(Severity::error, "not_yet", in.text.substr(begin, in.at - begin) + " " + not_yet(name), "to search for the text itself, put it in quotes", begin, in.at);
  in.add(Token::Kind::unsupported, begin, in.at);
  return true;
}

// "Re: news", "Topic: oil prices": fields whose names are such words, too, want their value at once.
bool opens_a_title(const Field& field) { return field.name == "tag" || field.name == "caption" || field.name == "dateline"; }

// "[a TO b]" behind a field that is no date: in.at is on the sign. Such a range is told, and is none.
bool no_range(QueryText& in, std::size_t begin) {
  const std::size_t start = in.at + 1;
  if (in.peek(1) != '[' && in.peek(1) != '{') return false;
  const auto close = near_end(in, "]}", start + 1);
  if (close == std::string::npos) return false;
  const auto inside = trim(std::string_view(in.text).substr(start + 1, close - start - 1));
  const auto between = inside.find(" TO ");
  if (between == std::string_view::npos || inside.find_first_of("[{") != std::string_view::npos || inside.find(' ') != between || inside.rfind(' ') != between + 3) return false;
  in.at = close + 1;
  in.report(Severity::error, "unsupported", "only dates and words: have ranges", "such as date:2024-01..2024-03 or words:200..500", begin, in.at);
  in.add(Token::Kind::unsupported, begin, in.at);
  return true;
}

// Whether a regular expression begins there.
bool regex_at(const QueryText& in, std::size_t at) {
  const auto end = near_end(in, "/ ", at + 1);
  return end != std::string::npos && end > at + 1 && in.text[end] == '/';
}

// What in ProQuest and Nexis stands behind a date's or a length's name, as this language has it.
std::string value_in_function(std::string_view inside) {
  auto value = std::string(trim(inside));
  const auto minus = value.find('-');
  const bool range = (minus == 4 && value.size() == 9) || (minus == 8 && value.size() == 17);
  if (range && value.find_first_not_of("0123456789-") == std::string::npos) value.replace(minus, 1, "..");
  return value;
}

}  // namespace

bool read_function(QueryText& in, std::size_t begin, std::string_view name) {
  const bool dated = name == "date" || name == "pd" || name == "yr", counted = filter_of(name) == Token::Kind::length;
  const auto close = near_end(in, ")", in.at);
  if ((!dated && !counted) || close == std::string::npos) return false;
  const auto value = value_in_function(std::string_view(in.text).substr(in.at + 1, close - in.at - 1));
  in.at = close + 1;
  const auto sign = value.substr(0, std::min(value.find_first_not_of("<>="), value.size()));
  const auto rest = std::string(trim(std::string_view(value).substr(sign.size())));
  if (counted) {
    const auto bounds = bounds_of(sign.empty() ? ":" : sign, rest);
    if (!bounds) in.report(Severity::error, "bad_number", "`" + in.text.substr(begin, in.at - begin) + "` names no number of words", "such as length(>500)", begin, in.at);
    Token& token = in.add(Token::Kind::length, begin, in.at);
    if (bounds) token.least = bounds->least, token.most = bounds->most;
    return true;
  }
  Token& token = in.add(Token::Kind::date, begin, in.at);
  token.text = rest;
  using Form = Token::DateForm;
  token.form = sign == ">" ? Form::after : sign == ">=" ? Form::since : sign == "<" ? Form::before : sign == "<=" ? Form::until : Form::within;
  return true;
}

// `name:` at a chunk's beginning, with in.at on the sign. True when it made tokens.
bool read_named(QueryText& in, std::size_t begin) {
  const auto name = std::string_view(in.text).substr(begin, in.at - begin);
  const char sign = in.peek();
  if (sign == ':' && counted(in, begin, std::string(name))) return true;
  if (!alphabetic(name)) return false;
  const auto lower = ascii_lower(name);
  const bool value_follows = std::string_view(" /)").find(in.peek(1)) == std::string_view::npos && in.peek(1) != '\0';
  const auto date_named = date_name(lower);
  const bool said = date_named && (sign == ':' || sign == '=' || date_named->compares);
  if (said && (value_follows || date_named->which == Query::Which::published)) return date(in, begin, *date_named);
  if (lower == "sort" && sign == ':' && value_follows) return sort(in, begin);
  const bool address = in.peek(1) == '/' && in.peek(2) == '/';
  if (const auto kind = filter_of(lower); kind && !address && (in.peek(1) != ' ' || *kind != Token::Kind::length)) return filter(in, begin, *kind);
  if (sign == '<' || sign == '>') return false;
  const Field* field = find_field(lower);
  if ((sign == ':' || (sign == '=' && lower.size() == 2)) && !field && !not_yet(lower).empty() && value_follows)
    return reserved(in, begin, lower);
  const char after = in.peek(1);
  const bool value_missing = after == ' ' || after == '\0' || after == ')';
  if (sign == ':' && no_range(in, begin)) return true;
  if (field && !address && (!value_missing || !opens_a_title(*field))) return take_field(in, begin, *field);
  const bool path = after == '/' && (address || !regex_at(in, in.at + 1));
  if (sign == '=' || value_missing || path) return false;
  if ((std::isdigit(static_cast<unsigned char>(after)) || is_code(name)) && !is_near_name(lower)) {
    constexpr std::size_t shortest_name = 3;
    const bool meant = lower == "from" || lower == "to";  // dates, which is told
    if (name == lower && name.size() >= shortest_name && !meant && sign == ':')
      in.report(Severity::notice, "near_miss", "`" + lower + ":` is searched for as text: there is no such field", field_hint(lower), begin, in.at + 1);
    return false;
  }
  in.report(Severity::error, "unknown_field", "there is no field `" + std::string(name) + "`", field_hint(lower), begin, in.at + 1);
  ++in.at;
  return true;
}

bool read_spoken(QueryText& in, std::size_t begin) {
  const auto name = ascii_lower(std::string_view(in.text).substr(begin, in.at - begin));
  if (name == "date") return spoken_date(in, begin);
  return filter_of(name) == Token::Kind::length && spoken_length(in, begin);
}

}  // namespace newsgrep
