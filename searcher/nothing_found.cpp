// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/nothing_found.hpp"

#include "common/fields.hpp"
#include "common/numbers.hpp"
#include "common/terms.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/spelling.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>

namespace newsgrep {
namespace {

constexpr std::size_t most_sentences = 3, most_looks = 20;
constexpr std::size_t most_parts = 50;  // of a query that somebody typed; what a program made is not looked into
constexpr std::chrono::milliseconds longest_look{50}, longest{200};  // of one look, and of all together

using Clock = std::chrono::steady_clock;

// What stands beside a part of a query that is wanted; null: nothing.
struct Beside {
  const Query *before = nullptr, *behind = nullptr;
};

// "1 article", "more than 20 articles".
std::string articles_text(const Counted& counted) {
  return std::string(counted.exact ? "" : "more than ") + grouped_number(counted.count) + (counted.count == 1 && counted.exact ? " article" : " articles");
}

std::size_t parts_of(const Query& query) {
  std::size_t parts = query.children.empty() ? 1 : 0;
  for (const auto& child : query.children) parts += parts_of(child);
  return parts;
}

class NothingFound {
 public:
  NothingFound(Database& database, const Request& request, std::uint64_t undated)
      : database_(database), request_(request), undated_(undated), facts_(database.facts()), deadline_(Clock::now() + longest), spelling_(database, facts_, deadline_) {}

  std::vector<std::string> explain(const Query& query) {
    if (database_.generation().articles() == 0) return {"the index holds no article; newsgrep-index --failures says what could not be read"};
    if (tell_exclusions(query)) return std::move(sentences_);
    look_into(query, {});
    if (sentences_.empty()) tell_rare_words(query);
    if (sentences_.empty() && !unsure_) compare_parts(query);
    return std::move(sentences_);
  }

 private:
  static bool is_undated(const Query& part) { return part.kind == Query::Kind::undated && part.which == Query::Which::published; }

  // Of a query that only excludes, and leaves nothing.
  bool tell_exclusions(const Query& query) {
    std::string excluded;
    if (query.kind == Query::Kind::none_of && is_undated(query.children.front())) {  // has:date
      sentences_.emplace_back("no article has a date");
      return true;
    }
    if (query.kind == Query::Kind::none_of && query.children.front().kind == Query::Kind::everything) {
      sentences_.emplace_back("* stands for every article: without them nothing is left");
      return true;
    }
    if (query.kind == Query::Kind::none_of) excluded = query.children.front().str();
    if (query.kind == Query::Kind::all)
      for (const auto& child : query.children) {
        if (child.kind != Query::Kind::none_of) return false;
        excluded += (excluded.empty() ? "" : " or ") + child.children.front().str();
      }
    if (excluded.empty()) return false;
    sentences_.push_back("every article has what is excluded: " + excluded);
    return true;
  }

  // Only what is wanted without an alternative can be at fault by itself.
  void look_into(const Query& query, const Beside& beside) {
    if (query.kind == Query::Kind::none_of || sentences_.size() >= most_sentences) return;
    if (query.kind == Query::Kind::all || query.kind == Query::Kind::prefer) {
      const std::size_t wanted = query.kind == Query::Kind::all ? query.children.size() : 1;
      for (std::size_t i = 0; i < wanted; ++i) look_into(query.children[i], {i > 0 ? &query.children[i - 1] : nullptr, i + 1 < wanted ? &query.children[i + 1] : nullptr});
      return;
    }
    if (occurs(query)) return;
    const std::size_t before = sentences_.size();
    for (const auto& child : query.children) look_into(with_field(child, query.field), {});
    if (sentences_.size() == before) tell(query, beside);
  }

  static Query with_field(Query part, const Field* field) {
    if (!part.field) part.field = field;
    return part;
  }

  // Also when it cannot be told.
  bool occurs(const Query& part) {
    const Counted counted = looks_++ < most_looks ? count(part) : Counted{0, false};
    unsure_ = unsure_ || (counted.count == 0 && !counted.exact);
    return counted.count > 0 || !counted.exact;
  }

  Counted count(const Query& query) const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
    if (left <= std::chrono::milliseconds::zero()) return {0, false};
    return Match(database_, query, request_).count(std::min(left, longest_look));
  }

  void tell(const Query& part, const Beside& beside) {
    if (part.kind == Query::Kind::date && part.which == Query::Which::published) return tell_dates(part);
    if (part.kind == Query::Kind::phrase && tell_words(part)) return;
    std::string sentence = "no article has " + part.str();
    if (const auto meant = meant_by(part, beside); !meant.empty()) sentence += ": did you mean " + meant + "?";
    else if (const auto values = values_of(part.field); !values.empty()) sentence += "; there are " + values;
    if (std::find(sentences_.begin(), sentences_.end(), sentence) == sentences_.end()) sentences_.push_back(std::move(sentence));
  }

  // The word, folded, that a part of a query is; empty: it is something else.
  static std::string only_word(const Query* part) {
    if (!part || part->kind != Query::Kind::word) return {};
    const QueryWords words(*part);
    return words.words().size() == 1 ? words.words()[0].text : std::string();
  }

