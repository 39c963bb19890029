// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/oracle.hpp"

#include "common/analysis.hpp"
#include "common/date.hpp"
#include "common/fields.hpp"
#include "common/quotations.hpp"
#include "common/sentences.hpp"
#include "common/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <regex>
#include <set>
#include <span>
#include <utility>

namespace newsgrep {
namespace {

using Letters = std::span<const char32_t>;

// By trying everything.
bool fits_wildcard(Letters pattern, Letters word) {
  if (pattern.empty()) return word.empty();
  if (pattern[0] == '*') return fits_wildcard(pattern.subspan(1), word) || (!word.empty() && fits_wildcard(pattern, word.subspan(1)));
  if (pattern[0] == '$') {
    const std::size_t most = pattern[1] - U'0';
    for (std::size_t count = 0; count <= std::min(most, word.size()); ++count)
      if (fits_wildcard(pattern.subspan(2), word.subspan(count))) return true;
    return false;
  }
  if (word.empty()) return false;
  if (pattern[0] == '[') {
    const auto close = static_cast<std::size_t>(std::find(pattern.begin(), pattern.end(), U']') - pattern.begin());
    const bool others = pattern[1] == '!';
    bool listed = false;
    for (std::size_t i = others ? 2 : 1; i < close; ++i) {
      if (i + 2 < close && pattern[i + 1] == '-') listed = listed || (word[0] >= pattern[i] && word[0] <= pattern[i + 2]), i += 2;
      else listed = listed || word[0] == pattern[i];
    }
    return listed != others && fits_wildcard(pattern.subspan(close + 1), word.subspan(1));
  }
  return (pattern[0] == '?' || pattern[0] == word[0]) && fits_wildcard(pattern.subspan(1), word.subspan(1));
}

// The fewest letters to add, leave out, replace, or exchange with a neighbour.
std::size_t changes_between(Letters a, Letters b) {
  std::vector<std::vector<std::size_t>> least(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        least[i][j] = i + j;
        continue;
      }
      least[i][j] = std::min({least[i - 1][j] + 1, least[i][j - 1] + 1, least[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
    }
  return least[a.size()][b.size()];
}

bool fits(const WordForm& form, const std::string& word) {
  const auto wanted = chars_of(form.text), letters = chars_of(word);
  switch (form.kind) {
    case WordForm::Kind::plain: return word == form.text;
    case WordForm::Kind::beginning: return word.starts_with(form.text);
    case WordForm::Kind::anything: return true;
    case WordForm::Kind::wildcard: return fits_wildcard(wanted, letters);
    case WordForm::Kind::similar: return changes_between(wanted, letters) <= form.edits;
    case WordForm::Kind::regex: break;
  }
  return false;
}

std::uint8_t case_of(std::string_view spelled) {
  std::uint8_t found = 0;
  for (const char32_t letter : chars_of(spelled)) {
    const auto type = u_charType(static_cast<UChar32>(letter));
    if (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER) found |= 2;
    if (type == U_LOWERCASE_LETTER) found |= 1;
  }
  return found;
}

const Date& dated(const Article& article, Query::Which which) {
  return which == Query::Which::published ? article.published
         : which == Query::Which::seen    ? article.captured
                                          : article.updated;
}

}  // namespace

bool Oracle::takes(const Step& step, Term term, std::uint8_t letters) {
  if (!step.terms[term]) return false;
  switch (step.letters) {
    case Query::Letters::any: return true;
    case Query::Letters::some_capital: return letters == capitals || letters == mixed;
    case Query::Letters::all_capitals: return letters == capitals;
    case Query::Letters::no_capital: return letters == small || letters == no_letters;
  }
  return false;
}

Oracle::Oracle(std::vector<Article> articles) : articles_(std::move(articles)) {
  for (const auto& article : articles_) {
    stemmer_.emplace_back(stemmer_of(article.language));
    auto& texts = texts_.emplace_back();
    std::string room;
    for (const auto& field : fields()) texts.push_back(field.kind == FieldKind::text ? read(field.value.of(article, room)) : Text{});
  }
}

Oracle::Term Oracle::intern(std::string_view word) {
  const auto [at, fresh] = numbers_.emplace(std::string(word), static_cast<Term>(vocabulary_.size()));
  if (fresh) vocabulary_.emplace_back(word);
  return at->second;
}

Oracle::Text Oracle::read(const std::string& text) {
  Words words;
  words.read(text);
  Text out;
  const Word* before = nullptr;
  Quotations quotations;
  for (const auto& word : words.words()) {
    const auto cut = [&](std::size_t begin, std::size_t end) { return std::string_view(text).substr(begin, end - begin); };
    const bool sentence = word.paragraph || sentence_ends(cut(before->begin, before->end), cut(before->end, word.begin), cut(word.begin, word.end));
    out.quotation.push_back(quotations.next(cut(before ? before->end : 0, word.begin), word.paragraph));
    out.words.push_back(intern(word.term));
    out.paragraph.push_back(word.paragraph);
    out.paragraph_number.push_back((out.paragraph_number.empty() ? 0 : out.paragraph_number.back()) + word.paragraph);
    out.sentence_number.push_back((out.sentence_number.empty() ? 0 : out.sentence_number.back()) + sentence);
    before = &word;
  }
  for (const auto& word : words.words()) out.letters.push_back(case_of(std::string_view(text).substr(word.begin, word.end - word.begin)));
  for (const auto& unit : words.joined()) {
    std::uint8_t letters = no_letters;
    for (auto i = unit.first; i <= unit.last; ++i) letters = static_cast<std::uint8_t>(letters | out.letters[i]);
    out.units.push_back({unit.first, unit.last, intern(unit.term), letters});
  }
  return out;
}

const std::vector<std::string>& Oracle::stems(const std::string& stemmer) const {
  auto& all = stems_[stemmer];
  if (all.size() == vocabulary_.size()) return all;
  Stemmer stem(stemmer);
  for (const auto& word : vocabulary_) all.emplace_back(stem(word));
  return all;
}

// Which words of the vocabulary a word of a query stands for.
Oracle::TermSet Oracle::terms(const WordForm& form, Form plain, const std::string& stemmer) const {
  TermSet set(vocabulary_.size());
  if (form.kind == WordForm::Kind::regex) {
    const auto letters = chars_of(form.text);
    const std::wregex expression(std::wstring(letters.begin(), letters.end()), std::regex::icase);
    for (Term term = 0; term < set.size(); ++term) {
      const auto word = chars_of(vocabulary_[term]);
      set[term] = std::regex_match(std::wstring(word.begin(), word.end()), expression);
    }
  } else if (form.kind != WordForm::Kind::plain) {
    for (Term term = 0; term < set.size(); ++term) set[term] = fits(form, vocabulary_[term]);
  } else if (plain == Form::as_written) {
    if (const auto known = numbers_.find(form.text); known != numbers_.end()) set[known->second] = true;
  } else {
    Stemmer stem(stemmer);
    const std::string wanted(stem(form.text));
    const auto& all = stems(stemmer);
    for (Term term = 0; term < set.size(); ++term) set[term] = all[term] == wanted;
  }
  return set;
}

// All ways to read the text of a query: each joined unit as one word or as several.
std::vector<Oracle::Path> Oracle::paths(const Query& leaf, Form form, const std::string& stemmer) const {
  const QueryWords words(leaf);
  const auto count = static_cast<std::uint32_t>(words.words().size());
  if (count == 0) return {};
  if (count == 1) return {{{terms(words.words()[0], form, stemmer), leaf.letters}}};

  std::vector<Path> complete;
  struct Partial {
    std::uint32_t at;
    Path path;
  };
  std::vector<Partial> open{{0, {}}};
  const Form each = leaf.stemmed ? form : Form::as_written;
  while (!open.empty()) {
    const Partial partial = open.back();
    open.pop_back();
    if (partial.at == count) {
      complete.push_back(partial.path);
      continue;
    }
    const auto go = [&](const WordForm& word, std::uint32_t to) {
      Partial next = partial;
      next.path.push_back({terms(word, each, stemmer), leaf.letters});
      next.at = to;
      open.push_back(next);
    };
    go(words.words()[partial.at], partial.at + 1);
    for (const auto& unit : words.joined())
      if (unit.first == partial.at) go(unit.form, unit.last + 1);
  }
  if (leaf.kind == Query::Kind::word && words.one_unit()) complete.push_back({{terms(words.joined()[0].form, form, stemmer), leaf.letters}});
  return complete;
}

void Oracle::walk(const Text& text, const Path& path, std::size_t done, std::uint32_t start, std::uint32_t at, std::vector<Span>& found) {
  if (done == path.size()) {
    found.push_back({start, at - 1});
    return;
  }
  if (at >= text.words.size() || (done > 0 && text.paragraph[at])) return;
  if (takes(path[done], text.words[at], text.letters[at])) walk(text, path, done + 1, start, at + 1, found);
  const auto unit = std::find_if(text.units.begin(), text.units.end(), [&](const Unit& one) { return one.first == at; });
  if (unit != text.units.end() && takes(path[done], unit->term, unit->letters)) walk(text, path, done + 1, start, unit->last + 1, found);
}

std::vector<Oracle::Span> Oracle::spans(const std::vector<Path>& paths, const Text& text) const {
  std::vector<Span> found;
  for (const auto& path : paths) {
    for (std::uint32_t start = 0; start < text.words.size(); ++start)
      if (takes(path[0], text.words[start], text.letters[start])) walk(text, path, 1, start, start + 1, found);
    for (const auto& unit : text.units)
      if (takes(path[0], unit.term, unit.letters)) walk(text, path, 1, unit.first, unit.last + 1, found);
  }
  return found;
}

bool Oracle::is_stemmed(const Query& leaf, std::size_t field, bool as_written) {
  if (!fields()[field].stemmed) return false;
  return leaf.kind == Query::Kind::word ? !leaf.exact && !as_written : leaf.kind == Query::Kind::phrase && leaf.stemmed;
}

// What a part of a query stands for in a text, by looking at everything.
std::vector<Oracle::Span> Oracle::find(const Query& node, std::size_t field, std::size_t article, bool as_written) const {
  const Text& text = texts_[article][field];
  const bool near = node.kind == Query::Kind::near || node.kind == Query::Kind::apart;
  std::vector<std::vector<Span>> operands;
  for (const auto& child : node.children)
    if (child.kind != Query::Kind::all) operands.push_back(find(child, field, article, as_written || near));
  switch (node.kind) {
    case Query::Kind::anchored:
      return anchored_in(node, text, fields()[field].value.is_list());
    case Query::Kind::any: {
      std::vector<Span> all;
      for (const auto& one : operands) all.insert(all.end(), one.begin(), one.end());
      return all;
    }
    case Query::Kind::near:
      if (node.reach != Query::Reach::words) return together(node, operands, text);
      for (const bool first : {true, false}) {
        if (node.children[first ? 0 : 1].kind != Query::Kind::all) continue;
        std::vector<std::vector<Span>> each;
        for (const auto& child : node.children[first ? 0 : 1].children)
          each.push_back(find(child, field, article, true));
        return all_near(node, operands[0], each, first);
      }
      return near_each_other(node, operands);
    case Query::Kind::apart: return apart(node, operands, text);
    case Query::Kind::window: return window(node, text);
    case Query::Kind::at_least: {
      std::set<std::pair<std::uint32_t, std::uint32_t>> distinct;
      for (const auto& span : operands[0]) distinct.emplace(span.first, span.last);
      return distinct.size() >= node.distance ? operands[0] : std::vector<Span>();
    }
    case Query::Kind::quoted: {
      std::vector<Span> within;
      for (const auto& span : operands[0]) {
        bool inside = text.quotation[span.first] != 0;
        for (auto word = span.first; word <= span.last; ++word) inside = inside && text.quotation[word] == text.quotation[span.first];
        if (inside) within.push_back(span);
      }
      return within;
    }
    case Query::Kind::leading: {
      std::vector<Span> early;
      for (const auto& span : operands[0])
        if (node.reach == Query::Reach::paragraph ? text.paragraph_number[span.last] <= node.distance : span.last < node.distance) early.push_back(span);
      return early;
    }
    default: break;
  }
  const bool stemmed = is_stemmed(node, field, as_written);
  const std::string stemmer = stemmed ? stemmer_[article] : "";
  auto& known = paths_[{&node, stemmer}];
  if (!known) known = paths(node, stemmed ? Form::stem : Form::as_written, stemmer);
  return spans(*known, text);
}

// The words of a window and how often each must be there.
std::vector<Oracle::WindowWord> Oracle::words_of_window(const Query& window) const {
  const QueryWords words(window);
  std::vector<WindowWord> wanted;
  std::vector<std::vector<WordForm>> seen;
  words.each_unit([&](std::uint32_t first, std::uint32_t last, const QueryWords::Unit* unit) {
    const std::vector<WordForm> own(words.words().begin() + first, words.words().begin() + last + 1);
    if (const auto known = std::find(seen.begin(), seen.end(), own); known != seen.end()) {
      ++wanted[static_cast<std::size_t>(known - seen.begin())].times;
      return;
    }
    Path apart;
    for (const auto& form : own) apart.push_back({terms(form, Form::as_written, ""), window.letters});
    wanted.push_back({{apart}, 1});
    if (unit) wanted.back().ways.push_back({{terms(unit->form, Form::as_written, ""), window.letters}});
    seen.push_back(own);
  });
  return wanted;
}

// Every stretch that is short enough, has all words often enough and no shorter such stretch in it.
std::vector<Oracle::Span> Oracle::window(const Query& window, const Text& text) const {
  auto& known_words = windows_[&window];
  if (known_words.empty()) known_words = words_of_window(window);
  std::vector<std::vector<Span>> wanted;  // of each word
  for (const auto& one : known_words) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> distinct;
    for (const auto& span : spans(one.ways, text)) distinct.emplace(span.first, span.last);
    wanted.emplace_back();
    for (const auto& [from, to] : distinct) wanted.back().push_back({from, to});
  }
  std::size_t longest = window.distance;
  for (const auto& one : known_words) longest += one.times;
  std::vector<Span> found;
  const auto has_all = [&](std::uint32_t first, std::uint32_t last) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto inside = std::count_if(wanted[i].begin(), wanted[i].end(), [&](const Span& span) { return span.first >= first && span.last <= last; });
      if (static_cast<std::size_t>(inside) < known_words[i].times) return false;
    }
    return true;
  };
  if (std::any_of(wanted.begin(), wanted.end(), [](const auto& one) { return one.empty(); })) return found;
  for (std::uint32_t first = 0; first < text.words.size(); ++first)
    for (std::uint32_t last = first; last < text.words.size() && last - first < longest; ++last) {
      if (text.paragraph_number[first] != text.paragraph_number[last] || !has_all(first, last)) continue;
      if (first == last || !(has_all(first + 1, last) || has_all(first, last - 1))) found.push_back({first, last});
      break;
    }
  return found;
}

