// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/dialect.hpp"

#include "common/utf8.hpp"
#include "searcher/query/query_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <iterator>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::array<std::string_view, 6> titles{"news", "Google", "Lucene", "Factiva", "Nexis", "ProQuest"};
constexpr std::array<std::string_view, 6> names{"news", "google", "lucene", "factiva", "nexis", "proquest"};

bool has_small_operators(Dialect dialect) {
  return dialect == Dialect::factiva || dialect == Dialect::nexis || dialect == Dialect::proquest;
}

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
}

// Whether it can stand between quotes and mean the same.
bool fits_phrase(const Token& token) {
  if (token.kind == Token::Kind::phrase) return !token.window && !token.stemmed;
  return token.kind == Token::Kind::word && !token.text.starts_with('/') && token.text != "*";
}

std::string between_quotes(const Token& token) {
  if (token.kind == Token::Kind::phrase || token.pattern) return token.text;
  std::string text;
  for (const char c : token.text) text += is_pattern_sign(c) ? ' ' : c;  // was escaped
  return text + (token.prefix ? "*" : "");
}

// Of a token the dialects that it speaks for. Weak ones are of use here, too, or are words of a sentence.
struct Sign {
  std::vector<Dialect> of;
  bool weak = false;
};

Sign sign_of_near(const Token& token) {
  const std::string& raw = token.text;
  const auto lower = ascii_lower(raw);
  if (lower == "/s" || lower == "/p" || lower == "w/s" || lower == "w/p") return {{Dialect::nexis}};
  if (raw == "SAME" || lower.starts_with("adj") || (lower.starts_with("near") && digit_at(lower, 4)))
    return {{Dialect::factiva}};
  if (lower.starts_with("w/")) return {{Dialect::nexis, Dialect::factiva}};
  if (lower.starts_with("pre/")) return {{Dialect::nexis, Dialect::proquest}};
  if (lower.starts_with("near/") || lower.starts_with("n/") || lower.starts_with("p/")) return {{Dialect::proquest}};
  return {};
}

Sign sign_of_word(std::string_view raw) {
  const auto lower = ascii_lower(raw.substr(0, 8));
  if (lower == "and" || lower == "or" || lower == "not")
    return {{Dialect::nexis, Dialect::factiva, Dialect::proquest}, true};
  if (lower == "same") return {{Dialect::factiva}, true};
  if (raw.size() > 3 && raw.ends_with('!')) return {{Dialect::nexis}};
  if (const auto dollar = raw.find('$'); dollar != std::string_view::npos && dollar > 2 && digit_at(raw, dollar + 1))
    return {{Dialect::factiva}};
  return {};
}

Sign sign_of(const Token& token, std::string_view raw) {
  using Kind = Token::Kind;
  switch (token.kind) {
    case Kind::word:
      return sign_of_word(raw);
    case Kind::near:
      return sign_of_near(token);
    case Kind::field:
    case Kind::lead:
    case Kind::head_or_lead:
      if (raw.ends_with('=')) return {{Dialect::factiva}};
      return raw.ends_with(':') ? Sign{} : Sign{{Dialect::nexis}};
    case Kind::at_least:
      return raw.ends_with(':') ? Sign{} : Sign{{Dialect::nexis, Dialect::factiva}};
    case Kind::within_leading:
      return {{Dialect::factiva}};
    case Kind::letters:
      return {{Dialect::nexis}};
    case Kind::and_:
    case Kind::or_:
      return raw == "&&" || raw == "||" ? Sign{{Dialect::lucene}} : Sign{};
    case Kind::date:
      return token.text.starts_with('[') || token.text.starts_with('{') ? Sign{{Dialect::lucene}} : Sign{};
    case Kind::weight:
    case Kind::require:
      return {{Dialect::lucene}, true};
    default:
      return {};
  }
}

}  // namespace

std::span<const std::string_view> dialect_names() { return names; }
std::string_view name_of(Dialect dialect) { return names[static_cast<std::size_t>(dialect)]; }
std::string_view title_of(Dialect dialect) { return titles[static_cast<std::size_t>(dialect)]; }

