// SPDX-License-Identifier: GPL-2.0-or-later
// A segment through Xapian's public API. Xapian's inverter slows down as it grows, so the segment is built in pieces that stay
// small, and the pieces are compacted into one.
#include "common/records.hpp"
#include "common/terms.hpp"
#include "common/xapian.hpp"
#include "indexer/segment/analyse.hpp"
#include "indexer/segment/manifest.hpp"
#include "indexer/segment/writer.hpp"

#include <optional>
#include <vector>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

class DocumentTerms : public TermSink {
 public:
  explicit DocumentTerms(Xapian::Document& document) : document_(document) {}
  void posting(std::string_view term, std::uint32_t position) override { document_.add_posting(std::string(term), position); }
  void word(std::string_view term, std::uint32_t count) override { document_.add_term(std::string(term), count); }
  void mark(std::string_view term) override { document_.add_boolean_term(std::string(term)); }

 private:
  Xapian::Document& document_;
};

// One part: its pieces and its records.
class Part {
 public:
  Part(fs::path scratch, std::string segment, const SegmentTables& tables, std::uint64_t memory)
      : scratch_(std::move(scratch)), segment_(std::move(segment)), text_a_commit_(memory / inverted_size), analyst_(tables.policy), record_writer_(tables.record_writer()) {
    fs::create_directories(scratch_);
    records_.emplace(scratch_);
  }

  void add(const Article& article, std::uint64_t id) {
    const std::string order = order_value(article.published, id);
    Xapian::Document document;
    DocumentTerms terms(document);
    analyst_.analyse(article, terms);
    document.add_boolean_term(id_term(id_text(id)));
    document.add_value(order_slot, order);
    document.add_value(segment_slot, segment_);
    piece(article.text.size()).add_document(document);
    records_->add(record_writer_.write(article), order);
    count_article(counts_, article);
  }

  void close() {
    close_piece();
    records_->finish();
  }

  const fs::path& folder() const { return scratch_; }
  const SegmentEntry& counts() const { return counts_; }
  /// False when there are none.
  bool add_pieces(Xapian::Database& all) const {
    for (unsigned number = 0; number < pieces_; ++number) all.add_database(Xapian::Database(piece_path(number)));
    return pieces_ > 0;
  }

 private:
  std::string piece_path(unsigned number) const { return (scratch_ / ("piece-" + std::to_string(number))).string(); }

  // Nothing reads a piece while it is written, and a crash throws it away: it needs neither syncs nor term lists.
  Xapian::WritableDatabase& piece(std::uint64_t text_bytes) {
    constexpr unsigned articles_a_piece = 8000, articles_a_commit = 500;
    if (in_piece_ == articles_a_piece) close_piece();
    if (in_piece_ == 0)
      piece_ = Xapian::WritableDatabase(piece_path(pieces_++), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_DANGEROUS |
                                                                   Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
    else if (in_piece_ % articles_a_commit == 0 || held_back_ + text_bytes > text_a_commit_)
      commit();
    ++in_piece_;
    held_back_ += text_bytes;
    return piece_;
  }

  void commit() {
    piece_.commit();
    held_back_ = 0;
  }

  void close_piece() {
    if (in_piece_ > 0) piece_.close();
    in_piece_ = 0;
    held_back_ = 0;
  }

  static constexpr std::uint64_t inverted_size = 16;  // bytes that Xapian holds for a byte of text not yet committed, about

  fs::path scratch_;
  std::string segment_;
  std::uint64_t text_a_commit_;
  std::uint64_t held_back_ = 0;  // bytes of text since the last commit
  Analyst analyst_;
  RecordWriter record_writer_;
  std::optional<RecordsWriter> records_;
  Xapian::WritableDatabase piece_;
  unsigned pieces_ = 0, in_piece_ = 0;
  SegmentEntry counts_;
};

class PortableWriter : public SegmentWriter {
 public:
  PortableWriter(const SegmentPlace& place, const SegmentTables& tables) : target_(place.target), scratch_(place.scratch) {
    for (std::size_t number = 0; number < place.parts; ++number)
      parts_.push_back(std::make_unique<Part>(scratch_ / std::to_string(number), segment_id(), tables, place.memory / place.parts));
  }

  void add(std::size_t part, const Article& article, std::uint64_t id) override {
    guarded("writing a segment", [&] { parts_[part]->add(article, id); });
  }

  void close(std::size_t part) override {
    guarded("writing a segment", [&] { parts_[part]->close(); });
  }

  SegmentEntry finish() override {
    SegmentEntry entry;
    guarded("finishing a segment", [&] {
      Xapian::Database pieces;
      bool any = false;
      for (const auto& part : parts_) {
        any = part->add_pieces(pieces) || any;
        entry.absorb(part->counts());
      }
      if (any) pieces.compact(target_.string());
      else Xapian::WritableDatabase(target_.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    });
    RecordsWriter records(target_);
    for (const auto& part : parts_) records.append(part->folder());
    records.finish();
    verify_segment(target_, entry.articles);
    fs::remove_all(scratch_);
    entry.id = segment_id();
    entry.manifest = write_manifest(target_);
    return entry;
  }

 private:
  std::string segment_id() const { return target_.filename().string(); }

  fs::path target_, scratch_;
  std::vector<std::unique_ptr<Part>> parts_;
};

}  // namespace

std::unique_ptr<SegmentWriter> portable_writer(const SegmentPlace& place, const SegmentTables& tables) {
  return std::make_unique<PortableWriter>(place, tables);
}

}  // namespace newsgrep
