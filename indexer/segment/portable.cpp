// SPDX-License-Identifier: GPL-2.0-or-later
// A segment through Xapian's public API. Xapian's inverter slows down as it grows, so the segment is built in pieces that stay
// small, and the pieces are compacted into one.
#include "common/terms.hpp"
#include "common/xapian.hpp"
#include "indexer/segment/analyse.hpp"
#include "indexer/segment/parts.hpp"

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

class DocumentTerms : public TermSink {
 public:
  explicit DocumentTerms(Xapian::Document& document) : document_(document) {}
  void posting(std::string_view term, std::uint32_t position, std::uint32_t count) override {
    document_.add_posting(std::string(term), position, count);
    length_ += count;
  }
  void word(std::string_view term, std::uint32_t count) override {
    document_.add_term(std::string(term), count);
    length_ += count;
  }
  void mark(std::string_view term) override { document_.add_boolean_term(std::string(term)); }

  std::uint32_t length() const { return length_; }

 private:
  Xapian::Document& document_;
  std::uint32_t length_ = 0;
};

// One part: its pieces and its records.
class PortablePart {
 public:
  PortablePart(const fs::path& scratch, const std::string& segment, const SegmentTables& tables, std::uint64_t memory)
      : segment_(segment),
        text_a_commit_(memory / inverted_size),
        analyst_(tables.policy, units_),
        record_writer_(tables.record_writer()),
        records_(scratch) {}

  void add(const Article& article, std::uint64_t id) {
    const auto length = guarded("writing a segment", [&] { return add_document(article, id); });
    records_.add(record_writer_.write(article), article, id, length);
  }

  void close() {
    guarded("writing a segment", [&] { close_piece(); });
    records_.finish();
  }

  const PartRecords& records() const { return records_; }
  const JoinedUnits& units() const { return units_; }

  /// False when there are none.
  bool add_pieces(Xapian::Database& all) const {
    for (unsigned number = 0; number < pieces_; ++number) all.add_database(Xapian::Database(piece_path(number)));
    return pieces_ > 0;
  }

 private:
  std::string piece_path(unsigned number) const {
    return (records_.folder() / ("piece-" + std::to_string(number))).string();
  }

  // Hands back its length.
  std::uint32_t add_document(const Article& article, std::uint64_t id) {
    Xapian::Document document;
    DocumentTerms terms(document);
    analyst_.analyse(article, terms);
    document.add_term(id_term(id_text(id)), occurrences_of_id);
    document.add_value(order_slot, order_value(article.published, id));
    document.add_value(segment_slot, segment_);
    piece(article.text.size()).add_document(document);
    return terms.length() + occurrences_of_id;
  }

  // Nothing reads a piece while it is written, and a crash throws it away: it needs no syncs.
  Xapian::WritableDatabase& piece(std::uint64_t text_bytes) {
    constexpr unsigned articles_a_piece = 8000, articles_a_commit = 500;
    if (in_piece_ == articles_a_piece) close_piece();
    if (in_piece_ == 0)
      piece_ = Xapian::WritableDatabase(piece_path(pieces_++),
                                        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC);
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

  std::string segment_;
  std::uint64_t text_a_commit_;
  std::uint64_t held_back_ = 0;  // bytes of text since the last commit
  JoinedUnits units_;
  Analyst analyst_;
  RecordWriter record_writer_;
  PartRecords records_;
  Xapian::WritableDatabase piece_;
  unsigned pieces_ = 0, in_piece_ = 0;
};

class PortableWriter : public WriterOfParts<PortablePart> {
 public:
  PortableWriter(const SegmentPlace& place, const SegmentTables& tables)
      : WriterOfParts(place, place.target.filename().string(), tables, place.memory / place.parts) {}

 private:
  JoinedUnits units() const override {
    JoinedUnits units;
    for (const auto& part : parts()) units.absorb(part->units());
    return units;
  }

  void write_tables() override {
    guarded("finishing a segment", [&] {
      Xapian::Database pieces;
      bool any = false;
      for (const auto& part : parts()) any = part->add_pieces(pieces) || any;
      if (any)
        pieces.compact(target().string());
      else
        Xapian::WritableDatabase(target().string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    });
  }
};

}  // namespace

std::unique_ptr<SegmentWriter> portable_writer(const SegmentPlace& place, const SegmentTables& tables) {
  return std::make_unique<PortableWriter>(place, tables);
}

}  // namespace newsgrep
