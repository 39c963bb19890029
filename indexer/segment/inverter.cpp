// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/inverter.hpp"

#include "common/terms.hpp"

#include <algorithm>

namespace newsgrep {

Inverter::Inverter(const Symbols& symbols, const TermPolicy& policy, JoinedUnits& units, Layout layout)
    : symbols_(symbols),
      policy_(policy),
      joined_units_(units),
      with_positions_(layout == Layout::stock),
      repeated_(fields().size()),
      pairs_(fields().size()) {
  const auto stored = [](const Field& field) {
    return std::find(stored_texts.begin(), stored_texts.end(), field.value) - stored_texts.begin();
  };
  for (const Field& field : fields()) places_.push_back(static_cast<std::size_t>(stored(field)));
  for (std::size_t place = 0; place < stored_texts.size(); ++place)
    if (std::find(places_.begin(), places_.end(), place) == places_.end()) unindexed_.push_back(place);
}

Inverter::~Inverter() = default;

std::uint32_t Inverter::add(const Article& article, std::uint64_t id, CodedTexts& codes) {
  postings_.start_document();
  for (std::size_t number = 0; number < fields().size(); ++number)
    if (fields()[number].value != &Article::id) add_field(number, article, codes[places_[number]]);
  for (const auto place : unindexed_) {
    codes[place].clear();
    encode(stored_texts[place].of(article, list_), symbols_, codes[place]);
  }
  add_dates(article);
  add_term(postings_.term(id_term(id_text(id))), occurrences_of_id);
  return postings_.end_document();
}

void Inverter::add_field(std::size_t number, const Article& article, std::string& codes) {
  const Field& field = fields()[number];
  const std::string& value = field.value.of(article, list_);
  codes.clear();
  if (value.empty()) return;
  if (field.kind == FieldKind::text && field.stemmed)
    text_field(field, value, article.language, codes);
  else
    repeat_field(number, value, article.language, codes);
}

// Sources, sections, languages, paths: most often those of the article before.
void Inverter::repeat_field(std::size_t number, const std::string& value, const std::string& language, std::string& codes) {
  const Field& field = fields()[number];
  Repeated& last = repeated_[number];
  if (last.known && last.value == value) {
    for (const auto& [term, count] : last.terms) postings_.add(term, count);
    for (const auto& [term, position] : last.positions) postings_.add_position(term, position);
    codes = last.codes;
    return;
  }
  last.terms.clear();
  last.positions.clear();
  recording_ = &last;
  if (field.kind == FieldKind::text) {
    text_field(field, value, language, codes);
  } else {
    encode(value, symbols_, codes);
    mark(exact_term(field, value));
  }
  recording_ = nullptr;
  last.value = value;
  last.codes = codes;
  last.known = true;
}

void Inverter::add_term(Term term, std::uint32_t count) {
  postings_.add(term, count);
  if (recording_) recording_->terms.emplace_back(term, count);
}

void Inverter::add_dates(const Article& article) {
  if (date_terms_.empty() || !(article.published == last_date_)) {
    date_terms_.clear();
    for (const auto& name : date_terms(article.published)) date_terms_.push_back(postings_.term(name));
    last_date_ = article.published;
  }
  for (const Term term : date_terms_) postings_.add(term, 0);
}

std::string_view Inverter::stemmer_name(std::string_view language) {
  if (last_stemmer_.empty() || last_language_ != language) {
    last_language_ = language;
    last_stemmer_ = stemmer_of(language);
  }
  return last_stemmer_;
}

Inverter::Context& Inverter::context(const Field& field, std::string_view language) {
  const auto stemmer = field.stemmed ? stemmer_name(language) : std::string_view();
  for (const auto& known : contexts_)
    if (known->field == &field && known->stemmer == stemmer) return *known;
  contexts_.push_back(std::make_unique<Context>(Context{&field, std::string(stemmer), {}, {}}));
  return *contexts_.back();
}

void Inverter::text_field(const Field& field, std::string_view text, std::string_view language, std::string& codes) {
  read(text, codes);
  post_words(context(field, language));
  if (field.stemmed) post_pairs(field);
}

void Inverter::read(std::string_view text, std::string& codes) {
  found_.clear();
  paragraphs_.clear();
  units_.clear();
  accents_found_.clear();
  word_end_ = 0;
  newlines_ = 2;
  in_unit_ = false;
  Tokens tokens(text);
  for (bool more = true; more;) {
    std::size_t seen = 0;
    while (seen < ahead && (more = tokens.next())) {
      tokens_[seen++] = {tokens.begin() - tokens.gap().size(), tokens.begin(), tokens.end(), spelled_.expect(tokens.word())};
    }
    for (std::size_t i = 0; i < seen; ++i) take(tokens_[i], text, codes);
  }
  end_unit();
  if (!tokens.rest().empty()) put_separator(codes, symbols_, tokens.rest());
}

void Inverter::take(const Token& token, std::string_view text, std::string& codes) {
  const auto gap = text.substr(token.gap, token.begin - token.gap), spelled = text.substr(token.begin, token.end - token.begin);
  const bool first = token.gap == 0, space = !first && gap == " ";
  if (!space && !gap.empty()) newlines_ += static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n'));
  if (first ? !gap.empty() : !space) put_separator(codes, symbols_, gap);
  const Spelling& known = spelling(spelled, token.hash);
  if (known.code.size > 0) codes.append(known.code.bytes, known.code.size);
  else put_word(codes, symbols_, spelled);
  if (known.word == no_word) return;
  if (space || found_.empty() || !joined_by(text, word_end_, token.begin)) {
    end_unit();
  } else if (!in_unit_) {
    in_unit_ = true;
    unit_start_ = found_.size() - 1;
  }
  if (newlines_ >= 2) paragraphs_.push_back(static_cast<std::uint32_t>(found_.size()));
  newlines_ = 0;
  word_end_ = token.end;
  if (known.accented != no_word) accents_found_.emplace_back(static_cast<std::uint32_t>(found_.size()), known.accented);
  found_.push_back(known.word);
}

void Inverter::end_unit() {
  if (!in_unit_) return;
  in_unit_ = false;
  unit_.clear();
  for (std::size_t i = unit_start_; i < found_.size(); ++i) unit_ += words_[found_[i]];
  cut_term(unit_);
  const auto number = word(unit_);
  if (!known_units_[number]) joined_units_.add(unit_);
  known_units_[number] = true;
  units_.push_back({static_cast<std::uint32_t>(unit_start_), static_cast<std::uint32_t>(found_.size() - 1), number});
}

const Inverter::Spelling& Inverter::spelling(std::string_view spelled, std::uint64_t hash) {
  const auto number = spelled_.add(spelled, hash);
  if (number < spellings_.size()) return spellings_[number];
  Spelling& made = spellings_.emplace_back();
  folded_ = fold(spelled);
  made.word = folded_.empty() ? no_word : word(folded_);
  if (made.word != no_word && accented_into(spelled, small_)) made.accented = accented(small_);
  if (const auto symbol = symbols_.find_word(spelled)) made.code = code_of(*symbol);
  return made;
}

std::uint32_t Inverter::accented(std::string_view text) {
  const auto number = accented_.add(text);
  if (number < transcribed_.size()) return number;
  const auto other = transcribed(text);
  transcribed_.push_back(other.empty() ? no_word : word(other));
  return number;
}

std::uint32_t Inverter::word(std::string_view folded) {
  const auto number = words_.add(folded);
  if (number == pair_words_.size()) {
    const auto pair = policy_.pair_word(folded);
    pair_words_.push_back(pair ? static_cast<std::uint8_t>(*pair + 1) : 0);
    known_units_.push_back(false);
  }
  return number;
}

Inverter::WordTerms& Inverter::terms_of(Context& context, std::uint32_t word) {
  if (word >= context.words.size()) context.words.resize(std::max<std::size_t>(words_.size(), word + 1));
  WordTerms& terms = context.words[word];
  if (terms.raw != unknown) return terms;
  const Field& field = *context.field;
  const auto folded = words_[word];
  terms.raw = policy_.has_raw(field, folded) ? postings_.term(word_term(field, folded)) : unposted;
  terms.stem = unposted;
  if (!field.stemmed) return terms;
  terms.stem = postings_.term(stem_term(field, context.stemmer, stemmer(context)(folded)));
  return terms;
}

Stemmer& Inverter::stemmer(const Context& context) {
  auto& known = stemmers_[context.stemmer];
  if (!known) known = std::make_unique<Stemmer>(context.stemmer, 0);  // terms_of() keeps what it is told
  return *known;
}

// Unposted when the word is found by it anyway.
Inverter::Term Inverter::stem_of_accented(Context& context, std::uint32_t accented) {
  if (accented >= context.accented.size()) context.accented.resize(accented_.size(), unknown);
  Term& term = context.accented[accented];
  if (term != unknown) return term;
  term = unposted;
  const auto stem = context.field->stemmed ? stemmer(context).of_accented(accented_[accented]) : std::string_view();
  const auto other = transcribed_[accented];
  if (stem.empty()) return term;
  const Term own = postings_.term(stem_term(*context.field, context.stemmer, stem));
  if (other == no_word || terms_of(context, other).stem != own) term = own;
  return term;
}

void Inverter::post_words(Context& context) {
  found_terms_.clear();
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (i + ahead < found_.size() && found_[i + ahead] < context.words.size()) __builtin_prefetch(&context.words[found_[i + ahead]]);
    found_terms_.push_back(terms_of(context, found_[i]));
  }
  const auto expect = [&](Term term) {
    if (term != unposted) postings_.expect(term);
  };
  const auto post = [&](const WordTerms& terms, std::size_t place) {
    const auto count = occurrences_at(*context.field, place);
    if (terms.raw != unposted) add_term(terms.raw, count);
    if (terms.stem != unposted) add_term(terms.stem, count);
  };
  for (std::size_t i = 0; i < found_terms_.size(); ++i) {
    if (i + ahead < found_terms_.size()) {
      expect(found_terms_[i + ahead].raw);
      expect(found_terms_[i + ahead].stem);
    }
    post(found_terms_[i], i);
  }
  for (const auto& unit : units_) post(terms_of(context, unit.word), unit.first);
  for (const auto& [place, number] : accents_found_) {
    if (const auto other = transcribed_[number]; other != no_word) post(terms_of(context, other), place);
    if (const Term stem = stem_of_accented(context, number); stem != unposted) add_term(stem, occurrences_at(*context.field, place));
  }
  if (with_positions_) post_positions(context);
}

