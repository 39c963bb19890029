// SPDX-License-Identifier: GPL-2.0-or-later
// Makes a damaged index whole. Sound segments stay; what can be read of the others goes into a new one, with what the archive still has
// of the rest. Nothing is removed before that is published.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"
#include "common/manifest.hpp"
#include "common/record.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "indexer/first_captures.hpp"
#include "indexer/inventory.hpp"
#include "indexer/lock.hpp"
#include "indexer/lost_catalog.hpp"
#include "indexer/parallel.hpp"
#include "indexer/planning.hpp"
#include "indexer/publishing.hpp"
#include "indexer/reading.hpp"
#include "indexer/repair.hpp"
#include "indexer/resolve.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// In a handler: what the system refuses to read now, too few open files say, may be sound, and would be lost by a repair.
void rethrow_refusal(const Error& error) {
  if (error.code() == ErrorCode::io) throw;
}

// A segment that cannot stay as it is.
struct Broken {
  SegmentEntry segment;
  std::optional<Tombstones> dead;  // nothing: they cannot be read
};

class Repair {
 public:
  explicit Repair(const IndexOptions& options) : options_(options), folder_(options.db), lock_(folder_), threads_(threads_for(options.jobs)) {}

  RepairSummary run() {
    find_catalog();
    mend_tables();
    find_broken();
    find_inventory();
    if (summary_.damaged.size() == mended_) return summary_;
    make_folder(scratch_path(folder_));
    Spool spool(scratch_path(folder_));
    note_live();
    for (auto broken = broken_.rbegin(); broken != broken_.rend(); ++broken) save(*broken, spool);
    require_some_saved();
    Resolution resolution = read_lost(spool);
    publish(resolution, spool);
    return summary_;
  }

 private:
  void damaged(const fs::path& path, const std::string& what) { summary_.damaged.push_back(path.string() + ": " + what); }

  // In a handler. What an Error says names its file already.
  void damaged(const Error& error) {
    rethrow_refusal(error);
    summary_.damaged.emplace_back(error.what());
  }

