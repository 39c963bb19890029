// SPDX-License-Identifier: GPL-2.0-or-later
// What all ways of writing a segment have alike: parts that are written side by side, their records, and how a segment
// is completed.
#pragma once

#include "common/joined_units.hpp"
#include "common/records.hpp"
#include "indexer/segment/manifest.hpp"
#include "indexer/segment/writer.hpp"

#include <future>
#include <vector>

namespace newsgrep {

/// The records of a part, in a folder of its own, and what the segment's entry counts of them.
class PartRecords {
 public:
  /// Makes the folder. Throws Error(io), like the other methods.
  explicit PartRecords(std::filesystem::path folder);

  /// Stores the next document, which has so many words in Xapian's tables.
  void add(std::string_view record, const Article& article, std::uint64_t id, std::uint32_t length);
  void finish() { records_.finish(); }

  const std::filesystem::path& folder() const { return folder_; }
  const SegmentEntry& counts() const { return counts_; }

 private:
  std::filesystem::path folder_;
  RecordsWriter records_;
  SegmentEntry counts_;
};

/// Opens a new segment through Xapian and compares its counts; throws Error(internal) when something is missing.
void verify_segment(const std::filesystem::path& segment, std::uint64_t articles);

/// A writer whose parts have add(), close() and records(), which are those of SegmentWriter, and the part's PartRecords.
template <class Part>
class WriterOfParts : public SegmentWriter {
 public:
  void add(std::size_t part, const Article& article, std::uint64_t id) override { parts_[part]->add(article, id); }
  void close(std::size_t part) override { parts_[part]->close(); }

  SegmentEntry finish() override {
    std::filesystem::create_directories(target_);
    units().write(target_);
    auto gathered = std::async(std::launch::async | std::launch::deferred, [this] { return gather_records(); });  // copies bytes, while the tables take the processor
    write_tables();
    SegmentEntry entry = gathered.get();
    Manifest manifest(target_);
    complete_database(manifest);
    parts_.clear();
    std::filesystem::remove_all(scratch_);
    verify_segment(target_, entry.articles);
    entry.id = segment_id();
    entry.manifest = manifest.write();
    return entry;
  }

 protected:
  using Parts = std::vector<std::unique_ptr<Part>>;

  /// Each part is made of its folder and `arguments`.
  template <class... Arguments>
  explicit WriterOfParts(const SegmentPlace& place, const Arguments&... arguments)
      : target_(place.target), scratch_(place.scratch) {
    for (std::size_t number = 0; number < place.parts; ++number)
      parts_.push_back(std::make_unique<Part>(scratch_ / std::to_string(number), arguments...));
  }

  /// Those of all articles. All parts are closed.
  virtual JoinedUnits units() const = 0;
  /// Makes the tables of the Xapian database in the segment's folder, while another thread gathers the records there. All parts are closed.
  virtual void write_tables() = 0;
  /// Does what takes all files that are there.
  virtual void complete_database(Manifest&) {}

  const Parts& parts() const { return parts_; }
  const std::filesystem::path& target() const { return target_; }
  std::string segment_id() const { return target_.filename().string(); }

 private:
  SegmentEntry gather_records() const {
    SegmentEntry entry;
    RecordsWriter records(target_);
    for (const auto& part : parts_) {
      records.append(part->records().folder());
      entry.absorb(part->records().counts());
    }
    records.finish();
    return entry;
  }

  std::filesystem::path target_, scratch_;
  Parts parts_;
};

}  // namespace newsgrep