std::vector<Oracle::Span> Oracle::near_each_other(const Query& near, const std::vector<std::vector<Span>>& operands) {
  std::vector<Span> found;
  for (const auto& a : operands[0])
    for (const auto& b : operands[1]) {
      const bool forwards = a.last < b.first && b.first - a.last <= near.distance;
      const bool backwards = b.last < a.first && a.first - b.last <= near.distance;
      if (forwards || (backwards && !near.ordered)) found.push_back({std::min(a.first, b.first), std::max(a.last, b.last)});
    }
  return found;
}

// Every choice of a span of each for every span that they have in common.
std::vector<Oracle::Span> Oracle::all_near(const Query& near, const std::vector<Span>& common,
                                           const std::vector<std::vector<Span>>& each, bool each_first) {
  std::vector<Span> found;
  for (const auto& one : common) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> whole{{one.first, one.last}};
    for (const auto& spans : each) {
      std::set<std::pair<std::uint32_t, std::uint32_t>> longer;
      for (const auto& other : spans) {
        const auto there =
            each_first ? near_each_other(near, {{other}, {one}}) : near_each_other(near, {{one}, {other}});
        if (there.empty()) continue;
        for (const auto& [first, last] : whole)
          longer.emplace(std::min(first, other.first), std::max(last, other.last));
      }
      whole = longer;
    }
    for (const auto& [first, last] : whole) found.push_back({first, last});
  }
  return found;
}

