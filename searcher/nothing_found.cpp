// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/nothing_found.hpp"

#include "common/fields.hpp"
#include "common/terms.hpp"
#include "common/utf8.hpp"
#include "searcher/query/query_words.hpp"

#include <algorithm>
#include <optional>

namespace newsgrep {
namespace {

constexpr std::size_t most_sentences = 3, most_looks = 20;
constexpr std::size_t most_parts = 50;  // of a query that somebody typed; what a program made is not looked into
constexpr std::chrono::milliseconds longest_look{50};

std::size_t parts_of(const Query& query) {
  std::size_t parts = query.children.empty() ? 1 : 0;
  for (const auto& child : query.children) parts += parts_of(child);
  return parts;
}

class NothingFound {
 public:
  NothingFound(Database& database, const Request& request, std::uint64_t undated)
      : database_(database), request_(request), undated_(undated), facts_(database.facts()) {}

  std::vector<std::string> explain(const Query& query) {
    look_into(query);
    if (sentences_.empty()) tell_rare_words(query);
    if (sentences_.empty() && !unsure_) compare_parts(query);
    return std::move(sentences_);
  }

 private:
  // Only what is wanted without an alternative can be at fault by itself.
  void look_into(const Query& query) {
    if (query.kind == Query::Kind::none_of || sentences_.size() >= most_sentences) return;
    if (query.kind == Query::Kind::all || query.kind == Query::Kind::prefer) {
      const std::size_t wanted = query.kind == Query::Kind::all ? query.children.size() : 1;
      for (std::size_t i = 0; i < wanted; ++i) look_into(query.children[i]);
      return;
    }
    if (occurs(query)) return;
    const std::size_t before = sentences_.size();
    for (const auto& child : query.children) look_into(with_field(child, query.field));
    if (sentences_.size() == before) tell(query);
  }

  static Query with_field(Query part, const Field* field) {
    if (!part.field) part.field = field;
    return part;
  }

  bool occurs(const Query& part) {
    if (looks_++ >= most_looks) return unsure_ = true;
    const Counted counted = Match(database_, part, request_).count(longest_look);
    unsure_ = unsure_ || (counted.count == 0 && !counted.exact);
    return counted.count > 0 || !counted.exact;
  }

  void tell(const Query& part) {
    if (part.kind == Query::Kind::date && part.which == Query::Which::published) return tell_dates(part);
    if (part.kind == Query::Kind::phrase && tell_words(part)) return;
    std::string sentence = "no article has " + part.str();
    const auto words = part.kind == Query::Kind::word ? QueryWords(part).words() : std::vector<WordForm>();
    const auto meant = words.size() == 1 ? nearest(part.field ? *part.field : fields()[0], words[0].text) : std::string();
    if (!meant.empty()) sentence += ": did you mean " + meant + "?";
    else if (const auto values = values_of(part.field); !values.empty()) sentence += "; there are " + values;
    sentences_.push_back(std::move(sentence));
  }

  void tell_dates(const Query& part) {
    const auto [first, last] = part.period;
    const bool none = !facts_.oldest || !facts_.newest;
    if ((first && last && *first > *last) || (none && undated_ > 0)) unsure_ = true;  // which has been told
    else if (none) sentences_.emplace_back("no article has a date");
    else sentences_.push_back("no article is of these dates (" + part.str() + "): the archive has those from " + iso(*facts_.oldest) + " to " + iso(*facts_.newest));
  }

  // Of the words of a phrase those that are nowhere.
  bool tell_words(const Query& phrase) {
    const QueryWords words(phrase);
    if (!words.plain() || words.words().size() < 2) return false;
    const std::size_t before = sentences_.size();
    for (const auto& form : words.words()) {
      Query word;
      word.kind = Query::Kind::word;
      word.text = form.text;
      word.field = phrase.field;
      word.exact = !phrase.stemmed;
      if (sentences_.size() >= most_sentences || occurs(word)) continue;
      word.exact = false;
      tell(word);
    }
    return sentences_.size() > before;
  }

  // A word that hardly any article has may be another one that many have, written wrongly.
  void tell_rare_words(const Query& query) {
    constexpr std::uint64_t hardly_any = 3, many_times = 20;
    if (query.kind == Query::Kind::none_of) return;
    for (const auto& child : query.children) tell_rare_words(with_field(child, query.field));
    if (query.kind != Query::Kind::word && query.kind != Query::Kind::phrase) return;
    const Field& field = query.field ? *query.field : fields()[0];
    const QueryWords words(query);
    for (const auto& form : words.words()) {
      if (form.kind != WordForm::Kind::plain || sentences_.size() >= most_sentences) continue;
      std::uint64_t most = 0;
      const auto own = frequency(field, form.text);
      const auto meant = own <= hardly_any ? nearest(field, form.text, &most) : std::string();
      if (!meant.empty() && most >= many_times * std::max<std::uint64_t>(own, 1)) sentences_.push_back("hardly any article has " + form.text + ": did you mean " + meant + "?");
    }
  }

