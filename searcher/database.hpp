// SPDX-License-Identifier: GPL-2.0-or-later
// One generation of an index, open for reading.
#pragma once

#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/joined_units.hpp"
#include "common/posting_lists.hpp"
#include "common/record.hpp"
#include "common/records.hpp"
#include "common/term_policy.hpp"
#include "common/xapian.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/spans/pattern.hpp"

#include <newsgrep/article.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace newsgrep {

/// What all threads share of a generation: immutable.
struct Generation {
  std::filesystem::path folder;
  Catalog catalog;
  std::vector<Tombstones> tombstones;  ///< one for each segment
  std::vector<Records> records;        ///< likewise
  std::vector<std::unique_ptr<const PostingTable>> postings;  ///< likewise; null: only Xapian reads it
  std::vector<UnitFilter> units;       ///< likewise
  std::shared_ptr<const RecordTables> tables;
  TermPolicy policy;
  std::vector<FolderLock> locks;       ///< on the segments: no writer removes them while this lives
  std::string base;  ///< in front of stored relative paths, with a slash at the end

  std::uint64_t articles() const;
  std::uint64_t undated() const;
  bool has_dead() const;
  /// Throws Error(corrupt) when a file that is mapped was cut, or its disk has failed: to be asked before an answer is given.
  void require_whole() const;
  /// Tells which joined units no text has. Refers to the generation.
  HasUnit unit_test() const;
};

/// The present one. With `verify` every byte of its segments is compared with its checksum, except those that `before`, which may be null and
/// was opened so too, has already. Throws Error(no_index | corrupt | version).
std::shared_ptr<const Generation> open_generation(const std::filesystem::path& folder, bool verify = false, const Generation* before = nullptr);

/// A document: its segment (index into the catalog's list) and its number there.
struct Place {
  std::size_t segment = 0;
  Xapian::docid document = 0;
  bool operator==(const Place&) const = default;
};

/// The generation's Xapian databases. One per thread.
class Database {
 public:
  explicit Database(std::shared_ptr<const Generation> generation);

  const Generation& generation() const { return *generation_; }
  std::size_t size() const { return segments_.size(); }
  const Xapian::Database& segment(std::size_t number) const { return segments_[number]; }

  PostingLists lists(std::size_t number) const { return {segments_[number], generation_->postings[number].get()}; }

  /// All segments as one: statistics are global.
  const Xapian::Database& all() const { return all_; }

  bool dead(const Place& place) const { return generation_->tombstones[place.segment].dead(place.document); }

  /// The article stored there, with its id and with its path made absolute.
  void read(const Place& place, Article& article, RecordReader::Part part = RecordReader::Part::whole);

  /// The same as it is stored, if it is coded: its texts' views are good as long as the generation.
  std::optional<CodedRecord> codes(const Place& place) const;

  /// The value that orders results.
  std::string_view order(const Place& place) const { return generation_->records[place.segment].order(place.document); }

  /// How many documents have the term, dead ones included.
  std::uint64_t frequency(const std::string& term) const;
  /// Of a term of that frequency; dead documents count as they do there.
  double rarity(std::uint64_t frequency) const;
  /// Live documents whose ids begin so, one for each id and at most `most`.
  std::vector<Place> with_id(std::string_view beginning, std::size_t most) const;

  /// Refers to the database.
  IndexFacts facts() const;

 private:
  void each_term(const std::string& beginning, const std::function<bool(std::string_view)>& each) const;

  template <class Read>
  auto read_record(const Place& place, Read&& read) const;

  std::shared_ptr<const Generation> generation_;
  std::vector<Xapian::Database> segments_;
  Xapian::Database all_;
  RecordReader reader_;
};

}  // namespace newsgrep