// The shortest stretch of words that has letters which fit, from the beginning or to the end.
std::vector<Oracle::Span> Oracle::anchored(const Query& query, const Text& text, std::uint32_t begin, std::uint32_t end) const {
  // The library's \w knows no letters but Latin ones.
  const auto letters =
      chars_of(std::regex_replace(query.text.substr(1, query.text.size() - 2), std::regex("\\\\w"), "[^ ]"));
  const std::wregex expression(std::wstring(letters.begin(), letters.end()), std::regex::icase);
  const auto fits = [&](std::size_t first, std::size_t last) {
    std::wstring words;
    for (auto word = first; word <= last; ++word) {
      const auto more = chars_of(vocabulary_[text.words[word]]);
      if (!words.empty()) words += L' ';
      words.append(more.begin(), more.end());
    }
    return std::regex_search(words, expression);
  };
  if (begin == end || !fits(begin, end - 1)) return {};
  const std::uint32_t last = end - 1;
  const bool from_first = query.text.starts_with("/^"), to_last = query.text.ends_with("$/");
  if (from_first && to_last) return {{begin, last}};
  for (std::uint32_t size = 1; size <= end - begin; ++size)
    if (from_first ? fits(begin, begin + size - 1) : fits(end - size, last))
      return {from_first ? Span{begin, begin + size - 1} : Span{end - size, last}};
  return {};
}