  std::uint64_t frequency(const Field& field, const std::string& word) const {
    std::uint64_t most = database_.frequency(word_term(field, word));
    if (field.stemmed)
      for (const auto& name : facts_.stemmers) most = std::max(most, database_.frequency(stem_term(field, name, Stemmer(name)(word))));
    return most;
  }

  // Each is somewhere, but not with the others.
  void compare_parts(const Query& query) {
    if (query.kind != Query::Kind::all) return;
    Query others = query;
    const auto is_date = [](const Query& part) { return part.kind == Query::Kind::date; };
    std::erase_if(others.children, is_date);
    if (others.children.size() < query.children.size() && !others.children.empty()) {
      const Counted counted = Match(database_, others, request_).count(longest_look);
      if (counted.count > undated_)
        sentences_.push_back("without its dates the query has " + std::string(counted.exact ? "" : "more than ") + std::to_string(counted.count) + (counted.count == 1 && counted.exact ? " article" : " articles"));
      if (counted.count > 0) return;
    }
    if (!request_.any_word && std::count_if(query.children.begin(), query.children.end(), [](const Query& part) { return part.kind != Query::Kind::none_of; }) > 1) {
      sentences_.emplace_back("each part of the query is somewhere, but no article has all of them; OR finds articles with any");
    }
  }

  // The most frequent word of the field that is like this one, and begins as it does; of those with one change before those with two.
  std::string nearest(const Field& field, const std::string& word, std::uint64_t* of_articles = nullptr) const {
    constexpr std::size_t shortest = 4, shortest_of_two = 8;  // letters of a word that one change, or two, leave alike
    if (field.kind != FieldKind::text || count_chars(word) < shortest || !facts_.each_term) return {};
    std::size_t size = 0;
    next_char(word, size);
    const std::string first = word.substr(0, size);
    for (unsigned edits = 1; edits <= (count_chars(word) < shortest_of_two ? 1 : most_edits); ++edits) {
      Automaton like = Automaton::of_similar(word, edits);
      std::string best;
      std::uint64_t most = 0;
      const auto consider = [&](std::string_view candidate, const std::string& term) {
        if (candidate == word || !like.fits(candidate)) return;
        if (const auto frequency = database_.frequency(term); frequency > most) best = candidate, most = frequency;
      };
      const std::string front = word_term(field, "");
      facts_.each_term(front + first, [&](std::string_view term) {
        consider(term.substr(front.size()), std::string(term));
        return true;
      });
      if (field.stemmed)
        for (const auto& listed : facts_.policy->stem_only(first))
          for (const auto& name : facts_.stemmers) {
            if (like.fits(listed)) consider(listed, stem_term(field, name, Stemmer(name)(listed)));
          }
      if (best.empty()) continue;
      if (of_articles) *of_articles = most;
      return best;
    }
    return {};
  }

  // Of a field with few of them: "en, de".
  std::string values_of(const Field* field) const {
    constexpr std::size_t few = 8;
    if (!field || field->kind == FieldKind::text || !facts_.each_term || (field->name != "language" && field->name != "source" && field->name != "section")) return {};
    const std::string front = exact_beginning(*field, "").value_or("");
    std::size_t count = 0;
    std::string values;
    facts_.each_term(front, [&](std::string_view term) {
      const auto value = term.substr(front.size());
      if (value.empty() || (value.front() >= 'A' && value.front() <= 'Z')) return true;
      values += (values.empty() ? "" : ", ") + std::string(value);
      return ++count <= few;
    });
    return count <= few ? values : std::string();
  }

  Database& database_;
  const Request& request_;
  const std::uint64_t undated_;  // that the dates left out, which has been told
  IndexFacts facts_;
  std::vector<std::string> sentences_;
  std::size_t looks_ = 0;
  bool unsure_ = false;  // something could not be looked at
};

}  // namespace

std::vector<std::string> why_nothing(Database& database, const Query& query, const Request& request, std::uint64_t undated) {
  if (parts_of(query) > most_parts) return {};
  return guarded("looking for what is nowhere", [&] { return NothingFound(database, request, undated).explain(query); });
}

}  // namespace newsgrep
