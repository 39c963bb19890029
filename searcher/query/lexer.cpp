// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/lexer.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
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

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

// An operator that says how near two operands are.
struct Nearness {
  unsigned distance = 0;
  Query::Reach reach = Query::Reach::words;
  bool ordered = false, apart = false;
};

std::optional<Nearness> nearness_of(std::string_view raw) {
  using Reach = Query::Reach;
  if (raw == "SAME") return Nearness{0, Reach::paragraph};
  const auto lower = ascii_lower(raw.substr(0, 24));
  for (const std::string_view name : {"/s", "w/s"})
    if (lower == name) return Nearness{0, Reach::sentence};
  for (const std::string_view name : {"/p", "w/p"})
    if (lower == name) return Nearness{0, Reach::paragraph};
  struct Spelling {
    std::string_view name;
    bool ordered = false, apart = false;
  };
  constexpr std::array<Spelling, 12> spellings{{{"near/"}, {"w/"}, {"n/"}, {"/"}, {"near"}, {"pre/", true}, {"p/", true}, {"adj/", true}, {"adj", true},
                                                {"onear/", true}, {"onear", true}, {"notnear/", false, true}}};
  for (const auto& spelling : spellings)
    if (lower.starts_with(spelling.name))
      if (const auto distance = number(std::string_view(lower).substr(spelling.name.size())))
        return Nearness{*distance, Reach::words, spelling.ordered, spelling.apart};
  return std::nullopt;
}

std::optional<Token::DateForm> date_form(std::string_view name) {
  if (name == "date" || name == "published") return Token::DateForm::within;
  if (name == "since") return Token::DateForm::since;
  if (name == "until") return Token::DateForm::until;
  if (name == "after") return Token::DateForm::after;
  if (name == "before") return Token::DateForm::before;
  return std::nullopt;
}

