// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/database.hpp"

#include "common/terms.hpp"

#include <algorithm>
#include <set>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// A segment that a writer has locked is on its way out: the catalog that names it is no longer the present one.
FolderLock hold_segment(const fs::path& path) {
  FolderLock lock(path, FolderLock::Mode::shared);
  if (!lock.held()) throw Error(ErrorCode::corrupt, "segment " + path.string() + " is being removed", "run newsgrep-index --check");
  return lock;
}

std::shared_ptr<const Generation> load(const fs::path& folder, const Catalog& catalog) {
  auto generation = std::make_shared<Generation>();
  generation->folder = folder;
  generation->catalog = catalog;
  for (const auto& segment : catalog.segments) {
    generation->locks.push_back(hold_segment(segment_path(folder, segment.id)));
    generation->tombstones.push_back(read_tombstones(folder, segment));
    generation->records.emplace_back(segment_path(folder, segment.id));
  }
  generation->tables = read_record_tables(folder, catalog.tables);
  if (const auto* terms = newest_table(catalog.tables, TableKind::terms)) generation->policy = TermPolicy::parse(read_table(folder, *terms));
  const auto absolute = fs::absolute(folder).lexically_normal();
  generation->base = (absolute.has_filename() ? absolute : absolute.parent_path()).parent_path().string();
  if (!generation->base.ends_with('/')) generation->base += '/';
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

std::shared_ptr<const Generation> open_generation(const fs::path& folder) {
  return read_generation(folder, [&](const Catalog& catalog) {
    auto generation = load(folder, catalog);
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

Place Database::place(Xapian::docid of_all) const {
  const auto count = static_cast<Xapian::docid>(segments_.size());
  return {(of_all - 1) % count, (of_all - 1) / count + 1};
}

std::size_t Database::segment_with(std::string_view id) const {
  const auto& segments = generation_->catalog.segments;
  const auto at = std::find_if(segments.begin(), segments.end(), [&](const SegmentEntry& segment) { return segment.id == id; });
  if (at == segments.end()) throw Error(ErrorCode::corrupt, "an article belongs to segment " + std::string(id) + ", which the catalog does not name", "check the index: newsgrep-index --check");
  return static_cast<std::size_t>(at - segments.begin());
}

void Database::read(const Place& place, Article& article, RecordReader::Part part) {
  const Records& records = generation_->records[place.segment];
  reader_.read(records.record(place.document), article, part);
  article.id = id_text(records.id(place.document));
  if (!article.path.starts_with('/') && article.path != "-") article.path.insert(0, generation_->base);
}

std::vector<Place> Database::documents(const std::string& term, std::size_t most) const {
  return guarded("looking up a term", [&] {
    std::vector<Place> found;
    for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
      const auto end = segments_[segment].postlist_end(term);
      for (auto at = segments_[segment].postlist_begin(term); at != end && found.size() < most; ++at)
        if (const Place place{segment, *at}; !dead(place)) found.push_back(place);
    }
    return found;
  });
}

std::vector<std::string> Database::ids(std::string_view beginning, std::size_t most) const {
  return guarded("looking up ids", [&]() -> std::vector<std::string> {
    std::set<std::string> found;
    const std::string term_beginning = id_term(beginning);
    for (const auto& segment : segments_) {
      const auto end = segment.allterms_end(term_beginning);
      for (auto at = segment.allterms_begin(term_beginning); at != end && found.size() < most; ++at)
        if (const std::string term = *at; !documents(term, 1).empty()) found.insert(term.substr(id_term("").size()));
    }
    return {found.begin(), found.end()};
  });
}

std::uint64_t Database::frequency(const std::string& term) const {
  if (segments_.empty()) return 0;
  return guarded("looking up a term", [&] { return all_.get_termfreq(term); });
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
  return facts;
}

}  // namespace newsgrep