// Joined units have none. No phrase reaches over the end of a paragraph.
void Inverter::post_positions(const Context& context) {
  auto paragraph = paragraphs_.begin();
  std::uint32_t position = 0;
  for (std::uint32_t i = 0; i < found_.size(); ++i) {
    const bool begins = paragraph != paragraphs_.end() && *paragraph == i;
    if (begins) ++paragraph;
    position += begins && i > 0 ? 2 : 1;
    const Term term = context.words[found_[i]].raw;
    if (term == unposted) continue;
    postings_.add_position(term, position);
    if (recording_) recording_->positions.emplace_back(term, position);
  }
}

// Neighbours that are both frequent, within a paragraph; a joined unit stands beside its neighbours as its parts do.
void Inverter::post_pairs(const Field& field) {
  auto paragraph = paragraphs_.begin();
  std::size_t ending = 0, starting = 0;  // units that end at the word before, and that start at this one
  for (std::uint32_t i = 1; i < found_.size(); ++i) {
    while (paragraph != paragraphs_.end() && *paragraph < i) ++paragraph;
    while (ending < units_.size() && units_[ending].last + 1 < i) ++ending;
    while (starting < units_.size() && units_[starting].first < i) ++starting;
    if (paragraph != paragraphs_.end() && *paragraph == i) continue;
    const bool after_unit = ending < units_.size() && units_[ending].last + 1 == i;
    const bool before_unit = starting < units_.size() && units_[starting].first == i;
    post_pair(field, found_[i - 1], found_[i]);
    if (after_unit) post_pair(field, units_[ending].word, found_[i]);
    if (before_unit) post_pair(field, found_[i - 1], units_[starting].word);
    if (after_unit && before_unit) post_pair(field, units_[ending].word, units_[starting].word);
  }
}

void Inverter::post_pair(const Field& field, std::uint32_t left, std::uint32_t right) {
  const unsigned a = pair_words_[left], b = pair_words_[right];
  if (a == 0 || b == 0) return;
  auto& known = pairs_[static_cast<std::size_t>(&field - fields().data())];
  if (known.empty()) known.assign(256 * 256, unknown);
  Term& term = known[a * 256 + b];
  if (term == unknown) term = postings_.term(pair_term(field, words_[left], words_[right]));
  add_term(term, 1);
}

std::size_t Inverter::memory() const { return postings_.memory() - postings_.memory_of_terms() + memory_of_words(); }

std::size_t Inverter::memory_of_words() const {
  std::size_t bytes = postings_.memory_of_terms() + spelled_.memory() + spellings_.size() * sizeof(Spelling) + words_.memory() + words_.size() + accented_.memory() + transcribed_.size() * sizeof(std::uint32_t);
  for (const auto& context : contexts_) bytes += context->words.capacity() * sizeof(WordTerms);
  return bytes;
}

}  // namespace newsgrep
