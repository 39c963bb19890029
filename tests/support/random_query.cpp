// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/random_query.hpp"

#include "common/date.hpp"
#include "common/fields.hpp"
#include "common/utf8.hpp"
#include "searcher/query/query_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace newsgrep {
namespace {

Query leaf_of(Query::Kind kind, std::string text) {
  Query query;
  query.kind = kind;
  query.text = std::move(text);
  return query;
}

bool letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

// Whether the query language takes it for a word, and for nothing else.
bool plain(const std::string& word) {
  static const std::set<std::string> operators{"AND", "OR", "NOT", "NEAR", "ONEAR", "SAME"};
  const auto lower = ascii_lower(word);
  const bool near = (lower.starts_with("near") || lower.starts_with("onear") || lower.starts_with("adj") || lower.starts_with("atleast")) && std::isdigit(static_cast<unsigned char>(lower.back()));
  if (word.empty() || near || operators.contains(word) || !letter_or_digit(word.front())) return false;
  return std::all_of(word.begin(), word.end(), [](char c) { return letter_or_digit(c) || std::string_view(".'-&,").find(c) != std::string_view::npos; });
}

// Keeps what can stand between quotes.
std::string quotable(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '"' || c == '\\' ? ' ' : c;
  return collapse(out);
}

}  // namespace

RandomQueries::RandomQueries(const std::vector<Article>& articles, std::uint64_t seed, bool with_near)
    : articles_(articles), random_(seed), with_near_(with_near) {
  constexpr std::size_t looked_at = 300, few = 3;
  std::map<std::string, std::size_t> frequency;
  for (std::size_t i = 0; i < looked_at; ++i) {
    words_.read(any_article().text);
    std::set<std::string> distinct;
    for (const auto& one : words_.words()) distinct.emplace(one.term);
    for (const auto& term : distinct) ++frequency[term];
  }
  for (const auto& [term, count] : frequency)
    if (count <= few && plain(term)) rare_.push_back(term);
  if (rare_.empty()) rare_.emplace_back("word");
}

const std::string& RandomQueries::any_text() {
  const Article& article = any_article();
  return chance(75) ? article.text : article.title;
}

// A word as the text has it, or folded, or a whole joined unit.
std::string RandomQueries::any_word(const std::string& text) {
  words_.read(text);
  if (words_.words().empty()) return rare_[below(rare_.size())];
  if (!words_.joined().empty() && chance(20)) {
    const auto& unit = words_.joined()[below(words_.joined().size())];
    const auto& all = words_.words();
    const std::string spelled = text.substr(all[unit.first].begin, all[unit.last].end - all[unit.first].begin);
    const std::string term(unit.term);
    const std::string& chosen = chance(60) ? spelled : term;
    if (plain(chosen)) return chosen;
  }
  const auto& one = words_.words()[below(words_.words().size())];
  const std::string spelled = text.substr(one.begin, one.end - one.begin), term(one.term);
  const std::string& chosen = chance(30) ? spelled : term;
  return plain(chosen) ? chosen : rare_[below(rare_.size())];
}

// Two to five words that follow each other, maybe over the end of a sentence, a paragraph, or into a joined unit.
std::string RandomQueries::any_phrase(const std::string& text) {
  words_.read(text);
  const auto& all = words_.words();
  const std::size_t length = 2 + below(4);
  if (all.size() < length) return any_word(text);
  std::size_t first = below(all.size() - length + 1);
  if (!words_.joined().empty() && chance(40)) {
    const std::size_t unit = words_.joined()[below(words_.joined().size())].first;
    first = std::min(unit - std::min(unit, below(3)), all.size() - length);
  }
  const std::size_t last = first + length - 1;
  if (chance(50)) return quotable(std::string_view(text).substr(all[first].begin, all[last].end - all[first].begin));
  std::string folded;
  for (std::size_t i = first; i <= last; ++i) {
    const auto unit = std::find_if(words_.joined().begin(), words_.joined().end(), [&](const Joined& one) { return one.first == i; });
    const bool as_one = unit != words_.joined().end() && chance(60);
    folded += std::string(as_one ? unit->term : all[i].term) + " ";
    if (as_one) i = unit->last;
  }
  if (chance(5)) folded += rare_[below(rare_.size())];
  return quotable(folded);
}

Query RandomQueries::word() {
  Query query = leaf_of(Query::Kind::word, chance(25) ? rare_[below(rare_.size())] : any_word(any_text()));
  query.exact = chance(15);
  return query;
}

Query RandomQueries::phrase() { return leaf_of(Query::Kind::phrase, any_phrase(any_text())); }

Query RandomQueries::prefix() { return prefix_of(any_word(any_text())); }

