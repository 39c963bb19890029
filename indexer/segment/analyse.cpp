// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/analyse.hpp"

#include "common/fields.hpp"
#include "common/terms.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace newsgrep {

Stemmer& Analyst::stemmer(std::string_view language) {
  const auto name = stemmer_of(language);
  const auto known = stemmers_.find(name);
  return known != stemmers_.end() ? known->second : stemmers_.emplace(std::string(name), Stemmer(language)).first->second;
}

void Analyst::text_field(const Field& field, std::string_view text, std::string_view language, TermSink& sink) {
  words_.read(text);
  occurrences_.clear();
  std::uint32_t position = 0;
  for (const auto& word : words_.words()) {
    position += word.paragraph && position > 0 ? 2 : 1;  // no phrase reaches over the end of a paragraph
    occurrences_.push_back({word.term, position, occurrences_at(field, occurrences_.size())});
  }
  transcribe_words(field);
  for (const auto& unit : words_.joined()) {
    occurrences_.push_back({unit.term, 0, occurrences_at(field, unit.first)});
    units_.add(unit.term);
  }
  std::sort(occurrences_.begin(), occurrences_.end(),
            [](const Occurrence& a, const Occurrence& b) { return std::tie(a.term, a.position) < std::tie(b.term, b.position); });
  words_of(field, sink);
  if (!field.stemmed) return;
  stems_of(field, language, sink);
  pairs_of(field, sink);
}

void Analyst::transcribe_words(const Field& field) {
  transcribed_.clear();
  std::vector<std::uint32_t> counts;
  for (std::size_t place = 0; place < words_.words().size(); ++place)
    if (auto other = transcribed(words_.words()[place].accented); !other.empty()) {
      transcribed_.push_back(std::move(other));
      counts.push_back(occurrences_at(field, place));
    }
  for (std::size_t i = 0; i < counts.size(); ++i) occurrences_.push_back({transcribed_[i], 0, counts[i]});
}

void Analyst::words_of(const Field& field, TermSink& sink) {
  std::string term;
  std::string_view last;
  bool raw = false;
  for (const auto& occurrence : occurrences_) {
    if (term.empty() || occurrence.term != last) {
      term = word_term(field, occurrence.term);
      raw = policy_.has_raw(field, occurrence.term);
    }
    last = occurrence.term;
    if (!raw) continue;
    if (occurrence.position > 0) sink.posting(term, occurrence.position, occurrence.count);
    else sink.word(term, occurrence.count);
  }
}

// A stem is looked up once for each distinct word.
void Analyst::stems_of(const Field& field, std::string_view language, TermSink& sink) {
  const auto name = stemmer_of(language);
  Stemmer& stem = stemmer(language);
  stems_.clear();
  for (std::size_t i = 0; i < occurrences_.size();) {
    const auto term = occurrences_[i].term;
    std::uint32_t count = 0;
    for (; i < occurrences_.size() && occurrences_[i].term == term; ++i) count += occurrences_[i].count;
    stems_.emplace_back(stem_term(field, name, stem(term)), count);
  }
  for (std::size_t place = 0; place < words_.words().size(); ++place) {
    const auto& word = words_.words()[place];
    const std::string accented(stem.of_accented(word.accented));
    const auto other = transcribed(word.accented);
    if (!accented.empty() && (other.empty() || stem(other) != accented)) stems_.emplace_back(stem_term(field, name, accented), occurrences_at(field, place));
  }
  std::sort(stems_.begin(), stems_.end());
  for (std::size_t i = 0; i < stems_.size();) {
    std::uint32_t count = 0;
    std::size_t next = i;
    for (; next < stems_.size() && stems_[next].first == stems_[i].first; ++next) count += stems_[next].second;
    sink.word(stems_[i].first, count);
    i = next;
  }
}

// Neighbours that are both frequent, within a paragraph; a joined unit stands beside its neighbours as its parts do.
void Analyst::pairs_of(const Field& field, TermSink& sink) {
  const auto& words = words_.words();
  std::vector<std::vector<std::string_view>> ending(words.size() + 1), starting(words.size() + 1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    ending[i + 1].push_back(words[i].term);
    starting[i].push_back(words[i].term);
  }
  for (const auto& unit : words_.joined()) {
    ending[unit.last + 1].push_back(unit.term);
    starting[unit.first].push_back(unit.term);
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].paragraph) continue;
    for (const auto left : ending[i])
      for (const auto right : starting[i])
        if (policy_.pair_word(left) && policy_.pair_word(right)) sink.word(pair_term(field, left, right), 1);
  }
}

void Analyst::analyse(const Article& article, TermSink& sink) {
  std::string room;
  for (const Field& field : fields()) {
    const std::string& value = field.value.of(article, room);
    if (value.empty()) continue;
    if (field.kind == FieldKind::text)
      text_field(field, value, article.language, sink);
    else
      sink.mark(exact_term(field, value));
  }
  for (const auto& term : date_terms(article.published)) sink.mark(term);
}

}  // namespace newsgrep
