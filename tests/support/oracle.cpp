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
#include <utility>

namespace newsgrep {
namespace {

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

Oracle::Oracle(std::vector<Article> articles) : articles_(std::move(articles)) {
  for (const auto& article : articles_) {
    stemmer_.emplace_back(stemmer_of(article.language));
    auto& texts = texts_.emplace_back();
    std::string room;
    for (const auto& field : fields()) texts.push_back(field.kind == FieldKind::text ? read(field.value.of(article, room)) : Text{});
  }
}

Oracle::Term Oracle::Vocabulary::number_of(std::string_view word) {
  const auto [at, fresh] = numbers.emplace(std::string(word), static_cast<Term>(words.size()));
  if (fresh) words.emplace_back(word);
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
    out.words.push_back(vocabulary_.number_of(word.term));
    out.accented.push_back(word.accented.empty() ? none : accented_.number_of(word.accented));
    out.paragraph.push_back(word.paragraph);
    out.paragraph_number.push_back((out.paragraph_number.empty() ? 0 : out.paragraph_number.back()) + word.paragraph);
    out.sentence_number.push_back((out.sentence_number.empty() ? 0 : out.sentence_number.back()) + sentence);
    before = &word;
  }
  for (const auto& word : words.words()) out.letters.push_back(case_of(std::string_view(text).substr(word.begin, word.end - word.begin)));
  for (const auto& unit : words.joined()) {
    std::uint8_t letters = no_letters;
    for (auto i = unit.first; i <= unit.last; ++i) letters = static_cast<std::uint8_t>(letters | out.letters[i]);
    out.units.push_back({unit.first, unit.last, vocabulary_.number_of(unit.term), letters});
  }
  return out;
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