// In one member of a list.
std::vector<Oracle::Span> Oracle::anchored_in(const Query& query, const Text& text, bool list) const {
  const auto count = static_cast<std::uint32_t>(text.words.size());
  if (!list) return anchored(query, text, 0, count);
  for (std::uint32_t begin = 0, end = 0; begin < count; begin = end) {
    while (end < count && text.paragraph_number[end] == text.paragraph_number[begin]) ++end;
    if (auto found = anchored(query, text, begin, end); !found.empty()) return found;
  }
  return {};
}

std::vector<Oracle::Span> Oracle::together(const Query& near, const std::vector<std::vector<Span>>& operands, const Text& text) {
  const auto& numbers = near.reach == Query::Reach::sentence ? text.sentence_number : text.paragraph_number;
  std::vector<Span> found;
  for (std::uint32_t number = 0; !numbers.empty() && number <= numbers.back(); ++number) {
    Span whole{UINT32_MAX, 0};
    std::size_t have = 0;
    for (const auto& spans : operands) {
      bool any = false;
      for (const auto& span : spans) {
        if (numbers[span.first] != number || numbers[span.last] != number) continue;
        any = true;
        whole = {std::min(whole.first, span.first), std::max(whole.last, span.last)};
      }
      have += any;
    }
    if (have == operands.size()) found.push_back(whole);
  }
  return found;
}

