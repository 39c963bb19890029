// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/database.hpp"

#include "common/hints.hpp"
#include "common/manifest.hpp"
#include "common/term_list.hpp"
#include "common/terms.hpp"
#include "searcher/query/ranking.hpp"

#include <algorithm>
#include <map>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// A segment that a writer has locked is on its way out: the catalog that names it is no longer the present one.
FolderLock hold_segment(const fs::path& path) {
  FolderLock lock(path, FolderLock::Mode::shared);
  if (!lock.held()) throw Error(ErrorCode::corrupt, "segment " + path.string() + " is being removed", check_hint_for(path));
  return lock;
}

[[noreturn]] void damaged(const fs::path& path, const std::string& what) {
  throw Error(ErrorCode::corrupt, "segment " + path.string() + ": " + what, check_hint_for(path));
}

void open_segment(Generation& generation, const SegmentEntry& segment, Verify how) {
  const auto path = segment_path(generation.folder, segment.id);
  generation.locks.push_back(hold_segment(path));
  if (const auto troubles = verify_files(path, segment.manifest, how); !troubles.empty()) damaged(path, troubles.front());
  generation.tombstones.push_back(read_tombstones(generation.folder, segment));
  generation.records.emplace_back(path);
  generation.postings.push_back(PostingTable::open(path, static_cast<std::uint32_t>(segment.articles)));
  generation.units.emplace_back(path);
  if (generation.records.back().size() != segment.articles) damaged(path, "it does not hold as many articles as the catalog says");
}

// Segments are never written again.
bool was_verified(const Generation* before, const SegmentEntry& segment) {
  if (!before) return false;
  const auto& segments = before->catalog.segments;
  return std::any_of(segments.begin(), segments.end(), [&](const SegmentEntry& one) { return one.id == segment.id && one.manifest == segment.manifest; });
}

std::shared_ptr<const Generation> load(const fs::path& folder, const Catalog& catalog, bool verify, const Generation* before) {
  auto generation = std::make_shared<Generation>();
  generation->folder = folder;
  generation->catalog = catalog;
  for (const auto& segment : catalog.segments)
    open_segment(*generation, segment, verify && !was_verified(before, segment) ? Verify::all : Verify::unguarded);
  generation->tables = read_record_tables(folder, catalog.tables);
  if (const auto* terms = newest_table(catalog.tables, TableKind::terms)) generation->policy = TermPolicy::parse(read_table(folder, *terms));
  generation->base = base_of(folder, catalog.place).folder;
  return generation;
}

}  // namespace

std::uint64_t Generation::articles() const {
  std::uint64_t count = 0;
  for (const auto& segment : catalog.segments) count += segment.articles - segment.dead_count;
  return count;
}

std::uint64_t Generation::undated() const {
  std::uint64_t count = 0;
  for (const auto& segment : catalog.segments) count += segment.undated;
  return count;
}

bool Generation::has_dead() const {
  return std::any_of(catalog.segments.begin(), catalog.segments.end(), [](const SegmentEntry& segment) { return segment.dead_count > 0; });
}

void Generation::require_whole() const {
  for (const auto& one : records) one.require_whole();
  for (const auto& table : postings)
    if (table) table->require_whole();
}

HasUnit Generation::unit_test() const {
  return [this](std::string_view folded) {
    return std::any_of(units.begin(), units.end(), [&](const UnitFilter& filter) { return filter.may_contain(folded); });
  };
}

std::shared_ptr<const Generation> open_generation(const fs::path& folder, bool verify, const Generation* before) {
  return read_generation(folder, [&](const Catalog& catalog) {
    auto generation = load(folder, catalog, verify, before);
    const Database probe(generation);
    return generation;
  });
}

Database::Database(std::shared_ptr<const Generation> generation) : generation_(std::move(generation)), reader_(generation_->tables) {
  for (const auto& segment : generation_->catalog.segments) {
    const auto path = segment_path(generation_->folder, segment.id);
    guarded("opening segment " + path.string(), [&] {
      segments_.emplace_back(path.string());
      all_.add_database(segments_.back());
    });
  }
}

