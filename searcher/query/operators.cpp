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

std::optional<Nearness> nearness_without_number(std::string_view raw, unsigned usual) {
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

std::vector<std::string_view> near_names() {
  std::vector<std::string_view> names;
  for (const auto& spelling : spellings) names.push_back(spelling.name);
  return names;
}

std::span<const Filter> filters() {
  using Kind = Token::Kind;
  static constexpr std::array<Filter, 10> all{{
      {"lead", "lp", Kind::lead, "its first two paragraphs; lead3: three", "lead:drought"},
      {"hlead", "hlp", Kind::head_or_lead, "the headline or these", "hlead:drought"},
      {"quote", "", Kind::quoted, "within quotation marks", "quote:patient"},
      {"site", "", Kind::site, "the host of its address, or one above it", "site:example.com"},
      {"words", "wc length", Kind::length, "how many words the text has", "words:200..500"},
      {"has", "_exists_", Kind::has, "whether that field is there", "has:byline"},
      {"date", "published year since until after before", Kind::date, "when it was published (see --help=dates)", "date:2024-03"},
      {"seen", "", Kind::date, "when a crawler fetched it", "seen:2024"},
      {"modified", "", Kind::date, "when it was changed last", "modified:7d"},
      {"sort", "", Kind::sort, "the order of the results", "sort:date"},
  }};
  return all;
}

std::optional<Token::Kind> filter_of(std::string_view name) {
  for (const Filter& filter : filters()) {
    if (filter.kind == Token::Kind::date || filter.kind == Token::Kind::sort) continue;
    if (filter.name == name || (" " + std::string(filter.aliases) + " ").find(" " + std::string(name) + " ") != std::string::npos) return filter.kind;
  }
  return std::nullopt;
}

std::string not_yet(std::string_view name) {
  if (name == "is" || name == "dup") return "needs to know which articles are duplicates, and an index does not keep that yet";
  if (name == "page" || name == "pg") return "needs the articles' pages of the paper, and an index does not keep these yet";
  if (name == "like") return "needs the words that make an article what it is, and an index does not keep these yet";
  return {};
}

std::string_view language_code(std::string_view name) {
  struct Language {
    std::string_view name, code;
  };
  static constexpr std::array<Language, 44> all{{
      {"arabic", "ar"},     {"armenian", "hy"},   {"basque", "eu"},     {"bengali", "bn"},   {"bulgarian", "bg"}, {"catalan", "ca"},
      {"chinese", "zh"},    {"croatian", "hr"},   {"czech", "cs"},      {"danish", "da"},    {"dutch", "nl"},     {"english", "en"},
      {"estonian", "et"},   {"farsi", "fa"},      {"finnish", "fi"},    {"french", "fr"},    {"georgian", "ka"},  {"german", "de"},
      {"greek", "el"},      {"hebrew", "he"},     {"hindi", "hi"},      {"hungarian", "hu"}, {"indonesian", "id"}, {"irish", "ga"},
      {"italian", "it"},    {"japanese", "ja"},   {"korean", "ko"},     {"latvian", "lv"},   {"lithuanian", "lt"}, {"malay", "ms"},
      {"norwegian", "no"},  {"persian", "fa"},    {"polish", "pl"},     {"portuguese", "pt"}, {"romanian", "ro"}, {"russian", "ru"},
      {"serbian", "sr"},    {"slovak", "sk"},     {"spanish", "es"},    {"swedish", "sv"},   {"tamil", "ta"},     {"turkish", "tr"},
      {"ukrainian", "uk"},  {"vietnamese", "vi"},
  }};
  const auto wanted = ascii_lower(name);
  const auto known = std::find_if(all.begin(), all.end(), [&](const Language& one) { return one.name == wanted; });
  return known == all.end() ? std::string_view() : known->code;
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
  if (name == "date" || name == "published" || name == "year") return DateName{Form::within, Which::published, name == "date"};
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
  const auto digits = std::min(name.find_first_of("0123456789"), name.size());
  const auto lower = ascii_lower(name.substr(0, digits));
  const auto known = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == lower; });
  const bool number = name.find_first_not_of("0123456789", digits) == std::string_view::npos;
  if (known == all.end() || !number) return std::nullopt;
  const auto count = whole_number(name.substr(digits));
  return Counting{known->kind, count && *count <= most_distance ? *count : 0};
}

std::string_view leading_name(std::string_view text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_' && c != '-';
  });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

namespace {

// Of all names that may stand before a colon.
std::string_view nearest_of_all(std::string_view name) {
  std::string_view best = nearest_name(name);
  std::size_t least = best.empty() ? SIZE_MAX : edit_distance(name, best);
  const auto consider = [&](std::string_view known) {
    if (const auto distance = edit_distance(name, known); distance < least && distance * 2 < known.size()) {
      least = distance;
      best = known;
    }
  };
  for (const Filter& filter : filters()) consider(filter.name);
  consider("length");
  return best;
}

}  // namespace

bool is_near_name(std::string_view name) { return !nearest_of_all(name).empty(); }

std::string field_hint(std::string_view name) {
  const std::string quote = " search for the text, put it in quotes";
  if (const auto near = nearest_of_all(name); !near.empty()) return "did you mean " + std::string(near) + ":? To" + quote;
  std::string names;
  for (const Field& field : fields()) names += std::string(field.name) + " ";
  for (const Filter& filter : filters()) names += std::string(filter.name) + (&filter == &filters().back() ? "" : " ");
  return "fields: " + names + "; to" + quote;
}

}  // namespace newsgrep
