// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/lexer.hpp"

#include "common/utf8.hpp"
#include "searcher/query/anchored.hpp"
#include "searcher/query/dialect.hpp"
#include "searcher/query/near_misses.hpp"
#include "searcher/query/operators.hpp"
#include "searcher/query/query_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace newsgrep {
namespace {

class Lexer {
 public:
  explicit Lexer(QueryText& in) : in_(in) {}

  std::vector<Token> run() {
    while (in_.skip_spaces()) next();
    in_.add(Token::Kind::end, in_.text.size(), in_.text.size());
    return std::move(in_.tokens);
  }

 private:
  void next() {
    switch (in_.peek()) {
      case '"': return phrase('"', false);
      case '(': in_.add(Token::Kind::open, in_.at, in_.at + 1), ++in_.at; return;
      case ')': in_.add(Token::Kind::close, in_.at, in_.at + 1), ++in_.at; return;
      case '-': return sign(Token::Kind::exclude);
      case '!': return sign(Token::Kind::exclude);
      case '+': return plus();
      case '=': return sign(Token::Kind::exact);
      case '{': return phrase('}', true);
      case '~':
        return synonyms();
      case '@':
        return saved();
      case '/': return void(regex() || (chunk(), true));
      case '\'': tell_single_quotes(); return chunk();
      default: return chunk();
    }
  }

  // A sign counts before something it can apply to; "- x" and "--" are no operators.
  void sign(Token::Kind kind) {
    const char after = in_.peek(1);
    if (after == ' ' || after == '\0' || after == in_.peek() || after == ')') return chunk();
    in_.add(kind, in_.at, in_.at + 1);
    ++in_.at;
  }

  // A number behind it belongs to a word in front.
  void synonyms() {
    const auto run = in_.run_at(in_.at + 1);
    if (!whole_number(run)) return sign(Token::Kind::synonyms);
    const std::size_t begin = std::exchange(in_.at, in_.at + 1 + run.size());
    in_.report(Severity::error, "bad_number", "`" + in_.text.substr(begin, in_.at - begin) + "` stands neither behind a word nor behind a phrase", "such as oil~2, or \"a b\"~5 for both words within 5 others", begin, in_.at);
    in_.add(Token::Kind::unsupported, begin, in_.at);
  }

  // "+word" requires; "+5" alone between two words is a distance.
  void plus() {
    std::size_t end = in_.at + 1;
    while (end < in_.text.size() && std::isdigit(static_cast<unsigned char>(in_.text[end]))) ++end;
    const auto distance = whole_number(std::string_view(in_.text).substr(in_.at + 1, end - in_.at - 1));
    const bool alone = end < in_.text.size() && in_.text[end] == ' ' && in_.after_operand();
    if (!distance || !alone) return sign(Token::Kind::require);
    in_.report(Severity::notice, "ordered_near", "read as: within " + std::to_string(*distance) + " words, in this order", "to require the number write \"" + std::to_string(*distance) + "\"", in_.at, end);
    add_near(in_.at, end, {*distance, Query::Reach::words, true});
    in_.at = end;
  }

  // "@name" when there is a query of that name; else text.
  void saved() {
    const auto name = leading_name(std::string_view(in_.text).substr(in_.at + 1));
    const char after = in_.peek(1 + name.size());
    const auto* known = in_.options.saved;
    const bool found =
        known && std::any_of(known->begin(), known->end(), [&](const SavedQuery& one) { return one.name == name; });
    const bool ends = after == '\0' || after == ' ' || after == ')' || after == '^';
    if (!found && ends && known) near_name(name);
    if (!found || !ends) return chunk();
    const std::size_t begin = std::exchange(in_.at, in_.at + 1 + name.size());
    in_.add(Token::Kind::saved, begin, in_.at).text = name;
  }

  // A saved query of nearly that name may be meant.
  void near_name(std::string_view name) {
    constexpr std::size_t shortest = 4;  // of names in which one letter may be wrong
    const auto lower = ascii_lower(name);
    for (const auto& one : *in_.options.saved) {
      const auto other = ascii_lower(one.name);
      if (lower != other && (lower.size() < shortest || edit_distance(lower, other) > 1)) continue;
      return in_.report(Severity::notice, "unknown_saved_query", "`@" + std::string(name) + "` is searched for as a word", "did you mean @" + one.name + "?", in_.at, in_.at + 1 + name.size());
    }
  }

