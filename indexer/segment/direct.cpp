// SPDX-License-Identifier: GPL-2.0-or-later
// A segment written table by table, each in the order of its keys. Articles are inverted in memory; what does not fit there goes to
// disk as runs, which are merged while the postings are written. Documents ascend over parts and runs, so that merging never sorts.
#include "common/files.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "common/xapian.hpp"
#include "indexer/glass/postlist.hpp"
#include "indexer/glass/termlist.hpp"
#include "indexer/glass/version.hpp"
#include "indexer/memory.hpp"
#include "indexer/segment/inverter.hpp"
#include "indexer/segment/manifest.hpp"
#include "indexer/segment/merge.hpp"
#include "indexer/segment/run.hpp"
#include "indexer/segment/writer.hpp"

#include <optional>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Consecutive articles, inverted and stored by one thread.
class Part {
 public:
  Part(fs::path scratch, const SegmentTables& tables, std::uint64_t memory)
      : scratch_(std::move(scratch)), tables_(tables), memory_(memory), record_writer_(tables.record_writer()) {
    fs::create_directories(scratch_);
    start_run();
    records_.emplace(scratch_);
  }

  void add(const Article& article, std::uint64_t id) {
    lengths_.push_back(inverter_->add(article, id, codes_));
    records_->add(record_writer_.write_coded(codes_, article), order_value(article.published, id));
    count_article(counts_, article);
    if (inverter_->memory() > memory_ || inverter_->full()) spill();
  }

  /// No more articles come.
  void close() {
    if (inverter_->documents() > 0) last_run_ = inverter_->take();
    inverter_.reset();
    records_->finish();
  }

  /// The part's runs, whose first document is `first` of the segment.
  void add_runs(std::uint32_t first, std::vector<RunReader>& runs) {
    for (std::size_t number = 0; number < spilled_.size(); ++number) runs.emplace_back(run_path(number), first + spilled_[number]);
    if (!last_run_.empty()) runs.emplace_back(std::move(last_run_), first + run_first_);
  }

  const fs::path& folder() const { return scratch_; }
  const SegmentEntry& counts() const { return counts_; }
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }

 private:
  fs::path run_path(std::size_t number) const { return scratch_ / ("run-" + std::to_string(number)); }

  void start_run() {
    inverter_.emplace(tables_.symbols, tables_.policy);
    run_first_ = static_cast<std::uint32_t>(lengths_.size());
  }

  void spill() {
    write_file(run_path(spilled_.size()), inverter_->take());
    spilled_.push_back(run_first_);
    inverter_.reset();
    release_freed_memory();
    start_run();
  }

  fs::path scratch_;
  SegmentTables tables_;
  std::uint64_t memory_;
  std::optional<Inverter> inverter_;  // of the run in hand
  RecordWriter record_writer_;
  CodedTexts codes_;
  std::optional<RecordsWriter> records_;
  std::vector<std::uint32_t> lengths_;  // of the documents
  std::vector<std::uint32_t> spilled_;  // first document of each run on disk, within the part
  std::uint32_t run_first_ = 0;         // of the run in hand
  std::string last_run_;
  SegmentEntry counts_;
};

class DirectWriter : public SegmentWriter {
 public:
  DirectWriter(const SegmentPlace& place, const SegmentTables& tables) : target_(place.target), scratch_(place.scratch) {
    for (std::size_t number = 0; number < place.parts; ++number)
      parts_.push_back(std::make_unique<Part>(scratch_ / std::to_string(number), tables, place.memory / place.parts));
  }

  void add(std::size_t part, const Article& article, std::uint64_t id) override { parts_[part]->add(article, id); }
  void close(std::size_t part) override { parts_[part]->close(); }

  SegmentEntry finish() override {
    fs::create_directories(target_);
    gather_records();
    write_tables();
    parts_.clear();
    fs::remove_all(scratch_);
    verify_segment(target_, entry_.articles);
    entry_.id = segment_id();
    entry_.manifest = write_manifest(target_);
    return entry_;
  }

 private:
  std::string segment_id() const { return target_.filename().string(); }

  void gather_records() {
    RecordsWriter records(target_);
    for (const auto& part : parts_) {
      records.append(part->folder());
      entry_.absorb(part->counts());
    }
    records.finish();
  }

  void write_tables() {
    const Records records(target_);
    GlassDatabase database;
    database.termlist = write_slots(static_cast<std::uint32_t>(records.size()));
    PostlistTable postlist(target_ / "postlist.glass");
    write_values(postlist, records);
    write_lengths(postlist);
    merge_runs(runs(), postlist);
    database.postlist = postlist.finish();
    database.statistics = postlist.statistics();
    write_version_file(target_, database);
  }

  // Which slots have a value in each document: what stock servers ask for before they send one.
  GlassRoot write_slots(std::uint32_t documents) const {
    constexpr std::uint32_t slots[] = {order_slot, segment_slot};
    TermlistTable termlist(target_ / "termlist.glass", TermlistTable::Packing::plain);
    for (std::uint32_t document = 1; document <= documents; ++document) termlist.slots(document, slots);
    return termlist.finish();
  }

  // The first document is the newest.
  void write_values(PostlistTable& postlist, const Records& records) const {
    const auto documents = static_cast<std::uint32_t>(records.size());
    if (documents == 0) return;
    const std::string segment = segment_id();
    postlist.value_statistics(order_slot, documents, records.order(documents), records.order(1));
    postlist.value_statistics(segment_slot, documents, segment, segment);
    postlist.begin_values(order_slot);
    for (std::uint32_t document = 1; document <= documents; ++document) postlist.value(document, records.order(document));
    postlist.begin_values(segment_slot);
    for (std::uint32_t document = 1; document <= documents; ++document) postlist.value(document, segment);
  }

  void write_lengths(PostlistTable& postlist) const {
    std::uint32_t document = 0;
    for (const auto& part : parts_)
      for (const auto length : part->lengths()) postlist.length(++document, length);
  }

  std::vector<RunReader> runs() {
    std::vector<RunReader> runs;
    std::uint32_t first = 0;
    for (const auto& part : parts_) {
      part->add_runs(first, runs);
      first += static_cast<std::uint32_t>(part->lengths().size());
    }
    return runs;
  }

  fs::path target_, scratch_;
  std::vector<std::unique_ptr<Part>> parts_;
  SegmentEntry entry_;
};

}  // namespace

std::unique_ptr<SegmentWriter> direct_writer(const SegmentPlace& place, const SegmentTables& tables) {
  return std::make_unique<DirectWriter>(place, tables);
}

}  // namespace newsgrep