  // Another word, one that it makes with its neighbour, or the two that it should have been; as it is to be typed.
  std::string meant_by(const Query& part, const Beside& beside) {
    if (is_dated(part)) return "date:" + part.text;
    const Field& field = field_of(part);
    const std::string word = only_word(&part);
    if (word.empty()) return {};
    if (auto joined = joined_with(field, word, beside); !joined.empty()) return joined;
    const auto meant = spelling_.nearest(field, word);
    const auto apart = spelling_.apart(field, word);
    if (apart && (!meant || apart->likelihood > meant->likelihood)) {
      Query phrase = with_field({}, part.field);
      phrase.kind = Query::Kind::phrase;
      phrase.text = apart->text;
      const Counted counted = count(phrase);
      if (counted.count > 0) return "\"" + apart->text + "\"";
    }
    return meant ? meant->text : std::string();
  }

  // "1987-03", a word that is a date.
  static bool is_dated(const Query& part) {
    if (part.kind != Query::Kind::word || part.field || part.text.find_first_of("-./") == std::string::npos || part.text.find_first_not_of("0123456789-./") != std::string::npos) return false;
    const auto parsed = parse_period(part.text, {});
    return !parsed.failed && !parsed.undated;
  }

  std::string joined_with(const Field& field, const std::string& word, const Beside& beside) const {
    const auto before = only_word(beside.before), behind = only_word(beside.behind);
    if (!before.empty() && spelling_.frequency(field, before + word) > 0) return before + word;
    return !behind.empty() && spelling_.frequency(field, word + behind) > 0 ? word + behind : std::string();
  }

  static const Field& field_of(const Query& part) { return part.field ? *part.field : fields()[0]; }

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
    std::vector<Query> all;
    for (const auto& form : words.words()) {
      Query& word = all.emplace_back();
      word.kind = Query::Kind::word;
      word.text = form.text;
      word.field = phrase.field;
      word.exact = !phrase.stemmed;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (sentences_.size() >= most_sentences || occurs(all[i])) continue;
      Query word = all[i];
      word.exact = false;
      tell(word, {i > 0 ? &all[i - 1] : nullptr, i + 1 < all.size() ? &all[i + 1] : nullptr});
    }
    return sentences_.size() > before;
  }

  // A word that hardly any article has may be another one that many have, written wrongly.
  void tell_rare_words(const Query& query) {
    constexpr std::uint64_t hardly_any = 3, many_times = 20;
    if (query.kind == Query::Kind::none_of) return;
    for (const auto& child : query.children) tell_rare_words(with_field(child, query.field));
    if (query.kind != Query::Kind::word && query.kind != Query::Kind::phrase) return;
    const Field& field = field_of(query);
    const QueryWords words(query);
    for (const auto& form : words.words()) {
      if (form.kind != WordForm::Kind::plain || sentences_.size() >= most_sentences) continue;
      const auto own = spelling_.frequency(field, form.text);
      const auto meant = own <= hardly_any ? spelling_.nearest(field, form.text) : std::nullopt;
      if (meant && meant->articles >= many_times * std::max<std::uint64_t>(own, 1)) sentences_.push_back("hardly any article has " + form.text + ": did you mean " + meant->text + "?");
    }
  }

  // Each is somewhere, but not with the others.
  void compare_parts(const Query& query) {
    if (query.kind != Query::Kind::all) return;
    const auto is_date = [](const Query& part) { return part.kind == Query::Kind::date; };
    const auto is_exclusion = [](const Query& part) { return part.kind == Query::Kind::none_of; };
    if (finds_more(query, is_date, "dates", undated_) || finds_more(query, is_exclusion, "exclusions", 0)) return;
    for (std::size_t i = 0; i + 1 < query.children.size(); ++i) {
      const auto word = only_word(&query.children[i]);
      const auto joined = word.empty() ? std::string() : joined_with(field_of(query.children[i]), word, {nullptr, &query.children[i + 1]});
      if (!joined.empty()) return sentences_.push_back("no article has " + word + " with " + joined.substr(word.size()) + ": did you mean " + joined + "?");
    }
    if (!request_.any_word && std::count_if(query.children.begin(), query.children.end(), std::not_fn(is_exclusion)) > 1)
      sentences_.emplace_back("each part of the query is somewhere, but no article has all of them; OR finds articles with any");
  }

  // Whether there are articles without the parts of that kind; of these `told` have been told of.
  template <class IsOne>
  bool finds_more(const Query& query, IsOne is_one, const char* kind, std::uint64_t told) {
    Query others = query;
    std::erase_if(others.children, is_one);
    if (others.children.size() == query.children.size() || others.children.empty()) return false;
    const Counted counted = count(others);
    if (counted.count > told) sentences_.push_back(std::string("without its ") + kind + " the query has " + articles_text(counted));
    return counted.count > 0;
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
  const IndexFacts facts_;
  const Clock::time_point deadline_;
  const Spelling spelling_;
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