  void add_near(std::size_t begin, std::size_t end, const Nearness& near) {
    if (near.distance == 0 && near.reach == Query::Reach::words)
      in_.report(Severity::error, "bad_distance", "a distance of 0 matches nothing", "adjacent words have distance 1", begin, end);
    Token& token = in_.add(Token::Kind::near, begin, end);
    token.distance = near.distance;
    token.reach = near.reach;
    token.ordered = near.ordered;
    token.apart = near.apart;
  }

  void phrase(char close, bool stemmed) {
    const std::size_t begin = in_.at++;
    std::string content;
    while (in_.at < in_.text.size() && in_.text[in_.at] != close) {
      const bool escaped = in_.text[in_.at] == '\\' && in_.at + 1 < in_.text.size();
      in_.at += escaped;
      content += escaped && is_pattern_sign(in_.text[in_.at]) ? ' ' : in_.text[in_.at];
      ++in_.at;
    }
    if (in_.at == in_.text.size()) in_.repaired("closed_quote", std::string("the ") + (stemmed ? "brace" : "quote") + " is never closed; it is read up to the end", begin, in_.at);
    else ++in_.at;
    const bool in_any_form = !stemmed && in_.peek() == 's' && !letter_or_digit(in_.peek(1));
    in_.at += in_any_form;
    const auto extra = words_between(begin, stemmed || in_any_form);
    Token& token = in_.add(Token::Kind::phrase, begin, in_.at);
    token.text = collapse(content);
    token.stemmed = stemmed || in_any_form;
    token.window = extra.has_value();
    token.distance = extra.value_or(0);
  }

  // The ~5 behind a phrase.
  std::optional<unsigned> words_between(std::size_t begin, bool stemmed) {
    if (in_.peek() != '~') return std::nullopt;
    const std::size_t end = std::min(in_.text.find_first_of(" ()^\"", in_.at + 1), in_.text.size());
    const auto count = whole_number(std::string_view(in_.text).substr(in_.at + 1, end - in_.at - 1));
    in_.at = end;
    if (stemmed) in_.report(Severity::error, "unsupported", "the words of a phrase in any form cannot have others between them", "write \"a b\"~5, or {a} w/5 {b}", begin, end);
    else if (!count || *count > most_distance) in_.report(Severity::error, "bad_number", "a phrase's ~ needs the number of words that may come between, up to " + std::to_string(most_distance), "such as \"a b\"~5", begin, end);
    return count.value_or(0);
  }

  static bool letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

  // From one / to the next one that ends a word; `/s`, `/5` and `/F50/` are none. One with ^ or $ may have spaces.
  bool regex() {
    const auto end = end_of_regex(in_.at);
    if (!end) return false;
    Token& token = in_.add(Token::Kind::word, in_.at, *end);
    token.pattern = true;
    in_.at = *end;
    return true;
  }

  // Of the one that begins there.
  std::optional<std::size_t> end_of_regex(std::size_t begin) const {
    std::size_t end = begin + 1;
    bool spaces = false;
    for (; end < in_.text.size() && in_.text[end] != '/' && in_.text[end] != '"'; end += in_.text[end] == '\\' ? 2 : 1)
      spaces = spaces || in_.text[end] == ' ';
    if (end >= in_.text.size() || in_.text[end] != '/' || end == begin + 1) return std::nullopt;
    if (spaces && !is_anchored(std::string_view(in_.text).substr(begin, end + 1 - begin))) return std::nullopt;
    ++end;
    const bool apart = end == in_.text.size() || std::string_view(" )^").find(in_.text[end]) != std::string_view::npos;
    const auto raw = std::string_view(in_.text).substr(begin, end - begin);
    const auto miss = near_miss(raw, {});
    if (!apart || counting_of(raw, false) || (miss && miss->error)) return std::nullopt;
    return end;
  }

