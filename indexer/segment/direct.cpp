// SPDX-License-Identifier: GPL-2.0-or-later
// A segment written table by table, each in the order of its keys. Articles are inverted in memory; what does not fit there goes to
// disk as runs, which are merged while the postings are written. Documents ascend over parts and runs, so that merging never sorts.
#include "common/files.hpp"
#include "common/terms.hpp"
#include "indexer/glass/postlist.hpp"
#include "indexer/glass/termlist.hpp"
#include "indexer/glass/version.hpp"
#include "indexer/memory.hpp"
#include "indexer/segment/inverter.hpp"
#include "indexer/segment/merge.hpp"
#include "indexer/segment/parts.hpp"
#include "indexer/segment/run.hpp"

#include <algorithm>
#include <optional>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Consecutive articles, inverted and stored by one thread.
class DirectPart {
 public:
  /// `fan_in` runs at a time are merged into a larger one.
  DirectPart(const fs::path& scratch, const SegmentTables& tables, std::uint64_t memory, std::size_t fan_in, Layout layout)
      : tables_(tables), memory_(memory), fan_in_(fan_in), layout_(layout), record_writer_(tables.record_writer()), records_(scratch) {
    if (layout_ == Layout::stock) termlists_.emplace(termlists_path());
    start_run();
  }

  void add(const Article& article, std::uint64_t id) {
    lengths_.push_back(inverter_->add(article, id, codes_));
    records_.add(record_writer_.write_coded(codes_, article), article, id, lengths_.back());
    if (inverter_->memory() > memory_ || inverter_->full()) spill();
  }

  void close() {
    if (inverter_->documents() > 0) last_run_ = take_run();
    inverter_.reset();
    if (termlists_) termlists_->finish();
    records_.finish();
  }

  std::size_t spilled() const { return spilled_.size(); }

  /// The part's runs, whose first document is `first` of the segment; those on disk are read `read_size` bytes at a
  /// time.
  void add_runs(std::uint32_t first, std::size_t read_size, std::vector<RunReader>& runs) {
    for (const auto& run : spilled_) runs.emplace_back(run.file, first + run.first, read_size);
    if (!last_run_.empty()) runs.emplace_back(std::move(last_run_), first + run_first_);
  }

  const PartRecords& records() const { return records_; }
  const JoinedUnits& units() const { return units_; }
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }

  /// For each document the tag of its term list with the length in front; there in the stock layout only.
  fs::path termlists_path() const { return records_.folder() / "termlists"; }

 private:
  // A run on disk. Those of a higher level are merged from others, and come before those of a lower one.
  struct Spilled {
    fs::path file;
    std::uint32_t first = 0;  // document of the part
    unsigned level = 0;
  };

  fs::path next_run() { return records_.folder() / ("run-" + std::to_string(next_run_++)); }

  void start_run() {
    inverter_.emplace(tables_.symbols, tables_.policy, units_, layout_);
    run_first_ = static_cast<std::uint32_t>(lengths_.size());
  }

  std::string take_run() { return inverter_->take(termlists_ ? &*termlists_ : nullptr); }

  void spill() {
    spilled_.push_back({next_run(), run_first_, 0});
    write_file(spilled_.back().file, take_run());
    inverter_.reset();
    while (last_are_alike()) merge_last();
    release_freed_memory();
    start_run();
  }

  bool last_are_alike() const {
    return spilled_.size() >= fan_in_ && spilled_[spilled_.size() - fan_in_].level == spilled_.back().level;
  }

  // Files can be open only so many at a time.
  void merge_last() {
    constexpr std::size_t read_size = 32 << 10;
    const auto begin = spilled_.end() - static_cast<std::ptrdiff_t>(fan_in_);
    const Spilled merged{next_run(), begin->first, begin->level + 1};
    std::vector<RunReader> runs;
    for (auto run = begin; run != spilled_.end(); ++run) runs.emplace_back(run->file, run->first - merged.first, read_size);
    merge_runs(std::move(runs), merged.file);
    for (auto run = begin; run != spilled_.end(); ++run) fs::remove(run->file);
    spilled_.erase(begin, spilled_.end());
    spilled_.push_back(merged);
  }

  SegmentTables tables_;
  std::uint64_t memory_;
  std::size_t fan_in_;
  Layout layout_;
  JoinedUnits units_;
  std::optional<Inverter> inverter_;  // of the run in hand
  RecordWriter record_writer_;
  CodedTexts codes_;
  PartRecords records_;
  std::optional<FileWriter> termlists_;
  std::vector<std::uint32_t> lengths_;  // of the documents
  std::vector<Spilled> spilled_;        // in the order of their documents
  std::size_t next_run_ = 0;            // number
  std::uint32_t run_first_ = 0;         // of the run in hand
  std::string last_run_;
};

