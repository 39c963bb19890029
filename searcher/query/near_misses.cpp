// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/near_misses.hpp"

#include "common/fields.hpp"
#include "common/utf8.hpp"
#include "searcher/query/operators.hpp"

#include <algorithm>
#include <cctype>

namespace newsgrep {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool of_word(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

bool is_upper_word(std::string_view raw) {
  return !raw.empty() && std::all_of(raw.begin(), raw.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Digits with signs, commas and full stops, or more digits than a number may have.
bool looks_like_number(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos && text.find_first_not_of("0123456789.,+-") == std::string_view::npos;
}

NearMiss no_whole_number(std::string_view raw, std::string_view name) {
  return {true, "bad_number", "`" + std::string(raw) + "` needs a whole number up to " + std::to_string(most_distance),
          "such as " + std::string(name) + "5; to search for the text itself, put it in quotes"};
}

NearMiss taken_for_word(std::string_view raw, std::string hint, const char* kind = "near_miss") {
  return {false, kind, "`" + std::string(raw.substr(0, valid_prefix(raw.substr(0, 40)))) + "` is searched for as a word", std::move(hint)};
}

NearMiss did_you_mean(std::string_view raw, const std::string& meant) { return taken_for_word(raw, "did you mean " + meant + "?"); }

// "w/5.5", "near/x", "atleast5.5": an operator's name with something else than a number behind it.
std::optional<NearMiss> bad_number(std::string_view raw, const Neighbours& beside) {
  const auto lower = ascii_lower(raw.substr(0, 64));
  const auto rest_behind = [&](std::string_view name) { return lower.starts_with(name) ? std::optional(std::string_view(lower).substr(name.size())) : std::nullopt; };
  for (const auto name : near_names())
    if (const auto rest = rest_behind(name); rest && looks_like_number(*rest)) return no_whole_number(raw, raw.substr(0, name.size()));
  if (const auto rest = rest_behind("atleast"); rest && (looks_like_number(*rest) || (rest->empty() && beside.opens))) return no_whole_number(raw, "atleast");
  if (const auto rest = rest_behind("first"); beside.opens && rest && looks_like_number(*rest)) return no_whole_number(raw, "first");
  if (const auto rest = rest_behind("/f"); rest && rest->ends_with('/') && looks_like_number(rest->substr(0, rest->size() - 1))) return no_whole_number(raw, "/F");
  for (const std::string_view name : {"near/", "w/", "notnear/", "pre/", "adj/", "onear/"}) {
    const auto rest = rest_behind(name);
    if (!rest) continue;
    if (std::string_view("sentence").starts_with(*rest) && !rest->empty()) return did_you_mean(raw, "w/s");
    if (std::string_view("paragraph").starts_with(*rest) && !rest->empty()) return did_you_mean(raw, "w/p");
    return taken_for_word(raw, "a distance is a number: did you mean " + std::string(name) + "5?");
  }
  return std::nullopt;
}

// Nears of other search engines, and numbers that stand apart from their operator.
std::optional<NearMiss> other_near(std::string_view raw, const Neighbours& beside) {
  struct Other {
    std::string_view name, meant;
    bool anywhere;  // also where no operator may stand
  };
  constexpr Other others[] = {{"w", "w/", false}, {"pre", "pre/", false}, {"within/", "w/", true}, {"before/", "pre/", true}};
  const auto lower = ascii_lower(raw.substr(0, 24));
  for (const auto& [name, meant, anywhere] : others)
    if (lower.starts_with(name) && all_digits(std::string_view(lower).substr(name.size())) && (anywhere || (beside.after_operand && !beside.next.empty())))
      return did_you_mean(raw, std::string(meant) + lower.substr(name.size()));
  if (!beside.after_operand) return std::nullopt;
  for (const std::string_view name : {"near", "pre", "adj", "w", "onear"})
    if (lower == name && all_digits(beside.next)) return did_you_mean(raw, std::string(name) + "/" + std::string(beside.next));
  if (lower.size() > 2 && (std::string_view("/sentence").starts_with(lower) || std::string_view("/paragraph").starts_with(lower))) return did_you_mean(raw, lower.substr(0, 2));
  if (lower.starts_with("/f") && all_digits(std::string_view(lower).substr(2))) return did_you_mean(raw, std::string(raw) + "/");
  return std::nullopt;
}

// Where a sign stands right behind a word, unescaped; npos: nowhere.
std::size_t behind_word(std::string_view raw, char sign) {
  const auto at = raw.rfind(sign);
  return at != std::string_view::npos && at > 0 && (of_word(raw[at - 1]) || raw[at - 1] == sign) ? at : std::string_view::npos;
}

// "oil~99", "oil^x", "oil$12": what follows the sign is not what it takes. Those that are right never come here, but oil~2 and oil$3.
std::optional<NearMiss> bad_suffix(std::string_view raw) {
  if (raw.starts_with('/') || raw.find("://") != std::string_view::npos) return std::nullopt;
  if (const auto at = behind_word(raw, '~'); at != std::string_view::npos) {
    const auto rest = raw.substr(at + 1);
    if (rest.size() > 1 && looks_like_number(rest) && !all_digits(raw.substr(0, at)))
      return NearMiss{true, "bad_number", "`" + std::string(raw) + "` has no number of changes behind its ~", "such as oil~ or oil~2; to search for the text itself, put it in quotes"};
    if (rest.size() == 1 && is_letter(rest[0])) return taken_for_word(raw, "a number of changes follows ~: did you mean " + std::string(raw.substr(0, at)) + "~1?");
  }
  if (const auto at = raw.rfind('^'); at != std::string_view::npos && (at == 0 || raw[at - 1] != '\\') && raw.find_first_not_of("^") != std::string_view::npos) {
    const auto rest = raw.substr(at + 1);
    if (at > 0 && !rest.empty() && (is_digit(rest[0]) || (rest.size() > 1 && is_digit(rest[1]) && !is_letter(rest[0]))))
      return NearMiss{true, "bad_number", "a weight is a number up to 1000", "such as x^3 or x^0.5"};
    return taken_for_word(raw, "a weight is a number right behind its word, such as x^3");
  }
  if (const auto at = behind_word(raw, '$'); at != std::string_view::npos && at > 2 && std::all_of(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(at), is_letter) &&
                                             !is_upper_word(raw.substr(0, at)) && raw.size() > at + 2 && all_digits(raw.substr(at + 1)))
    return taken_for_word(raw, "one digit follows $: up to 9 letters");
  return std::nullopt;
}

// "/oil/i", "/^oil": slashes that make no regular expression.
std::optional<NearMiss> bad_regex(std::string_view raw) {
  if (raw.size() < 3 || raw[0] != '/') return std::nullopt;
  const auto close = raw.find('/', 1);
  const auto behind = close == std::string_view::npos ? std::string_view() : raw.substr(close + 1);
  const bool letters = close != std::string_view::npos && close > 1 && !behind.empty() && behind.size() <= 2 && behind.find_first_not_of("gimsux") == std::string_view::npos;
  if (letters) return taken_for_word(raw, "no letters follow a regular expression; capitals never count: did you mean " + std::string(raw.substr(0, close + 1)) + "?");
  const bool open = close == std::string_view::npos && (raw[1] == '^' || raw.ends_with('$') || raw.find_first_of("[|\\+") != std::string_view::npos || raw.find(".*") != std::string_view::npos);
  if (open) return taken_for_word(raw, "a regular expression ends with a slash");
  return std::nullopt;
}

bool names_something(std::string_view name) { return find_field(name) || filter_of(name) || date_name(name) || name == "sort"; }

// What may stand behind a name without being text.
bool is_value_of(std::string_view name, std::string_view text) {
  if (name == "sort") return text == "date" || text == "-date" || text == "newest" || text == "oldest" || text == "relevance";
  return !text.empty() && is_digit(text[0]) && (filter_of(name) == Token::Kind::length || date_name(name));
}

// "title :x", "words: 500", "from:2024", "headline(x)".
std::optional<NearMiss> bad_name(std::string_view raw, const Neighbours& beside) {
  const auto lower = ascii_lower(raw.substr(0, 24));
  const auto before = ascii_lower(beside.before.substr(0, 24));
  if (raw.size() > 1 && raw[0] == ':' && names_something(before)) return taken_for_word(raw, "a name stands right before its colon: did you mean " + before + std::string(raw) + "?");
  if (lower.ends_with(':') && is_value_of(lower.substr(0, lower.size() - 1), beside.next)) return taken_for_word(raw, "no space follows the colon: did you mean " + lower + std::string(beside.next) + "?");
  for (const std::string_view name : {"from:", "to:"})
    if (lower.starts_with(name) && raw.size() > name.size() && is_digit(raw[name.size()])) return did_you_mean(raw, (name == "from:" ? "since:" : "until:") + std::string(raw.substr(name.size())));
  if (beside.opens && names_something(lower)) return did_you_mean(raw, lower + ":(...)");
  return std::nullopt;
}

std::optional<NearMiss> bad_case(std::string_view raw, const Neighbours& beside) {
  const auto lower = ascii_lower(raw.substr(0, 24));
  const auto is = [&](std::string_view name) { return lower == name; };
  if (is("and") || is("or") || is("not") || is("near")) {
    std::string upper = lower;
    for (char& c : upper) c = static_cast<char>(c - 32);
    return taken_for_word(raw, "operators are written in capitals: did you mean " + upper + "?", "lowercase_operator");
  }
  if (raw == "PRE" || raw == "ADJ") return taken_for_word(raw, "a distance belongs to it: did you mean " + std::string(raw) + "/5?");
  if (raw == "ANDNOT" && beside.after_operand) return did_you_mean(raw, "AND NOT");
  if (raw == "XOR" && beside.after_operand) return taken_for_word(raw, "there is no XOR: write (a OR b) NOT (a AND b)");
  if (is("atleast")) return taken_for_word(raw, "a number belongs to it: did you mean atleast5?");
  if (lower.starts_with("atleast") && lower.size() > 7 && is_digit(lower[7])) return taken_for_word(raw, "a space or a parenthesis belongs behind its number: did you mean atleast5(...)?");
  const bool counts = lower.starts_with("first") && whole_number(std::string_view(lower).substr(5));
  const bool names_field = is_upper_word(raw) && find_field(lower);
  if (beside.opens_later && (counts || names_field || is("caps") || is("allcaps") || is("nocaps")))
    return taken_for_word(raw, "an operator stands right before the parenthesis: did you mean " + std::string(raw) + "(...)?");
  if ((is("allcaps") || is("nocaps")) && !beside.next.empty()) return did_you_mean(raw, lower + "(" + std::string(beside.next) + ")");
  return std::nullopt;
}

}  // namespace

std::optional<NearMiss> near_miss(std::string_view raw, const Neighbours& beside) {
  for (const auto look : {bad_number, other_near, bad_case, bad_name})
    if (auto miss = look(raw, beside)) return miss;
  for (const auto look : {bad_regex, bad_suffix})
    if (auto miss = look(raw)) return miss;
  if (beside.opens) return taken_for_word(raw, "there is no operator of this name; a space before the parenthesis says that none is meant");
  return std::nullopt;
}

}  // namespace newsgrep