std::vector<Oracle::Span> Oracle::apart(const Query& apart, const std::vector<std::vector<Span>>& operands, const Text& text) {
  std::vector<Span> found;
  const auto scaled = [&](std::uint32_t word) {
    return apart.reach == Query::Reach::words ? word : apart.reach == Query::Reach::sentence ? text.sentence_number[word] : text.paragraph_number[word];
  };
  for (const auto& a : operands[0]) {
    const bool disturbed = std::any_of(operands[1].begin(), operands[1].end(), [&](const Span& b) {
      return scaled(b.first) <= std::uint64_t{scaled(a.last)} + apart.distance && scaled(a.first) <= std::uint64_t{scaled(b.last)} + apart.distance;
    });
    if (!disturbed) found.push_back(a);
  }
  return found;
}

void Oracle::ask_exact(const Query& leaf, const Field& field, std::vector<bool>& matching) const {
  const auto wanted = ascii_lower(leaf.text);
  std::string room;
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const auto value = ascii_lower(field.value.of(articles_[i], room));
    if (value.empty() || !leaf.children.empty()) continue;
    if (leaf.kind == Query::Kind::prefix ? value.starts_with(wanted) : value == wanted) matching[i] = true;
  }
}

void Oracle::ask_field(const Query& leaf, std::size_t field, std::vector<bool>& matching) const {
  if (fields()[field].kind != FieldKind::text) return ask_exact(leaf, fields()[field], matching);
  paths_.clear();
  windows_.clear();
  for (std::size_t i = 0; i < articles_.size(); ++i)
    if (!find(leaf, field, i, false).empty()) matching[i] = true;
}

