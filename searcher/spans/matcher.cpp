// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/matcher.hpp"

#include "common/analysis.hpp"
#include "common/coded_text.hpp"
#include "common/fields.hpp"
#include "common/terms.hpp"
#include "common/utf8.hpp"
#include "searcher/spans/field_text.hpp"
#include "searcher/spans/leaf.hpp"
#include "searcher/spans/probe.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace newsgrep {
namespace {

// Words [first, last] of a field.
struct Span {
  std::uint32_t first = 0, last = 0;
  bool operator<(const Span& other) const { return std::pair(first, last) < std::pair(other.first, other.last); }
  bool operator==(const Span&) const = default;
};

// Finds where a leaf matches in a field.
class Finder {
 public:
  Finder(const FieldText& field, const Patterns& patterns) : field_(field), patterns_(patterns) {}

  /// With `first_only` one span is enough.
  std::vector<Span> find(const Leaf& leaf, bool first_only) {
    std::vector<Span> spans;
    for (const auto pattern : leaf.single) find_single(pattern, first_only, spans);
    for (const auto& sequence : leaf.sequences) find_sequence(sequence, first_only, spans);
    std::sort(spans.begin(), spans.end());
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
    return spans;
  }

 private:
  void find_single(PatternId pattern, bool first_only, std::vector<Span>& spans) const {
    for (const auto& word : field_.fitting()) {
      if (!patterns_.fits(word.fits, pattern)) continue;
      spans.push_back({word.at, word.at});
      if (first_only) return;
    }
    for (const auto& unit : field_.units()) {
      if (!patterns_.fits(unit.fits, pattern)) continue;
      spans.push_back({unit.first, unit.last});
      if (first_only) return;
    }
  }

  // A sequence begins at a word or a unit that fits something.
  void find_sequence(const Sequence& sequence, bool first_only, std::vector<Span>& spans) {
    const auto& words = field_.fitting();
    const auto& units = field_.units();
    for (std::size_t w = 0, u = 0; w < words.size() || u < units.size();) {
      const std::uint32_t start = std::min(w < words.size() ? words[w].at : UINT32_MAX, u < units.size() ? units[u].first : UINT32_MAX);
      while (w < words.size() && words[w].at == start) ++w;
      while (u < units.size() && units[u].first == start) ++u;
      const auto end = match_at(sequence, start);
      if (end == start) continue;
      spans.push_back({start, end - 1});
      if (first_only) return;
    }
  }

  // One past the last word of the sequence that begins at `start`, or `start`. Goes through the places of the query in order, with
  // the words of the text at which each can be reached: rarely more than one, because only units offer a choice.
  std::uint32_t match_at(const Sequence& sequence, std::uint32_t start) {
    if (reached_.size() <= sequence.end) reached_.resize(sequence.end + 1);
    std::uint32_t furthest = 0, end = start;
    const auto reach = [&](std::uint32_t place, std::uint32_t at) {
      auto& known = reached_[place];
      if (std::find(known.begin(), known.end(), at) == known.end()) known.push_back(at);
      furthest = std::max(furthest, place);
    };
    reach(0, start);
    for (std::uint32_t place = 0; place <= furthest; ++place) {
      if (place == sequence.end) end = reached_[place].front();
      else
        for (const auto at : reached_[place]) {
          if (at >= field_.size() || (place > 0 && field_.starts_paragraph(at))) continue;
          for (auto e = sequence.leaving[place]; e < sequence.leaving[place + 1]; ++e)
            step(at, sequence.edges[e].pattern, [&](std::uint32_t next) { reach(sequence.edges[e].to, next); });
        }
      reached_[place].clear();
    }
    return end;
  }

  template <class Each>
  void step(std::uint32_t at, PatternId pattern, Each&& each) const {
    if (const auto word = field_.word(at); word != 0 && patterns_.fits(word, pattern)) each(at + 1);
    const auto& units = field_.units();
    if (units.empty()) return;
    for (std::size_t u = field_.unit_from(at); u < units.size() && units[u].first == at; ++u)
      if (patterns_.fits(units[u].fits, pattern)) each(units[u].last + 1);
  }