// A reader of records does not know where they lie.
template <class Read>
auto Database::read_record(const Place& place, Read&& read) const {
  const auto record = generation_->records[place.segment].record(place.document);
  try {
    return read(record);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::corrupt) throw;
    const auto segment = segment_path(generation_->folder, generation_->catalog.segments[place.segment].id);
    throw Error(ErrorCode::corrupt, (segment / "records").string() + ", document " + std::to_string(place.document) + ": " + error.what(), check_hint_for(segment));
  }
}

void Database::read(const Place& place, Article& article, RecordReader::Part part) {
  const Records& records = generation_->records[place.segment];
  read_record(place, [&](std::string_view record) { reader_.read(record, article, part); });
  article.id = id_text(records.id(place.document));
  if (!article.path.starts_with('/') && article.path != "-") article.path.insert(0, generation_->base);
}

std::optional<CodedRecord> Database::codes(const Place& place) const {
  const Records& records = generation_->records[place.segment];
  auto coded = read_record(place, [&](std::string_view record) { return reader_.codes(record); });
  if (coded) coded->id = records.id(place.document);
  return coded;
}

namespace {

std::vector<Place> places_of(const std::map<std::string, Place>& found) {
  std::vector<Place> places;
  for (const auto& [id, place] : found) places.push_back(place);
  return places;
}

}  // namespace

std::vector<Place> Database::with_id(std::string_view beginning, std::size_t most) const {
  return guarded("looking for an id", [&] {
    std::map<std::string, Place> found;
    const std::string terms = id_term(beginning);
    for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
      for (TermList term(lists(segment), terms); !term.at_end() && term.term().starts_with(terms); term.next())
        for (PostingList at = lists(segment).of(term.term()); !at.at_end(); at.next()) {
          const Place place{segment, at.document()};
          std::string id = id_text(generation_->records[segment].id(place.document));
          if (id.starts_with(beginning) && !dead(place)) found.emplace(std::move(id), place);
          if (found.size() == most) return places_of(found);
        }
    }
    return places_of(found);
  });
}

std::uint64_t Database::frequency(const std::string& term) const {
  return guarded("looking up a term", [&] {
    std::uint64_t sum = 0;
    for (std::size_t number = 0; number < segments_.size(); ++number) sum += lists(number).frequency(term);
    return sum;
  });
}

double Database::rarity(std::uint64_t frequency) const {
  return newsgrep::rarity(static_cast<double>(frequency), static_cast<double>(all_.get_doccount()));
}

// Of all segments together, each once, in the order of their bytes. Every word at once is asked for without a prefix, which no folded word begins
// with: the others are passed over.
void Database::each_term(const std::string& beginning, const std::function<bool(std::string_view)>& each) const {
  const std::string behind_prefixes = "[";
  std::vector<TermList> terms;
  for (std::size_t number = 0; number < segments_.size(); ++number) terms.emplace_back(lists(number), beginning);
  std::string name;
  for (;;) {
    const TermList* first = nullptr;
    for (const auto& one : terms)
      if (!one.at_end() && (!first || one.term() < first->term())) first = &one;
    if (!first || !first->term().starts_with(beginning)) return;
    name = first->term();
    if (beginning.empty() && name >= "A" && name < behind_prefixes) {
      for (auto& one : terms) one.skip_to(behind_prefixes);
      continue;
    }
    if (!each(name)) return;
    for (auto& one : terms)
      if (!one.at_end() && one.term() == name) one.next();
  }
}

IndexFacts Database::facts() const {
  IndexFacts facts;
  facts.stemmers = generation_->catalog.stemmers;
  for (const auto& segment : generation_->catalog.segments) {
    if (!segment.dated()) continue;
    const Day oldest{std::chrono::days{segment.oldest}}, newest{std::chrono::days{segment.newest}};
    facts.oldest = facts.oldest ? std::min(*facts.oldest, oldest) : oldest;
    facts.newest = facts.newest ? std::max(*facts.newest, newest) : newest;
  }
  facts.policy = &generation_->policy;
  facts.each_term = [this](const std::string& beginning, const std::function<bool(std::string_view)>& each) {
    guarded("looking for words", [&] { each_term(beginning, each); });
  };
  facts.frequency = [this](const std::string& term) { return frequency(term); };
  facts.documents = segments_.empty() ? 0 : all_.get_doccount();
  facts.average_length = segments_.empty() ? 0 : all_.get_avlength();
  facts.has_term = [this](const std::string& term) { return frequency(term) > 0; };
  return facts;
}

}  // namespace newsgrep
