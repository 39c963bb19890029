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
bool is_small_word(std::string_view raw) {
  return !raw.empty() && std::all_of(raw.begin(), raw.end(), [](char c) { return c >= 'a' && c <= 'z'; });
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

// "w/5.5", "near5.5", "atleast5.5": an operator's name with a number behind it that is none.
std::optional<NearMiss> bad_number(std::string_view raw, const WordsBeside& beside) {
  const auto lower = ascii_lower(raw.substr(0, 64));
  const auto rest_behind = [&](std::string_view name) { return lower.starts_with(name) ? std::string_view(lower).substr(name.size()) : std::string_view(); };
  const auto wrong_behind = [&](std::string_view name) {
    const auto rest = rest_behind(name);
    return looks_like_number(rest) && (name.ends_with('/') || is_digit(rest[0]));
  };
  for (const auto name : near_names())
    if (wrong_behind(name)) return no_whole_number(raw, raw.substr(0, name.size()));
  if (wrong_behind("atleast") || (lower == "atleast" && beside.opens)) return no_whole_number(raw, "atleast");
  if (beside.opens && wrong_behind("first")) return no_whole_number(raw, "first");
  if (const auto rest = rest_behind("/f"); rest.ends_with('/') && looks_like_number(rest.substr(0, rest.size() - 1))) return no_whole_number(raw, "/F");
  return std::nullopt;
}

bool is_sentence(std::string_view word) { return word == "s" || word == "sent" || word == "sentence"; }
bool is_paragraph(std::string_view word) { return word == "p" || word == "para" || word == "paragraph"; }

// Of manuals, which write w/n, and of numbers that are written out.
bool stands_for_number(std::string_view word) {
  constexpr std::string_view names[] = {"n", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  return std::find(std::begin(names), std::end(names), word) != std::end(names);
}

bool is_short_distance(std::string_view text) {
  const auto distance = whole_number(text);
  return distance && *distance > 0 && *distance <= most_by_letter;
}

// "w/sent", "w/n", "w/ 5". Other words behind the slash make a word of both: w/o, w/Cdr, pre/post.
std::optional<NearMiss> bad_distance(std::string_view raw, const WordsBeside& beside) {
  const auto lower = ascii_lower(raw.substr(0, 24));
  for (const std::string_view name : {"near/", "w/", "notnear/", "pre/", "adj/", "onear/"}) {
    if (!lower.starts_with(name)) continue;
    const auto rest = std::string_view(lower).substr(name.size());
    if (is_sentence(rest)) return did_you_mean(raw, "w/s");
    if (is_paragraph(rest)) return did_you_mean(raw, "w/p");
    if (rest == "seg") return taken_for_word(raw, "words of one field: title:(a AND b), or text:(a AND b)");
    if (stands_for_number(rest)) return taken_for_word(raw, "a distance is a number: did you mean " + std::string(name) + "5?");
    if (rest.empty() && whole_number(beside.next)) return did_you_mean(raw, lower + std::string(beside.next));
  }
  if (is_sentence(lower.substr(1)) && lower[0] == '/') return did_you_mean(raw, "/s");
  if (is_paragraph(lower.substr(1)) && lower[0] == '/') return did_you_mean(raw, "/p");
  if (lower.starts_with("/f") && whole_number(std::string_view(lower).substr(2))) return did_you_mean(raw, std::string(raw) + "/");
  return std::nullopt;
}

// Nears of other search engines, and numbers that stand apart from their operator: w5, within/5, adj 5. Short distances only, and w in
// small letters: W14 is a postcode, and 2008 a year.
std::optional<NearMiss> other_near(std::string_view raw, const WordsBeside& beside) {
  const auto lower = ascii_lower(raw.substr(0, 24));
  const auto number_behind = [&](std::string_view name) { return lower.starts_with(name) ? std::string_view(lower).substr(name.size()) : std::string_view(); };
  if (whole_number(number_behind("within/"))) return did_you_mean(raw, "w/" + lower.substr(7));
  if (whole_number(number_behind("before/"))) return did_you_mean(raw, "pre/" + lower.substr(7));
  const bool small = raw == lower;
  if ((small && is_short_distance(number_behind("w"))) || is_short_distance(number_behind("pre"))) return did_you_mean(raw, std::string(raw).insert(raw.find_first_of("0123456789"), "/"));
  if (((small && lower == "w") || lower == "adj" || lower == "onear") && is_short_distance(beside.next)) return did_you_mean(raw, lower + "/" + std::string(beside.next));
  return std::nullopt;
}

// What only joins two operands is nothing else where it has none.
std::optional<NearMiss> joining(std::string_view raw, const WordsBeside& beside) {
  if (!beside.after_operand || !(beside.opens_later || !beside.next.empty())) return std::nullopt;
  if (is_small_operator(raw)) {
    if (beside.in_prose) return std::nullopt;
    return taken_for_word(raw, "operators are written in capitals: did you mean " + std::string(raw == "and" ? "AND" : raw == "or" ? "OR" : "NOT") + "?", "lowercase_operator");
  }
  if (raw == "PRE" || raw == "ADJ") return taken_for_word(raw, "a distance belongs to it: did you mean " + std::string(raw) + "/5?");
  if (raw == "ANDNOT") return did_you_mean(raw, "AND NOT");
  if (raw == "XOR") return taken_for_word(raw, "there is no XOR: write (a OR b) NOT (a AND b)");
  if (auto miss = bad_distance(raw, beside)) return miss;
  return other_near(raw, beside);
}

// Where a sign stands right behind a word, unescaped; npos: nowhere.
std::size_t behind_word(std::string_view raw, char sign) {
  const auto at = raw.rfind(sign);
  return at != std::string_view::npos && at > 0 && (of_word(raw[at - 1]) || raw[at - 1] == sign) ? at : std::string_view::npos;
}

// "oil^x", "oil ^3". What begins with the sign is a name: ^GSPC.
std::optional<NearMiss> bad_weight(std::string_view raw, const WordsBeside& beside) {
  const auto at = raw.rfind('^');
  if (at == std::string_view::npos || raw.find_first_not_of('^') == std::string_view::npos) return std::nullopt;
  const auto rest = raw.substr(at + 1);
  const bool behind = at == 0 ? beside.behind_at_once : of_word(raw[at - 1]);
  const bool number = !rest.empty() && (is_digit(rest[0]) || (rest.size() > 1 && is_digit(rest[1]) && !is_letter(rest[0])));
  if (behind && number) return NearMiss{true, "bad_number", "a weight is a number up to 1000", "such as x^3 or x^0.5"};
  if (behind || (at == 0 && beside.after_operand && whole_number(rest))) return taken_for_word(raw, "a weight is a number right behind its word, such as x^3");
  return std::nullopt;
}

// "oil~99", "oil^x", "oil$12": what follows the sign is not what it takes. Those that are right never come here, but oil~2 and oil$3.
std::optional<NearMiss> bad_suffix(std::string_view raw, const WordsBeside& beside) {
  if (raw.starts_with('/') || raw.starts_with("\\/") || raw.find("://") != std::string_view::npos) return std::nullopt;
  if (const auto at = behind_word(raw, '~'); at != std::string_view::npos) {
    const auto rest = raw.substr(at + 1);
    if (rest.size() > 1 && looks_like_number(rest) && !all_digits(raw.substr(0, at)))
      return NearMiss{true, "bad_number", "`" + std::string(raw) + "` has no number of changes behind its ~", "such as oil~ or oil~2; to search for the text itself, put it in quotes"};
  }
  if (auto miss = bad_weight(raw, beside)) return miss;
  // Of a unit of money a letter is a capital: Can$500.
  const auto at = behind_word(raw, '$');
  if (at != std::string_view::npos && at > 2 && is_small_word(raw.substr(0, at)) && raw.size() == at + 3 && all_digits(raw.substr(at + 1))) return taken_for_word(raw, "one digit follows $: up to 9 letters");
  return std::nullopt;
}

// "/oil/i", "/^oil": slashes that make no regular expression.
std::optional<NearMiss> bad_regex(std::string_view raw) {
  if (raw.size() < 3 || raw[0] != '/') return std::nullopt;
  const auto close = raw.find('/', 1);
  const auto behind = close == std::string_view::npos ? std::string_view() : raw.substr(close + 1);
  const bool letters = close != std::string_view::npos && close > 1 && (behind == "i" || behind == "g" || behind == "gi" || behind == "ig");
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

constexpr std::size_t longest_abbreviation = 3;  // of a name, which is a word of its own, too: SE, IN, by, pub

// "title :x", "words: 500", "from:2024".
std::optional<NearMiss> bad_name(std::string_view raw, const WordsBeside& beside) {
  const auto lower = ascii_lower(raw.substr(0, 24));
  const auto before = ascii_lower(beside.before.substr(0, 24));
  if (raw.size() > 1 && raw[0] == ':' && of_word(raw[1]) && names_something(before)) return taken_for_word(raw, "a name stands right before its colon: did you mean " + before + std::string(raw) + "?");
  if (lower.ends_with(':') && is_value_of(lower.substr(0, lower.size() - 1), beside.next)) return taken_for_word(raw, "no space follows the colon: did you mean " + lower + std::string(beside.next) + "?");
  for (const std::string_view name : {"from:", "to:"})
    if (lower.starts_with(name) && raw.size() > name.size() && is_digit(raw[name.size()])) return did_you_mean(raw, (name == "from:" ? "since:" : "until:") + std::string(raw.substr(name.size())));
  return std::nullopt;
}

// What other search engines call so, and newsgrep does not.
bool names_elsewhere(std::string_view name) {
  constexpr std::string_view others[] = {"singular", "plural", "ticker"};
  return !not_yet(name).empty() || std::find(std::begin(others), std::end(others), name) != std::end(others);
}

// "headline(a)", "SUBJECT(a)", but not source(s).
std::optional<NearMiss> bad_function(std::string_view raw, const WordsBeside& beside) {
  if (!beside.opens || raw.size() <= longest_abbreviation || beside.inside == "s" || beside.inside == "es") return std::nullopt;
  const auto lower = ascii_lower(raw.substr(0, 24));
  if (raw != lower && !is_upper_word(raw)) return std::nullopt;
  if (names_something(lower)) return did_you_mean(raw, lower + ":(...)");
  if (is_upper_word(raw) && names_elsewhere(lower)) return taken_for_word(raw, "there is no operator of this name; a space before the parenthesis says that none is meant");
  return std::nullopt;
}

// "first50 (a)", "ATLEAST a", "allcaps a": an operator without its parentheses.
std::optional<NearMiss> bad_parenthesis(std::string_view raw, const WordsBeside& beside) {
  const auto lower = ascii_lower(raw.substr(0, 24));
  const bool all_or_none = lower == "allcaps" || lower == "nocaps";
  if (raw == "ATLEAST") return taken_for_word(raw, "a number belongs to it: did you mean atleast5?");
  if (lower.starts_with("atleast") && lower.size() > 7 && is_digit(lower[7])) return taken_for_word(raw, "a space or a parenthesis belongs behind its number: did you mean atleast5(...)?");
  const bool counts = lower.starts_with("first") && whole_number(std::string_view(lower).substr(5));
  const bool names_field = raw.size() > longest_abbreviation && is_upper_word(raw) && find_field(lower);
  if (beside.opens_later && (counts || names_field || raw == "CAPS" || all_or_none))
    return taken_for_word(raw, "an operator stands right before the parenthesis: did you mean " + std::string(raw) + "(...)?");
  if (all_or_none && !beside.next.empty()) return did_you_mean(raw, lower + "(" + std::string(beside.next) + ")");
  return std::nullopt;
}

// "\"a b\"p10": how others say what a phrase's words are to do.
std::optional<NearMiss> bad_letters(std::string_view raw, const WordsBeside& beside) {
  constexpr std::size_t most_letters = 3;
  const auto letters = std::min(raw.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), raw.size());
  if (!beside.behind_quote || letters == 0 || letters > most_letters || raw.find_first_not_of("0123456789.", letters) != std::string_view::npos) return std::nullopt;
  return taken_for_word(raw, "right behind a quote stand an s, for words in any form, or ~5, for words in any order with 5 others between them");
}

// "2019..2021", a range of what?
std::optional<NearMiss> bad_range(std::string_view raw, const WordsBeside&) {
  const auto dots = raw.find("..");
  if (dots != 4 || raw.size() != 10 || !all_digits(raw.substr(0, 4)) || !all_digits(raw.substr(6))) return std::nullopt;
  return did_you_mean(raw, "date:" + std::string(raw));
}

}  // namespace

bool is_small_operator(std::string_view raw) { return raw == "and" || raw == "or" || raw == "not"; }

std::optional<NearMiss> near_miss(std::string_view raw, const WordsBeside& beside) {
  for (const auto look : {bad_number, joining, bad_name, bad_function, bad_parenthesis, bad_suffix, bad_letters, bad_range})
    if (auto miss = look(raw, beside)) return miss;
  return bad_regex(raw);
}

}  // namespace newsgrep