class DirectWriter : public WriterOfParts<DirectPart> {
 public:
  DirectWriter(const SegmentPlace& place, const SegmentTables& tables)
      : WriterOfParts(place, tables, place.memory / place.parts, std::max(most_open / place.parts / levels, least_fan_in), place.layout),
        memory_(place.memory),
        layout_(place.layout) {}

 private:
  void write_tables() override {
    std::vector<Records> records;
    for (const auto& part : parts()) records.emplace_back(part->records().folder());
    database_.termlist = write_termlists(documents_of(records));
    PostlistTable postlist(target() / "postlist.glass", layout_ == Layout::lean ? lean_chunks : ChunkSizes());
    PositionTable positions(target() / "position.glass");
    write_values(postlist, records);
    write_lengths(postlist);
    merge_runs(runs(), postlist, positions);
    database_.postlist = postlist.finish();
    database_.position = positions.finish();
    database_.statistics = postlist.statistics();
  }

  void complete_database(Manifest& manifest) override {
    manifest.add_files();
    database_.identity = manifest.identity();
    write_version_file(target(), database_);
  }

  static std::uint32_t documents_of(const std::vector<Records>& parts) {
    std::uint64_t sum = 0;
    for (const auto& records : parts) sum += records.size();
    if (sum >= UINT32_MAX) throw Error(ErrorCode::io, "a segment of " + std::to_string(sum) + " articles: Xapian counts them up to 4 thousand million", "index the archive in several parts, each with a --db of its own");
    return static_cast<std::uint32_t>(sum);
  }

  // Stock servers ask which slots have a value before they send one.
  GlassRoot write_termlists(std::uint32_t documents) const {
    TermlistTable table(target() / "termlist.glass",
                        layout_ == Layout::stock ? TermlistTable::Packing::huffman : TermlistTable::Packing::plain);
    if (layout_ == Layout::stock)
      copy_termlists(table);
    else
      for (std::uint32_t document = 1; document <= documents; ++document) table.slots(document, slots);
    return table.finish();
  }

  void copy_termlists(TermlistTable& table) const {
    std::uint32_t document = 0;
    for (const auto& part : parts())
      for (ScratchReader in(part->termlists_path()); !in.done();) {
        table.document(++document, in.take(in.number()));
        table.slots(document, slots);
      }
  }

  // The first document is the newest.
  void write_values(PostlistTable& postlist, const std::vector<Records>& parts) const {
    const auto documents = documents_of(parts);
    if (documents == 0) return;
    const std::string segment = segment_id();
    const auto has_some = [](const Records& records) { return records.size() > 0; };
    const auto &newest = *std::find_if(parts.begin(), parts.end(), has_some), &oldest = *std::find_if(parts.rbegin(), parts.rend(), has_some);
    postlist.value_statistics(order_slot, documents, oldest.order(oldest.size()), newest.order(1));
    postlist.value_statistics(segment_slot, documents, segment, segment);
    postlist.begin_values(order_slot);
    std::uint32_t before = 0;
    for (const auto& records : parts) {
      for (std::uint32_t document = 1; document <= records.size(); ++document) postlist.value(before + document, records.order(document));
      before += static_cast<std::uint32_t>(records.size());
    }
    postlist.begin_values(segment_slot);
    for (std::uint32_t document = 1; document <= documents; ++document) postlist.value(document, segment);
  }

  void write_lengths(PostlistTable& postlist) const {
    std::uint32_t document = 0;
    for (const auto& part : parts())
      for (const auto length : part->lengths()) postlist.length(++document, length);
  }

  std::vector<RunReader> runs() const {
    constexpr std::size_t smallest_read = 8 << 10, largest_read = 128 << 10;
    std::size_t on_disk = 0;
    for (const auto& part : parts()) on_disk += part->spilled();
    const auto read_size = std::clamp<std::size_t>(memory_ / (2 * (on_disk + 1)), smallest_read, largest_read);
    std::vector<RunReader> runs;
    std::uint32_t first = 0;
    for (const auto& part : parts()) {
      part->add_runs(first, read_size, runs);
      first += static_cast<std::uint32_t>(part->lengths().size());
    }
    return runs;
  }

  static constexpr std::uint32_t slots[] = {order_slot, segment_slot};
  // Files of runs that are open at last, about, in how many levels they come as a rule, and how few are merged at a time.
  static constexpr std::size_t most_open = 240, levels = 3, least_fan_in = 4;

  // Queries look for few documents in long lists, and for the length of each that is found.
  static constexpr ChunkSizes lean_chunks{.postings = 350, .lengths = 120, .values = 350};

  std::uint64_t memory_;
  Layout layout_;
  GlassDatabase database_;
};

}  // namespace

std::unique_ptr<SegmentWriter> direct_writer(const SegmentPlace& place, const SegmentTables& tables) {
  return std::make_unique<DirectWriter>(place, tables);
}

}  // namespace newsgrep