Query RandomQueries::prefix_of(const std::string& word) {
  std::size_t length = std::min(word.size(), 2 + below(5));
  while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0) == 0x80) ++length;
  std::string beginning = word.substr(0, length);
  while (!letter_or_digit(beginning.back())) beginning.pop_back();
  return leaf_of(Query::Kind::prefix, beginning);
}

// A pattern that the word fits, or nearly, cut between any two letters; of one letter, or where letters are words, its beginning.
Query RandomQueries::accented_pattern_of(const std::string& word) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < word.size();) {
    next_char(word, at);
    if (at < word.size()) places.push_back(at);
  }
  if (places.empty()) return prefix_of(word);
  const std::size_t at = places[below(places.size())], last = places.back();
  const std::array<std::string, 4> patterns{"*" + word.substr(at), word.substr(0, at) + "*" + word.substr(last), word.substr(0, last) + "?", word + "~1"};
  const Query query = leaf_of(Query::Kind::pattern, patterns[below(patterns.size())]);
  const QueryWords words(query);
  return words.trouble().empty() && words.words().size() == 1 && words.words()[0].kind != WordForm::Kind::beginning ? query : prefix_of(word);
}

// A pattern that the word fits, with most signs of ASCII letters.
Query RandomQueries::pattern_of(const std::string& word) {
  if (std::all_of(word.begin(), word.end(), letter_or_digit) && !is_ascii(word)) return accented_pattern_of(word);
  if (word.size() < 3 || !std::all_of(word.begin(), word.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; })) return prefix_of(word);
  std::string text = word;
  const std::size_t at = 1 + below(word.size() - 2);
  switch (below(9)) {
    case 0: text = "*" + word.substr(at); break;
    case 1: text = word.substr(0, at) + "*" + word.substr(at + below(word.size() - at)); break;
    case 2: text[at] = '?'; break;
    case 3: text = word.substr(0, at) + "[a" + word[at] + "]" + word.substr(at + 1); break;
    case 4: text = word.substr(0, at) + "[!e-g]" + word.substr(at + 1); break;
    case 5: text = at > 2 && chance(50) ? word.substr(0, at) + "$" + std::to_string(1 + below(5)) : "*" + word.substr(at, 2) + "*"; break;
    case 6: text = word + "~1"; break;
    case 7:
      std::swap(text[at], text[at + 1]);
      text += word.size() >= letters_for_two_edits ? "~2" : "~1";
      break;
    default: text = "/" + word.substr(0, at) + (chance(50) ? ".+" : "(" + word.substr(at) + "|s)?") + "/"; break;
  }
  Query query = leaf_of(Query::Kind::pattern, text);
  const QueryWords words(query);
  return words.trouble().empty() && !words.plain() && words.words()[0].kind != WordForm::Kind::beginning && words.words()[0].kind != WordForm::Kind::anything ? query : prefix_of(word);
}

// A few words of a stretch of the text, in any order, sometimes one of them as a pattern.
Query RandomQueries::window_of(const std::string& text) {
  words_.read(text);
  const auto& all = words_.words();
  if (all.size() < 4) return phrase();
  const std::size_t first = below(all.size() - 3);
  std::vector<std::string> chosen;
  for (std::size_t count = 2 + below(2); chosen.size() < count;) chosen.emplace_back(all[std::min(first + below(6), all.size() - 1)].term);
  if (chance(30)) {
    const Query pattern = pattern_of(chosen.back());
    if (pattern.kind == Query::Kind::pattern && !pattern.text.starts_with('/')) chosen.back() = pattern.text;
  }
  std::string joined;
  for (const auto& word : chosen) joined += (joined.empty() ? "" : " ") + word;
  Query query = leaf_of(Query::Kind::window, joined);
  query.distance = static_cast<unsigned>(below(6));
  return QueryWords(query).trouble().empty() ? query : phrase();
}

Query RandomQueries::with_letters(Query leaf) {
  leaf.letters = std::array{Query::Letters::some_capital, Query::Letters::all_capitals, Query::Letters::no_capital}[below(3)];
  return leaf;
}

// In the lead or in quotation marks.
Query RandomQueries::in_part() {
  const std::string& text = any_article().text;
  Query query;
  query.kind = chance(50) ? Query::Kind::leading : Query::Kind::quoted;
  query.children.push_back(operand(text, 1));
  if (query.children[0].kind == Query::Kind::any) query.children[0] = word();
  query.children[0].weight = 1;
  if (query.kind == Query::Kind::quoted) {
    if (chance(40)) query.field = &fields()[chance(50) ? 0 : 1];
    return query;
  }
  query.reach = Query::Reach::paragraph;
  query.distance = 2;
  query.field = &fields()[0];
  return query;
}

