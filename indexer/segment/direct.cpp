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
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// What reads the articles of one part after another, so that most words of the later ones are known already.
struct Reader {
  JoinedUnits units;
  std::optional<Inverter> inverter;
};

// For each thread one.
class Readers {
 public:
  Readers(const SegmentTables& tables, Layout layout) : tables_(tables), layout_(layout) {}

  Reader* take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) {
      all_.push_back(std::make_unique<Reader>());
      renew(*all_.back());
      return all_.back().get();
    }
    Reader* const reader = free_.back();
    free_.pop_back();
    return reader;
  }

  void give_back(Reader* reader) {
    const std::lock_guard lock(mutex_);
    free_.push_back(reader);
  }

  /// It forgets the words that it knows.
  void renew(Reader& reader) const {
    reader.inverter.reset();
    reader.inverter.emplace(tables_.symbols, tables_.policy, reader.units, layout_);
  }

  /// Of all articles, when nobody reads any more.
  JoinedUnits units() const {
    JoinedUnits units;
    for (const auto& reader : all_) units.absorb(reader->units);
    return units;
  }

  void forget_words() {
    for (const auto& reader : all_) reader->inverter.reset();
    release_freed_memory();
  }

 private:
  SegmentTables tables_;
  Layout layout_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> all_;
  std::vector<Reader*> free_;
};

// Consecutive articles, inverted and stored by one thread.
class DirectPart {
 public:
  /// `fan_in` runs at a time are merged into a larger one. A thread holds back as much as `memory`.
  DirectPart(const fs::path& scratch, const SegmentTables& tables, const std::shared_ptr<Readers>& readers, std::uint64_t memory, std::size_t fan_in, Layout layout)
      : readers_(readers), memory_(memory), fan_in_(fan_in), record_writer_(tables.record_writer()), records_(scratch) {
    if (layout == Layout::stock) termlists_.emplace(termlists_path());
  }

  void add(const Article& article, std::uint64_t id) {
    if (!reader_) reader_ = readers_->take();
    auto& inverter = *reader_->inverter;
    lengths_.push_back(inverter.add(article, id, codes_));
    records_.add(record_writer_.write_coded(codes_, article), article, id, lengths_.back());
    if (inverter.memory() > memory_ || inverter.full()) spill();
  }

  void close() {
    if (reader_) {
      if (reader_->inverter->documents() > 0) spill();
      readers_->give_back(std::exchange(reader_, nullptr));
    }
    if (termlists_) termlists_->finish();
    records_.finish();
  }

  std::size_t spilled() const { return spilled_.size(); }

  /// The part's runs, whose first document is `first` of the segment, read `read_size` bytes at a time.
  void add_runs(std::uint32_t first, std::size_t read_size, std::vector<RunReader>& runs) {
    for (const auto& run : spilled_) runs.emplace_back(run.file, first + run.first, read_size);
  }

  const PartRecords& records() const { return records_; }
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

  void spill() {
    constexpr std::size_t buffer_size = 1 << 18;
    constexpr std::uint64_t words_fifths = 4;  // of the memory: short runs cost less than words that are learnt anew
    spilled_.push_back({next_run(), run_first_, 0});
    FileWriter run(spilled_.back().file, buffer_size);
    reader_->inverter->take(run, termlists_ ? &*termlists_ : nullptr);
    run.finish();
    run_first_ = static_cast<std::uint32_t>(lengths_.size());
    if (reader_->inverter->memory_of_words() > memory_ / 5 * words_fifths) readers_->renew(*reader_);
    while (last_are_alike()) merge_last();
    release_freed_memory();
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

  std::shared_ptr<Readers> readers_;
  Reader* reader_ = nullptr;  // while the part is written
  std::uint64_t memory_;
  std::size_t fan_in_;
  RecordWriter record_writer_;
  CodedTexts codes_;
  PartRecords records_;
  std::optional<FileWriter> termlists_;
  std::vector<std::uint32_t> lengths_;  // of the documents
  std::vector<Spilled> spilled_;        // in the order of their documents
  std::size_t next_run_ = 0;            // number
  std::uint32_t run_first_ = 0;         // of the run in hand
};

class DirectWriter : public WriterOfParts<DirectPart> {
 public:
  DirectWriter(const SegmentPlace& place, const SegmentTables& tables) : DirectWriter(place, tables, std::make_shared<Readers>(tables, place.layout)) {}

 private:
  DirectWriter(const SegmentPlace& place, const SegmentTables& tables, std::shared_ptr<Readers> readers)
      : WriterOfParts(place, tables, readers, place.memory / place.threads / 8 * counted_eighths, std::max(most_open / place.parts / levels, least_fan_in), place.layout),
        readers_(std::move(readers)),
        memory_(place.memory),
        layout_(place.layout) {}

  JoinedUnits units() const override { return readers_->units(); }

  void write_tables() override {
    readers_->forget_words();
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
  static constexpr std::uint64_t counted_eighths = 7;  // of the memory; tables that grow take some more for a moment
  // Files of runs that are open at last, about, in how many levels they come as a rule, and how few are merged at a time.
  static constexpr std::size_t most_open = 240, levels = 3, least_fan_in = 4;

  // Queries look for few documents in long lists, and for the length of each that is found.
  static constexpr ChunkSizes lean_chunks{.postings = 350, .lengths = 120, .values = 350};

  std::shared_ptr<Readers> readers_;
  std::uint64_t memory_;
  Layout layout_;
  GlassDatabase database_;
};

}  // namespace

std::unique_ptr<SegmentWriter> direct_writer(const SegmentPlace& place, const SegmentTables& tables) {
  return std::make_unique<DirectWriter>(place, tables);
}

}  // namespace newsgrep
