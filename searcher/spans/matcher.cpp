// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/matcher.hpp"

#include "common/analysis.hpp"
#include "common/coded_text.hpp"
#include "common/fields.hpp"
#include "common/host.hpp"
#include "common/terms.hpp"
#include "common/utf8.hpp"
#include "searcher/query/told_once.hpp"
#include "searcher/spans/anchored_span.hpp"
#include "searcher/spans/field_text.hpp"
#include "searcher/spans/probe.hpp"
#include "searcher/spans/span_tree.hpp"

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

bool within(const Date& date, const Period& period) {
  if (!date.known()) return false;
  const Period own = period_of(date);
  return (!period.first || *own.first >= *period.first) && (!period.last || *own.last <= *period.last);
}

bool value_matches(const Query& query, std::string_view stored) {
  const std::string value = ascii_lower(stored), wanted = ascii_lower(query.text);
  if (value.empty()) return false;
  return query.kind == Query::Kind::prefix ? value.starts_with(wanted) : value == wanted;
}

// Whether an address lies on the host, or on one below it.
bool on_host(std::string_view address, std::string_view host) {
  const std::string own = host_of(address);
  return own == host || own.ends_with("." + std::string(host));
}

}  // namespace

struct Matcher::Impl {
  Query query;
  Patterns patterns;
  using Sought = std::tuple<Query::Kind, bool, bool, Query::Letters, unsigned, const Field*, std::string>;  // of a leaf; its text without case
  std::map<Sought, std::uint32_t> parts;                                   // numbers of what is looked for
  struct FieldSpans {
    SpanNode spans;
    std::optional<Probe> probe;           // for the symbols below
    const SymbolWords* probed = nullptr;
  };
  std::unordered_map<const Query*, std::unordered_map<const Field*, FieldSpans>> spans_of;
  struct Anchored {
    AnchoredRegex regex;
    std::uint32_t part;
  };
  std::unordered_map<const Query*, Anchored> anchored;
  Words field_words;  // of a field that one of them is asked of
  struct ReadText {
    FieldText text;
    std::string list;  // as the text that was read, where it is one
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
      : query(told_once(original)), patterns(asks_for_path(original) ? HasUnit() : has_unit), needs_article(asks_for_path(original)) {
    prepare(query);
  }

  // What is searched of a path is not what is stored and indexed.
  static bool asks_for_path(const Query& node) {
    return (node.field && node.field->value == &Article::path) || std::any_of(node.children.begin(), node.children.end(), asks_for_path);
  }

  static std::vector<const Field*> fields_of(const Query& node) {
    if (node.field) return {node.field};
    return {&fields()[0], &fields()[1]};
  }

  void prepare(const Query& node) {
    if (!is_decided_in_field(node.kind)) {
      for (const auto& child : node.children) prepare(child);
      return;
    }
    if (node.kind == Query::Kind::anchored) {
      std::string trouble;
      if (auto regex = AnchoredRegex::read(node.text, trouble))
        anchored.try_emplace(&node, Anchored{std::move(*regex), part_of(node)});
      return;
    }
    for (const Field* field : fields_of(node)) {
      if (field->kind != FieldKind::text) continue;
      auto& own = spans_of[&node][field].spans;
      own = compile_spans(node, *field, patterns, [&](const Query& leaf) { return part_of(leaf); });
      if (asks_for_sentences(own)) texts[field].text.want_sentences();
      if (asks_for_quotations(own)) texts[field].text.want_quotations();
    }
  }

  std::uint32_t part_of(const Query& leaf) {
    const auto number = static_cast<std::uint32_t>(parts.size());
    return parts.try_emplace({leaf.kind, leaf.exact, leaf.stemmed, leaf.letters, leaf.distance, leaf.field, ascii_lower(leaf.text)}, number).first->second;
  }

