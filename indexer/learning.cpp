// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learning.hpp"

#include "common/record.hpp"

#include <algorithm>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

using Articles = std::vector<const ReadArticle*>;

// Worth the time of a first pass, and enough to know an archive by.
constexpr std::uint64_t learnt_bytes = 20u << 20;

Articles first_of(const Articles& articles, std::uint64_t bytes) {
  Articles first;
  for (std::uint64_t taken = 0; first.size() < articles.size() && taken < bytes; taken += first.back()->place.size) first.push_back(articles[first.size()]);
  return first;
}

class SampleReader {
 public:
  explicit SampleReader(Spool& spool) : spool_(spool) {}

  void add(const ReadArticle& from, Sample& sample) {
    spool_.get(from.place, bytes_);
    deserialise(bytes_, article_);
    sample.add(article_);
  }

 private:
  Spool& spool_;
  std::string bytes_;
  Article article_;
};

// Trained only where many articles need it, and on those.
std::string dictionary_for(const std::vector<std::size_t>& badly, const Articles& sampled, Spool& spool) {
  constexpr std::size_t one_in = 20;
  constexpr std::uint64_t most_bytes = 4u << 20;
  if (badly.size() * one_in <= sampled.size()) return {};
  std::uint64_t total = 0;
  for (const auto i : badly) total += sampled[i]->place.size;
  const std::size_t step = std::max<std::uint64_t>(1, total / most_bytes);
  std::vector<std::string> samples;
  for (std::size_t i = 0; i < badly.size(); i += step) spool.get(sampled[badly[i]]->place, samples.emplace_back());
  return train_dictionary(samples);
}

LearntTables newest_tables(const fs::path& folder, const Catalog& catalog) {
  LearntTables tables;
  const auto* symbols = newest_table(catalog.tables, TableKind::symbols);
  const auto* terms = newest_table(catalog.tables, TableKind::terms);
  tables.symbols_number = symbols->number;
  tables.symbols = Symbols::parse(read_table(folder, *symbols));
  if (const auto* dictionary = newest_table(catalog.tables, TableKind::dictionary)) {
    tables.dictionary_number = dictionary->number;
    tables.dictionary = read_table(folder, *dictionary);
  }
  tables.policy = TermPolicy::parse(read_table(folder, *terms));
  tables.terms = terms->checksum;
  return tables;
}

// Numbers the new tables by the generation: a rebuild leaves the present generation its own.
class Learning {
 public:
  Learning(const fs::path& folder, Catalog& catalog, Articles sampled, Spool& spool)
      : folder_(folder), catalog_(catalog), sampled_(std::move(sampled)), spool_(spool) {
    SampleReader reader(spool);
    for (const auto* article : sampled_) reader.add(*article, sample_);
  }

  void learn_symbols(LearntTables& tables) {
    tables.symbols = sample_.symbols();
    tables.symbols_number = number();
    write(TableKind::symbols, tables.symbols.serialise());
  }

  void decide_terms(LearntTables& tables) {
    tables.policy = sample_.policy();
    tables.terms = write(TableKind::terms, tables.policy.serialise());
  }

  void learn_dictionary(LearntTables& tables) {
    tables.dictionary = dictionary_for(sample_.coding_badly(tables.symbols), sampled_, spool_);
    if (tables.dictionary.empty()) return;
    tables.dictionary_number = number();
    write(TableKind::dictionary, tables.dictionary);
  }

 private:
  std::uint32_t number() const { return static_cast<std::uint32_t>(catalog_.generation); }

  std::uint64_t write(TableKind kind, std::string_view bytes) {
    catalog_.tables.push_back(write_table(folder_, kind, number(), bytes));
    return catalog_.tables.back().checksum;
  }

  const fs::path& folder_;
  Catalog& catalog_;
  Articles sampled_;
  Spool& spool_;
  Sample sample_;
};

}  // namespace

LearntTables tables_for(const fs::path& folder, Catalog& catalog, const Articles& articles, Spool& spool) {
  if (newest_table(catalog.tables, TableKind::symbols)) return newest_tables(folder, catalog);
  LearntTables tables;
  Learning learning(folder, catalog, first_of(articles, learnt_bytes), spool);
  learning.learn_symbols(tables);
  learning.decide_terms(tables);
  learning.learn_dictionary(tables);
  return tables;
}

}  // namespace newsgrep