  // "'oil prices'": these are apostrophes, and stand around words, as in a headline. One word within is the same either way.
  void tell_single_quotes() {
    const auto ends = [&](std::size_t at) { return at + 1 >= in_.text.size() || std::string_view(" ):;,.!?~^").find(in_.text[at + 1]) != std::string_view::npos; };
    if (!letter_or_digit(in_.peek(1))) return;
    bool spaces = false;
    for (std::size_t at = in_.at + 1; at < in_.text.size() && std::string_view("\"()").find(in_.text[at]) == std::string_view::npos; ++at) {
      spaces = spaces || in_.text[at] == ' ';
      if (in_.text[at] != '\'' || in_.text[at - 1] == ' ' || !ends(at)) continue;
      if (spaces) in_.report(Severity::notice, "single_quotes", "single quotes make no phrase: the words within are searched for one by one", "for the phrase write \"" + in_.text.substr(in_.at + 1, at - in_.at - 1) + "\"", in_.at, at + 1);
      return;
    }
  }

  // Up to a space, a quote or a parenthesis.
  void chunk() {
    const std::size_t begin = in_.at;
    while (in_.at < in_.text.size() && in_.text[in_.at] != ' ' && in_.text[in_.at] != '"' && in_.text[in_.at] != '(' && in_.text[in_.at] != ')') {
      if (const auto colon = in_.text[in_.at]; (colon == ':' || colon == '=' || colon == '<' || colon == '>') && in_.at > begin && read_named(in_, begin)) return;
      if (in_.text[in_.at] == '\\' && in_.at + 1 < in_.text.size()) ++in_.at;
      ++in_.at;
    }
    if (in_.at == begin) ++in_.at;
    if (read_spoken(in_, begin)) return;
    classify(begin, in_.at);
  }

  void classify(std::size_t begin, std::size_t end) {
    std::vector<std::pair<std::size_t, std::size_t>> weights;  // the last one first
    const bool behind_operand = begin > 0 && in_.text[begin - 1] != ' ' && in_.after_operand();
    for (std::size_t at = end; at > begin; end = at) {
      const auto caret = weight_in(std::string_view(in_.text).substr(begin, at - begin));
      if (caret == std::string_view::npos || (caret == 0 && !behind_operand)) break;
      at = begin + caret;
      weights.emplace_back(at, end);
    }
    const std::size_t before = in_.tokens.size();
    if (end > begin) classify_word(begin, end);
    if (end > begin && in_.tokens.size() == before) return;  // a weight of nothing is not that of what stands in front
    for (auto one = weights.rbegin(); one != weights.rend(); ++one) weight(one->first, one->second);
  }

  void classify_word(std::size_t begin, std::size_t end) {
    const auto raw = std::string_view(in_.text).substr(begin, end - begin);
    if (const auto behind = beginning_behind(raw); behind != std::string_view::npos) {
      classify_word(begin, begin + behind);
      counted(raw.substr(behind), begin + behind, end);
      return;
    }
    const auto standard = operator_in(in_.options.dialect, raw);
    if (!standard.empty())
      in_.report(Severity::notice, difference_kind,
                 "`" + std::string(raw) + "` is an operator, as " + std::string(standard) + " is", "", begin, end);
    read(standard.empty() ? raw : standard, begin, end);
  }

  // Where the /F50/ begins that a word ends with.
  static std::size_t beginning_behind(std::string_view raw) {
    const auto last = raw.size() > 3 && raw.ends_with('/') ? raw.rfind('/', raw.size() - 2) : std::string_view::npos;
    if (last == std::string_view::npos || last == 0 || raw.find('/') != last) return std::string_view::npos;
    const auto counting = counting_of(raw.substr(last), false);
    return counting && counting->kind == Token::Kind::within_leading ? last : std::string_view::npos;
  }

  void read(std::string_view raw, std::size_t begin, std::size_t end) {
    if (raw == "AND" || raw == "&" || raw == "&&") return void(in_.add(Token::Kind::and_, begin, end));
    if (raw == "OR" || raw == "|" || raw == "||") return void(in_.add(Token::Kind::or_, begin, end));
    if (iequals(raw, "not") && not_near(begin)) return;
    if (raw == "NOT") return void(in_.add(Token::Kind::not_, begin, end));
    if (near_operator(raw, begin, end) || function(raw, begin, end) || meant_otherwise(raw, begin, end)) return;
    read_word(in_, begin, end);
  }