std::vector<bool> Oracle::ask_leaf(const Query& leaf) const {
  std::vector<bool> matching(articles_.size());
  for (std::size_t field = 0; field < fields().size(); ++field) {
    const auto name = fields()[field].name;
    if (leaf.field ? leaf.field == &fields()[field] : name == "text" || name == "title") ask_field(leaf, field, matching);
  }
  return matching;
}

std::vector<bool> Oracle::ask(const Query& query) const {
  std::vector<bool> matching(articles_.size());
  const auto where = [&](auto&& holds) {
    for (std::size_t i = 0; i < articles_.size(); ++i) matching[i] = holds(i);
    return matching;
  };
  switch (query.kind) {
    case Query::Kind::everything: return where([](std::size_t) { return true; });
    case Query::Kind::length:
      return where([&](std::size_t i) {
        const auto words = texts_[i][0].words.size();
        return words >= query.least.value_or(0) && words <= query.most.value_or(UINT32_MAX);
      });
    case Query::Kind::has: return where([&](std::size_t i) { return !query.field->value.empty(articles_[i]); });
    case Query::Kind::site: {
      const std::regex host("(([a-z]+:)?//)?([^/]*[.@])?" + std::regex_replace(query.text, std::regex("\\."), "\\.") + "(:[0-9]*)?([/?#].*)?", std::regex::icase);
      return where([&](std::size_t i) { return std::regex_match(articles_[i].url, host); });
    }
    case Query::Kind::undated:
      return where([&](std::size_t i) { return !dated(articles_[i], query.which).known(); });
    case Query::Kind::date:
      return where([&](std::size_t i) {
        const Date& date = dated(articles_[i], query.which);
        if (!date.known()) return false;
        const Period own = period_of(date);
        const bool early = query.period.first && *own.first < *query.period.first;
        const bool late = query.period.last && *own.last > *query.period.last;
        return !early && !late;
      });
    case Query::Kind::prefer: return ask(query.children.front());
    case Query::Kind::none_of: matching = ask(query.children.front()); return where([&](std::size_t i) { return !matching[i]; });
    case Query::Kind::all:
    case Query::Kind::any: {
      const bool all = query.kind == Query::Kind::all;
      matching.assign(articles_.size(), all);
      for (const auto& child : query.children) {
        const auto of_child = ask(child);
        for (std::size_t i = 0; i < articles_.size(); ++i) matching[i] = all ? matching[i] && of_child[i] : matching[i] || of_child[i];
      }
      return matching;
    }
    default: return ask_leaf(query);
  }
}

bool oracle_matches(const Query& query, const Article& article) { return Oracle({article}).ask(query).front(); }

}  // namespace newsgrep
