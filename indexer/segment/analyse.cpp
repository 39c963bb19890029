// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/analyse.hpp"

#include "common/fields.hpp"
#include "common/terms.hpp"

namespace newsgrep {

Stemmer& Analyst::stemmer(std::string_view language) {
  const auto name = stemmer_of(language);
  const auto known = stemmers_.find(name);
  return known != stemmers_.end() ? known->second : stemmers_.emplace(std::string(name), Stemmer(language)).first->second;
}

void Analyst::text_field(const Field& field, std::string_view text, std::string_view language, TermSink& sink) {
  words_.read(text);
  const auto& words = words_.words();
  const auto name = stemmer_of(language);
  Stemmer* stem = field.stemmed ? &stemmer(language) : nullptr;
  const auto stemmed = [&](std::string_view term) {
    if (stem) sink.word(stem_term(field, name, (*stem)(term)));
  };
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    sink.posting(word_term(field, words[i].term), i + 1);
    stemmed(words[i].term);
    if (i > 0 && words[i].paragraph) sink.mark(paragraph_marker(field, words[i - 1].term, words[i].term));
  }
  for (const auto& unit : words_.joined()) {
    sink.word(word_term(field, unit.term));
    stemmed(unit.term);
    sink.mark(joined_marker(field, unit.term));
  }
}

void Analyst::analyse(const Article& article, TermSink& sink) {
  for (const Field& field : fields()) {
    const std::string& value = article.*field.value;
    if (value.empty()) continue;
    if (field.kind == FieldKind::text)
      text_field(field, value, article.language, sink);
    else
      sink.mark(exact_term(field, value));
  }
  for (const auto& term : date_terms(article.published)) sink.mark(term);
}

}  // namespace newsgrep
