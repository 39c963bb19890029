// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/analysis.hpp"
#include "common/utf8.hpp"
#include "searcher/query/query_text.hpp"
#include "searcher/query/query_words.hpp"

#include <algorithm>

namespace newsgrep {

bool is_pattern_sign(char c) { return std::string_view("*?[]$~!").find(c) != std::string_view::npos; }

namespace {

// An escaped sign is a sign of no pattern; what has none is kept as it is typed.
std::string unescaped(std::string_view raw, bool with_signs) {
  std::string text;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const bool escaped = raw[i] == '\\' && i + 1 < raw.size();
    i += escaped;
    text += escaped && !with_signs && is_pattern_sign(raw[i]) ? ' ' : raw[i];
  }
  return text;
}

// Where no manual says what a sign at the end of a word means, it may be punctuation.
bool may_be_punctuation(const QueryText& in) {
  return in.options.dialect == Dialect::news || in.options.dialect == Dialect::google;
}

struct PlainWords {
  std::size_t all = 0, joining = 0;  // of these and, or, not
};

// Of a text of words and nothing else.
std::optional<PlainWords> plain_words(std::string_view text) {
  if (text.find_first_of("\"(){}*[]|&=~^\\/<>$+?!") != std::string_view::npos) return std::nullopt;
  PlainWords words;
  for (std::size_t at = 0; at < text.size(); at = std::min(text.find_first_not_of(' ', std::min(text.find(' ', at), text.size())), text.size())) {
    const auto word = text.substr(at, std::min(text.find(' ', at), text.size()) - at);
    const auto colon = word.find(':');
    if ((word.starts_with('-') && word.size() > 1) || word == "AND" || word == "OR" || word == "NOT" || word == "NEAR" || word == "SAME" || (colon != std::string_view::npos && colon + 1 < word.size())) return std::nullopt;
    ++words.all;
    words.joining += word == "and" || word == "or" || word == "not";
  }
  return words;
}

// Words and nothing else, with a question mark or an exclamation mark at the end.
bool looks_like_sentence(const QueryText& in) {
  const auto text = trim(in.text);
  const auto end = text.find_last_not_of("?!") + 1;
  return may_be_punctuation(in) && end < text.size() && text.find(' ') != std::string_view::npos && plain_words(text.substr(0, end));
}

// Asked of every word: the answer is kept.
bool is_sentence(QueryText& in) {
  if (!in.sentence) in.sentence = looks_like_sentence(in);
  return *in.sentence;
}

bool looks_like_prose(std::string_view text) {
  constexpr std::size_t shortest = 6, for_each_joining = 4;  // words; whoever joins words by operators has more of these among them
  while (text.ends_with('?') || text.ends_with('!')) text.remove_suffix(1);
  const auto words = plain_words(text);
  return words && words->all >= shortest && words->all > for_each_joining * words->joining;
}

std::string_view shown(std::string_view raw) { return raw.substr(0, valid_prefix(raw.substr(0, 40))); }

// Takes punctuation off a word's end; a `!` there is a star, which it returns.
bool take_end(QueryText& in, std::string& text, std::size_t begin, std::size_t end) {
  const auto ends_with = [&](std::string_view signs) { return !text.empty() && signs.find(text.back()) != std::string_view::npos; };
  while (ends_with(",;:")) text.pop_back();
  if (!ends_with("?!")) return false;
  const bool question = text.back() == '?';
  if (text.find("://") != std::string::npos || text.find_first_not_of("?!*,;:") == std::string::npos || is_sentence(in)) {
    while (ends_with(",;:?!")) text.pop_back();
    if (question && !text.empty()) in.report(Severity::notice, "question_mark", "the question mark is read as punctuation", "", begin, end);
    return false;
  }
  if (question) {
    if (may_be_punctuation(in))
      in.report(Severity::notice, "question_mark", "the question mark at the end stands for one letter",
                "to search for the word itself leave it out", begin, end);
    return false;
  }
  while (ends_with("!")) text.pop_back();
  if (may_be_punctuation(in))
    in.report(Severity::notice, "exclamation_mark",
              "`" + std::string(shown(std::string_view(in.text).substr(begin, end - begin))) + "` is read as " + text +
                  "*: words that begin so",
              "to search for the word itself leave the ! out", begin, end);
  return true;
}

// What stands by itself between the words of a headline. No sign of the language is among these, but a dash, which excludes nothing with
// a space behind it.
bool is_punctuation(std::string_view raw) {
  return std::all_of(raw.begin(), raw.end(), [](char c) { return std::string_view("-:;,./'").find(c) != std::string_view::npos; }) || raw == "\u2026" || raw == "\u2022" || raw == "\u00B7";
}

}  // namespace

bool is_prose(QueryText& in) {
  if (!in.prose) in.prose = looks_like_prose(trim(in.text));
  return *in.prose;
}

void read_word(QueryText& in, std::size_t begin, std::size_t end) {
  const auto raw = std::string_view(in.text).substr(begin, end - begin);
  std::string text = unescaped(raw == "*:*" ? "*" : raw, false);
  const bool address = text.find("://") != std::string::npos;
  bool prefix = take_end(in, text, begin, end);
  if (!prefix && text.size() > 1 && text.ends_with('*')) prefix = true, text.pop_back();
  bool pattern = !address && has_signs(text, false) && text != "*";
  if (pattern && prefix) prefix = false, text += '*';
  if (!pattern && text != "*") text = unescaped(raw, true).substr(0, text.size());
  Words words;
  words.read(text);
  if ((text != "*" || raw.starts_with('\\')) && words.words().empty()) {
    if (!is_punctuation(raw)) in.report(Severity::notice, "no_word", "`" + std::string(shown(raw)) + "` has neither a letter nor a digit and is left out", "", begin, end);
    return;
  }
  Token& token = in.add(Token::Kind::word, begin, end);
  token.text = text;
  token.prefix = prefix;
  token.pattern = pattern;
}

}  // namespace newsgrep
