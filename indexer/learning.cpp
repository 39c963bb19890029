// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learning.hpp"

#include "common/record.hpp"
#include "indexer/parallel.hpp"

#include <algorithm>
#include <future>
#include <utility>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

using Articles = std::vector<SpooledArticle>;

// Worth the time of a first pass, and enough to know an archive by.
constexpr std::uint64_t learnt_bytes = 20u << 20;

// Enough to see how tables fit: most to learn from, the rest to try what was learnt on.
constexpr std::uint64_t measured_bytes = 5u << 20;
constexpr std::size_t tried_one_in = 5;

std::uint64_t bytes_of(const Articles& articles) {
  std::uint64_t bytes = 0;
  for (const auto& article : articles) bytes += article.place.size;
  return bytes;
}

Articles first_of(const Articles& articles, std::uint64_t bytes) {
  Articles first;
  for (std::uint64_t taken = 0; first.size() < articles.size() && taken < bytes; taken += first.back().place.size) first.push_back(articles[first.size()]);
  return first;
}

// About so many bytes, evenly from the first article to the last, whatever their size.
Articles spread_over(const Articles& articles, std::uint64_t bytes) {
  const double share = static_cast<double>(bytes) / static_cast<double>(bytes_of(articles));
  Articles chosen;
  double due = 1;  // articles to be chosen by now
  for (const auto& article : articles) {
    if (due >= 1) {
      chosen.push_back(article);
      due -= 1;
    }
    due += share;
  }
  return chosen;
}

// Each thread looks at articles that follow each other, as many bytes as the others.
Sample sample_of(const Articles& articles, Spool& spool, unsigned threads) {
  constexpr std::uint64_t worthwhile = 2u << 20;  // of one thread
  const auto total = bytes_of(articles);
  const auto count = std::clamp<std::uint64_t>(total / worthwhile, 1, threads);
  std::vector<Sample> samples(count);
  run_parallel(threads, count, [&](std::size_t number) {
    SpoolReader reader(spool);
    std::uint64_t before = 0;
    for (const auto& article : articles) {
      if (before * count / (total + 1) == number) samples[number].add(reader.read(article));
      before += article.place.size;
    }
  });
  for (std::size_t number = 1; number < count; ++number) samples.front().add(std::exchange(samples[number], {}));
  return std::move(samples.front());
}

// Trained only where many articles need it, and on those.
std::string dictionary_for(const std::vector<std::size_t>& badly, const Articles& sampled, Spool& spool) {
  constexpr std::size_t one_in = 20;
  constexpr std::uint64_t most_bytes = 4u << 20;
  if (badly.size() * one_in <= sampled.size()) return {};
  std::uint64_t total = 0;
  for (const auto i : badly) total += sampled[i].place.size;
  const std::size_t step = std::max<std::uint64_t>(1, total / most_bytes);
  std::vector<std::string> samples;
  for (std::size_t i = 0; i < badly.size(); i += step) spool.get(sampled[badly[i]].place, samples.emplace_back());
  return train_dictionary(samples);
}

// With the symbols of that entry.
LearntTables tables_with(const fs::path& folder, const Catalog& catalog, const TableEntry* symbols) {
  LearntTables tables;
  const auto* terms = newest_table(catalog.tables, TableKind::terms);
  tables.symbols_number = symbols->number;
  tables.symbols = Symbols::parse(read_table(folder, *symbols));
  if (const auto* dictionary = find_table(catalog.tables, TableKind::dictionary, symbols->number)) tables.dictionary = read_table(folder, *dictionary);
  tables.policy = TermPolicy::parse(read_table(folder, *terms));
  tables.terms = terms->checksum;
  return tables;
}

// Numbers the new tables by the generation: a rebuild leaves the present generation its own.
class Learning {
 public:
  Learning(const fs::path& folder, Catalog& catalog, Articles sampled, Spool& spool, unsigned threads)
      : folder_(folder), catalog_(catalog), sampled_(std::move(sampled)), spool_(spool), sample_(sample_of(sampled_, spool, threads)) {}

  void learn_symbols(LearntTables& tables) {
    tables.symbols = sample_.symbols();
    tables.symbols_number = number();
    write(TableKind::symbols, tables.symbols.serialise());
  }

  // Xapian's own tools ask for a word by its own term.
  TermPolicy policy() const { return catalog_.layout == Layout::stock ? sample_.policy_with_all_words() : sample_.policy(); }

  void decide_terms(LearntTables& tables, TermPolicy policy) {
    tables.policy = std::move(policy);
    tables.terms = write(TableKind::terms, tables.policy.serialise());
  }

  void learn_dictionary(LearntTables& tables) {
    tables.dictionary = dictionary_for(sample_.coding_badly(tables.symbols), sampled_, spool_);
    if (!tables.dictionary.empty()) write(TableKind::dictionary, tables.dictionary);
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

bool have_drifted(const Articles& articles, const LearntTables& present, Spool& spool, unsigned threads) {
  const auto bytes = bytes_of(articles);
  return bytes >= least_drift && has_drifted(measure_fit(present.view(), articles, spool, threads), bytes);
}

}  // namespace

Fit measure_fit(const SegmentTables& present, const Articles& articles, Spool& spool, unsigned threads) {
  Articles learnt_from, tried;
  const Articles looked_at = spread_over(articles, measured_bytes);
  for (std::size_t i = 0; i < looked_at.size(); ++i) (i % tried_one_in == 0 ? tried : learnt_from).push_back(looked_at[i]);
  const Symbols learnt = sample_of(learnt_from, spool, threads).symbols();
  RecordWriter with_present = present.record_writer(), with_learnt(learnt, present.symbols_number, 0, {});
  Fit fit{bytes_of(tried), 0, 0, learnt.serialise().size()};
  SpoolReader reader(spool);
  for (const auto& one : tried) {
    const Article& article = reader.read(one);
    fit.present += with_present.write(article).size();
    fit.learnt += with_learnt.write(article).size();
  }
  return fit;
}

bool has_drifted(const Fit& fit, std::uint64_t bytes) {
  if (fit.present * 20 <= fit.learnt * 21) return false;
  const double saved = static_cast<double>(fit.present - fit.learnt) / static_cast<double>(fit.plain) * static_cast<double>(bytes);
  return saved > static_cast<double>(fit.table);
}

LearntTables tables_of(const fs::path& folder, const Catalog& catalog, const SegmentEntry& segment) {
  return tables_with(folder, catalog, find_table(catalog.tables, TableKind::symbols, segment.symbols));  // read_catalog() has seen that it is there
}

LearntTables tables_for(const fs::path& folder, Catalog& catalog, const Articles& articles, Spool& spool, unsigned threads) {
  const bool none_yet = !newest_table(catalog.tables, TableKind::symbols);
  LearntTables tables = none_yet ? LearntTables() : tables_with(folder, catalog, newest_table(catalog.tables, TableKind::symbols));
  if (!none_yet && !have_drifted(articles, tables, spool, threads)) return tables;
  Learning learning(folder, catalog, none_yet ? first_of(articles, learnt_bytes) : spread_over(articles, learnt_bytes), spool, threads);
  std::future<TermPolicy> policy;
  if (none_yet) policy = std::async(threads > 1 ? std::launch::async | std::launch::deferred : std::launch::deferred, [&] { return learning.policy(); });
  learning.learn_symbols(tables);
  learning.learn_dictionary(tables);
  if (none_yet) learning.decide_terms(tables, policy.get());
  return tables;
}

}  // namespace newsgrep