  const FieldText& text_of(const Field* field) {
    auto& [text, list, current] = texts[field];
    if (!current) {
      if (record) text.read(record->codes(field->value), *record->symbols, *classes);
      else text.read(field->value.of(*article, list), patterns, patterns.language(article->language));
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
    return classes_of.try_emplace({next.words, &own}, *next.words, *next.symbols, patterns, own).first->second;
  }

  const Date& date(Query::Which which) const {
    switch (which) {
      case Query::Which::seen:
        return record ? record->captured : article->captured;
      case Query::Which::modified:
        return record ? record->updated : article->updated;
      case Query::Which::published:
        break;
    }
    return record ? record->published : article->published;
  }

  // What the record tells without being read as a whole.
  Probe::Answer probe(FieldSpans& own, const Field* field) {
    if (own.probed != record->words) {
      own.probe = probe_for(own.spans);
      own.probed = record->words;
    }
    return own.probe ? own.probe->ask(record->codes(field->value), *record->symbols, *classes) : Probe::Answer::unsure;
  }

  std::optional<Probe> probe_for(const SpanNode& node) const {
    if (node.is_leaf()) return Probe::of_phrase(node.leaf, patterns, *record->words);
    if (node.kind != Query::Kind::near || node.reach != Query::Reach::words || !node.children[0].is_leaf() || !node.children[1].is_leaf()) return std::nullopt;
    return Probe::of_near(node.children[0].leaf, node.children[1].leaf, node.distance, node.ordered, patterns, *record->words);
  }

  std::string value_of(const Field& field) const {
    if (!record) {
      std::string room;
      return field.value.of(*article, room);
    }
    if (field.value == &Article::id) return id_text(record->id);
    std::string value;
    decode(record->codes(field.value), *record->symbols, value);
    return value;
  }

  std::optional<PartSpan> anchored_span(const Query& node, const Field& field) {
    const auto own = anchored.find(&node);
    if (own == anchored.end()) return std::nullopt;
    const std::string value = value_of(field);
    std::optional<Span> span;
    for (std::string_view rest = value; !rest.empty() && !span;) {
      field_words.read(field.value.is_list() ? StoredText::take_member(rest) : std::exchange(rest, {}));
      span = find_anchored(own->second.regex, field_words);
    }
    return span ? std::optional(PartSpan{*span, own->second.part}) : std::nullopt;
  }

  bool field_matches(const Query& node, const Field* field) {
    if (node.kind == Query::Kind::anchored) return anchored_span(node, *field).has_value();
    if (field->kind != FieldKind::text) return value_matches(node, value_of(*field));
    FieldSpans& own = spans_of[&node][field];
    const auto answer = record ? probe(own, field) : Probe::Answer::unsure;
    return answer == Probe::Answer::unsure ? SpanFinder(text_of(field), patterns).has(own.spans) : answer == Probe::Answer::yes;
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
      case Query::Kind::date:
        return within(date(node.which), node.period);
      case Query::Kind::undated:
        return !date(node.which).known();
      case Query::Kind::length: {
        const auto words = text_of(&fields()[0]).size();
        return words >= node.least.value_or(0) && (!node.most || words <= *node.most);
      }
      case Query::Kind::site: return on_host(value_of(*find_field("url")), node.text);
      case Query::Kind::has: return !value_of(*node.field).empty();
      default: return leaf_matches(node);
    }
  }

  void collect(const Query& node, const Field* field, std::vector<PartSpan>& found) {
    if (node.kind == Query::Kind::none_of) return;
    if (!is_decided_in_field(node.kind)) {
      for (const auto& child : node.children) collect(child, field, found);
      return;
    }
    const auto wanted = fields_of(node);
    if (std::find(wanted.begin(), wanted.end(), field) == wanted.end()) return;
    if (node.kind == Query::Kind::anchored) {
      if (const auto span = anchored_span(node, *field)) found.push_back(*span);
      return;
    }
    const auto more = SpanFinder(text_of(field), patterns).parts(spans_of[&node][field].spans);
    found.insert(found.end(), more.begin(), more.end());
  }

  // Overlapping ones become one, a mark of what begins first.
  std::vector<Mark> marks(const Field* field) {
    std::vector<PartSpan> found;
    collect(query, field, found);
    std::sort(found.begin(), found.end());
    const FieldText& text = text_of(field);
    std::vector<Mark> marks;
    for (const auto& [span, part] : found) {
      const Mark mark{text.place(span.first).begin, text.place(span.last).end, part};
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

Matches Matcher::find(const CodedRecord& record) {
  for (const Field* field : {&fields()[0], &fields()[1]}) impl_->texts[field].text.want_places();
  impl_->start(nullptr, &record);
  return {impl_->marks(&fields()[1]), impl_->marks(&fields()[0])};
}

Matches Matcher::find(const Article& article) {
  impl_->start(&article, nullptr);
  return {impl_->marks(&fields()[1]), impl_->marks(&fields()[0])};
}

}  // namespace newsgrep
