// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/first_captures.hpp"

#include "common/date.hpp"
#include "common/record.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "indexer/articles_by_id.hpp"

#include <unordered_set>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

class FirstCaptures {
 public:
  FirstCaptures(const fs::path& folder, const Catalog& catalog, Resolution& resolution, Spool& spool)
      : folder_(folder), catalog_(catalog), resolution_(resolution), spool_(spool) {
    for (const auto& article : resolution.write)
      if (resolution.captured.contains(article.id)) written_.insert(article.id);
  }

  void run() {
    ask_index();
    for (auto& article : resolution_.write)
      if (written_.contains(article.id)) correct(article);
    resolution_.write.insert(resolution_.write.end(), again_.begin(), again_.end());
    for (const auto& article : again_) resolution_.kill.push_back(article.id);
  }

 private:
  void ask_index() {
    if (catalog_.segments.empty()) return;
    std::vector<std::uint64_t> ids;
    for (const auto& [id, date] : resolution_.captured) ids.push_back(id);
    RecordReader reader(read_record_tables(folder_, catalog_.tables));
    for (const auto& segment : catalog_.segments) {
      const Tombstones dead = read_tombstones(folder_, segment);
      find_articles(folder_, segment, ids, [&](const Records& records, std::uint64_t id, std::uint32_t document) {
        if (!dead.dead(document)) compare(reader, records, id, document);
      });
    }
  }

  void compare(RecordReader& reader, const Records& records, std::uint64_t id, std::uint32_t document) {
    reader.read(records.record(document), article_, RecordReader::Part::without_text);
    Date& first = resolution_.captured.at(id);
    const Date indexed = article_.captured;
    first = earlier(indexed, first);
    if (written_.contains(id) || first == indexed) return;
    reader.read(records.record(document), article_);
    resolution_.write_bytes += article_.title.size() + article_.text.size();
    again_.push_back({id, moment_of_order(records.order(document)), put(first)});
  }

  void correct(SpooledArticle& from) {
    SpoolReader reader(spool_);
    article_ = reader.read(from);
    const Date& first = earlier(article_.captured, resolution_.captured.at(from.id));
    if (!(first == article_.captured)) from.place = put(first);
  }

  // The article in hand.
  SpoolPlace put(Date captured) {
    article_.captured = captured;
    serialise(article_, bytes_);
    return spool_.put(bytes_);
  }

  const fs::path& folder_;
  const Catalog& catalog_;
  Resolution& resolution_;
  Spool& spool_;
  std::unordered_set<std::uint64_t> written_;  // ids in question that a reading has brought
  std::vector<SpooledArticle> again_;
  Article article_;
  std::string bytes_;
};

}  // namespace

void keep_first_captures(const fs::path& folder, const Catalog& catalog, Resolution& resolution, Spool& spool) {
  if (!resolution.captured.empty()) FirstCaptures(folder, catalog, resolution, spool).run();
}

}  // namespace newsgrep
