// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/lexer.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "searcher/query/operators.hpp"
#include "searcher/query/query_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace newsgrep {
namespace {

char32_t folded(char32_t c) {
  switch (c) {
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0xAB: case 0xBB: case 0x2033: return '"';
    case 0x2018: case 0x2019: case 0x201A: case 0x2032: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    default: break;
  }
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c < 0x20 || is_space(c)) return ' ';
  return c;
}

bool alphabetic(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; });
}

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Diagnostic>& diagnostics, bool strict) : diagnostics_(diagnostics), strict_(strict) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = at;
      const std::size_t before = text_.size();
      append_char(text_, folded(next_char(text, at)));
      origin_.insert(origin_.end(), text_.size() - before, start);
    }
    origin_.push_back(text.size());
  }

  std::vector<Token> run() {
    while (skip_spaces()) next();
    add(Token::Kind::end, text_.size(), text_.size());
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  bool skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return at_ < text_.size();
  }

  Token& add(Token::Kind kind, std::size_t begin, std::size_t end) {
    Token& token = tokens_.emplace_back();
    token.kind = kind;
    token.text = text_.substr(begin, end - begin);
    token.begin = origin_[begin];
    token.end = origin_[end];
    return token;
  }

  void report(Severity severity, const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end) {
    diagnostics_.push_back({severity, kind, std::move(message), std::move(hint), {}, 0, origin_[begin], origin_[end]});
  }

  void repaired(const char* kind, std::string message, std::size_t begin, std::size_t end) {
    if (strict_) message.resize(std::min(message.find(';'), message.size()));  // what is wrong, without the repair
    report(strict_ ? Severity::error : Severity::warning, kind, std::move(message), "", begin, end);
  }

  void next() {
    switch (peek()) {
      case '"': return phrase('"', false);
      case '(': add(Token::Kind::open, at_, at_ + 1), ++at_; return;
      case ')': add(Token::Kind::close, at_, at_ + 1), ++at_; return;
      case '-': return sign(Token::Kind::exclude);
      case '!': return sign(Token::Kind::exclude);
      case '+': return plus();
      case '=': return sign(Token::Kind::exact);
      case '{': return phrase('}', true);
      case '~': return unsupported_word("synonyms (~word)");
      case '/': return void(regex() || (chunk(), true));
      default: return chunk();
    }
  }

  // A sign counts before something it can apply to; "- x" and "--" are no operators.
  void sign(Token::Kind kind) {
    const char after = peek(1);
    if (after == ' ' || after == '\0' || after == peek() || after == ')') return chunk();
    add(kind, at_, at_ + 1);
    ++at_;
  }

  // "+word" requires; "+5" alone between two words is a distance.
  void plus() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && std::isdigit(static_cast<unsigned char>(text_[end]))) ++end;
    const auto distance = whole_number(std::string_view(text_).substr(at_ + 1, end - at_ - 1));
    const bool alone = end < text_.size() && text_[end] == ' ' && after_operand();
    if (!distance || !alone) return sign(Token::Kind::require);
    report(Severity::notice, "ordered_near", "read as: within " + std::to_string(*distance) + " words, in this order", "to require the number write \"" + std::to_string(*distance) + "\"", at_, end);
    add_near(at_, end, {*distance, Query::Reach::words, true});
    at_ = end;
  }

  bool after_operand() const {
    if (tokens_.empty()) return false;
    const auto kind = tokens_.back().kind;
    return kind == Token::Kind::word || kind == Token::Kind::phrase || kind == Token::Kind::close || kind == Token::Kind::within_leading;
  }

  void add_near(std::size_t begin, std::size_t end, const Nearness& near) {
    if (near.distance == 0 && near.reach == Query::Reach::words)
      report(Severity::error, "bad_distance", "a distance of 0 matches nothing", "adjacent words have distance 1", begin, end);
    Token& token = add(Token::Kind::near, begin, end);
    token.distance = near.distance;
    token.reach = near.reach;
    token.ordered = near.ordered;
    token.apart = near.apart;
  }

  void phrase(char close, bool stemmed) {
    const std::size_t begin = at_++;
    std::string content;
    while (at_ < text_.size() && text_[at_] != close) {
      const bool escaped = text_[at_] == '\\' && at_ + 1 < text_.size();
      at_ += escaped;
      content += escaped && is_sign(text_[at_]) ? ' ' : text_[at_];
      ++at_;
    }
    if (at_ == text_.size()) repaired("closed_quote", std::string("the ") + (stemmed ? "brace" : "quote") + " is never closed; it is read up to the end", begin, at_);
    else ++at_;
    const bool in_any_form = !stemmed && peek() == 's' && !letter_or_digit(peek(1));
    at_ += in_any_form;
    const auto extra = words_between(begin, stemmed || in_any_form);
    Token& token = add(Token::Kind::phrase, begin, at_);
    token.text = collapse(content);
    token.stemmed = stemmed || in_any_form;
    token.window = extra.has_value();
    token.distance = extra.value_or(0);
  }

  // The ~5 behind a phrase.
  std::optional<unsigned> words_between(std::size_t begin, bool stemmed) {
    if (peek() != '~') return std::nullopt;
    const std::size_t end = std::min(text_.find_first_not_of("0123456789", at_ + 1), text_.size());
    const auto count = whole_number(std::string_view(text_).substr(at_ + 1, end - at_ - 1));
    at_ = end;
    if (stemmed) report(Severity::error, "unsupported", "the words of a phrase in any form cannot have others between them", "write \"a b\"~5, or {a} w/5 {b}", begin, end);
    else if (!count || *count > most_distance) report(Severity::error, "bad_number", "a phrase's ~ needs the number of words that may come between, up to " + std::to_string(most_distance), "such as \"a b\"~5", begin, end);
    return count.value_or(0);
  }

  static bool is_sign(char c) { return std::string_view("*?[]$~!").find(c) != std::string_view::npos; }
  static bool letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

  // From one / to the next one that ends a word; `/s`, `/5` and `/F50/` are none.
  bool regex() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '/' && text_[end] != ' ' && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size() || text_[end] != '/' || end == at_ + 1) return false;
    ++end;
    const bool apart = end == text_.size() || std::string_view(" )^").find(text_[end]) != std::string_view::npos;
    const auto raw = std::string_view(text_).substr(at_, end - at_);
    const auto miss = near_miss(raw, false, false);
    if (!apart || counting_of(raw, false) || (miss && miss->error)) return false;
    Token& token = add(Token::Kind::word, at_, end);
    token.pattern = true;
    at_ = end;
    return true;
  }

  // Up to a space, a quote or a parenthesis.
  void chunk() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != '"' && text_[at_] != '(' && text_[at_] != ')') {
      if (const auto colon = text_[at_]; (colon == ':' || colon == '=' || colon == '<' || colon == '>') && at_ > begin && named(begin)) return;
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      ++at_;
    }
    if (at_ == begin) ++at_;
    const auto lower = ascii_lower(std::string_view(text_).substr(begin, at_ - begin));
    if (lower == "date" && spoken_date(begin)) return;
    if (filter_of(lower) == Token::Kind::length && spoken_length(begin)) return;
    classify(begin, at_);
  }

  std::size_t past_spaces(std::size_t at) const { return std::min(text_.find_first_not_of(' ', at), text_.size()); }

  // The run at `at` if it looks like a date or a number of days; moves past it.
  std::string date_value(std::size_t& at) const {
    const std::size_t first = at < text_.size() && text_[at] == '-' ? at + 1 : at;
    if (first >= text_.size() || !std::isdigit(static_cast<unsigned char>(text_[first]))) return {};
    const std::size_t end = std::min(text_.find_first_of(" ()", at), text_.size());
    const std::size_t begin = std::exchange(at, end);
    return text_.substr(begin, end - begin);
  }

  // "date from D to D", "date aft D", "date > D": what relates them is a word of its own. at_ is behind "date".
  bool spoken_date(std::size_t begin) {
    struct Relation {
      std::string_view word;
      Token::DateForm form;
    };
    using Form = Token::DateForm;
    constexpr std::array<Relation, 9> relations{{{"from ", Form::within}, {"after ", Form::after}, {"aft ", Form::after}, {"before ", Form::before}, {"bef ", Form::before},
                                                 {">=", Form::since}, {"<=", Form::until}, {">", Form::after}, {"<", Form::before}}};
    const std::size_t start = past_spaces(at_);
    const auto lower = ascii_lower(std::string_view(text_).substr(start, 7));
    const auto relation = std::find_if(relations.begin(), relations.end(), [&](const Relation& one) { return lower.starts_with(one.word); });
    if (relation == relations.end()) return false;
    std::size_t at = past_spaces(start + relation->word.size());
    std::string value = date_value(at);
    if (value.empty()) return false;
    if (relation->form == Form::within) {
      at = past_spaces(at);
      if (ascii_lower(std::string_view(text_).substr(at, 3)) != "to ") return false;
      at = past_spaces(at + 3);
      const std::string last = date_value(at);
      if (last.empty()) return false;
      value += ".." + last;
    }
    at_ = at;
    Token& token = add(Token::Kind::date, begin, at_);
    token.text = value;
    token.form = relation->form;
    return true;
  }

  // `name:` at a chunk's beginning, with at_ on the sign. True when it made tokens.
  bool named(std::size_t begin) {
    const auto name = std::string_view(text_).substr(begin, at_ - begin);
    if (!alphabetic(name)) return false;
    const char sign = peek();
    const auto lower = ascii_lower(name);
    const auto form = date_form(lower);
    if (form && (sign == ':' || sign == '=' || lower == "date")) return date(begin, *form);
    if (const auto filter = filter_of(lower); filter && peek(1) != '/' && (peek(1) != ' ' || *filter != Token::Kind::length)) return this->filter(begin, *filter);
    if (sign == '<' || sign == '>') return false;
    if (sign == ':' && !not_yet(lower).empty() && peek(1) != ' ' && peek(1) != '/' && peek(1) != '\0') return reserved(begin, lower);
    const Field* field = find_field(lower);
    const char after = peek(1);
    if (field && after != '/' ) return take_field(begin, *field);
    if (sign == '=' || after == ' ' || after == '\0' || after == '/' || after == ')') return false;
    if (std::isdigit(static_cast<unsigned char>(after)) && nearest_name(lower).empty()) return false;
    report(Severity::error, "unknown_field", "there is no field `" + std::string(name) + "`", field_hint(lower), begin, at_ + 1);
    ++at_;
    return true;
  }

  std::string_view run_at(std::size_t at) const { return std::string_view(text_).substr(at, std::min(text_.find_first_of(" ()", at), text_.size()) - at); }

  // at_ is on the sign behind the name.
  bool filter(std::size_t begin, Token::Kind kind) {
    if (kind == Token::Kind::length) return length(begin, at_);
    if (peek() != ':' && peek() != '=') return false;
    ++at_;
    const auto value = kind == Token::Kind::site || kind == Token::Kind::has ? std::string(run_at(at_)) : std::string();
    at_ += value.size();
    Token& token = add(kind, begin, at_);
    if (!value.empty()) token.text = value;
    return true;
  }

  // "length > 1200": at_ is behind the name.
  bool spoken_length(std::size_t begin) {
    const std::size_t sign = past_spaces(at_);
    return sign < text_.size() && (text_[sign] == '<' || text_[sign] == '>') && length(begin, sign);
  }

  bool length(std::size_t begin, std::size_t sign) {
    std::size_t end = sign + 1;
    if (text_[sign] != ':' && text_[sign] != '=' && end < text_.size() && text_[end] == '=') ++end;
    const auto operation = std::string_view(text_).substr(sign, end - sign);
    const std::size_t start = operation == ":" ? end : past_spaces(end);
    const auto value = run_at(start);
    const auto bounds = bounds_of(operation, value);
    at_ = start + value.size();
    if (!bounds) report(Severity::error, "bad_number", "`" + text_.substr(begin, at_ - begin) + "` names no number of words", "such as wc>1000, words:500..800 or words:..200", begin, at_);
    Token& token = add(Token::Kind::length, begin, at_);
    if (bounds) token.least = bounds->least, token.most = bounds->most;
    return true;
  }

  bool reserved(std::size_t begin, std::string_view name) {
    const auto value = run_at(at_ + 1);
    at_ += 1 + value.size();
    report(Severity::error, "not_yet", text_.substr(begin, at_ - begin) + " " + not_yet(name), "to search for the text itself, put it in quotes", begin, at_);
    add(Token::Kind::unsupported, begin, at_);
    return true;
  }

  bool take_field(std::size_t begin, const Field& field) {
    ++at_;
    Token& token = add(Token::Kind::field, begin, at_);
    token.field = &field;
    return true;
  }

  bool date(std::size_t begin, Token::DateForm form) {
    const char sign = text_[at_++];
    if (sign == '>' || sign == '<') {
      const bool equal = peek() == '=';
      if (equal) ++at_;
      form = sign == '>' ? (equal ? Token::DateForm::since : Token::DateForm::after) : (equal ? Token::DateForm::until : Token::DateForm::before);
    }
    skip_spaces_within_date();
    const std::size_t value = at_;
    std::string text;
    if (peek() == '"') {
      for (++at_; at_ < text_.size() && text_[at_] != '"';) text += text_[at_++];
      if (at_ < text_.size()) ++at_;
    } else if (peek() == '[' || peek() == '{') {
      const auto close = text_.find_first_of("]}", at_);
      at_ = close == std::string::npos ? text_.size() : close + 1;
      text = text_.substr(value, at_ - value);
    } else {
      while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != ')' && text_[at_] != '(') text += text_[at_++];
    }
    Token& token = add(Token::Kind::date, begin, at_);
    token.text = text;
    token.form = form;
    return true;
  }

  void skip_spaces_within_date() {
    if (peek() == ' ' && (std::isdigit(static_cast<unsigned char>(peek(1))) != 0) && text_[at_ - 1] != ':') ++at_;
  }

  void classify(std::size_t begin, std::size_t end) {
    const auto raw = std::string_view(text_).substr(begin, end - begin);
    if (const auto caret = weight_in(raw); caret != std::string_view::npos && (caret > 0 || (begin > 0 && text_[begin - 1] != ' ' && after_operand()))) {
      if (caret > 0) classify(begin, begin + caret);
      return weight(begin + caret, end);
    }
    if (raw == "AND" || raw == "&" || raw == "&&") return void(add(Token::Kind::and_, begin, end));
    if (raw == "OR" || raw == "|" || raw == "||") return void(add(Token::Kind::or_, begin, end));
    if (iequals(raw, "not") && not_near(begin)) return;
    if (raw == "NOT") return void(add(Token::Kind::not_, begin, end));
    if (near_operator(raw, begin, end) || function(raw, begin, end) || meant_otherwise(raw, begin, end)) return;
    word(raw, begin, end);
  }

  // "not w/5", "not /s": at_ is behind the not.
  bool not_near(std::size_t begin) {
    const std::size_t start = past_spaces(at_), end = std::min(text_.find_first_of(" ()\"", start), text_.size());
    const auto raw = std::string_view(text_).substr(start, end - start);
    auto near = nearness_of(raw);
    if (!near) near = nearness_without_number(raw);
    if (!near) return false;
    if (near->ordered || near->apart)
      report(Severity::error, "unsupported", "not goes together with w/N, /s and /p only", "words that must not be near: a not w/5 b", begin, end);
    near->apart = true;
    add_near(begin, end, *near);
    at_ = end;
    return true;
  }

  bool near_operator(std::string_view raw, std::size_t begin, std::size_t end) {
    if (const auto near = nearness_without_number(raw)) {
      report(Severity::notice, "default_distance", std::string(raw) + " without a number means within " + std::to_string(near->distance) + " words", "", begin, end);
      add_near(begin, end, *near);
      return true;
    }
    if (const auto near = nearness_of(raw)) {
      add_near(begin, end, *near);
      return true;
    }
    return counted(raw, begin, end);
  }

  bool counted(std::string_view raw, std::size_t begin, std::size_t end) {
    const auto counting = counting_of(raw, opens_at(end));
    if (!counting) return false;
    if (counting->count == 0) report(Severity::error, "bad_count", "a count of 0 says nothing", "the least is 1", begin, end);
    add(counting->kind, begin, end).distance = counting->count;
    return true;
  }

  bool opens_at(std::size_t at) const { return at < text_.size() && text_[at] == '('; }

  // An operator that is not quite one is told; true if it can be nothing else.
  bool meant_otherwise(std::string_view raw, std::size_t begin, std::size_t end) {
    const auto miss = near_miss(raw, opens_at(end), opens_at(past_spaces(end)));
    if (!miss) return false;
    report(miss->error ? Severity::error : Severity::notice, miss->kind, miss->message, miss->hint, begin, end);
    if (miss->error) add(Token::Kind::unsupported, begin, end);
    return miss->error;
  }

  // name( ... ) forms of other languages.
  bool function(std::string_view raw, std::size_t begin, std::size_t end) {
    if (end >= text_.size() || text_[end] != '(') return false;
    const auto lower = ascii_lower(raw.substr(0, 16));
    const bool capitals = std::all_of(raw.begin(), raw.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (const Field* field = find_field(lower); field && capitals) {
      Token& token = add(Token::Kind::field, begin, end);
      token.field = field;
      return true;
    }
    if (const auto filter = filter_of(lower); filter && (*filter == Token::Kind::quoted || (capitals && (*filter == Token::Kind::lead || *filter == Token::Kind::head_or_lead))))
      return add(*filter, begin, end), true;
    if (lower == "syn") return unsupported(std::string(raw) + "(...)", begin, end);
    return letters(lower, begin, end);
  }

  bool letters(std::string_view name, std::size_t begin, std::size_t end) {
    using Letters = Query::Letters;
    const Letters letters = name == "caps" ? Letters::some_capital : name == "allcaps" ? Letters::all_capitals : name == "nocaps" ? Letters::no_capital : Letters::any;
    if (letters == Letters::any) return false;
    add(Token::Kind::letters, begin, end).letters = letters;
    return true;
  }

  // Where the ^3 begins that a word ends with.
  static std::size_t weight_in(std::string_view raw) {
    const auto caret = raw.rfind('^');
    if (caret == std::string_view::npos || caret + 1 == raw.size() || (caret > 0 && raw[caret - 1] == '\\')) return std::string_view::npos;
    return raw.find_first_not_of("0123456789.", caret + 1) == std::string_view::npos ? caret : std::string_view::npos;
  }

  void weight(std::size_t begin, std::size_t end) {
    constexpr double most = 1000;
    double value = 0;
    const char *first = text_.data() + begin + 1, *last = text_.data() + end;
    const auto [read_to, error] = std::from_chars(first, last, value);
    if (error != std::errc() || read_to != last || value > most) report(Severity::error, "bad_number", "a weight is a number up to 1000", "such as x^3 or x^0.5", begin, end);
    add(Token::Kind::weight, begin, end).weight = std::min(value, most);
  }

  bool unsupported(const std::string& what, std::size_t begin, std::size_t end) {
    report(Severity::error, "unsupported", what + " is not supported", "to search for the text itself, put it in quotes", begin, end);
    add(Token::Kind::unsupported, begin, end);
    return true;
  }

  void unsupported_word(const char* what) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != ')') ++at_;
    unsupported(what, begin, at_);
  }

  // An escaped sign is a sign of no pattern; what has none is kept as it is typed.
  static std::string unescaped(std::string_view raw, bool with_signs) {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const bool escaped = raw[i] == '\\' && i + 1 < raw.size();
      i += escaped;
      text += escaped && !with_signs && is_sign(raw[i]) ? ' ' : raw[i];
    }
    return text;
  }

  // Words and nothing else, with a question mark or an exclamation mark at the end.
  bool is_sentence() const {
    const auto text = trim(text_);
    if (text.find(' ') == std::string_view::npos || text.find_first_of("\"(){}*[]|&=~^\\/<>$+") != std::string_view::npos) return false;
    const auto end = text.find_last_not_of("?!") + 1;
    if (end == text.size() || text.substr(0, end).find_first_of("?!") != std::string_view::npos) return false;
    for (std::size_t at = 0; at < end; at = std::min(text.find_first_not_of(' ', std::min(text.find(' ', at), end)), end)) {
      const auto word = text.substr(at, std::min(text.find(' ', at), end) - at);
      const auto colon = word.find(':');
      if (word.starts_with('-') || word == "AND" || word == "OR" || word == "NOT" || word == "NEAR" || word == "SAME" || (colon != std::string_view::npos && colon + 1 < word.size())) return false;
    }
    return true;
  }

  // Takes punctuation off a word's end; a `!` there is a star, which it returns.
  bool take_end(std::string& text, std::size_t begin, std::size_t end) {
    const auto ends_with = [&](std::string_view signs) { return !text.empty() && signs.find(text.back()) != std::string_view::npos; };
    while (ends_with(",;:")) text.pop_back();
    if (!ends_with("?!")) return false;
    const bool question = text.back() == '?';
    if (text.find("://") != std::string::npos || text.find_first_not_of("?!*,;:") == std::string::npos || is_sentence()) {
      while (ends_with(",;:?!")) text.pop_back();
      if (question && !text.empty()) report(Severity::notice, "question_mark", "the question mark is read as punctuation", "", begin, end);
      return false;
    }
    if (question) {
      report(Severity::notice, "question_mark", "the question mark at the end stands for one letter", "to search for the word itself leave it out", begin, end);
      return false;
    }
    while (ends_with("!")) text.pop_back();
    report(Severity::notice, "exclamation_mark", "`" + std::string(shown(std::string_view(text_).substr(begin, end - begin))) + "` is read as " + text + "*: words that begin so", "to search for the word itself leave the ! out", begin, end);
    return true;
  }

  static std::string_view shown(std::string_view raw) { return raw.substr(0, valid_prefix(raw.substr(0, 40))); }

  void word(std::string_view raw, std::size_t begin, std::size_t end) {
    std::string text = unescaped(raw, false);
    const bool address = text.find("://") != std::string::npos;
    bool prefix = take_end(text, begin, end);
    if (!prefix && text.size() > 1 && text.ends_with('*')) prefix = true, text.pop_back();
    bool pattern = !address && has_signs(text, false) && text != "*";
    if (pattern && prefix) prefix = false, text += '*';
    if (!pattern && text != "*") text = unescaped(raw, true).substr(0, text.size());
    words_.read(text);
    if ((text != "*" || raw.starts_with('\\')) && words_.words().empty()) {
      report(Severity::notice, "no_word", "`" + std::string(shown(raw)) + "` has neither a letter nor a digit and is left out", "", begin, end);
      return;
    }
    Token& token = add(Token::Kind::word, begin, end);
    token.text = text;
    token.prefix = prefix;
    token.pattern = pattern;
  }

  std::vector<Diagnostic>& diagnostics_;
  bool strict_;
  std::string text_;
  std::vector<std::size_t> origin_;  // of each byte of text_, and of its end
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  Words words_;
};

}  // namespace

std::vector<Token> tokenise(std::string_view text, std::vector<Diagnostic>& diagnostics, bool strict) { return Lexer(text, diagnostics, strict).run(); }

}  // namespace newsgrep