// What may have been meant by an unknown field.
std::string field_hint(std::string_view name) {
  const std::string quote = " search for the text, put it in quotes";
  if (const auto near = nearest_name(name); !near.empty()) return "did you mean " + std::string(near) + ":? To" + quote;
  std::string names;
  for (const Field& field : fields()) names += std::string(field.name) + " ";
  return "fields: " + names + "date; to" + quote;
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
    const auto distance = number(std::string_view(text_).substr(at_ + 1, end - at_ - 1));
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
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      content += text_[at_++];
    }
    if (at_ == text_.size()) repaired("closed_quote", std::string("the ") + (stemmed ? "brace" : "quote") + " is never closed; it is read up to the end", begin, at_);
    else ++at_;
    if (peek() == '~') return unsupported_word("a phrase with extra words (\"...\"~N)", begin);
    Token& token = add(Token::Kind::phrase, begin, at_);
    token.text = collapse(content);
    token.stemmed = stemmed;
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
    if (ascii_lower(std::string_view(text_).substr(begin, at_ - begin)) == "date" && spoken_date(begin)) return;
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
    if (sign == '<' || sign == '>') return false;
    const Field* field = find_field(lower);
    const char after = peek(1);
    if (field && after != '/' ) return take_field(begin, *field);
    if (sign == '=' || after == ' ' || after == '\0' || after == '/' || after == ')') return false;
    if (std::isdigit(static_cast<unsigned char>(after)) && nearest_name(lower).empty()) return false;
    report(Severity::error, "unknown_field", "there is no field `" + std::string(name) + "`", field_hint(lower), begin, at_ + 1);
    ++at_;
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
    if (raw == "AND" || raw == "&" || raw == "&&") return void(add(Token::Kind::and_, begin, end));
    if (raw == "OR" || raw == "|" || raw == "||") return void(add(Token::Kind::or_, begin, end));
    if ((raw == "NOT" || raw == "not") && not_near(begin)) return;
    if (raw == "NOT") return void(add(Token::Kind::not_, begin, end));
    if (near_operator(raw, begin, end) || function(raw, begin, end) || unsupported_form(raw, begin, end)) return;
    word(raw, begin, end);
  }

  // "not w/5", "not /s": at_ is behind the not.
  bool not_near(std::size_t begin) {
    if (!after_operand()) return false;
    const std::size_t start = past_spaces(at_), end = std::min(text_.find_first_of(" ()\"", start), text_.size());
    auto near = nearness_of(std::string_view(text_).substr(start, end - start));
    if (!near || near->ordered) return false;
    near->apart = true;
    add_near(begin, end, *near);
    at_ = end;
    return true;
  }

  bool near_operator(std::string_view raw, std::size_t begin, std::size_t end) {
    if (raw == "NEAR" || raw == "ONEAR") {
      report(Severity::notice, "default_distance", "NEAR without a number means within 10 words", "", begin, end);
      add_near(begin, end, {10, Query::Reach::words, raw == "ONEAR"});
      return true;
    }
    if (const auto near = nearness_of(raw)) {
      add_near(begin, end, *near);
      return true;
    }
    return counted(raw, begin, end);
  }

  // "atleast5", with or without parentheses behind it; "first50("; "/F50/" behind an operand.
  bool counted(std::string_view raw, std::size_t begin, std::size_t end) {
    const auto lower = ascii_lower(raw.substr(0, 24));
    const bool opens = end < text_.size() && text_[end] == '(';
    const auto count_behind = [&](std::string_view name, std::string_view last) -> std::optional<unsigned> {
      if (!lower.starts_with(name) || !lower.ends_with(last) || lower.size() < name.size() + last.size()) return std::nullopt;
      return number(std::string_view(lower).substr(name.size(), lower.size() - name.size() - last.size()));
    };
    auto kind = Token::Kind::at_least;
    auto count = count_behind("atleast", "");
    if (!count && opens) kind = Token::Kind::leading, count = count_behind("first", "");
    if (!count) kind = Token::Kind::within_leading, count = count_behind("/f", "/");
    if (!count) return false;
    if (*count == 0) report(Severity::error, "bad_count", "a count of 0 says nothing", "the least is 1", begin, end);
    add(kind, begin, end).distance = *count;
    return true;
  }

  // name( ... ) forms of other languages.
  bool function(std::string_view raw, std::size_t begin, std::size_t end) {
    if (end >= text_.size() || text_[end] != '(') return false;
    const auto lower = ascii_lower(raw.substr(0, 16));
    const auto stem = lower.substr(0, lower.find_first_of("0123456789"));
    if (const Field* field = find_field(lower); field && std::all_of(raw.begin(), raw.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
      Token& token = add(Token::Kind::field, begin, end);
      token.field = field;
      return true;
    }
    for (const std::string_view name : {"caps", "allcaps", "nocaps", "syn", "quote"})
      if (stem == name) {
        unsupported(std::string(raw) + "(...)", begin, end);
        return true;
      }
    return false;
  }

  // With letters in place of escaped signs, which mean nothing but themselves.
  static std::string without_escapes(std::string_view raw) {
    std::string out(raw);
    for (std::size_t i = 0; i + 1 < out.size(); ++i)
      if (out[i] == '\\') out.replace(i, 2, "aa"), ++i;
    return out;
  }

  bool unsupported_form(std::string_view written, std::size_t begin, std::size_t end) {
    const std::string letters = without_escapes(written);
    const std::string_view raw = letters;
    const auto body = raw.substr(0, raw.size() - (raw.ends_with('*') ? 1 : 0));
    if (raw == "*") return false;
    if (body.find('*') != std::string_view::npos) return unsupported("a * that is not at the end of a word", begin, end);
    if (raw.size() > 2 && raw.starts_with('/') && raw.find('/', 1) != std::string_view::npos) return unsupported("a regular expression (/.../)", begin, end);
    const auto tilde = raw.find('~');
    if (tilde != std::string_view::npos && tilde > 0 && (tilde + 1 == raw.size() || number(raw.substr(tilde + 1)))) return unsupported("a search for similar spellings (word~)", begin, end);
    const auto caret = raw.find('^');
    if (caret != std::string_view::npos && caret > 0 && number(raw.substr(caret + 1))) return unsupported("a weight (word^N)", begin, end);
    const auto question = raw.find('?');
    const bool inside = question != std::string_view::npos && question + 1 < raw.size() && std::isalnum(static_cast<unsigned char>(raw[question + 1]));
    if (inside && raw.find("://") == std::string_view::npos) return unsupported("a ? inside a word", begin, end);
    if (raw.size() > 1 && raw.ends_with('?') && question + 1 == raw.size())
      report(Severity::notice, "question_mark", "the question mark is read as punctuation", "", begin, end);
    if (raw.find('[') != std::string_view::npos && raw.find(']') != std::string_view::npos) return unsupported("a choice of letters ([...])", begin, end);
    return false;
  }

  bool unsupported(const std::string& what, std::size_t begin, std::size_t end) {
    report(Severity::error, "unsupported", what + " is not supported", "to search for the text itself, put it in quotes", begin, end);
    add(Token::Kind::unsupported, begin, end);
    return true;
  }

  void unsupported_word(const char* what, std::size_t begin) {
    while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != ')') ++at_;
    unsupported(what, begin, at_);
  }
  void unsupported_word(const char* what) { unsupported_word(what, at_); }

  void word(std::string_view raw, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] == '\\' && i + 1 < raw.size()) ++i;
      text += raw[i];
    }
    const bool prefix = text.size() > 1 && without_escapes(raw).ends_with('*');
    if (prefix) text.pop_back();
    while (!text.empty() && std::string_view(",;:!?").find(text.back()) != std::string_view::npos) text.pop_back();
    words_.read(text);
    if ((text != "*" || raw.starts_with('\\')) && words_.words().empty()) {
      report(Severity::notice, "no_word", "`" + std::string(raw.substr(0, valid_prefix(raw.substr(0, 40)))) + "` has neither a letter nor a digit and is left out", "", begin, end);
      return;
    }
    if (raw == "and" || raw == "or" || raw == "not") lower_case_operator(raw, begin, end);
    Token& token = add(Token::Kind::word, begin, end);
    token.text = text;
    token.prefix = prefix;
  }

  void lower_case_operator(std::string_view raw, std::size_t begin, std::size_t end) {
    std::string upper(raw);
    for (char& c : upper) c = static_cast<char>(c - 32);
    report(Severity::notice, "lowercase_operator", "`" + std::string(raw) + "` is searched for as a word", "operators are written in capitals: did you mean " + upper + "?", begin, end);
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