  void find_catalog() {
    try {
      catalog_ = read_catalog(folder_);
      return mend_copy();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::corrupt) throw;
      damaged(error);
    }
    try {
      catalog_ = read_catalog_copy(folder_);
    } catch (const Error& error) {
      rethrow_refusal(error);
      if (error.code() == ErrorCode::version) throw;
      take_files();
    }
  }

  // Whatever segments there are: their articles are written once more, into one that a catalog names.
  void take_files() {
    catalog_ = catalog_of_files(folder_);
    catalog_lost_ = true;
    if (catalog_.segments.empty())
      throw Error(ErrorCode::corrupt, "neither " + catalog_path(folder_).string() + " nor its copy can be read, and no stored articles are there", anew_hint());
  }

  // What a rebuild would drop cannot be told.
  std::string anew_hint() const { return rebuild_hint(folder_) + ", with each PATH that is to be in it, and --remove-missing"; }

  // An index with nothing in it must not take the place of one that somebody else may be able to read.
  void require_some_saved() const {
    if (!catalog_lost_ || !saved_.empty() || summary_.nameless == 0) return;
    throw Error(ErrorCode::corrupt, "none of the articles stored in " + folder_.string() + " can be read without its catalog; nothing is changed", anew_hint());
  }

  void mend_copy() {
    try {
      read_catalog_copy(folder_);
    } catch (const Error& error) {
      damaged(error);
      keep_catalog_copy(folder_);
      mended_ = 1;
    }
  }

  // One whole copy of a table, which is left alone, makes the other whole; without one the table is gone, and so are the segments that need it.
  void mend_tables() {
    const std::vector<TableEntry> tables = catalog_.tables;
    for (const TableEntry& table : tables) {
      std::string whole, broken;  // copies
      for (const char copy : {'a', 'b'}) {
        try {
          read_table_copy(folder_, table, copy);
          whole += copy;
        } catch (const Error& error) {
          damaged(error);
          broken += copy;
        }
      }
      if (whole.empty()) lost_tables_.push_back(table);
      if (whole.empty() || broken.empty()) continue;
      write_file(table_path(folder_, table, broken[0]), read_file(table_path(folder_, table, whole[0])));
      sync_path(folder_ / "tables");
      ++mended_;
    }
  }

  bool needs_lost_table(const SegmentEntry& segment) const {
    return std::any_of(lost_tables_.begin(), lost_tables_.end(),
                       [&](const TableEntry& table) { return table.kind == TableKind::terms || table.number == segment.symbols; });
  }

  // Xapian gets to see no segment before that.
  bool sound_files(const SegmentEntry& segment) {
    const auto path = segment_path(folder_, segment.id);
    try {
      const auto troubles = verify_files(path, segment.manifest, Verify::all);
      for (const auto& trouble : troubles) damaged(path, trouble);
      return troubles.empty();
    } catch (const Error& error) {
      damaged(error);
      return false;
    }
  }

  std::optional<Tombstones> tombstones_of(const SegmentEntry& segment) {
    try {
      return read_tombstones(folder_, segment);
    } catch (const Error& error) {
      damaged(error);
      return std::nullopt;
    }
  }

  void find_broken() {
    for (const auto& segment : catalog_.segments) {
      const bool sound = !catalog_lost_ && sound_files(segment);
      auto dead = tombstones_of(segment);
      if (sound && dead && !needs_lost_table(segment))
        sound_.emplace_back(segment, std::move(*dead));
      else
        broken_.push_back({segment, std::move(dead)});
    }
  }

  void find_inventory() {
    summary_.inventory_lost = catalog_lost_;
    if (catalog_lost_) return;
    try {
      inventory_ = read_inventory(folder_, catalog_);
    } catch (const Error& error) {
      damaged(error);
      summary_.inventory_lost = true;
    }
    for (const auto& [path, file] : inventory_)
      for (const auto& article : file.articles)
        if (!article.superseded) wanted_.emplace(article.id, article.content);
  }

  void note_live() {
    RecordReader reader(tables_that_are_left());
    Article article;
    for (const auto& [segment, dead] : sound_) {
      const Records records(segment_path(folder_, segment.id));
      for (std::uint64_t document = 1; document <= records.size(); ++document) {
        if (dead.dead(static_cast<std::uint32_t>(document))) continue;
        present_.insert(records.id(document));
        if (!summary_.inventory_lost) continue;
        reader.read(records.record(document), article);
        remember(article, records.id(document));
      }
    }
  }

  std::shared_ptr<const RecordTables> tables_that_are_left() const {
    std::vector<TableEntry> left = catalog_.tables;
    std::erase_if(left, [&](const TableEntry& table) { return std::find(lost_tables_.begin(), lost_tables_.end(), table) != lost_tables_.end(); });
    return read_record_tables(folder_, left);
  }

  // For an inventory that has to be made again: with a hash of 0 the file counts as not read to its end.
  void remember(const Article& article, std::uint64_t id) {
    serialise(article, bytes_);
    inventory_[article.path].articles.push_back(known_article(article, id, bytes_, false));
  }

  void save(const Broken& broken, Spool& spool) {
    std::uint64_t unread = broken.segment.articles;
    try {
      const Records records(segment_path(folder_, broken.segment.id));
      RecordReader reader(tables_that_are_left());
      for (std::uint64_t document = 1; document <= records.size(); ++document) unread -= save_article(broken, records, document, reader, spool);
    } catch (const Error& error) {  // nothing of it can be read
      rethrow_refusal(error);
    }
    if (summary_.inventory_lost) summary_.nameless += std::min(unread, broken.segment.articles - broken.segment.dead_count);
  }

  // False when it cannot be read: it is lost, unless the archive has it.
  bool save_article(const Broken& broken, const Records& records, std::uint64_t document, RecordReader& reader, Spool& spool) {
    const bool dead = broken.dead && broken.dead->dead(static_cast<std::uint32_t>(document));
    if (dead && !catalog_lost_) return true;
    try {
      const std::uint64_t id = records.id(document);
      if (present_.contains(id)) return true;
      if (dead) return present_.insert(id).second;  // an older segment, which a later one had taken in, may still have it
      Article article;
      reader.read(records.record(document), article);
      serialise(article, bytes_);
      if (!is_present_version(article, id)) return true;
      present_.insert(id);
      saved_.push_back({id, moment_of_order(records.order(document)), spool.put(bytes_)});
      if (summary_.inventory_lost) remember(article, id);
      return true;
    } catch (const Error& error) {
      rethrow_refusal(error);
      return false;
    }
  }

  // Of the article in `bytes_`. Without tombstones and inventory the newest segment decides, which is looked at first.
  bool is_present_version(const Article& article, std::uint64_t id) const {
    if (summary_.inventory_lost) return true;
    const auto wanted = wanted_.find(id);
    return wanted != wanted_.end() && wanted->second == content_sum(bytes_, article);
  }

  bool lost(std::uint64_t id) const { return wanted_.contains(id) && !present_.contains(id); }

  // Every file that held a lost article in any form is read again, as if it did not know it.
  Resolution read_lost(Spool& spool) {
    if (summary_.inventory_lost) return {};
    const StoredPaths paths(base_of(folder_, catalog_.place));
    std::vector<FileJob> jobs;
    for (auto& [path, file] : inventory_) {
      const auto is_lost = [&](const KnownArticle& article) { return lost(article.id); };
      if (std::none_of(file.articles.begin(), file.articles.end(), is_lost)) continue;
      for (const auto& article : file.articles)
        if (is_lost(article) && !article.superseded) lost_.emplace(article.id, path + article.entry);
      std::erase_if(file.articles, [&](const KnownArticle& article) { return is_lost(article) && !article.superseded; });
      file.hash = 0;
      edited_.insert(path);
      if (auto job = job_for(paths, path)) jobs.push_back(std::move(*job));
    }
    auto read = read_into_spool(jobs, options_, spool, threads_, [&](const ReadFile& file) { note(file); });
    std::set<std::string> tried = edited_;
    for (;;) {
      Resolution resolution = resolve(inventory_, read, {}, tried);
      if (resolution.comes_back.empty()) return resolution;
      jobs.clear();
      for (const auto& stored : resolution.comes_back)
        if (auto job = job_for(paths, stored)) jobs.push_back(std::move(*job));
      auto again = read_into_spool(jobs, options_, spool, threads_, [&](const ReadFile& file) { note(file); });
      std::move(again.begin(), again.end(), std::back_inserter(read));
      tried.merge(resolution.comes_back);
    }
  }

  void note(const ReadFile& file) const {
    if (!options_.diagnostic) return;
    for (const auto& failure : file.state.failures) options_.diagnostic(failure);
  }

  InventoryChange change_of(Resolution& resolution) const {
    if (summary_.inventory_lost) return {inventory_, {}};
    InventoryChange change = std::move(resolution.change);
    for (const auto& path : edited_) change.changed.emplace(path, inventory_.at(path));
    return change;
  }

  void count_lost(const Resolution& resolution) {
    for (const auto& article : resolution.write) lost_.erase(article.id);
    for (const auto& [id, address] : lost_) summary_.lost.push_back(address);
    std::sort(summary_.lost.begin(), summary_.lost.end());
  }

  // Segments of the archive that no catalog names may be there, if the copy is what was read: their names are taken.
  Catalog next_catalog() const {
    Catalog next = catalog_;
    next.generation = std::max(catalog_.generation, generation_on_disk(folder_)) + 1;
    next.segments.clear();
    for (const auto& [segment, dead] : sound_) next.segments.push_back(segment);
    const bool terms_lost = catalog_lost_ || std::any_of(lost_tables_.begin(), lost_tables_.end(), [](const TableEntry& table) { return table.kind == TableKind::terms; });
    std::erase_if(next.tables, [&](const TableEntry& table) { return terms_lost || std::find(lost_tables_.begin(), lost_tables_.end(), table) != lost_tables_.end(); });
    if (summary_.inventory_lost) next.inventories.clear();
    if (catalog_lost_) next.place = place_that_is_left();
    return next;
  }

  // Nothing tells where the archive lay: by the name of the folder, or around it.
  ArchivePlace place_that_is_left() const {
    if (!has_relative_paths(inventory_)) return place_of_new(folder_);
    return {ArchivePlace::Rule::around, base_of(folder_, {}).folder};
  }

  void publish(Resolution& resolution, Spool& spool) {
    Catalog next = next_catalog();
    if (catalog_lost_ && has_relative_paths(inventory_)) summary_.taken_below = next.place.folder;
    count_lost(resolution);
    summary_.read_again = resolution.write.size();
    keep_first_captures(folder_, next, resolution, spool);
    kill(next, resolution);
    summary_.saved = saved_.size();
    resolution.write.insert(resolution.write.end(), saved_.begin(), saved_.end());
    if (!resolution.write.empty()) {
      const auto tables = tables_for(folder_, next, resolution.write, spool, threads_);
      write_segment(folder_, next, resolution.write, tables, spool, {threads_, options_.memory, options_.portable, {}}, [](std::uint64_t) { return true; });
    }
    drop_unused_tables(next);
    const InventoryChange change = change_of(resolution);
    if (!change.empty() || summary_.inventory_lost) add_inventory(folder_, next, change);
    publish_catalog(folder_, next);
    remove_leftovers(folder_, next);
  }

  // What the files that were read again have in another form by now.
  void kill(Catalog& next, const Resolution& resolution) {
    std::unordered_set<std::uint64_t> gone(resolution.kill.begin(), resolution.kill.end());
    std::erase_if(saved_, [&](const SpooledArticle& article) { return gone.erase(article.id) > 0; });
    kill_articles(folder_, next, {gone.begin(), gone.end()});
  }

  const IndexOptions& options_;
  fs::path folder_;
  WriterLock lock_;
  unsigned threads_;
  Catalog catalog_;
  bool catalog_lost_ = false;  // both copies; `catalog_` is what the files tell
  std::vector<TableEntry> lost_tables_;
  std::vector<std::pair<SegmentEntry, Tombstones>> sound_;
  std::vector<Broken> broken_;  // in the order of the catalog
  Inventory inventory_;
  std::set<std::string> edited_;                                 // files of the inventory that hold lost articles
  std::unordered_map<std::uint64_t, std::uint64_t> wanted_;      // by id, hashes of the articles that the index should hold
  std::unordered_set<std::uint64_t> present_;                    // ids of those that it does, or that were saved
  std::map<std::uint64_t, std::string> lost_;                    // by id, addresses of the others
  std::vector<SpooledArticle> saved_;
  std::string bytes_;
  std::size_t mended_ = 0;  // of what was damaged: needs no new generation
  RepairSummary summary_;
};

}  // namespace

RepairSummary repair_index(const IndexOptions& options) { return Repair(options).run(); }

}  // namespace newsgrep