// What is asked of an article as a whole.
Query RandomQueries::of_whole() {
  Query query;
  const auto kind = below(3);
  query.kind = kind == 0 ? Query::Kind::length : kind == 1 ? Query::Kind::has : Query::Kind::site;
  if (kind == 0) {
    words_.read(any_article().text);
    const auto words = static_cast<unsigned>(words_.words().size());
    if (chance(60)) query.least = words;
    if (!query.least || chance(50)) query.most = words + static_cast<unsigned>(below(50));
  } else if (kind == 1) {
    query.field = find_field(std::array{"byline", "source", "section", "url", "language", "title", "text"}[below(7)]);
  } else {
    query.text = "example.com";
    const std::string& url = any_article().url;
    const auto begin = url.find("//");
    const std::string host = begin == std::string::npos ? "" : ascii_lower(url.substr(begin + 2, url.find('/', begin + 2) - begin - 2));
    if (!host.empty() && host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos) query.text = chance(50) ? host : host.substr(host.find('.') + 1);
    if (query.text.empty() || query.text.front() == '.') query.text = "example.com";
  }
  return query;
}

Query RandomQueries::near() {
  const std::string& text = any_text();
  words_.read(text);
  const auto count = words_.words().size();
  std::string left = any_word(text), right = any_word(text);
  if (count > 1 && chance(80)) {
    const std::size_t first = below(count), second = std::min(count - 1, first + below(12));
    const std::string a(words_.words()[first].term), b(words_.words()[second].term);
    if (plain(a) && plain(b)) left = a, right = b;
  }
  if (chance(50)) std::swap(left, right);
  Query query;
  query.kind = Query::Kind::near;
  query.children = {leaf_of(Query::Kind::word, left), leaf_of(Query::Kind::word, right)};
  query.distance = static_cast<unsigned>(1 + below(10));
  query.ordered = chance(40);
  return query;
}

// An operand of what is decided by places, with words of one text.
Query RandomQueries::operand(const std::string& text, unsigned depth) {
  const auto kind = below(10);
  if (kind < 2) return chance(80) ? pattern_of(any_word(text)) : window_of(text);
  if (kind == 2 && chance(40)) return with_letters(leaf_of(Query::Kind::word, any_word(text)));
  if (kind < 5 || (kind > 7 && depth > 1)) return leaf_of(Query::Kind::word, any_word(text));
  if (kind == 5) return leaf_of(Query::Kind::phrase, any_phrase(text));
  if (kind == 6) return prefix_of(any_word(text));
  if (kind == 7) {
    Query query = leaf_of(Query::Kind::phrase, any_phrase(text));
    query.stemmed = true;
    if (query.text.find('}') == std::string::npos) return query;
  }
  Query query;
  query.kind = kind == 8 ? Query::Kind::any : Query::Kind::near;
  query.children = {operand(text, depth + 1), operand(text, depth + 1)};
  if (kind == 8) return query;
  query.kind = Query::Kind::near;
  query.distance = static_cast<unsigned>(1 + below(12));
  query.ordered = chance(30);
  return query;
}

// A regular expression that the beginning or the end of a text fits, of words that have only ASCII letters.
Query RandomQueries::anchored_of(const std::string& text) {
  words_.read(text);
  const auto& all = words_.words();
  if (all.empty()) return word();
  const bool from_first = chance(70);
  const std::size_t count = std::min(all.size(), 1 + below(3));
  const std::size_t first = from_first ? 0 : all.size() - count;
  std::string expression;
  for (auto i = first; i < first + count; ++i) {
    const std::string term(all[i].term);
    if (!std::all_of(term.begin(), term.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }))
      return word();
    const bool other = i > first && chance(20);
    expression += (i > first ? " " : "") + (other ? std::string("\\w+") : term);
  }
  if (chance(30))
    expression =
        from_first ? expression.substr(0, 1 + below(expression.size())) : expression.substr(below(expression.size()));
  if (expression.ends_with('\\')) return word();  // it was cut within a \w
  if (from_first && chance(20))
    expression += ".*" + std::string(all.back().term.substr(all.back().term.size() - 1)) + "$";
  if (expression.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 .*$\\+") != std::string::npos ||
      expression.front() == ' ' || expression.front() == '+' || expression.back() == ' ' || expression.back() == '\\')
    return word();
  return leaf_of(Query::Kind::anchored, "/" + (from_first ? "^" + expression : expression + "$") + "/");
}