  // "not w/5", "not /s": in_.at is behind the not.
  bool not_near(std::size_t begin) {
    const std::size_t start = in_.past_spaces(in_.at), end = std::min(in_.text.find_first_of(" ()\"", start), in_.text.size());
    const auto raw = std::string_view(in_.text).substr(start, end - start);
    auto near = nearness_of(raw);
    if (!near) near = nearness_without_number(raw, usual_distance(in_.options.dialect));
    if (!near || (raw.starts_with('/') && end_of_regex(start))) return false;
    if (near->ordered || near->apart)
      in_.report(Severity::error, "unsupported", "not goes together with w/N, /s and /p only", "words that must not be near: a not w/5 b", begin, end);
    near->apart = true;
    add_near(begin, end, *near);
    in_.at = end;
    return true;
  }

  bool near_operator(std::string_view raw, std::size_t begin, std::size_t end) {
    if (const auto near = nearness_without_number(raw, usual_distance(in_.options.dialect))) {
      const auto next = in_.run_at(in_.past_spaces(end));
      const bool number = whole_number(next).has_value();
      in_.report(Severity::notice, "default_distance", std::string(raw) + " without a number means within " + std::to_string(near->distance) + " words",
                 number ? "did you mean " + std::string(raw) + "/" + std::string(next) + "?" : "", begin, end);
      add_near(begin, end, *near);
      return true;
    }
    if (auto near = nearness_of(raw)) {
      if (wants_order(raw, in_.options.dialect)) {
        near->ordered = true;
        in_.report(Severity::notice, difference_kind, "`" + std::string(raw) + "` wants its operands in this order", "",
                   begin, end);
      }
      add_near(begin, end, *near);
      return true;
    }
    return around(raw, begin, end) || near_by_letter(raw, begin, end) || counted(raw, begin, end);
  }

  // "a AROUND(5) b"
  bool around(std::string_view raw, std::size_t begin, std::size_t end) {
    if (raw != "AROUND" || !opens_at(end)) return false;
    const auto inside = in_.run_at(end + 1);
    const auto distance = whole_number(inside);
    const std::size_t close = end + 1 + inside.size();
    if (!distance || *distance > most_distance || close == in_.text.size() || in_.text[close] != ')') return false;
    in_.at = close + 1;
    add_near(begin, in_.at, {*distance});
    return true;
  }

  // "a n5 b", between operands only: it may be a name, too.
  bool near_by_letter(std::string_view raw, std::size_t begin, std::size_t end) {
    const auto distance = raw.starts_with('n') ? whole_number(raw.substr(1)) : std::nullopt;
    if (!distance || *distance == 0 || *distance > most_by_letter || !in_.after_operand() ||
        in_.past_spaces(end) == in_.text.size())
      return false;
    const std::string number = std::to_string(*distance);
    in_.report(Severity::notice, "near_by_letter", "read as: within " + number + " words",
               "to search for the text itself, put it in quotes", begin, end);
    add_near(begin, end, {*distance});
    return true;
  }

  bool counted(std::string_view raw, std::size_t begin, std::size_t end) {
    const auto counting = counting_of(raw, opens_at(end));
    if (!counting) return false;
    if (counting->count == 0) in_.report(Severity::error, "bad_count", "a count of 0 says nothing", "the least is 1", begin, end);
    in_.add(counting->kind, begin, end).distance = counting->count;
    return true;
  }

  bool opens_at(std::size_t at) const { return at < in_.text.size() && in_.text[at] == '('; }

