// SPDX-License-Identifier: GPL-2.0-or-later
// A segment through Xapian's public API. Xapian's inverter slows down as it grows, so the segment is built in pieces that stay
// small, and the pieces are compacted into one.
#include "common/terms.hpp"
#include "common/xapian.hpp"
#include "indexer/segment/analyse.hpp"
#include "indexer/segment/manifest.hpp"
#include "indexer/segment/writer.hpp"

#include <algorithm>

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

class PortableWriter : public SegmentWriter {
 public:
  PortableWriter(fs::path target, fs::path scratch) : target_(std::move(target)), scratch_(std::move(scratch)) {
    entry_.id = target_.filename().string();
  }

  void add(const Article& article, std::uint64_t id, std::string_view record) override {
    Xapian::Document document;
    DocumentTerms terms(document);
    analyst_.analyse(article, terms);
    document.add_boolean_term(id_term(id_text(id)));
    document.add_value(order_slot, order_value(article.published, id));
    document.set_data(std::string(record));
    guarded("writing segment " + entry_.id, [&] { piece().add_document(document); });
    count(article);
  }

  SegmentEntry finish() override {
    guarded("finishing segment " + entry_.id, [&] {
      close_piece();
      Xapian::Database pieces;
      for (unsigned number = 0; number < pieces_; ++number) pieces.add_database(Xapian::Database(piece_path(number)));
      pieces.compact(target_.string());
      verify();
    });
    fs::remove_all(scratch_);
    entry_.manifest = write_manifest(target_);
    return entry_;
  }

 private:
  std::string piece_path(unsigned number) const { return (scratch_ / ("piece-" + std::to_string(number))).string(); }

  // Nothing reads a piece while it is written, and a crash throws it away: it needs neither syncs nor term lists.
  Xapian::WritableDatabase& piece() {
    constexpr unsigned articles_a_piece = 8000, articles_a_commit = 500;
    if (in_piece_ == articles_a_piece) close_piece();
    if (in_piece_ == 0)
      piece_ = Xapian::WritableDatabase(piece_path(pieces_++), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_DANGEROUS |
                                                                   Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
    else if (in_piece_ % articles_a_commit == 0)
      piece_.commit();
    ++in_piece_;
    return piece_;
  }

  void close_piece() {
    if (in_piece_ > 0) piece_.close();
    in_piece_ = 0;
  }

  void count(const Article& article) {
    ++entry_.articles;
    entry_.text_bytes += article.title.size() + article.text.size();
    if (!article.published.known()) {
      ++entry_.undated;
      return;
    }
    const Period period = period_of(article.published);
    const auto first = static_cast<std::int32_t>(period.first->time_since_epoch().count());
    const auto last = static_cast<std::int32_t>(period.last->time_since_epoch().count());
    const bool only = !entry_.dated();
    entry_.oldest = only ? first : std::min(entry_.oldest, first);
    entry_.newest = only ? last : std::max(entry_.newest, last);
  }

  void verify() const {
    const Xapian::Database made(target_.string());
    if (made.get_doccount() != entry_.articles || made.get_lastdocid() != entry_.articles)
      throw Error(ErrorCode::internal, "segment " + entry_.id + " holds " + std::to_string(made.get_doccount()) + " articles instead of " +
                                           std::to_string(entry_.articles));
  }

  fs::path target_, scratch_;
  SegmentEntry entry_;
  Analyst analyst_;
  Xapian::WritableDatabase piece_;
  unsigned pieces_ = 0, in_piece_ = 0;
};

}  // namespace

std::unique_ptr<SegmentWriter> portable_writer(const fs::path& target, const fs::path& scratch) {
  return std::make_unique<PortableWriter>(target, scratch);
}

}  // namespace newsgrep