// What is decided by places: words, phrases and groups of them near each other, apart, several times, in the beginning.
Query RandomQueries::spans() {
  const std::string& text = any_text();
  Query query;
  const auto kind = below(10);
  query.kind = kind < 6 ? Query::Kind::near : kind == 6 ? Query::Kind::apart : kind < 9 ? Query::Kind::at_least : Query::Kind::leading;
  query.children.push_back(operand(text, 0));
  if (kind < 7) {
    query.children.push_back(operand(text, 0));
    query.reach = chance(40) ? Query::Reach::words : chance(50) ? Query::Reach::sentence : Query::Reach::paragraph;
    query.ordered = query.kind == Query::Kind::near && query.reach == Query::Reach::words && chance(30);
    if (query.kind == Query::Kind::near && query.reach == Query::Reach::words && chance(25)) {
      Query all;
      all.kind = Query::Kind::all;
      for (std::size_t left = 2 + below(2); left > 0; --left) all.children.push_back(operand(text, 1));
      query.children[below(2)] = std::move(all);
    }
    if (query.kind == Query::Kind::near && query.reach != Query::Reach::words && chance(30)) query.children.push_back(operand(text, 0));
  }
  if (kind >= 7 || query.reach == Query::Reach::words) query.distance = static_cast<unsigned>(1 + below(kind == 9 ? 60 : kind >= 7 ? 4 : 15));
  if (kind == 9 && !chance(30)) query.field = &fields()[0];
  else if (kind == 9) query.field = &fields()[1];
  return query;
}

// Something in one field, with words that this field has somewhere.
Query RandomQueries::in_field() {
  static constexpr std::array<std::string_view, 14> names{"text", "title", "title", "byline", "byline", "source", "section", "language", "id", "native_id", "tag", "tag", "dateline", "caption"};
  const Field& field = *find_field(names[below(names.size())]);
  std::string room;
  const std::string& value = field.value.of(any_article(), room);
  Query query;
  if (field.kind != FieldKind::text) {
    const std::string known = plain(value) ? value : "en";
    query = chance(50) ? leaf_of(Query::Kind::word, known) : leaf_of(Query::Kind::prefix, known.substr(0, 1 + below(known.size())));
  } else {
    const auto kind = below(4);
    if (kind == 3) query = field.name == "text" ? word() : anchored_of(value);
    if (kind == 0) query = leaf_of(Query::Kind::word, any_word(value));
    if (kind == 1) query = leaf_of(Query::Kind::phrase, any_phrase(value));
    if (kind == 2) query = prefix();
  }
  query.field = &field;
  return query;
}

Query RandomQueries::date() {
  using namespace std::chrono;
  const Date& published = any_article().published;
  const auto which = chance(85) ? Query::Which::published : chance(50) ? Query::Which::seen : Query::Which::modified;
  if (!published.known() || chance(5)) {
    Query undated = leaf_of(Query::Kind::undated, "");
    undated.which = which;
    return undated;
  }
  const Period named = period_of(published);
  const auto day = civil(*named.first);
  Query query = leaf_of(Query::Kind::date, "");
  query.which = which;
  const Day month_start = sys_days(day.year() / day.month() / 1), month_end = sys_days(day.year() / day.month() / last);
  switch (below(6)) {
    case 0: query.period = {*named.first, *named.first}; break;
    case 1: query.period = {month_start, month_end}; break;
    case 2: query.period = {sys_days(day.year() / January / 1), sys_days(day.year() / December / 31)}; break;
    case 3: query.period = {*named.first, *named.first + days{static_cast<int>(below(120))}}; break;
    case 4: query.period = {*named.first, std::nullopt}; break;
    default: query.period = {std::nullopt, *named.first}; break;
  }
  return query;
}

Query RandomQueries::leaf() {
  const auto kind = below(100);
  if (kind < 2) return chance(60) ? in_part() : of_whole();
  if (kind < 5) return chance(70) ? pattern_of(any_word(any_text())) : window_of(any_text());
  if (kind < 8) return with_letters(chance(60) ? word() : chance(50) ? phrase() : pattern_of(any_word(any_text())));
  if (kind < 40) {
    Query query = word();
    if (chance(8)) query.weight = 2.5;
    return query;
  }
  if (kind < 62) return phrase();
  if (kind < 70) return prefix();
  if (kind < 74 && with_near_) return near();
  if (kind < 82 && with_near_) return spans();
  if (kind < 92) return in_field();
  return date();
}

Query RandomQueries::group(Query::Kind kind, unsigned depth) {
  Query query;
  query.kind = kind;
  const std::size_t count = kind == Query::Kind::none_of ? 1 : 2 + below(3);
  while (query.children.size() < count) {
    Query child = tree(depth + 1);
    if (child.kind == Query::Kind::none_of && kind != Query::Kind::all) continue;
    query.children.push_back(std::move(child));
  }
  return query;
}

Query RandomQueries::tree(unsigned depth) {
  constexpr unsigned deepest = 3;
  if (depth >= deepest || chance(depth == 0 ? 35 : 60)) return leaf();
  const auto kind = below(100);
  if (kind < 45) return group(Query::Kind::all, depth);
  if (kind < 75) return group(Query::Kind::any, depth);
  if (kind < 92) return group(Query::Kind::none_of, depth);
  return group(Query::Kind::prefer, depth);
}

Query RandomQueries::next() { return tree(0); }

}  // namespace newsgrep
