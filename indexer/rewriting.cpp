// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/rewriting.hpp"

#include "common/files.hpp"
#include "common/joined_units.hpp"
#include "common/record.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "common/xapian.hpp"
#include "indexer/glass/guard.hpp"
#include "indexer/learning.hpp"
#include "indexer/segment/writer.hpp"

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// The same documents under the same numbers, dead ones included.
void write_again(const fs::path& folder, const Catalog& catalog, const SegmentEntry& segment, const fs::path& scratch, std::uint64_t memory) {
  const LearntTables tables = tables_of(folder, catalog, segment);
  const Records records(segment_path(folder, segment.id));
  RecordReader reader(read_record_tables(folder, catalog.tables));
  make_folder(scratch / "parts");
  const SegmentPlace place{scratch / segment.id, scratch / "parts", 1, 1, memory, catalog.layout};
  const auto writer = (glass_is_known(place.scratch) ? direct_writer : portable_writer)(place, tables.view());
  Article article;
  for (std::uint64_t document = 1; document <= records.size(); ++document) {
    reader.read(records.record(document), article);
    writer->add(0, article, records.id(document));
  }
  writer->close(0);
  writer->finish();
}

// Two databases that should be alike.
class Comparison {
 public:
  Comparison(const fs::path& found, const fs::path& wanted, Layout layout) : found_(found.string()), wanted_(wanted.string()), layout_(layout) {}

  /// The first difference; empty when there is none.
  std::string run() const {
    if (found_.get_doccount() != wanted_.get_doccount()) return "the tables do not hold as many articles as are stored";
    std::string difference = lengths();
    for (const auto slot : {order_slot, segment_slot})
      if (difference.empty()) difference = values(slot);
    return difference.empty() ? terms() : difference;
  }

 private:
  static std::string in_document(Xapian::docid document) { return " in document " + std::to_string(document); }

  std::string lengths() const {
    for (Xapian::docid document = 1; document <= wanted_.get_lastdocid(); ++document)
      if (found_.get_doclength(document) != wanted_.get_doclength(document)) return "the length is not that of the text" + in_document(document);
    return {};
  }

  std::string values(Xapian::valueno slot) const {
    auto found = found_.valuestream_begin(slot);
    const auto end = found_.valuestream_end(slot);
    for (auto wanted = wanted_.valuestream_begin(slot); wanted != wanted_.valuestream_end(slot); ++wanted, ++found)
      if (found == end || found.get_docid() != wanted.get_docid() || *found != *wanted) return "a value is not that of the article" + in_document(wanted.get_docid());
    return found == end ? std::string() : "there are values of articles that are not stored";
  }

  std::string terms() const {
    auto found = found_.allterms_begin();
    const auto end = found_.allterms_end();
    for (auto wanted = wanted_.allterms_begin(); wanted != wanted_.allterms_end(); ++wanted, ++found) {
      if (found == end || *found > *wanted) return "the term \"" + *wanted + "\" is missing";
      if (*found != *wanted) return "the term \"" + *found + "\" is in no text";
      if (auto difference = postings(*wanted); !difference.empty()) return difference;
    }
    return found == end ? std::string() : "the term \"" + *found + "\" is in no text";
  }

  std::string postings(const std::string& term) const {
    const std::string wrong = "the postings of \"" + term + "\" are not those of the texts";
    if (found_.get_termfreq(term) != wanted_.get_termfreq(term) || found_.get_collection_freq(term) != wanted_.get_collection_freq(term)) return wrong;
    auto found = found_.postlist_begin(term);
    const auto end = found_.postlist_end(term);
    for (auto wanted = wanted_.postlist_begin(term); wanted != wanted_.postlist_end(term); ++wanted, ++found)
      if (found == end || *found != *wanted || found.get_wdf() != wanted.get_wdf() || !same_positions(term, *wanted)) return wrong + in_document(*wanted);
    return found == end ? std::string() : wrong;
  }

  bool same_positions(const std::string& term, Xapian::docid document) const {
    if (layout_ != Layout::stock) return true;
    auto found = found_.positionlist_begin(document, term);
    const auto end = found_.positionlist_end(document, term);
    for (auto wanted = wanted_.positionlist_begin(document, term); wanted != wanted_.positionlist_end(document, term); ++wanted, ++found)
      if (found == end || *found != *wanted) return false;
    return found == end;
  }

  Xapian::Database found_, wanted_;
  Layout layout_;
};

}  // namespace

std::vector<std::string> compare_with_texts(const fs::path& folder, const Catalog& catalog, const SegmentEntry& segment, const fs::path& scratch,
                                            std::uint64_t memory) {
  write_again(folder, catalog, segment, scratch, memory);
  return guarded("comparing segment " + segment.id + " with its texts", [&]() -> std::vector<std::string> {
    auto difference = Comparison(segment_path(folder, segment.id), scratch / segment.id, catalog.layout).run();
    if (difference.empty() && !(UnitFilter(segment_path(folder, segment.id)) == UnitFilter(scratch / segment.id)))
      difference = "the joined units are not those of the texts";
    if (difference.empty()) return {};
    return {std::move(difference)};
  });
}

}  // namespace newsgrep