std::string_view operator_in(Dialect dialect, std::string_view word) {
  if (!has_small_operators(dialect)) return {};
  for (const std::string_view name : {"AND", "OR", "NOT", "SAME"})
    if (word != name && iequals(word, name) && (name != "SAME" || dialect == Dialect::factiva)) return name;
  return {};
}

bool wants_order(std::string_view near, Dialect dialect) {
  return dialect == Dialect::factiva && (near.starts_with("w/") || near.starts_with("W/")) && digit_at(near, 2);
}

bool names_fields_in_small(Dialect dialect) { return dialect == Dialect::proquest || dialect == Dialect::nexis; }
unsigned usual_distance(Dialect dialect) { return dialect == Dialect::proquest ? 4 : 10; }
bool joins_to_phrases(Dialect dialect) { return dialect == Dialect::factiva || dialect == Dialect::nexis; }
bool joins_by_or(Dialect dialect) { return dialect == Dialect::lucene; }
bool reads_or_first(Dialect dialect) { return dialect == Dialect::nexis; }

void join_to_phrases(std::vector<Token>& tokens, std::vector<Diagnostic>& diagnostics) {
  std::vector<Token> joined;
  bool in_run = false;
  std::size_t told = SIZE_MAX;  // which diagnostic speaks of the run
  for (auto& token : tokens) {
    const bool fits = fits_phrase(token);
    if (!fits || !in_run) {
      in_run = fits;
      told = SIZE_MAX;
      joined.push_back(std::move(token));
      continue;
    }
    Token& phrase = joined.back();
    phrase.text = collapse(between_quotes(phrase) + " " + between_quotes(token));
    phrase.kind = Token::Kind::phrase;
    phrase.prefix = phrase.pattern = false;
    phrase.end = token.end;
    if (told == SIZE_MAX) {
      told = diagnostics.size();
      diagnostics.push_back(
          {Severity::notice, difference_kind, "words side by side are a phrase", "", {}, 0, phrase.begin, phrase.end});
    }
    diagnostics[told].end = phrase.end;
  }
  tokens = std::move(joined);
}

std::optional<Dialect> seems_written_in(std::string_view text, const std::vector<Token>& tokens) {
  struct Signs {
    std::size_t all = 0, strong = 0;
  };
  std::array<Signs, names.size()> found;
  for (const auto& token : tokens) {
    const Sign sign = sign_of(token, text.substr(token.begin, token.end - token.begin));
    for (const auto dialect : sign.of) {
      Signs& own = found[static_cast<std::size_t>(dialect)];
      ++own.all;
      own.strong += !sign.weak;
    }
  }
  std::optional<Dialect> best;
  std::size_t most = 1;
  for (const auto dialect : {Dialect::nexis, Dialect::factiva, Dialect::proquest, Dialect::lucene}) {
    const Signs& own = found[static_cast<std::size_t>(dialect)];
    if (own.strong > 0 && own.all > most) best = dialect, most = own.all;
  }
  return best;
}

void move_differences(Parsed& parsed) {
  const auto by_place = [](const Diagnostic& a, const Diagnostic& b) { return a.begin < b.begin; };
  std::stable_sort(parsed.diagnostics.begin(), parsed.diagnostics.end(), by_place);
  const auto first = std::stable_partition(parsed.diagnostics.begin(), parsed.diagnostics.end(),
                                           [](const Diagnostic& one) { return one.kind != difference_kind; });
  parsed.differences.assign(std::make_move_iterator(first), std::make_move_iterator(parsed.diagnostics.end()));
  parsed.diagnostics.erase(first, parsed.diagnostics.end());
}

void hint_at_dialect(Parsed& parsed, std::string_view text, Dialect dialect, const ParseOptions& options) {
  ParseOptions other = options;
  other.dialect = dialect;
  const Parsed there = parse_query(text, other);
  if (there.failed() || there.query == parsed.query) return;
  const std::string name(name_of(dialect));
  parsed.diagnostics.push_back(
      {Severity::notice,
       "dialect_hint",
       "this looks like a query for " + std::string(title_of(dialect)) + ", where it means: " + there.query.str(),
       "--dialect=" + name + " reads it so; --translate with it tells the differences",
       {},
       0,
       0,
       text.size()});
}

}  // namespace newsgrep