  const FieldText& field_;
  const Patterns& patterns_;
  std::vector<std::vector<std::uint32_t>> reached_;  // by match_at; empty between its calls
};

std::uint32_t gap(const Span& before, const Span& after) { return after.first - before.last; }

// The pairs that are near each other, the one of `left` first; every span of `left` is looked at with its nearest neighbours in `right`.
std::vector<std::pair<Span, Span>> near_pairs(const std::vector<Span>& left, const std::vector<Span>& right, unsigned distance, bool ordered, bool first_only) {
  std::vector<std::pair<Span, Span>> pairs;
  for (const auto& span : left) {
    auto after = std::upper_bound(right.begin(), right.end(), span.last, [](std::uint32_t last, const Span& other) { return last < other.first; });
    if (after != right.end() && gap(span, *after) <= distance) pairs.emplace_back(span, *after);
    if (!ordered)
      for (auto before = after; before != right.begin();) {
        --before;
        if (before->last >= span.first) continue;
        if (gap(*before, span) <= distance) pairs.emplace_back(span, *before);
        break;
      }
    if (first_only && !pairs.empty()) break;
  }
  return pairs;
}

bool within(const Date& published, const Period& period) {
  if (!published.known()) return false;
  const Period own = period_of(published);
  return (!period.first || *own.first >= *period.first) && (!period.last || *own.last <= *period.last);
}

bool value_matches(const Query& query, std::string_view stored) {
  const std::string value = ascii_lower(stored), wanted = ascii_lower(query.text);
  if (value.empty()) return false;
  return query.kind == Query::Kind::prefix ? value.starts_with(wanted) : value == wanted;
}

}  // namespace

struct Matcher::Impl {
  struct PartSpan {
    Span span;
    std::uint32_t part = 0;
    bool operator<(const PartSpan& other) const { return span < other.span; }
  };

  Query query;
  Patterns patterns;
  using Sought = std::tuple<Query::Kind, bool, const Field*, std::string>;  // kind, exact, field, text without case
  std::map<Sought, std::uint32_t> parts;                                   // numbers of what is looked for
  struct FieldLeaves {
    std::vector<Leaf> leaves;             // near has one for each child
    std::optional<Probe> probe;           // for the symbols below
    const SymbolWords* probed = nullptr;
  };
  std::unordered_map<const Query*, std::unordered_map<const Field*, FieldLeaves>> leaves;
  struct ReadText {
    FieldText text;
    bool current = false;
  };
  std::unordered_map<const Field*, ReadText> texts;

  // One of these is asked at a time.
  const Article* article = nullptr;
  const CodedRecord* record = nullptr;
  SymbolClasses* classes = nullptr;  // those of the record's symbols in its language
  const bool needs_article;          // the record does not tell all that is asked for
  std::map<std::pair<const SymbolWords*, Patterns::Language*>, SymbolClasses> classes_of;
  std::string language_codes;        // as it is coded

  Impl(const Query& original, const HasUnit& has_unit)
      : query(original), patterns(asks_for_path(original) ? HasUnit() : has_unit), needs_article(asks_for_path(original)) {
    prepare(query);
  }

  // What is searched of a path is not what is stored and indexed.
  static bool asks_for_path(const Query& node) {
    return (is_leaf(node) && node.field && node.field->value == &Article::path) || std::any_of(node.children.begin(), node.children.end(), asks_for_path);
  }

  static std::vector<const Field*> fields_of(const Query& node) {
    if (node.field) return {node.field};
    return {&fields()[0], &fields()[1]};
  }

  static bool is_leaf(const Query& node) {
    return node.kind == Query::Kind::word || node.kind == Query::Kind::phrase || node.kind == Query::Kind::prefix || node.kind == Query::Kind::near;
  }

  void prepare(const Query& node) {
    if (!is_leaf(node)) {
      for (const auto& child : node.children) prepare(child);
      return;
    }
    for (const Field* field : fields_of(node)) {
      if (field->kind != FieldKind::text) continue;
      auto& own = leaves[&node][field].leaves;
      if (node.kind != Query::Kind::near) add_leaf(own, node, *field, false);
      else
        for (const auto& child : node.children) add_leaf(own, child, *field, true);
    }
  }

  void add_leaf(std::vector<Leaf>& leaves_there, const Query& node, const Field& field, bool always_exact) {
    leaves_there.push_back(compile(node, field, patterns, always_exact));
    const auto number = static_cast<std::uint32_t>(parts.size());
    leaves_there.back().part = parts.try_emplace({node.kind, node.exact, node.field, ascii_lower(node.text)}, number).first->second;
  }

  const FieldText& text_of(const Field* field) {
    auto& [text, current] = texts[field];
    if (!current) {
      if (record) text.read(record->codes(field->value), *record->symbols, *classes);
      else text.read(article->*field->value, patterns, patterns.language(article->language));
    }
    current = true;
    return text;
  }

  void start(const Article* next_article, const CodedRecord* next_record) {
    article = next_article;
    record = next_record;
    for (auto& [field, text] : texts) text.current = false;
    if (record) classes = &classes_for(*record);
  }

  // Most records have the language of the one before.
  SymbolClasses& classes_for(const CodedRecord& next) {
    const auto codes = next.codes(&Article::language);
    if (classes && next.words == &classes->words() && codes == language_codes) return *classes;
    language_codes = codes;
    std::string language;
    decode(codes, *next.symbols, language);
    auto& own = patterns.language(language);
    return classes_of.try_emplace({next.words, &own}, *next.words, next.symbols->size(), patterns, own).first->second;
  }

