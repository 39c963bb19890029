// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/operators.hpp"

#include "common/fields.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>

namespace newsgrep {
namespace {

struct Spelling {
  std::string_view name;
  bool ordered = false, apart = false;
};
constexpr std::array<Spelling, 13> spellings{{{"near/"}, {"w/"}, {"n/"}, {"/"}, {"near"}, {"notnear/", false, true}, {"notnear", false, true}, {"pre/", true}, {"p/", true},
                                              {"adj/", true}, {"adj", true}, {"onear/", true}, {"onear", true}}};

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

NearMiss taken_for_word(std::string_view raw, std::string hint, const char* kind = "near_miss") { return {false, kind, "`" + std::string(raw) + "` is searched for as a word", std::move(hint)}; }

// "w/5.5", "near/x", "atleast5.5": an operator's name with something else than a number behind it.
std::optional<NearMiss> bad_number(std::string_view raw, bool opens) {
  const auto lower = ascii_lower(raw.substr(0, 64));
  const auto rest_behind = [&](std::string_view name) { return lower.starts_with(name) ? std::optional(std::string_view(lower).substr(name.size())) : std::nullopt; };
  for (const auto& spelling : spellings)
    if (const auto rest = rest_behind(spelling.name); rest && looks_like_number(*rest)) return no_whole_number(raw, raw.substr(0, spelling.name.size()));
  if (const auto rest = rest_behind("atleast"); rest && (looks_like_number(*rest) || (rest->empty() && opens))) return no_whole_number(raw, "atleast");
  if (const auto rest = rest_behind("first"); opens && rest && looks_like_number(*rest)) return no_whole_number(raw, "first");
  if (const auto rest = rest_behind("/f"); rest && rest->ends_with('/') && looks_like_number(rest->substr(0, rest->size() - 1))) return no_whole_number(raw, "/F");
  for (const std::string_view name : {"near/", "w/", "notnear/", "pre/", "adj/", "onear/"})
    if (rest_behind(name)) return taken_for_word(raw, "a distance is a number: did you mean " + std::string(name) + "5?");
  return std::nullopt;
}

}  // namespace

std::optional<unsigned> whole_number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

std::optional<Nearness> nearness_of(std::string_view raw) {
  using Reach = Query::Reach;
  if (raw == "SAME") return Nearness{0, Reach::paragraph};
  if (raw == "<<") return Nearness{most_distance, Reach::words, true};
  const auto lower = ascii_lower(raw.substr(0, 24));
  for (const std::string_view name : {"/s", "w/s"})
    if (lower == name) return Nearness{0, Reach::sentence};
  for (const std::string_view name : {"/p", "w/p"})
    if (lower == name) return Nearness{0, Reach::paragraph};
  for (const auto& spelling : spellings)
    if (lower.starts_with(spelling.name))
      if (const auto distance = whole_number(std::string_view(lower).substr(spelling.name.size())); distance && *distance <= most_distance)
        return Nearness{*distance, Reach::words, spelling.ordered, spelling.apart};
  return std::nullopt;
}

std::optional<Nearness> nearness_without_number(std::string_view raw) {
  constexpr unsigned usual = 10;
  if (raw != "NEAR" && raw != "ONEAR" && raw != "NOTNEAR") return std::nullopt;
  return Nearness{usual, Query::Reach::words, raw == "ONEAR", raw == "NOTNEAR"};
}

std::optional<Counting> counting_of(std::string_view raw, bool opens) {
  const auto lower = ascii_lower(raw.substr(0, 24));
  const auto count_behind = [&](std::string_view name, std::string_view last) -> std::optional<unsigned> {
    if (!lower.starts_with(name) || !lower.ends_with(last) || lower.size() < name.size() + last.size()) return std::nullopt;
    const auto count = whole_number(std::string_view(lower).substr(name.size(), lower.size() - name.size() - last.size()));
    return count && *count <= most_distance ? count : std::nullopt;
  };
  if (const auto count = count_behind("atleast", "")) return Counting{Token::Kind::at_least, *count};
  if (const auto count = opens ? count_behind("first", "") : std::nullopt) return Counting{Token::Kind::leading, *count};
  if (const auto count = count_behind("/f", "/")) return Counting{Token::Kind::within_leading, *count};
  return std::nullopt;
}

std::optional<NearMiss> near_miss(std::string_view raw, bool opens, bool opens_later) {
  if (const auto miss = bad_number(raw, opens)) return miss;
  const auto lower = ascii_lower(raw.substr(0, 24));
  const auto is = [&](std::string_view name) { return lower == name; };
  const bool capital = !raw.empty() && raw.front() >= 'A' && raw.front() <= 'Z';
  if (is("and") || is("or") || is("not") || is("near")) {
    std::string upper = lower;
    for (char& c : upper) c = static_cast<char>(c - 32);
    return taken_for_word(raw, "operators are written in capitals: did you mean " + upper + "?", "lowercase_operator");
  }
  if (raw == "PRE" || raw == "ADJ") return taken_for_word(raw, "a distance belongs to it: did you mean " + std::string(raw) + "/5?");
  if (is("atleast")) return taken_for_word(raw, "a number belongs to it: did you mean atleast5?");
  const bool counts = lower.starts_with("first") && whole_number(std::string_view(lower).substr(5));
  const bool names_field = capital && is_upper_word(raw) && find_field(lower);
  if (opens_later && (counts || names_field || is("caps") || is("allcaps") || is("nocaps")))
    return taken_for_word(raw, "an operator stands right before the parenthesis: did you mean " + std::string(raw) + "(...)?");
  if (opens) return taken_for_word(raw, "there is no operator of this name; a space before the parenthesis says that none is meant");
  return std::nullopt;
}

std::optional<Token::Kind> filter_of(std::string_view name) {
  if (name == "lead" || name == "lp") return Token::Kind::lead;
  if (name == "hlead" || name == "hlp") return Token::Kind::head_or_lead;
  if (name == "quote") return Token::Kind::quoted;
  if (name == "wc" || name == "words" || name == "length") return Token::Kind::length;
  if (name == "site") return Token::Kind::site;
  if (name == "has") return Token::Kind::has;
  return std::nullopt;
}

std::string not_yet(std::string_view name) {
  if (name == "is" || name == "dup") return "needs to know which articles are duplicates, and an index does not keep that yet";
  struct Kept {
    std::string_view names, what;
  };
  constexpr std::array<Kept, 7> kept{{{" region re ", "regions"},
                                      {" industry in ", "industries"},
                                      {" subject ns topic ", "subjects"},
                                      {" company co ", "companies"},
                                      {" dateline ", "datelines"},
                                      {" caption ", "captions"},
                                      {" page pg ", "pages of the paper"}}};
  for (const auto& [names, what] : kept)
    if (names.find(" " + std::string(name) + " ") != std::string_view::npos)
      return "needs the articles' " + std::string(what) + ", and an index does not keep these yet";
  if (name == "like") return "needs the words that make an article what it is, and an index does not keep these yet";
  return {};
}

std::optional<Bounds> bounds_of(std::string_view sign, std::string_view value) {
  const auto dots = sign == ":" || sign == "=" ? value.find("..") : std::string_view::npos;
  if (dots != std::string_view::npos) {
    const auto first = value.substr(0, dots), last = value.substr(dots + 2);
    const Bounds bounds{whole_number(first), whole_number(last)};
    const bool known = (bounds.least || first.empty()) && (bounds.most || last.empty()) && (bounds.least || bounds.most);
    return known && (!bounds.least || !bounds.most || *bounds.least <= *bounds.most) ? std::optional(bounds) : std::nullopt;
  }
  const auto number = whole_number(value);
  if (!number || *number == UINT32_MAX) return std::nullopt;
  if (sign == ">") return Bounds{*number + 1, std::nullopt};
  if (sign == ">=") return Bounds{*number, std::nullopt};
  if (sign == "<=") return Bounds{std::nullopt, *number};
  if (sign == "<") return *number == 0 ? std::nullopt : std::optional(Bounds{std::nullopt, *number - 1});
  return Bounds{*number, *number};
}

std::optional<DateName> date_name(std::string_view name) {
  using Form = Token::DateForm;
  using Which = Query::Which;
  if (name == "date" || name == "published") return DateName{Form::within, Which::published, name == "date"};
  if (name == "seen") return DateName{Form::within, Which::seen, true};
  if (name == "modified") return DateName{Form::within, Which::modified, true};
  if (name == "since") return DateName{Form::since};
  if (name == "until") return DateName{Form::until};
  if (name == "after") return DateName{Form::after};
  if (name == "before") return DateName{Form::before};
  return std::nullopt;
}

std::optional<Counting> counting_name(std::string_view name) {
  struct Named {
    std::string_view name;
    Token::Kind kind;
  };
  constexpr std::array<Named, 4> all{{{"repeat", Token::Kind::at_least},
                                      {"near", Token::Kind::near_words},
                                      {"lead", Token::Kind::lead},
                                      {"hlead", Token::Kind::head_or_lead}}};
  const auto digits = name.find_first_of("0123456789");
  if (digits == std::string_view::npos) return std::nullopt;
  const auto lower = ascii_lower(name.substr(0, digits));
  const auto known = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == lower; });
  const auto count = whole_number(name.substr(digits));
  if (known == all.end() || !count || *count == 0 || *count > most_distance) return std::nullopt;
  return Counting{known->kind, *count};
}

std::string_view leading_name(std::string_view text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_' && c != '-';
  });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string field_hint(std::string_view name) {
  const std::string quote = " search for the text, put it in quotes";
  if (const auto near = nearest_name(name); !near.empty()) return "did you mean " + std::string(near) + ":? To" + quote;
  std::string names;
  for (const Field& field : fields()) names += std::string(field.name) + " ";
  return "fields: " + names + "date; to" + quote;
}

}  // namespace newsgrep