  // An operator that is not quite one is told; true if it can be nothing else.
  bool meant_otherwise(std::string_view raw, std::size_t begin, std::size_t end) {
    WordsBeside beside;
    beside.opens = opens_at(end);
    beside.opens_later = opens_at(in_.past_spaces(end));
    if (beside.opens) beside.inside = in_.run_at(end + 1);
    beside.after_operand = in_.after_operand();
    beside.behind_at_once = beside.after_operand && begin > 0 && in_.text[begin - 1] != ' ';
    beside.behind_quote = beside.behind_at_once && in_.tokens.back().kind == Token::Kind::phrase && in_.text[begin - 1] == '"';
    beside.next = in_.run_at(in_.past_spaces(end));
    beside.in_prose = is_small_operator(raw) && is_prose(in_);
    if (!in_.tokens.empty() && in_.tokens.back().kind == Token::Kind::word) beside.before = in_.tokens.back().text;
    const auto miss = near_miss(raw, beside);
    if (!miss) return false;
    in_.report(miss->error ? Severity::error : Severity::notice, miss->kind, miss->message, miss->hint, begin, end);
    if (miss->error) in_.add(Token::Kind::unsupported, begin, end);
    return miss->error;
  }

  // name( ... ) forms of other languages.
  bool function(std::string_view raw, std::size_t begin, std::size_t end) {
    if (end >= in_.text.size() || in_.text[end] != '(') return false;
    const auto lower = ascii_lower(raw.substr(0, 16));
    const bool capitals = std::all_of(raw.begin(), raw.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (const Field* field = find_field(lower); field && (capitals || names_fields_in_small(in_.options.dialect))) {
      Token& token = in_.add(Token::Kind::field, begin, end);
      token.field = field;
      return true;
    }
    if (const auto filter = filter_of(lower); filter && (*filter == Token::Kind::quoted || (capitals && (*filter == Token::Kind::lead || *filter == Token::Kind::head_or_lead))))
      return in_.add(*filter, begin, end), true;
    if (lower == "syn") return in_.add(Token::Kind::synonyms, begin, end), true;
    if (letters(lower, begin, end)) return true;
    return names_fields_in_small(in_.options.dialect) && (read_function(in_, begin, lower) || no_field(raw, begin, end));
  }

  // "AB(x)", but not "source(s)".
  bool no_field(std::string_view raw, std::size_t begin, std::size_t end) {
    const bool name = std::all_of(raw.begin(), raw.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '.' || c == ','; });
    const auto inside = in_.run_at(end + 1);
    if (!name || inside == "s" || inside == "es") return false;
    in_.report(Severity::error, "unknown_field", "there is no field `" + std::string(raw) + "`", field_hint(ascii_lower(raw)), begin, end);
    return true;
  }

  bool letters(std::string_view name, std::size_t begin, std::size_t end) {
    using Letters = Query::Letters;
    const Letters letters = name == "caps" ? Letters::some_capital : name == "allcaps" ? Letters::all_capitals : name == "nocaps" ? Letters::no_capital : Letters::any;
    if (letters == Letters::any) return false;
    in_.add(Token::Kind::letters, begin, end).letters = letters;
    return true;
  }

  // Where the ^3 begins that a word ends with.
  static std::size_t weight_in(std::string_view raw) {
    const auto caret = raw.rfind('^');
    if (caret == std::string_view::npos || caret + 1 == raw.size() || (caret > 0 && raw[caret - 1] == '\\')) return std::string_view::npos;
    return raw.find_first_not_of("0123456789.", caret + 1) == std::string_view::npos ? caret : std::string_view::npos;
  }

  void weight(std::size_t begin, std::size_t end) {
    double value = 0;
    const char *first = in_.text.data() + begin + 1, *last = in_.text.data() + end;
    const auto [read_to, error] = std::from_chars(first, last, value);
    if (error != std::errc() || read_to != last || value > most_weight) in_.report(Severity::error, "bad_number", "a weight is a number up to 1000", "such as x^3 or x^0.5", begin, end);
    in_.add(Token::Kind::weight, begin, end).weight = std::min(value, most_weight);
  }

  QueryText& in_;
};

}  // namespace

std::vector<Token> tokenise(std::string_view text, std::vector<Diagnostic>& diagnostics, const ParseOptions& options) {
  QueryText in(text, diagnostics, options);
  auto tokens = Lexer(in).run();
  if (joins_to_phrases(options.dialect)) join_to_phrases(tokens, diagnostics);
  return tokens;
}

}  // namespace newsgrep