  const Date& published() const { return record ? record->published : article->published; }

  std::vector<PartSpan> spans(const Query& node, const Field* field, bool first_only) {
    const auto& own = leaves[&node][field].leaves;
    Finder finder(text_of(field), patterns);
    std::vector<PartSpan> all;
    const auto left = finder.find(own[0], first_only && node.kind != Query::Kind::near);
    if (left.empty()) return all;
    if (node.kind != Query::Kind::near) {
      for (const auto& span : left) all.push_back({span, own[0].part});
      return all;
    }
    for (const auto& [a, b] : near_pairs(left, finder.find(own[1], false), node.distance, node.ordered, first_only)) {
      all.push_back({a, own[0].part});
      all.push_back({b, own[1].part});
    }
    return all;
  }

  // What the record tells without being read as a whole.
  Probe::Answer probe(const Query& node, const Field* field) {
    FieldLeaves& own = leaves[&node][field];
    if (own.probed != record->words) {
      const auto& all = own.leaves;
      own.probe = node.kind == Query::Kind::near ? Probe::of_near(all[0], all[1], node.distance, node.ordered, patterns, *record->words)
                                                 : Probe::of_phrase(all[0], patterns, *record->words);
      own.probed = record->words;
    }
    return own.probe ? own.probe->ask(record->codes(field->value), *record->symbols, *classes) : Probe::Answer::unsure;
  }

  std::string value_of(const Field& field) const {
    if (!record) return article->*field.value;
    if (field.value == &Article::id) return id_text(record->id);
    std::string value;
    decode(record->codes(field.value), *record->symbols, value);
    return value;
  }

  bool field_matches(const Query& node, const Field* field) {
    if (field->kind != FieldKind::text) return value_matches(node, value_of(*field));
    const auto answer = record ? probe(node, field) : Probe::Answer::unsure;
    return answer == Probe::Answer::unsure ? !spans(node, field, true).empty() : answer == Probe::Answer::yes;
  }

  bool leaf_matches(const Query& node) {
    const auto wanted = fields_of(node);
    return std::any_of(wanted.begin(), wanted.end(), [&](const Field* field) { return field_matches(node, field); });
  }

  bool matches(const Query& node) {
    const auto child_matches = [&](const Query& child) { return matches(child); };
    switch (node.kind) {
      case Query::Kind::everything: return true;
      case Query::Kind::all: return std::all_of(node.children.begin(), node.children.end(), child_matches);
      case Query::Kind::any: return std::any_of(node.children.begin(), node.children.end(), child_matches);
      case Query::Kind::prefer: return matches(node.children.front());
      case Query::Kind::none_of: return !matches(node.children.front());
      case Query::Kind::date: return within(published(), node.period);
      case Query::Kind::undated: return !published().known();
      default: return leaf_matches(node);
    }
  }

  void collect(const Query& node, const Field* field, std::vector<PartSpan>& found) {
    if (node.kind == Query::Kind::none_of) return;
    if (!is_leaf(node)) {
      for (const auto& child : node.children) collect(child, field, found);
      return;
    }
    const auto wanted = fields_of(node);
    if (std::find(wanted.begin(), wanted.end(), field) == wanted.end()) return;
    const auto more = spans(node, field, false);
    found.insert(found.end(), more.begin(), more.end());
  }

  // Overlapping ones become one, a mark of what begins first.
  std::vector<Mark> marks(const Field* field) {
    std::vector<PartSpan> found;
    collect(query, field, found);
    std::sort(found.begin(), found.end());
    const auto& words = text_of(field).words().words();
    std::vector<Mark> marks;
    for (const auto& [span, part] : found) {
      const Mark mark{words[span.first].begin, words[span.last].end, part};
      if (!marks.empty() && mark.begin < marks.back().end) marks.back().end = std::max(marks.back().end, mark.end);
      else marks.push_back(mark);
    }
    return marks;
  }
};

Matcher::Matcher(const Query& query, const HasUnit& has_unit) : impl_(std::make_unique<Impl>(query, has_unit)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

bool Matcher::matches(const Article& article) {
  impl_->start(&article, nullptr);
  return impl_->matches(impl_->query);
}

bool Matcher::needs_article() const { return impl_->needs_article; }

bool Matcher::matches(const CodedRecord& record) {
  if (impl_->needs_article) throw Error(ErrorCode::internal, "a query was asked of a record that does not hold all it needs");
  impl_->start(nullptr, &record);
  return impl_->matches(impl_->query);
}

Matches Matcher::find(const Article& article) {
  impl_->start(&article, nullptr);
  return {impl_->marks(&fields()[1]), impl_->marks(&fields()[0])};
}

}  // namespace newsgrep
